package auditor.policies.ticket_authority_spans_applications_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_authority_spans_applications

held(name, acl) := testing.only_profiles(testing.estate, "PTKTDATA", {
	"APP1": testing.key_profile,
	name: testing.profile(true, acl),
})

found(name, estate) := verdict if {
	verdicts := ticket_authority_spans_applications.verdicts with input as estate
	some verdict in verdicts
	verdict.object == sprintf("profile:PTKTDATA/%s", [name])
}

word(name, estate) := found(name, estate).verdict

test_a_backstop_without_holders_passes if {
	testing.words(ticket_authority_spans_applications.verdicts) == {"profile:PTKTDATA/IRRPTAUTH.**": "pass"} with input as testing.estate
}

test_a_holder_of_everything_is_the_whole_finding if {
	found("IRRPTAUTH.**", held("IRRPTAUTH.**", {"WEBSTC": "UPDATE"})) == {
		"object": "profile:PTKTDATA/IRRPTAUTH.**",
		"verdict": "fail",
		"severity": "critical",
		"message": "IRRPTAUTH.** lets WEBSTC become any user it covers, in more than one application.",
		"reason": null,
		"facts": {"holders": ["WEBSTC"], "prefix": false, "applications": ["APP1"]},
		"masked_by": null,
		"places": [
			{"at": [0, 100, 262, 265], "role": "primary", "note": "a generic profile with a generic application part"},
			{"at": [0, 99, 271, 278], "role": "related", "note": "WEBSTC has UPDATE"},
		],
		"remediation": {
			"racf": [
				"RDEFINE PTKTDATA IRRPTAUTH.APP1.WEBUSR1 UACC(NONE) OWNER(SECGRP)",
				"PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)",
				"PERMIT IRRPTAUTH.** CLASS(PTKTDATA) ID(WEBSTC) DELETE",
				"SETROPTS RACLIST(PTKTDATA) REFRESH",
			],
			"ims": [],
			"other": ["See in SMF type 80 records who else asks for tickets through the profile: a more specific profile replaces it for its user."],
			"undo": [
				"PERMIT IRRPTAUTH.** CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)",
				"RDELETE PTKTDATA IRRPTAUTH.APP1.WEBUSR1",
				"SETROPTS RACLIST(PTKTDATA) REFRESH",
			],
		},
		"assumptions": [],
	}
}

test_every_form_without_an_application_fails if {
	every name in ["IRRPTAUTH.**", "IRRPTAUTH.*", "IRRPTAUTH.*.*", "IRRPTAUTH*", "**", "*", "IRRPTAUTH.*.WEBUSR1", "IRR*"] {
		word(name, held(name, {"BATCH1": "UPDATE"})) == "fail"
	}
}

test_a_prefix_fails_only_with_two_applications if {
	estate := held("IRRPTAUTH.APP*", {"BATCH1": "UPDATE"})
	word("IRRPTAUTH.APP*", estate) == "pass"
	two := object.union(estate, {"site": {"other_applications": ["APP10"]}})
	found("IRRPTAUTH.APP*", two).facts.applications == ["APP1", "APP10"]
	word("IRRPTAUTH.APP*", two) == "fail"
	count(found("IRRPTAUTH.APP*", two).assumptions) == 1
}

test_a_prefix_cannot_pass_while_applications_may_be_unknown if {
	estate := object.union(held("IRRPTAUTH.APP*", {"BATCH1": "UPDATE"}), testing.not_offered("hwscfg"))
	word("IRRPTAUTH.APP*", estate) == "undecided"
}

test_a_site_that_names_no_applications_is_no_obstacle if {
	estate := object.union(held("IRRPTAUTH.**", {"BATCH1": "UPDATE"}), {"site": {"other_applications": null}})
	word("IRRPTAUTH.**", estate) == "fail"
}

