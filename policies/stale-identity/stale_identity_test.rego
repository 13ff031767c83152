package auditor.policies.stale_identity_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.stale_identity

words(estate) := found if {
	found := testing.words(stale_identity.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := stale_identity.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

old := object.union(object.remove(seen, ["observed"]), {"observed": null})

seen := testing.changed({"users": {"WEBUSR1": {"last_access": "2026-01-15"}}})

test_a_logon_that_was_seen_makes_the_date_doubtful if {
	verdict := one(seen, user)
	verdict.verdict == "advisory"
	contains(verdict.message, "SMF records show that a ticket of it was accepted on 2026-11-02")
	verdict.places[1] == {"at": [6, 7, 282, 289], "role": "related", "note": "seen: 40 accepted tickets, up to 2 a minute, last on 2026-11-02"}
}

test_a_refused_logon_is_no_use if {
	refused := object.union(old, {"observed": testing.observed([testing.logon("WEBUSR1", {"accepted": 0})])})
	words(refused)[user] == "fail"
}

user := "user:WEBUSR1"

test_users_in_use_pass if {
	words(testing.estate) == {"system": "pass", "user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass", "user:WEBSTC": "pass"}
}

test_an_unused_user_fails if {
	verdict := one(old, user)
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts.access == [{"by": "group APPGRP", "class": "APPL", "level": "READ", "name": "APP1"}]
	verdict.places[1] == {"at": [0, 99, 262, 278], "role": "related", "note": "WEBUSR1 holds READ on APP1 by group APPGRP"}
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(APPL) ID(WEBUSR1) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_a_user_never_used_counts_from_its_creation if {
	one(testing.changed({"users": {"WEBUSR1": {"last_access": null}}}), user).facts.last_used == "2024-01-01"
}

test_logons_that_are_not_recorded_prove_nothing if {
	endpoint := object.union(testing.endpoint, {"running": null, "odracfst": testing.fact(false)})
	words(object.union(old, {"endpoints": [endpoint]}))[user] == "advisory"
}

test_a_protected_requester_is_an_advisory if {
	words(testing.changed({"users": {"WEBSTC": {"last_access": "2026-01-15"}}}))["user:WEBSTC"] == "advisory"
}

test_a_revoked_user_is_not_stale if words(object.union(old, {"users": {"WEBUSR1": {"revoked": true}}}))[user] == "pass"

test_lost_users_are_undecided if words(testing.changed(testing.damaged("unload", "0200", null))).system == "undecided"

# -- no date at all ------------------------------------------------------------------------------------------------------

never := {"last_access": null, "created": null}

test_a_user_without_any_date_is_undecided if {
	verdict := one(testing.changed({"users": {"WEBUSR1": never}}), user)
	verdict.verdict == "undecided"
	verdict.reason == "WEBUSR1 has neither a date of last use nor one of creation"
	verdict.facts.access == [{"by": "group APPGRP", "class": "APPL", "level": "READ", "name": "APP1"}]
	verdict.facts.last_used == null
}

test_nobody_is_called_fresh_while_a_date_is_missing if {
	not words(testing.changed({"users": {"WEBUSR1": never}})).system
}

test_a_user_without_any_date_who_is_revoked_or_holds_nothing_is_no_matter if {
	words(testing.changed({"users": {"WEBUSR1": object.union(never, {"revoked": true})}}))[user] == "pass"
	words(testing.changed({"users": {"SECADM": never}})).system == "pass"
}

test_a_user_without_any_date_hides_no_stale_one if {
	found := words(object.union(old, {"users": {"WEBUSR1": never, "PARTNER1": {"last_access": "2026-01-15"}}}))
	found[user] == "undecided"
	found["user:PARTNER1"] == "fail"
}

test_a_user_created_lately_and_never_used_is_fresh if {
	words(testing.changed({"users": {"WEBUSR1": {"last_access": null, "created": "2026-10-30"}}}))[user] == "pass"
}

# -- the system ----------------------------------------------------------------------------------------------------------

of_the_system(estate) := [verdict.verdict | some verdict in verdicts; verdict.object == "system"] if {
	verdicts := stale_identity.verdicts with input as estate
}

test_nobody_with_access_is_out_of_scope if {
	bare := testing.only_profiles(testing.only_profiles(testing.estate, "PTKTDATA", {}), "APPL", {"APP1": testing.profile(false, {})})
	of_the_system(bare) == ["not_applicable"]
}

test_a_stale_user_is_no_pass_of_the_system if of_the_system(old) == []

test_an_unknown_member_is_said_once if {
	estate := object.union(testing.estate, {"endpoints": [testing.endpoint, object.union(testing.endpoint, {
		"name": "ICON2", "running": null, "id": testing.unknown("it is a symbol"),
		"appl": object.union(testing.not_coded, {"why": "ODACCESS.APPL= is not coded"}),
	})]})
	of_the_system(estate) == ["undecided"]
}

# Of the inventory nobody holds anything here, but others do.
test_holders_whom_nobody_declared_are_holders if {
	bare := testing.only_profiles(testing.only_profiles(testing.estate, "PTKTDATA", {}), "APPL", {"APP1": testing.profile(false, {"SECADM": "READ"})})
	words(bare) == {"system": "pass"}
}

test_a_revoked_user_whom_nobody_declared_is_not_told if {
	estate := testing.changed({"users": {"SECADM": {"last_access": "2026-01-15", "revoked": true}}})
	verdicts := words(object.union(estate, {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "READ", "at": [0, 98, 262, 278]}}}}}}))
	verdicts.system == "pass"
	not verdicts["user:SECADM"]
}

