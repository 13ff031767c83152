package auditor.policies.undeclared_ticket_authority_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undeclared_ticket_authority

own := "IRRPTAUTH.APP1.WEBUSR1"

object_of(id) := sprintf("profile:PTKTDATA/%s/id:%s", [own, id])

verdicts_of(estate) := verdicts if {
	verdicts := undeclared_ticket_authority.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate, id) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == object_of(id)
}

# WEBSTC, the declared requester, and these.
listed(acl) := testing.changed({"profiles": {"PTKTDATA": {own: {"acl": {id: {"access": level, "at": [0, 98, 262, 278]} | some id, level in acl}}}}})

passing(name) := {sprintf("profile:PTKTDATA/%s", [name]): "pass"}

all_pass := object.union(passing("IRRPTAUTH.**"), object.union(passing("IRRPTAUTH.APP1.BATCH1"), passing(own)))

test_declared_requesters_pass if words(testing.estate) == all_pass

test_an_undeclared_user_with_update_may_become_the_user if {
	verdict := one(listed({"BATCH1": "UPDATE"}), "BATCH1")
	verdict == {
		"object": object_of("BATCH1"),
		"verdict": "fail",
		"severity": "high",
		"message": "BATCH1 may make tickets through IRRPTAUTH.APP1.WEBUSR1, and no confirmed client asks as BATCH1.",
		"reason": null,
		"facts": {"access": "UPDATE", "undeclared": ["BATCH1"], "count": 1, "partly": false},
		"masked_by": null,
		"places": [{"at": [0, 98, 271, 278], "role": "primary", "note": "BATCH1 has UPDATE"}],
		"remediation": {
			"racf": ["PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(BATCH1) DELETE", "SETROPTS RACLIST(PTKTDATA) REFRESH"],
			"ims": [],
			"other": ["See first in SMF type 80 records (event code 82, PTCREATE) that nobody asks for tickets through IRRPTAUTH.APP1.WEBUSR1; or declare the client that does."],
			"undo": ["PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)", "SETROPTS RACLIST(PTKTDATA) REFRESH"],
		},
		"assumptions": [],
	}
}

test_what_the_profile_passed_for_is_gone_beside_a_finding if {
	not words(listed({"BATCH1": "UPDATE"}))[sprintf("profile:PTKTDATA/%s", [own])]
}

test_who_can_act_as_the_undeclared_one_is_told if {
	estate := object.union(listed({"BATCH1": "UPDATE"}), {"profiles": {"SURROGAT": {"BATCH1.SUBMIT": testing.profile(false, {"PARTNER1": "READ"})}}})
	one(estate, "BATCH1").facts.acting == ["PARTNER1"]
}

test_read_is_for_guessing if {
	verdict := one(listed({"BATCH1": "READ"}), "BATCH1")
	verdict.severity == "medium"
	verdict.message == "BATCH1 may try out tickets through IRRPTAUTH.APP1.WEBUSR1 without a trace of failures, and no confirmed client needs that."
}

test_more_than_update_is_update if one(listed({"BATCH1": "ALTER"}), "BATCH1").severity == "high"

test_less_than_read_is_nothing if {
	every level in ["NONE", "EXECUTE"] {
		words(listed({"BATCH1": level})) == all_pass
	}
}

test_a_declared_requester_may_stand_with_any_level if words(listed({"WEBSTC": "READ"})) == all_pass

test_everybody_is_another_policys if words(listed({"*": "UPDATE"})) == all_pass

test_ids_that_nobody_can_use_are_another_policys if {
	words(listed({"GONE1": "UPDATE", "SYS1": "UPDATE"})) == all_pass
	words(object.union(listed({"BATCH1": "UPDATE"}), {"users": {"BATCH1": {"revoked": true}}})) == all_pass
}

test_a_group_without_a_declared_member_is_as_a_user if {
	verdict := one(listed({"APPGRP": "UPDATE"}), "APPGRP")
	verdict.severity == "high"
	verdict.facts.undeclared == ["BATCH1", "PARTNER1", "WEBUSR1"]
	verdict.facts.partly == false
	one(listed({"APPGRP": "READ"}), "APPGRP").severity == "medium"
}

joined := {"users": {"WEBSTC": {"connections": {"APPGRP": testing.connection}}}, "groups": {"APPGRP": {"members": {"WEBSTC": {"authority": "USE", "at": [0, 49, 6, 22]}}}}}

test_a_group_with_some_undeclared_members_is_medium_and_names_them if {
	verdict := one(object.union(listed({"APPGRP": "UPDATE"}), joined), "APPGRP")
	verdict.severity == "medium"
	verdict.facts == {"access": "UPDATE", "undeclared": ["BATCH1", "PARTNER1", "WEBUSR1"], "count": 3, "partly": true}
	verdict.message == "Group APPGRP may make tickets through IRRPTAUTH.APP1.WEBUSR1, and no confirmed client asks as BATCH1, PARTNER1, WEBUSR1."
	contains(verdict.remediation.other[0], "Permit the declared requesters")
	one(object.union(listed({"APPGRP": "READ"}), joined), "APPGRP").severity == "medium"
}

test_a_group_of_the_requester_alone_passes if words(listed({"STCGRP": "UPDATE"})) == all_pass

test_members_who_are_revoked_do_not_count if {
	revoked := {"users": {user: {"revoked": true} | some user in ["BATCH1", "PARTNER1", "WEBUSR1"]}}
	words(object.union(listed({"APPGRP": "UPDATE"}), revoked)) == all_pass
}