test_everyone_is_a_holder if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"uacc": "UPDATE"}}}})
	verdict := found("IRRPTAUTH.**", estate)
	verdict.facts.holders == ["*"]
	verdict.remediation.racf[0] == "RALTER PTKTDATA IRRPTAUTH.** UACC(NONE)"
}

test_a_level_below_update_is_no_holder if word("IRRPTAUTH.**", held("IRRPTAUTH.**", {"BATCH1": "READ"})) == "pass"

test_one_application_is_out_of_scope if {
	verdicts := ticket_authority_spans_applications.verdicts with input as held("IRRPTAUTH.APP1.*", {"BATCH1": "UPDATE"})
	testing.words(verdicts) == {"system": "not_applicable"}
}

test_generics_switched_off_mask_it if {
	estate := object.union(held("IRRPTAUTH.**", {"BATCH1": "UPDATE"}), {"classes": {"PTKTDATA": {"generic": testing.fact(false)}}})
	found("IRRPTAUTH.**", estate).masked_by == "PT-D02"
}

test_unknown_generics_are_undecided if {
	estate := object.union(held("IRRPTAUTH.**", {"BATCH1": "UPDATE"}), {"classes": {"PTKTDATA": {"generic": testing.unknown("no SETROPTS LIST was offered")}}})
	found("IRRPTAUTH.**", estate).reason == "no SETROPTS LIST was offered"
}

test_a_variable_is_undecided if word("IRRPTAUTH.&APPS.*", held("IRRPTAUTH.&APPS.*", {"BATCH1": "UPDATE"})) == "undecided"

test_a_lost_entry_leaves_a_pass_undecided if {
	word("IRRPTAUTH.**", testing.changed(testing.damaged("unload", "0505", "PTKTDATA"))) == "undecided"
}

test_no_unload_is_undecided if {
	estate := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), testing.not_offered("unload"))
	verdicts := ticket_authority_spans_applications.verdicts with input as estate
	testing.words(verdicts) == {"system": "undecided"}
}

# -- entries under a condition (WHEN) --------------------------------------------------------------------------------------

when(id, level) := {"id": id, "access": level, "kind": "JESINPUT", "name": "INTRDR", "at": [0, 97, 6, 251]}

conditional(name, acl, rows) := object.union(held(name, acl), {"profiles": {"PTKTDATA": {name: {"conditional": rows}}}})

test_a_holder_under_a_condition_is_undecided if {
	verdict := found("IRRPTAUTH.**", conditional("IRRPTAUTH.**", {}, [when("BATCH1", "UPDATE")]))
	verdict.verdict == "undecided"
	verdict.reason == "PTKTDATA IRRPTAUTH.** names BATCH1 under a condition (WHEN) that no input proves"
	verdict.places == [{"at": [0, 97, 6, 251], "role": "primary", "note": "BATCH1 has UPDATE under a condition (WHEN JESINPUT)"}]
}

test_a_group_or_a_level_that_is_none_is_undecided_too if {
	every row in [when("APPGRP", "CONTROL"), when("BATCH1", "X<07>")] {
		word("IRRPTAUTH.**", conditional("IRRPTAUTH.**", {}, [row])) == "undecided"
	}
}

test_a_condition_for_less_gives_nobody_a_ticket if word("IRRPTAUTH.**", conditional("IRRPTAUTH.**", {}, [when("BATCH1", "READ")])) == "pass"

test_a_condition_changes_the_facts_of_a_finding_and_not_its_verdict if {
	verdict := found("IRRPTAUTH.**", conditional("IRRPTAUTH.**", {"WEBSTC": "UPDATE"}, [when("WEBSTC", "UPDATE"), when("BATCH1", "UPDATE")]))
	verdict.verdict == "fail"
	verdict.facts.conditional == ["BATCH1"]
}

test_a_condition_on_a_prefix_of_one_application_passes if word("IRRPTAUTH.APP1*.*", conditional("IRRPTAUTH.APP1*.*", {}, [when("BATCH1", "UPDATE")])) == "pass"
