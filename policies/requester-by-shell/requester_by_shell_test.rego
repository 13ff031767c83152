package auditor.policies.requester_by_shell_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_by_shell

verdicts_of(estate) := verdicts if {
	verdicts := requester_by_shell.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate, user) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == sprintf("user:%s", [user])
}

own := "BPX.SRV.BATCH1"

# BPX.SRV.BATCH1 with these entries and fields.
door(acl, more) := object.union(with_uids, {"profiles": {"SURROGAT": {own: object.union(testing.profile(false, acl), more)}}})

with_uids := testing.changed({"users": {user: {"uid": 17} | some user in ["BATCH1", "WEBSTC"]}})

all_pass := {"user:BATCH1": "pass", "user:WEBSTC": "pass"}

unlisted(estate) := object.union(estate, {"site": {"schedulers": null}})

test_without_a_profile_nobody_switches if words(testing.estate) == all_pass

test_an_empty_list_passes if words(door({}, {})) == all_pass

test_uacc_opens_it_to_everybody if {
	every level in ["READ", "ALTER"] {
		verdict := one(door({}, {"uacc": level}), "BATCH1")
		verdict.verdict == "fail"
		verdict.severity == "critical"
		verdict.facts.everybody
		verdict.places == [{"at": [0, 100, 337, 344], "role": "primary", "note": sprintf("UACC(%s)", [level])}]
		verdict.remediation.racf == ["RALTER SURROGAT BPX.SRV.BATCH1 UACC(NONE)", "SETROPTS RACLIST(SURROGAT) REFRESH"]
		verdict.remediation.undo == [sprintf("RALTER SURROGAT BPX.SRV.BATCH1 UACC(%s)", [level]), "SETROPTS RACLIST(SURROGAT) REFRESH"]
	}
}

test_execute_opens_nothing if words(door({}, {"uacc": "EXECUTE"})) == all_pass

test_everybody_by_id if {
	verdict := one(door({"*": "READ"}, {}), "BATCH1")
	verdict.severity == "critical"
	verdict.message == "everybody can switch a shell or a server thread to BATCH1, and have its tickets made: no password is needed."
	verdict.remediation.racf == ["PERMIT BPX.SRV.BATCH1 CLASS(SURROGAT) ID(*) DELETE", "SETROPTS RACLIST(SURROGAT) REFRESH"]
	verdict.remediation.undo == ["PERMIT BPX.SRV.BATCH1 CLASS(SURROGAT) ID(*) ACCESS(READ)", "SETROPTS RACLIST(SURROGAT) REFRESH"]
	verdict.places == [{"at": [0, 99, 271, 278], "role": "primary", "note": "ID(*) has READ"}]
}

test_outside_production_it_is_high if {
	estate := object.union(door({}, {"uacc": "READ"}), {"endpoints": [object.union(testing.endpoint, {"environment": "test"})]})
	one(estate, "BATCH1").severity == "high"
}

test_a_named_user_is_medium if {
	verdict := one(door({"PARTNER1": "READ"}, {}), "BATCH1")
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {
		"resource": own, "profile": own, "everybody": false, "named": ["PARTNER1"], "users": ["PARTNER1"], "trusted": [],
		"clients": ["batch"],
	}
	verdict.places == [{"at": [0, 99, 271, 278], "role": "primary", "note": "PARTNER1 has READ"}]
	verdict.remediation.racf == ["PERMIT BPX.SRV.BATCH1 CLASS(SURROGAT) ID(PARTNER1) DELETE", "SETROPTS RACLIST(SURROGAT) REFRESH"]
	verdict.remediation.undo == ["PERMIT BPX.SRV.BATCH1 CLASS(SURROGAT) ID(PARTNER1) ACCESS(READ)", "SETROPTS RACLIST(SURROGAT) REFRESH"]
}

# PROTECTED does not stop a surrogate.
test_a_protected_requester_is_no_exception if {
	estate := object.union(with_uids, {"profiles": {"SURROGAT": {"BPX.SRV.WEBSTC": testing.profile(false, {"PARTNER1": "READ"})}}})
	one(estate, "WEBSTC").verdict == "fail"
}

test_without_a_list_of_schedulers_it_advises if {
	verdict := one(unlisted(door({"PARTNER1": "READ"}, {})), "BATCH1")
	verdict.verdict == "advisory"
	one(unlisted(door({}, {"uacc": "READ"})), "BATCH1").verdict == "fail"
}

test_the_requester_itself_may if words(door({"BATCH1": "ALTER"}, {})) == all_pass

