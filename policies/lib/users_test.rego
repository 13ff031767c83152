package auditor.lib.users_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.lib.users

name := "WEBUSR1"

of(change) := testing.changed({"users": {name: change}})

blockers(estate) := found if {
	found := users.blockers(name, "APP1") with input as estate
}

possible(estate) := found if {
	found := users.possible(name, "APP1") with input as estate
}

silent := {"value": null, "at": null, "origin": null, "why": null}

test_an_ordinary_user_is_stopped_by_nothing if {
	blockers(testing.estate) == set()
	possible(testing.estate) == set()
}

# -- defined or not ------------------------------------------------------------------------------------------------------

nobody := object.union(object.remove(testing.estate, ["users"]), {"users": {}})

test_a_user_that_the_unload_does_not_hold_is_undefined if {
	blockers(nobody) == {"WEBUSR1 is not defined to RACF"}
	possible(nobody) == set()
}

test_without_an_unload_no_user_is_undefined if {
	estate := object.union(nobody, testing.not_offered("unload"))
	blockers(estate) == set()
	possible(estate) == {"no RACF database unload was offered (--unload)"}
	not undefined(estate)
}

undefined(estate) if users.undefined(name) with input as estate

# -- default group -------------------------------------------------------------------------------------------------------

lost(record_type) := testing.damaged("unload", record_type, null)

unconnected := object.union(
	object.remove(testing.estate, ["users"]),
	{"users": object.union(
		object.remove(testing.estate.users, [name]),
		{name: object.union(object.remove(testing.user("APPGRP"), ["connections"]), {"connections": {}})},
	)},
)

test_no_connection_to_the_default_group_stops if {
	blockers(unconnected) == {"WEBUSR1 is not connected to its default group APPGRP"}
	possible(unconnected) == set()
}

test_a_lost_connection_leaves_it_open if {
	blockers(object.union(unconnected, lost("0205"))) == set()
	count(possible(object.union(unconnected, lost("0205")))) == 1
}

test_a_connection_that_was_read_is_not_lost if possible(testing.changed(lost("0205"))) == set()

test_a_revoked_connection_stops if {
	revoked := of({"connections": {"APPGRP": {"revoked": true}}})
	blockers(revoked) == {"WEBUSR1's connection to its default group APPGRP is revoked"}
}

# -- last use ------------------------------------------------------------------------------------------------------------

options(change) := object.union(of({"last_access": "2026-01-01"}), {"options": change})

unused := "WEBUSR1 was last used on 2026-01-01, more than 90 days ago: RACF revokes it at the next logon"

unsure_use := {"whether RACF revokes the user as unused (INACTIVE, INITSTATS, last use) is unknown"}

test_a_user_unused_for_too_long_is_stopped if {
	blockers(options({})) == {unused}
	possible(options({})) == set()
}

test_the_limit_itself_is_not_too_long if {
	estate := of({"last_access": "2026-08-04"})
	blockers(estate) == set()
	possible(estate) == set()
}

test_a_user_never_used_counts_from_its_creation if {
	contains(concat("", blockers(of({"last_access": null}))), "last used on 2024-01-01")
}

test_nobody_is_unused_without_inactive_or_initstats if {
	every option in ["inactive", "initstats"] {
		blockers(options({option: testing.fact(false)})) == set()
		possible(options({option: testing.fact(false)})) == set()
	}
}

test_unknown_inactive_or_initstats_leaves_it_open if {
	every option in ["inactive", "initstats"] {
		blockers(options({option: silent})) == set()
		possible(options({option: silent})) == unsure_use
	}
}

test_use_today_settles_it_whatever_is_unknown if {
	today := object.union(of({"last_access": "2026-11-02"}), {"options": {"inactive": silent, "inactive_days": silent}})
	possible(today) == set()
}

test_no_date_leaves_it_open if {
	estate := of({"last_access": null, "created": null})
	blockers(estate) == set()
	possible(estate) == unsure_use
}

test_protected_users_are_never_unused if {
	blockers(of({"protected": true, "last_access": "2026-01-01"})) == {"WEBUSR1 is PROTECTED, so it cannot log on with a PassTicket"}
}

# -- day and time --------------------------------------------------------------------------------------------------------

test_a_forbidden_weekday_stops if {
	mondays := of({"days": [true, false, true, true, true, true, true]})
	blockers(mondays) == {"WEBUSR1 may not log on on the weekday of 2026-11-02"}
}

test_days_that_are_unknown_stop_nobody if blockers(of({"days": null})) == set()

test_hours_leave_it_open if {
	every limit in ["start_time", "end_time"] {
		possible(of({limit: "0800"})) == {"WEBUSR1 may log on only at certain hours, and the hour of a logon is not known"}
	}
}