# The requester of one user has no business with another.
test_a_requester_of_other_users_is_undeclared_here if one(listed({"BATCH1": "UPDATE"}), "BATCH1").verdict == "fail"

clients(change) := object.union(testing.estate, {"clients": [object.union(client, change) | some client in testing.estate.clients]})

test_a_draft_declares_nothing if {
	words(clients({"status": "draft"})) == {
		object_of("WEBSTC"): "fail", "profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1/id:BATCH1": "fail", "profile:PTKTDATA/IRRPTAUTH.**": "pass",
	}
}

test_a_client_that_makes_no_tickets_declares_nothing if one(clients({"generates_tickets": false}), "WEBSTC").verdict == "fail"

test_a_client_without_application_or_requester_declares_nothing if {
	one(clients({"application": null}), "WEBSTC").verdict == "fail"
	one(clients({"requester": null}), "WEBSTC").verdict == "fail"
}

test_the_application_is_folded if words(clients({"application": "app1"})) == all_pass

test_a_client_of_another_road_declares_too if {
	link := testing.client("tm", "ims-tm", {"requester": "BATCH1", "users": ["WEBUSR1"]})
	words(object.union(listed({"BATCH1": "UPDATE"}), {"other_clients": [link]})) == all_pass
}

broad(acl) := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": testing.profile(true, acl)}}})

broad_object(id) := sprintf("profile:PTKTDATA/IRRPTAUTH.**/id:%s", [id])

test_a_wider_profile_that_decides_for_none_of_the_users_serves_nobody if {
	words(broad({"WEBSTC": "UPDATE"}))[broad_object("WEBSTC")] == "fail"
	wider := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile, "IRRPTAUTH.**": testing.profile(true, {"WEBSTC": "UPDATE"})})
	words(wider) == {"profile:PTKTDATA/IRRPTAUTH.**": "pass"}
}

generic(value) := {"classes": {"PTKTDATA": {"generic": value}}}

test_generics_switched_off_mask_it if {
	one(object.union(listed({"BATCH1": "UPDATE"}), generic(testing.fact(false))), "BATCH1").masked_by == null
	estate := object.union(broad({"WEBSTC": "UPDATE"}), generic(testing.fact(false)))
	some verdict in verdicts_of(estate)
	verdict.object == broad_object("WEBSTC")
	verdict.masked_by == "PT-D02"
	some open in verdicts_of(broad({"WEBSTC": "UPDATE"}))
	open.object == broad_object("WEBSTC")
	open.masked_by == null
}

test_where_generics_are_unknown_only_discrete_profiles_are_settled if {
	unknown := generic(testing.unknown("no listing"))
	words(object.union(broad({"BATCH1": "UPDATE"}), unknown))[broad_object("BATCH1")] == "undecided"
	one(object.union(listed({"BATCH1": "UPDATE"}), unknown), "BATCH1").verdict == "fail"
	wider := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile, "IRRPTAUTH.**": testing.profile(true, {"WEBSTC": "UPDATE"})})
	words(object.union(wider, unknown)) == {"profile:PTKTDATA/IRRPTAUTH.**": "pass"}
}

test_a_variable_in_the_name_is_undecided if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile, "IRRPTAUTH.APP1.&USERS": testing.profile(true, {"SECADM": "UPDATE"})})
	words(estate) == {"profile:PTKTDATA/IRRPTAUTH.APP1.&USERS/id:SECADM": "undecided"}
}

test_applications_of_others_are_out_of_scope if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.TSO1.BATCH1": testing.profile(false, {"BATCH1": "UPDATE"})})
	words(estate) == {"system": "not_applicable"}
}

test_without_an_inventory_the_endpoint_is_undecided if {
	estate := object.union(listed({"BATCH1": "UPDATE"}), testing.not_offered("clients"))
	words(estate) == {"endpoint:ICON1": "undecided"}
}

test_an_application_that_cannot_be_told_leaves_it_open if {
	unnamed := {"running": null, "id": testing.unknown("it is a symbol"), "appl": object.union(testing.not_coded, {"why": "APPL= is not coded"})}
	words(testing.with_endpoint(unnamed)) == {"system": "undecided"}
}

test_lost_evidence_leaves_passes_undecided if {
	words(object.union(testing.estate, testing.damaged("unload", "0505", "PTKTDATA")))[sprintf("profile:PTKTDATA/%s", [own])] == "undecided"
	words(object.union(testing.estate, testing.damaged("unload", "0205", null)))[sprintf("profile:PTKTDATA/%s", [own])] == "undecided"
	one(object.union(listed({"BATCH1": "UPDATE"}), testing.damaged("unload", "0505", "PTKTDATA")), "BATCH1").verdict == "fail"
}

of_own := [object.union(damage, {"name": own}) | some damage in testing.damaged("unload", "0505", "PTKTDATA").evidence.unload.damage]

test_what_is_lost_of_one_list_leaves_that_profile_undecided_unless_it_has_a_finding if {
	lost := {"evidence": {"unload": {"offered": true, "damage": of_own}}}
	words(testing.changed(lost)) == object.union(all_pass, {sprintf("profile:PTKTDATA/%s", [own]): "undecided"})
	[verdict.verdict | some verdict in verdicts_of(testing.changed(lost)); verdict.object == sprintf("profile:PTKTDATA/%s", [own])] == ["undecided"]
	beside := words(object.union(listed({"BATCH1": "UPDATE"}), lost))
	beside[object_of("BATCH1")] == "fail"
	not beside[sprintf("profile:PTKTDATA/%s", [own])]
}

test_no_unload_is_undecided if {
	words(object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), testing.not_offered("unload"))) == {"system": "undecided"}
}