test_whom_the_site_trusts_may_switch if {
	every change in [{"schedulers": ["PARTNER1"]}, {"security_owners": ["PARTNER1"]}, {"privileged": ["PARTNER1"]}] {
		words(object.union(door({"PARTNER1": "READ"}, {}), {"site": change})) == all_pass
	}
}

test_a_group_counts_for_its_members if {
	verdict := one(door({"APPGRP": "READ"}, {}), "BATCH1")
	verdict.facts.named == ["APPGRP"]
	verdict.facts.users == ["PARTNER1", "WEBUSR1"]
	words(object.union(door({"APPGRP": "READ"}, {}), {"site": {"schedulers": ["PARTNER1", "WEBUSR1"]}})) == all_pass
	words(object.union(door({"APPGRP": "READ"}, {}), {"site": {"schedulers": ["APPGRP"]}})) == all_pass
	one(door({"APPGRP": "READ", "PARTNER1": "NONE"}, {}), "BATCH1").facts.users == ["WEBUSR1"]
}

test_ids_that_nobody_can_use_open_nothing if {
	words(door({"NOBODY": "READ", "SYS1": "READ"}, {})) == all_pass
	words(object.union(door({"PARTNER1": "READ"}, {}), {"users": {"PARTNER1": {"revoked": true}}})) == all_pass
}

test_warning_advises if {
	verdict := one(door({}, {"warning": true}), "BATCH1")
	verdict.verdict == "advisory"
	verdict.remediation.racf == ["RALTER SURROGAT BPX.SRV.BATCH1 NOWARNING", "SETROPTS RACLIST(SURROGAT) REFRESH"]
	verdict.remediation.undo == ["RALTER SURROGAT BPX.SRV.BATCH1 WARNING", "SETROPTS RACLIST(SURROGAT) REFRESH"]
}

test_a_condition_is_undecided if {
	row := {"id": "PARTNER1", "access": "READ", "kind": "CONSOLE", "name": "C1", "at": [0, 97, 6, 251]}
	verdict := one(door({}, {"conditional": [row]}), "BATCH1")
	verdict.verdict == "undecided"
	contains(verdict.reason, "PARTNER1")
	words(door({}, {"conditional": [object.union(row, {"id": "BATCH1"})]})) == all_pass
}

wide(acl) := object.union(with_uids, {"profiles": {"SURROGAT": {"BPX.SRV.*": testing.profile(true, acl)}}})

test_a_wide_profile_is_not_touched if {
	estate := object.union(wide({"PARTNER1": "READ", "SECADM": "READ"}), {"site": {"schedulers": ["SECADM"]}})
	verdict := one(estate, "BATCH1")
	verdict.facts.profile == "BPX.SRV.*"
	verdict.facts.trusted == ["SECADM"]
	verdict.remediation.racf == [
		"RDEFINE SURROGAT BPX.SRV.BATCH1 UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))",
		"PERMIT BPX.SRV.BATCH1 CLASS(SURROGAT) ID(SECADM) ACCESS(READ)",
		"SETROPTS RACLIST(SURROGAT) REFRESH",
	]
	verdict.remediation.undo == ["RDELETE SURROGAT BPX.SRV.BATCH1", "SETROPTS RACLIST(SURROGAT) REFRESH"]
	one(estate, "WEBSTC").verdict == "fail"
}

# RACF refuses a PERMIT for an ID that is not defined, and the whole script would stop there.
test_an_id_that_does_not_exist_gets_no_entry if {
	estate := object.union(wide({"PARTNER1": "READ", "GONE": "READ"}), {"site": {"schedulers": ["GONE"]}})
	verdict := one(estate, "BATCH1")
	verdict.facts.trusted == ["GONE"]
	not contains(concat(" ", verdict.remediation.racf), "GONE")
}

inactive(estate, value) := testing.with_class(estate, "SURROGAT", {"active": value})

test_an_inactive_class_advises if {
	one(inactive(door({}, {"uacc": "READ"}), testing.fact(false)), "BATCH1").verdict == "advisory"
	one(inactive(door({"PARTNER1": "READ"}, {}), testing.fact(false)), "BATCH1").verdict == "advisory"
	words(inactive(testing.estate, testing.fact(false))) == all_pass
}

test_without_a_listing_only_an_open_list_is_undecided if {
	every acl in [{"PARTNER1": "READ"}, {"*": "READ"}] {
		verdict := one(inactive(door(acl, {}), testing.unknown("no SETROPTS LIST was offered")), "BATCH1")
		verdict.verdict == "undecided"
		contains(verdict.reason, "no SETROPTS LIST was offered")
	}
}

