package auditor.policies.requester_password_reset_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_password_reset

verdicts_of(estate) := verdicts if {
	verdicts := requester_password_reset.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "user:BATCH1"
}

facility(names) := testing.changed({"profiles": {"FACILITY": names}})

door(acl) := testing.profile(false, acl)

all_pass := {"user:BATCH1": "pass", "user:WEBSTC": "pass"}

reset := "IRR.PASSWORD.RESET"

test_without_profiles_nobody_sets_passwords if words(testing.estate) == all_pass

test_everybody_is_high if {
	verdict := one(facility({reset: object.union(door({}), {"uacc": "READ"})}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.message == "everybody can set the password of BATCH1, and have its tickets made."
	verdict.remediation.racf == ["RALTER FACILITY IRR.PASSWORD.RESET UACC(NONE)", "SETROPTS RACLIST(FACILITY) REFRESH"]
	verdict.remediation.undo == ["RALTER FACILITY IRR.PASSWORD.RESET UACC(READ)", "SETROPTS RACLIST(FACILITY) REFRESH"]
	one(facility({reset: door({"*": "READ"})})).remediation.racf[0] == "PERMIT IRR.PASSWORD.RESET CLASS(FACILITY) ID(*) DELETE"
}

test_the_help_desk_is_medium_and_a_choice if {
	verdict := one(facility({reset: door({"PARTNER1": "READ"})}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts.clients == ["batch"]
	verdict.facts.doors[0].named == ["PARTNER1"]
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "IRR.PWRESET.EXCLUDE.BATCH1")
	verdict.places == [{"at": [0, 99, 271, 278], "role": "primary", "note": "PARTNER1 has READ"}]
}

test_whom_the_site_trusts_may if {
	words(object.union(facility({reset: door({"PARTNER1": "READ"})}), {"site": {"security_owners": ["PARTNER1"]}})) == all_pass
}

# None of these ever has its password set by READ on a FACILITY profile.
test_users_with_attributes_are_out_of_reach if {
	every flag in ["protected", "special", "operations", "auditor", "roaudit"] {
		estate := object.union(facility({reset: object.union(door({}), {"uacc": "READ"})}), {"users": {"BATCH1": {flag: true}}})
		one(estate).verdict == "pass"
	}
}

# An older release has no such attribute.
test_roaudit_that_a_release_does_not_have_is_none if {
	one(object.union(facility({reset: object.union(door({}), {"uacc": "READ"})}), {"users": {"BATCH1": {"roaudit": null}}})).verdict == "fail"
}

owner := "IRR.PWRESET.OWNER.SECGRP"

test_owner_counts_for_who_owns_the_user if {
	verdict := one(facility({owner: door({"PARTNER1": "READ"})}))
	verdict.verdict == "fail"
	verdict.remediation.racf == ["RDEFINE FACILITY IRR.PWRESET.EXCLUDE.BATCH1 UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))", "SETROPTS RACLIST(FACILITY) REFRESH"]
	verdict.remediation.undo == ["RDELETE FACILITY IRR.PWRESET.EXCLUDE.BATCH1", "SETROPTS RACLIST(FACILITY) REFRESH"]
	words(facility({"IRR.PWRESET.OWNER.OTHER": door({"PARTNER1": "READ"})})) == all_pass
}

test_tree_counts_for_the_groups_above if {
	every group in ["SECGRP", "TOPGRP"] {
		estate := object.union(facility({sprintf("IRR.PWRESET.TREE.%s", [group]): door({"PARTNER1": "READ"})}), {"groups": {
			"SECGRP": {"owner": "TOPGRP"}, "TOPGRP": object.union(testing.group([]), {"owner": "SECADM"}),
		}})
		one(estate).verdict == "fail"
	}
}

test_tree_of_another_group_is_nothing if words(facility({"IRR.PWRESET.TREE.APPGRP": door({"PARTNER1": "READ"})})) == all_pass

# The owner of the owning group is nowhere to be found.
test_an_incomplete_chain_is_undecided_where_tree_lets_somebody_in if {
	lost := {"groups": {"SECGRP": {"owner": "LOSTGRP"}}}
	damaged := testing.damaged("unload", "0100", null)
	one(object.union(object.union(facility({"IRR.PWRESET.TREE.APPGRP": door({"PARTNER1": "READ"})}), lost), damaged)).verdict == "undecided"
}

exclude := "IRR.PWRESET.EXCLUDE.BATCH1"

test_exclude_stops_owner_and_tree if {
	words(facility({owner: door({"PARTNER1": "READ"}), exclude: door({})})) == all_pass
	one(facility({owner: door({"PARTNER1": "READ"}), exclude: door({"PARTNER1": "READ"})})).verdict == "fail"
	words(facility({owner: object.union(door({}), {"uacc": "READ"}), exclude: door({})})) == all_pass
	one(facility({owner: object.union(door({}), {"uacc": "READ"}), exclude: object.union(door({}), {"uacc": "READ"})})).severity == "high"
	words(facility({owner: door({"PARTNER1": "READ"}), exclude: object.union(door({}), {"uacc": "READ"})}))["user:BATCH1"] == "fail"
}

test_an_exclusion_that_lets_somebody_in_is_left_to_a_person if {
	verdict := one(facility({owner: door({"PARTNER1": "READ"}), exclude: door({"PARTNER1": "READ"})}))
	verdict.remediation.racf == []
	verdict.remediation.other == [sprintf("%s is there and lets PARTNER1 in all the same: take whoever need not be off its list.", [exclude])]
}

test_exclude_does_not_stop_password_reset if one(facility({reset: door({"PARTNER1": "READ"}), exclude: door({})})).verdict == "fail"

inactive(estate, value) := testing.with_class(estate, "FACILITY", {"active": value})

test_class_status if {
	estate := facility({reset: door({"PARTNER1": "READ"})})
	one(inactive(estate, testing.fact(false))).verdict == "advisory"
	one(inactive(estate, testing.unknown("no listing"))).verdict == "undecided"
	words(inactive(testing.estate, testing.unknown("no listing"))) == all_pass
}

test_an_exclusion_that_may_not_count_is_undecided if {
	estate := facility({owner: door({"PARTNER1": "READ"}), "IRR.PWRESET.EXCLUDE.*": testing.profile(true, {})})
	one(testing.with_class(estate, "FACILITY", {"generic": testing.unknown("no listing")})).verdict == "undecided"
	one(estate).verdict == "pass"
}

test_whether_the_exclusion_lets_somebody_in_can_be_open if {
	shut := object.union(door({}), {"conditional": [{"id": "PARTNER1", "access": "READ", "kind": "CONSOLE", "name": "C1", "at": [0, 97, 6, 251]}]})
	one(facility({owner: door({"PARTNER1": "READ"}), exclude: shut})).verdict == "undecided"
}

test_warning_advises if one(facility({reset: object.union(door({}), {"warning": true})})).verdict == "advisory"

test_a_requester_who_does_not_exist_is_out_of_scope if {
	estate := testing.changed({"clients": [testing.client("new", "racf-service", {"requester": "GHOST", "users": ["PARTNER1"]})]})
	words(estate)["user:GHOST"] == "not_applicable"
}

test_damage_costs_what_it_touches if {
	one(object.union(testing.estate, testing.damaged("unload", "0500", "FACILITY"))).verdict == "undecided"
	one(object.union(facility({reset: object.union(door({}), {"uacc": "READ"})}), testing.damaged("unload", "0505", "FACILITY"))).verdict == "fail"
	words(object.union(testing.estate, testing.damaged("unload", "0505", "APPL"))) == all_pass
}

# Somebody on the list is lost.
test_whom_an_attribute_keeps_out_no_list_concerns if {
	damage := {"evidence": {"unload": {"offered": true, "damage": [{
		"input": "unload", "code": "cut", "message": "cut", "record_type": "0200", "class": null, "name": "PARTNER1", "at": [0, 42, 1, 80],
	}]}}}
	found := words(object.union(facility({reset: door({"APPGRP": "NONE", "PARTNER1": "NONE"})}), damage))
	found["user:WEBSTC"] == "pass"
	found["user:BATCH1"] == "undecided"
}

test_no_unload_is_undecided if one(testing.changed(testing.not_offered("unload"))).verdict == "undecided"

test_without_an_inventory_the_lists_tell_who_asks if {
	found := words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []}))
	found.system == "pass"
	found["endpoint:ICON1"] == "undecided"
}

test_nobody_to_judge_is_out_of_scope if {
	base := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), {"clients": []})
	words(base) == {"system": "not_applicable"}
}

# PARTNER1 stands on a list and is no requester of a client.
holding := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.WEBUSR1": {"acl": {"PARTNER1": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}})

test_holders_whom_no_profile_concerns_are_told_of_together if {
	found := words(holding)
	found.system == "pass"
	not found["user:PARTNER1"]
}

test_what_is_lost_leaves_all_of_them_undecided if {
	words(object.union(holding, testing.damaged("unload", "0505", "FACILITY"))).system == "undecided"
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
