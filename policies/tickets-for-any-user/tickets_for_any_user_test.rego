package auditor.policies.tickets_for_any_user_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tickets_for_any_user

generic := "IRRPTAUTH.APP1.*"

object_name := "profile:PTKTDATA/IRRPTAUTH.APP1.*"

held(acl) := testing.only_profiles(testing.estate, "PTKTDATA", {
	"APP1": testing.key_profile,
	generic: testing.profile(true, acl),
})

word(estate) := words[object_name] if {
	verdicts := tickets_for_any_user.verdicts with input as estate
	words := testing.words(verdicts)
}

found(estate) := verdict if {
	verdicts := tickets_for_any_user.verdicts with input as estate
	some verdict in verdicts
	verdict.object == object_name
}

test_no_generic_profile_is_out_of_scope if {
	testing.words(tickets_for_any_user.verdicts) == {"system": "not_applicable"} with input as testing.estate
}

test_a_generic_profile_without_holders_passes if word(held({"BATCH1": "READ", "WEBSTC": "NONE"})) == "pass"

test_a_batch_user_that_needs_only_itself_is_the_whole_finding if {
	found(held({"BATCH1": "UPDATE"})) == {
		"object": object_name,
		"verdict": "fail",
		"severity": "high",
		"message": "IRRPTAUTH.APP1.* lets BATCH1 become any of its users (3 can log on, 0 of them privileged), and needs fewer.",
		"reason": null,
		"facts": {"holders": ["BATCH1"], "needless": ["BATCH1"], "applications": ["APP1"], "privileged": []},
		"masked_by": null,
		"places": [
			{"at": [0, 100, 262, 265], "role": "primary", "note": "a generic profile for any user"},
			{"at": [0, 99, 271, 278], "role": "related", "note": "BATCH1 has UPDATE"},
			{"at": [3, 2, 0, 0], "role": "related", "note": "client batch says for whom BATCH1 needs tickets"},
		],
		"remediation": {
			"racf": [
				"RDEFINE PTKTDATA IRRPTAUTH.APP1.BATCH1 UACC(NONE) OWNER(SECGRP)",
				"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
				"PERMIT IRRPTAUTH.APP1.* CLASS(PTKTDATA) ID(BATCH1) DELETE",
				"SETROPTS RACLIST(PTKTDATA) REFRESH",
			],
			"ims": [],
			"other": ["See in SMF type 80 records who else asks for tickets through the profile: a more specific profile replaces it for its user."],
			"undo": [
				"PERMIT IRRPTAUTH.APP1.* CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
				"RDELETE PTKTDATA IRRPTAUTH.APP1.BATCH1",
				"SETROPTS RACLIST(PTKTDATA) REFRESH",
			],
		},
		"assumptions": [],
	}
}

test_an_undeclared_holder_fails if word(held({"SECADM": "UPDATE"})) == "fail"

test_a_gateway_that_needs_others_is_an_advisory if word(held({"WEBSTC": "UPDATE"})) == "advisory"

test_a_group_of_gateways_is_an_advisory if {
	estate := held({"STCGRP": "UPDATE"})
	gateway := object.union(estate, {"clients": [client | some client in estate.clients; client.id == "gateway"]})
	found(gateway).facts.holders == ["STCGRP", "WEBSTC"]
	word(gateway) == "advisory"
}

test_without_an_inventory_it_is_an_advisory if {
	estate := object.union(held({"BATCH1": "UPDATE"}), object.union(testing.not_offered("clients"), {"clients": []}))
	word(estate) == "advisory"
}

test_privileged_users_come_first if {
	admin := object.union(testing.user("APPGRP"), {"special": true})
	estate := object.union(held({"BATCH1": "UPDATE"}), {"users": {"BOSS": admin}})
	found(estate).facts.privileged == ["BOSS"]
}

test_a_prefix_of_users_counts if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {
		"APP1": testing.key_profile,
		"IRRPTAUTH.APP1.WEB*": testing.profile(true, {"BATCH1": "UPDATE"}),
	})
	verdicts := tickets_for_any_user.verdicts with input as estate
	testing.words(verdicts) == {"profile:PTKTDATA/IRRPTAUTH.APP1.WEB*": "fail"}
}

test_profiles_that_span_applications_are_left_to_another_policy if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {
		"APP1": testing.key_profile,
		"IRRPTAUTH.**": testing.profile(true, {"BATCH1": "UPDATE"}),
	})
	verdicts := tickets_for_any_user.verdicts with input as estate
	testing.words(verdicts) == {"system": "not_applicable"}
}

test_generics_switched_off_mask_it if {
	estate := object.union(held({"BATCH1": "UPDATE"}), {"classes": {"PTKTDATA": {"generic": testing.fact(false)}}})
	found(estate).masked_by == "PT-D02"
}