test_without_a_listing_an_empty_list_passes if words(inactive(door({}, {}), testing.unknown("no listing"))) == all_pass

generic(estate, value) := testing.with_class(estate, "SURROGAT", {"generic": value})

test_a_generic_profile_that_may_not_count_is_undecided if {
	one(generic(wide({"PARTNER1": "READ"}), testing.unknown("no listing")), "BATCH1").verdict == "undecided"
	words(generic(wide({}), testing.unknown("no listing"))) == all_pass
	words(generic(wide({"PARTNER1": "READ"}), testing.fact(false))) == all_pass
}

test_damage_costs_what_it_touches if {
	found := words(object.union(door({}, {}), testing.damaged("unload", "0505", "SURROGAT")))
	found["user:BATCH1"] == "undecided"
	one(object.union(door({}, {"uacc": "READ"}), testing.damaged("unload", "0505", "SURROGAT")), "BATCH1").verdict == "fail"
	words(object.union(testing.estate, testing.damaged("unload", "0505", "APPL"))) == all_pass
	words(object.union(testing.estate, testing.damaged("unload", "0500", "SURROGAT")))["user:BATCH1"] == "undecided"
}

test_no_unload_is_undecided if words(testing.changed(testing.not_offered("unload")))["user:BATCH1"] == "undecided"

test_a_requester_who_does_not_exist_is_out_of_scope if {
	estate := object.union(testing.estate, {"clients": [testing.client("new", "racf-service", {"requester": "GHOST", "users": ["PARTNER1"]})]})
	words(estate)["user:GHOST"] == "not_applicable"
}

test_without_an_inventory_the_lists_tell_who_asks if {
	estate := object.union(object.union(door({}, {"uacc": "READ"}), testing.not_offered("clients")), {"clients": []})
	found := words(estate)
	found["user:BATCH1"] == "fail"
	found["endpoint:ICON1"] == "undecided"
}

test_nobody_to_judge_is_out_of_scope if {
	base := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), {"clients": []})
	words(base) == {"system": "not_applicable"}
}

without_uid := {"users": {"BATCH1": {"uid": null}}}

test_who_has_no_uid_is_advised if {
	verdict := one(object.union(door({}, {"uacc": "READ"}), without_uid), "BATCH1")
	verdict.verdict == "advisory"
	count(verdict.assumptions) == 1
	one(object.union(door({"PARTNER1": "READ"}, {}), without_uid), "BATCH1").verdict == "advisory"
	words(object.union(door({}, {}), without_uid)) == all_pass
}

test_a_uid_that_may_be_lost_is_undecided if {
	estate := object.union(door({}, {"uacc": "READ"}), without_uid)
	one(object.union(estate, testing.damaged("unload", "0270", null)), "BATCH1").verdict == "undecided"
}

# PARTNER1 stands on a list and is no requester of a client.
holding := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.WEBUSR1": {"acl": {"PARTNER1": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}})

test_holders_whom_no_profile_concerns_are_told_of_together if {
	found := words(holding)
	found.system == "pass"
	not found["user:PARTNER1"]
}

test_what_is_lost_leaves_all_of_them_undecided if {
	words(object.union(holding, testing.damaged("unload", "0505", "SURROGAT"))).system == "undecided"
}

test_where_requesters_may_be_missing_the_system_is_undecided if {
	words(object.union(holding, {"endpoints": [object.union(testing.endpoint, {"appl": testing.unknown("unread"), "running": null})]})).system == "undecided"
}

test_of_the_system_one_verdict_speaks if {
	estate := object.union(holding, {"endpoints": [object.union(testing.endpoint, {"appl": testing.unknown("unread"), "running": null})]})
	count([verdict | some verdict in verdicts_of(estate); verdict.object == "system"]) == 1
}

test_without_an_inventory_and_lists_the_endpoint_alone_is_undecided if {
	base := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), {"clients": []})
	words(object.union(base, testing.not_offered("clients"))) == {"endpoint:ICON1": "undecided"}
}

# A list that lets GONE1 ask for tickets, of whom this record is lost.
lost_holder(type) := object.union(base, {"evidence": {"unload": {"offered": true, "damage": [object.union(damage, {"name": "GONE1"})]}}}) if {
	base := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.*": testing.profile(true, {"GONE1": "UPDATE"})}}})
	damage := testing.damaged("unload", type, null).evidence.unload.damage[0]
}

test_who_may_ask_and_is_lost_is_undecided if {
	words(lost_holder("0200"))["user:GONE1"] == "undecided"
	not words(lost_holder("0203"))["user:GONE1"]
}
