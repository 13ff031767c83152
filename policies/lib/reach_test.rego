package auditor.lib.reach_test

import rego.v1

import data.auditor.lib.reach
import data.auditor.lib.testing
import data.auditor.lib.users

# -- the same answer as one by one ---------------------------------------------------------------------------------------

at_once(estate) := found if {
	found := all_at_once with input as estate
}

all_at_once := {"who": (reach.those(able.free, gate) | bypassing), "number": reach.number(able.free, gate) + count(bypassing)} if {
	able := reach.able(object.keys(input.users))
	gate := reach.gate("APP1")
	bypassing := reach.those(reach.those(able.factored, gate), reach.bypass("APP1"))
}

agreed if {
	one_by_one := {user | some user, _ in input.users; users.can_log_on(user, "APP1") == "yes"}
	all_at_once == {"who": one_by_one, "number": count(one_by_one)}
}

# Users of every kind: in the group on the list, in two groups, in none of them, and with something that keeps them out.
crowd := {
	"PLAIN": in_groups("APPGRP", []),
	"OTHER": in_groups("SECGRP", []),
	"BOTH": in_groups("SECGRP", ["APPGRP", "STCGRP"]),
	"OWN": in_groups("APPGRP", []),
	"LIMITED": object.union(in_groups("SECGRP", []), {"restricted": true}),
	"LIMITEDIN": object.union(in_groups("APPGRP", []), {"restricted": true}),
	"GONE": object.union(in_groups("APPGRP", []), {"revoked": true}),
	"RESUMED": object.union(in_groups("APPGRP", []), {"revoked": true, "resume_date": "2026-11-02"}),
	"LATER": object.union(in_groups("APPGRP", []), {"revoke_date": "2027-01-01"}),
	"PROTECT": object.union(in_groups("APPGRP", []), {"protected": true}),
	"IDLE": object.union(in_groups("APPGRP", []), {"last_access": "2020-01-01"}),
	"NEVER": object.union(in_groups("APPGRP", []), {"last_access": null}),
	"NEW": object.union(in_groups("APPGRP", []), {"last_access": null, "created": "2026-11-01"}),
	"SUNDAYS": object.union(in_groups("APPGRP", []), {"days": [true, false, false, false, false, false, false]}),
	"ANYDAY": object.union(in_groups("APPGRP", []), {"days": null}),
	"NIGHTS": object.union(in_groups("APPGRP", []), {"start_time": "22:00"}),
	"MFA": object.union(in_groups("APPGRP", []), {"factors": [{"name": "AZFSIDP1", "active": true, "at": [0, 51, 1, 9]}]}),
	"MFAIDLE": object.union(in_groups("APPGRP", []), {"last_access": null, "factors": [{"name": "AZFSIDP1", "active": true, "at": [0, 51, 1, 9]}]}),
	"MFANIGHT": object.union(in_groups("APPGRP", []), {"start_time": "22:00", "factors": [{"name": "AZFSIDP1", "active": true, "at": [0, 51, 1, 9]}]}),
	"MFAOFF": object.union(in_groups("APPGRP", []), {"factors": [{"name": "AZFSIDP1", "active": false, "at": [0, 51, 1, 9]}]}),
	"TICKETS": object.union(in_groups("APPGRP", []), {"factors": [{"name": "AZFPTKT1", "active": true, "at": [0, 51, 1, 9]}]}),
	"CUTOFF": object.union(in_groups("APPGRP", []), {"connections": {"APPGRP": {"revoked": true}}}),
	"SIDEWAYS": object.union(in_groups("SECGRP", ["APPGRP"]), {"connections": {"APPGRP": {"revoke_date": "2026-01-01"}}}),
	"ASTRAY": object.union(in_groups("SECGRP", []), {"default_group": "STCGRP"}),
}

in_groups(default_group, more) := object.union(testing.user(default_group), {"connections": {group: testing.connection | some group in more}})

base := object.union(object.remove(testing.estate, ["users"]), {"users": crowd})

listed(acl, more) := testing.only_profiles(base, "APPL", {"APP1": object.union(testing.profile(false, acl), more)})

lost(estate, record_type, class, name) := object.union(estate, {"evidence": {"unload": {"damage": [{
	"input": "unload", "code": "bad-separator", "message": "column 5 is not blank", "at": [0, 42, 1, 80],
	"record_type": record_type, "class": class, "name": name,
}]}}})

option(estate, name, value) := object.union(estate, {"options": {name: value}})

grouped := listed({"APPGRP": "READ", "OWN": "NONE"}, {})

everyone := listed({"APPGRP": "NONE", "OWN": "READ", "OTHER": "NONE"}, {"uacc": "READ"})

lists := [
	grouped,
	everyone,
	listed({"*": "READ"}, {}),
	listed({"*": "NONE", "BOTH": "READ"}, {"uacc": "READ"}),
	listed({"APPGRP": "READ", "STCGRP": "NONE", "SECGRP": "NONE"}, {}),
	listed({"APPGRP": "READ", "STCGRP": "X02"}, {}),
	listed({"APPGRP": "NONE", "SECGRP": "READ", "OWN": "X02"}, {"uacc": "READ"}),
	listed({"APPGRP": "NONE"}, {"warning": true}),
	listed({"APPGRP": "READ"}, {"seclabel": "SECRET"}),
	listed({"APPGRP": "READ"}, {"seclevel": "100"}),
	listed({"APPGRP": "NONE"}, {"conditional": [{"id": "*", "access": "READ", "kind": "TERMINAL", "name": "T1", "at": [0, 97, 1, 2]}]}),
	listed({"NOBODY": "READ"}, {}),
	testing.only_profiles(base, "APPL", {}),
	testing.only_profiles(base, "APPL", {"APP*": testing.profile(true, {"APPGRP": "READ"})}),
	testing.only_profiles(base, "APPL", {"&APPS": testing.profile(true, {"APPGRP": "READ"})}),
]