test_unknown_generics_are_undecided if {
	estate := object.union(held({"BATCH1": "UPDATE"}), {"classes": {"PTKTDATA": {"generic": testing.unknown("no SETROPTS LIST was offered")}}})
	found(estate).reason == "no SETROPTS LIST was offered"
}

test_a_variable_in_the_name_is_undecided if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {
		"APP1": testing.key_profile,
		"IRRPTAUTH.APP1.&USERS": testing.profile(true, {"BATCH1": "UPDATE"}),
	})
	verdicts := tickets_for_any_user.verdicts with input as estate
	testing.words(verdicts) == {"profile:PTKTDATA/IRRPTAUTH.APP1.&USERS": "undecided"}
}

test_a_lost_entry_leaves_a_pass_undecided if {
	word(object.union(held({}), testing.damaged("unload", "0505", "PTKTDATA"))) == "undecided"
}

test_no_unload_is_undecided if {
	estate := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), testing.not_offered("unload"))
	verdicts := tickets_for_any_user.verdicts with input as estate
	testing.words(verdicts) == {"system": "undecided"}
}

only(name) := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile, name: testing.profile(true, {"BATCH1": "UPDATE"})})

test_a_generic_application_with_one_user_is_no_profile_for_any_user if {
	verdicts := tickets_for_any_user.verdicts with input as only("IRRPTAUTH.APP%.BATCH1")
	testing.words(verdicts) == {"system": "not_applicable"}
}

reached(name) := message if {
	verdicts := tickets_for_any_user.verdicts with input as only(name)
	some verdict in verdicts
	message := verdict.message
}

test_only_users_whom_the_profile_covers_can_be_reached if {
	contains(reached("IRRPTAUTH.APP1.%%%%%%"), "(1 can log on")
	contains(reached("IRRPTAUTH.APP1.WEB*"), "(1 can log on")
	contains(reached("IRRPTAUTH.APP1*"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.**"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.BATCH1.**"), "(1 can log on")
}

test_tails_that_say_whom_the_profile_covers if {
	contains(reached("IRRPTAUTH.APP1.*"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.WEB**"), "(1 can log on")
	contains(reached("IRRPTAUTH.APP1.%*"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.*1"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.*.**"), "(3 can log on")
	contains(reached("IRRPTAUTH.APP1.WEB*.X*"), "(0 can log on")
	contains(reached("IRRPTAUTH.AP%1.WEB*"), "(1 can log on")
	contains(reached("IRRPTAUTH.APP%"), "(0 can log on")
}

# Nobody but those whom a list names is read where strangers may enter too.
test_where_strangers_may_enter_there_can_be_more_of_them if {
	open := object.union(held({"BATCH1": "UPDATE"}), {"profiles": {"APPL": {"APP1": {"uacc": "READ"}}}})
	contains(found(open).message, "(at least 4 can log on")
	all_read := object.union(open, {"unload": {"user_count": 5}})
	contains(found(all_read).message, "(4 can log on")
}

test_a_factor_needs_a_bypass if {
	factor := {"users": {"WEBUSR1": {"factors": [{"name": "AZFSIDP1", "active": true, "at": [0, 51, 1, 9]}]}}}
	bypass := {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {"WEBUSR1": "READ"})}}}
	without := object.union(held({"BATCH1": "UPDATE"}), factor)
	contains(found(without).message, "(2 can log on")
	bypassed := object.union(without, bypass)
	contains(found(bypassed).message, "(3 can log on")
	admin := object.union(bypassed, {"users": {"WEBUSR1": {"special": true}}})
	found(admin).facts.privileged == ["WEBUSR1"]
}

# -- entries under a condition (WHEN) --------------------------------------------------------------------------------------

conditional(acl, level) := object.union(held(acl), {"profiles": {"PTKTDATA": {generic: {"conditional": [{
	"id": "BATCH1", "access": level, "kind": "TERMINAL", "name": "T1", "at": [0, 97, 6, 251],
}]}}}})

test_a_holder_under_a_condition_is_undecided if {
	verdict := found(conditional({}, "UPDATE"))
	verdict.verdict == "undecided"
	verdict.reason == "PTKTDATA IRRPTAUTH.APP1.* names BATCH1 under a condition (WHEN) that no input proves"
	word(conditional({"WEBSTC": "UPDATE"}, "UPDATE")) == "undecided"
	word(conditional({}, "READ")) == "pass"
}

test_without_an_inventory_a_condition_is_undecided_too if {
	word(object.union(conditional({}, "UPDATE"), testing.not_offered("clients"))) == "undecided"
}

test_a_condition_beside_a_finding_is_a_fact_of_it if {
	verdict := found(conditional({"SECADM": "UPDATE"}, "UPDATE"))
	verdict.verdict == "fail"
	verdict.facts.conditional == ["BATCH1"]
	not found(conditional({"SECADM": "UPDATE", "BATCH1": "UPDATE"}, "UPDATE")).facts.conditional
}