# -- what is held, and how -----------------------------------------------------------------------------------------------

with_acl(class, name, acl) := object.union(old, {"profiles": object.union(old.profiles, {class: object.union(
	old.profiles[class],
	{name: testing.profile(false, acl)},
)})})

held(estate) := [sprintf("%s by %s", [row.name, row.by]) | some row in one(estate, user).facts.access]

test_an_entry_of_its_own_outweighs_the_group if {
	shut := {"profiles": {"APPL": {"APP1": {"acl": {"WEBUSR1": {"access": "NONE", "at": [0, 98, 262, 278]}}}}}}
	held(object.union(with_acl("PTKTDATA", "IRRPTAUTH.APP1.X", {"WEBUSR1": "UPDATE"}), shut)) == ["IRRPTAUTH.APP1.X by user"]
}

test_a_group_whose_entry_gives_too_little_holds_nothing if {
	estate := object.union(with_acl("PTKTDATA", "IRRPTAUTH.APP1.X", {"WEBUSR1": "UPDATE"}), {"profiles": {"APPL": {"APP1": {"acl": {"APPGRP": {"access": "NONE"}}}}}})
	held(estate) == ["IRRPTAUTH.APP1.X by user"]
}

test_ticket_authority_of_a_group_is_access if {
	held(with_acl("PTKTDATA", "IRRPTAUTH.APP1.X", {"APPGRP": "UPDATE"})) == ["APP1 by group APPGRP", "IRRPTAUTH.APP1.X by group APPGRP"]
}

connections(groups) := {"users": {"WEBUSR1": {"connections": {group: object.union(connection, {"revoked": off}) |
	some group, off in groups
	connection := {"at": [0, 97, 14, 21], "revoke_date": null, "resume_date": null, "special": false, "created": null}
}}}}

test_a_revoked_connection_holds_nothing if {
	estate := object.union(with_acl("PTKTDATA", "IRRPTAUTH.APP1.X", {"WEBUSR1": "UPDATE"}), connections({"APPGRP": true}))
	held(estate) == ["IRRPTAUTH.APP1.X by user"]
}

test_of_several_groups_the_first_that_holds_it_is_told if {
	acl := {"APPGRP": "READ", "BGROUP": "UPDATE", "CGROUP": "UPDATE"}
	estate := object.union(with_acl("PTKTDATA", "IRRPTAUTH.APP1.X", acl), connections({"APPGRP": false, "BGROUP": false, "CGROUP": false}))
	held(estate) == ["APP1 by group APPGRP", "IRRPTAUTH.APP1.X by group BGROUP"]
}

# -- logons that leave no date -------------------------------------------------------------------------------------------