# What the system may say, or not say.
options(estate) := [
	option(estate, "inactive", testing.fact(false)),
	option(estate, "inactive", testing.unknown("no listing")),
	option(estate, "initstats", testing.fact(false)),
	option(estate, "inactive_days", testing.fact(10000)),
	testing.with_class(estate, "APPL", {"active": testing.fact(false)}),
	testing.with_class(estate, "APPL", {"active": testing.unknown("no listing")}),
	testing.with_class(estate, "APPL", {"generic": testing.fact(false)}),
	testing.with_class(estate, "APPL", {"generic": testing.unknown("no listing")}),
	testing.with_class(estate, "MFADEF", {"active": testing.fact(false)}),
	object.union(estate, {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {"MFA": "READ"})}}}),
	object.union(estate, {"profiles": {"MFADEF": {"MFABYPASS.**": testing.profile(true, {"MFA": "NONE"})}}}),
	object.union(estate, {"profiles": {"MFADEF": {"MFABYPASS.**": object.union(testing.profile(true, {"SECGRP": "NONE"}), {"uacc": "READ"})}}}),
]

# What may be lost.
losses(estate) := [
	lost(estate, "0505", "APPL", "APP1"),
	lost(estate, "0505", "APPL", "APP2"),
	lost(estate, "0502", "APPL", "APP1"),
	lost(estate, "0502", null, null),
	lost(estate, "0500", "APPL", "APP*"),
	lost(estate, "0500", "MFADEF", null),
	lost(estate, "0205", null, null),
	lost(estate, "0205", null, "PLAIN"),
	lost(estate, "0205", null, "OWN"),
	lost(estate, "0205", null, "ASTRAY"),
	lost(estate, "020A", null, null),
	lost(estate, "020A", null, "PLAIN"),
	lost(object.union(estate, {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {"PLAIN": "READ"})}}}), "020A", null, "PLAIN"),
	lost(estate, null, null, null),
	lost(estate, null, "PTKTDATA", null),
	lost(estate, "0404", null, "SYS1.A"),
	object.union(estate, testing.not_offered("unload")),
]

same(estate) if agreed with input as estate

test_any_list_says_of_all_what_it_says_of_each if {
	every list in lists {
		same(list)
	}
}

test_any_list_does_with_the_default_group_alone if {
	every list in lists {
		same(option(list, "grplist", testing.fact(false)))
	}
}

test_any_list_does_where_that_is_unknown if {
	every list in lists {
		same(option(list, "grplist", testing.unknown("no listing")))
	}
}

test_a_list_does_whatever_the_options if {
	every estate in options(grouped) {
		same(estate)
	}
}

test_a_list_with_exceptions_does_whatever_the_options if {
	every estate in options(everyone) {
		same(estate)
	}
}

test_a_list_does_whatever_is_lost if {
	every estate in losses(grouped) {
		same(estate)
	}
}

test_a_list_with_exceptions_does_whatever_is_lost if {
	every estate in losses(everyone) {
		same(estate)
	}
}

test_there_are_some_who_get_in_and_some_who_do_not if {
	at_once(grouped).who == {"ANYDAY", "BOTH", "LATER", "LIMITEDIN", "MFAOFF", "NEW", "PLAIN", "RESUMED", "TICKETS"}
	at_once(everyone).who == {"OWN", "SIDEWAYS"}
	bypass := object.union(grouped, {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {"MFA": "READ"})}}})
	"MFA" in at_once(bypass).who
}

# -- only those who are asked for ----------------------------------------------------------------------------------------

test_only_those_asked_for_are_told if {
	able := reach.able({"PLAIN", "GONE", "MFA"}) with input as grouped
	able == {"free": {"PLAIN"}, "factored": {"MFA"}}
}

kept_out(estate) := users_there if {
	users_there := {user | some user, entry in input.users; reach.kept_out(entry)} with input as estate
}

test_whom_a_date_or_a_flag_keeps_out_is_not_looked_at if {
	kept_out(grouped) == {"GONE", "PROTECT", "IDLE"}
	kept_out(option(grouped, "inactive", testing.unknown("no listing"))) == {"GONE", "PROTECT"}
}

bypass(estate) := found if {
	found := reach.bypass("APP1") with input as estate
}

test_a_bypass_has_to_be_certain if {
	profile := {"profiles": {"MFADEF": {"MFABYPASS.**": testing.profile(true, {"MFA": "READ"})}}}
	bypassed := object.union(grouped, profile)
	bypass(bypassed) == {"open": false, "except": {"MFA"}}
	nobody := {"open": false, "except": set()}
	bypass(grouped) == nobody
	bypass(testing.with_class(bypassed, "MFADEF", {"active": testing.unknown("no listing")})) == nobody
	bypass(testing.with_class(bypassed, "MFADEF", {"generic": testing.unknown("no listing")})) == nobody
	bypass(lost(bypassed, "0500", "MFADEF", null)) == nobody
}