silent(name) := object.union(testing.endpoint, {"name": name, "running": null, "odracfst": testing.fact(false)})

test_another_endpoint_that_records_nothing_is_no_doubt if {
	words(object.union(old, {"endpoints": [testing.endpoint, silent("ICON2")]}))[user] == "fail"
}

test_a_user_whom_no_client_names_is_no_target if {
	clients := [testing.client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]})]
	words(object.union(old, {"endpoints": [silent("ICON1")], "clients": clients}))[user] == "fail"
}

no_inventory := object.union(object.union(old, {"clients": []}), testing.not_offered("clients"))

test_without_an_inventory_whoever_may_enter_can_be_a_target if {
	words(object.union(no_inventory, {"endpoints": [silent("ICON1")]}))[user] == "advisory"
}

test_without_an_inventory_an_application_the_user_may_not_enter_is_no_doubt if {
	elsewhere := object.union(silent("ICON2"), {"appl": testing.fact("APP2")})
	words(object.union(no_inventory, {"endpoints": [testing.endpoint, elsewhere]}))[user] == "fail"
}

test_statistics_that_are_off_prove_nothing if {
	words(object.union(old, {"options": {"initstats": testing.fact(false)}}))[user] == "advisory"
}

# -- fixing --------------------------------------------------------------------------------------------------------------

own := {"WEBUSR1": "READ"}

test_an_entry_of_its_own_is_taken_away if {
	estate := testing.only_profiles(old, "APPL", {"APP1": testing.profile(false, own)})
	one(estate, user).remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) DELETE"
	one(estate, user).remediation.undo[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(READ)"
}

test_an_entry_of_its_own_beside_a_group_becomes_none if {
	one(with_acl("APPL", "APP1", object.union(own, {"APPGRP": "READ"})), user).remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)"
}

test_an_entry_of_its_own_on_an_open_profile_becomes_none if {
	open := object.union(testing.profile(false, own), {"uacc": "READ"})
	one(testing.only_profiles(old, "APPL", {"APP1": open}), user).remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)"
}

test_who_makes_tickets_has_update if {
	acl := {"A": "READ", "B": "UPDATE", "C": "CONTROL", "D": "ALTER", "E": "NONE"}
	makers := data.auditor.lib.stale_identity.holding.makers with input as testing.only_profiles(testing.estate, "PTKTDATA", {
		"IRRPTAUTH.APP1.*": testing.profile(true, acl),
		"APP1": testing.profile(false, {"F": "UPDATE"}),
	})
	makers == {"B", "C", "D"}
}

test_without_an_inventory_it_is_not_said_whose_use_is_known if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	words(estate) == {"system": "pass", "endpoint:ICON1": "undecided"}
}

# -- an unload too old to count days from --------------------------------------------------------------------------------

aged(estate, how) := object.union(estate, {"as_of": "2027-07-02", "inputs": [{
	"kind": "unload", "path": "unload.txt", "dated": "2026-11-01", "taken": "2026-11-01", "taken_from": how, "system": null,
}]})

test_nobody_is_a_finding_by_days_since_an_old_unload if {
	every how in ["bound", "config"] {
		found := words(aged(testing.estate, how))
		{word | some word in found} == {"undecided"}
		"user:WEBUSR1" in object.keys(found)
	}
}

test_the_reason_names_the_day_of_the_unload if {
	contains(one(aged(testing.estate, "bound"), user).reason, "the unload is of 2026-11-01, 243 days before 2027-07-02")
}

test_nobody_stale_is_no_pass_for_all_by_an_old_unload if {
	estate := object.union(aged(testing.estate, "bound"), {"as_of": "2026-11-15"})
	words(estate).system == "undecided"
	words(estate)[user] == "pass"
}

# A universal group lists few of its members, so that nobody is found through its list.
test_holders_whom_no_group_lists_are_told_of_too if {
	only_group := testing.only_profiles(
		testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile}),
		"APPL", {"APP1": testing.profile(false, {"APPGRP": "READ"})},
	)
	estate := object.union(object.remove(only_group, ["groups"]), {"groups": {"APPGRP": testing.group([])}})
	words(estate).system == "pass"
}
