package auditor.policies.ticket_authority_open_to_all_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_authority_open_to_all

web := "IRRPTAUTH.APP1.WEBUSR1"

with_profile(name, generic, acl, changes) := testing.changed({"profiles": {"PTKTDATA": {name: object.union(testing.profile(generic, acl), changes)}}})

found(name) := [verdict | some verdict in ticket_authority_open_to_all.verdicts; verdict.object == sprintf("profile:PTKTDATA/%s", [name])][0]

test_named_requesters_pass if {
	words := testing.words(ticket_authority_open_to_all.verdicts) with input as testing.estate
	words == {
		"profile:PTKTDATA/IRRPTAUTH.**": "pass",
		"profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1": "pass",
		"profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1": "pass",
	}
}

test_uacc_update_is_the_whole_finding if {
	estate := with_profile(web, false, {}, {"uacc": "UPDATE"})
	verdict := found(web) with input as estate
	verdict == {
		"object": "profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1",
		"verdict": "fail",
		"severity": "critical",
		"message": "Everyone may ask RACF for tickets through IRRPTAUTH.APP1.WEBUSR1, and so become any user it covers.",
		"reason": null,
		"facts": {"profile": web, "level": "UPDATE", "needed": "READ", "by": "UACC"},
		"masked_by": null,
		"places": [{"at": [0, 100, 337, 344], "role": "primary", "note": "UACC is UPDATE"}],
		"remediation": {
			"racf": ["RALTER PTKTDATA IRRPTAUTH.APP1.WEBUSR1 UACC(NONE)", "SETROPTS RACLIST(PTKTDATA) REFRESH"],
			"ims": [],
			"other": [],
			"undo": ["RALTER PTKTDATA IRRPTAUTH.APP1.WEBUSR1 UACC(UPDATE)", "SETROPTS RACLIST(PTKTDATA) REFRESH"],
		},
		"assumptions": ["The higher of UACC and ID(*) counts as open to everyone; which of them RACF uses for defined users is not settled here."],
	}
}

test_read_is_an_oracle_without_revocation if {
	estate := with_profile(web, false, {"*": "READ"}, {})
	verdict := found(web) with input as estate
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.by == "ID(*)"
	verdict.places == [{"at": [0, 99, 271, 278], "role": "primary", "note": "ID(*) has READ"}]
	verdict.remediation.racf[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(*) DELETE"
}

test_requesters_who_rely_on_it_get_profiles_of_their_own if {
	bare := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile, "IRRPTAUTH.**": object.union(testing.profile(true, {}), {"uacc": "UPDATE"})})
	verdict := found("IRRPTAUTH.**") with input as bare
	verdict.remediation.racf == [
		"RDEFINE PTKTDATA IRRPTAUTH.APP1.BATCH1 UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(UPDATE) FAILURES(READ))",
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
		"RDEFINE PTKTDATA IRRPTAUTH.APP1.WEBUSR1 UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(UPDATE) FAILURES(READ))",
		"PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)",
		"RALTER PTKTDATA IRRPTAUTH.** UACC(NONE)",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
}

test_every_pattern_that_reaches_irrptauth_is_judged if {
	every name in ["*", "**", "IRR*", "IRRPTAUTH*", "*.**", "%RRPTAUTH.*", "**.USER1", "IRRPTAUTH.APP1*"] {
		verdict := found(name) with input as with_profile(name, true, {}, {"uacc": "READ"})
		verdict.verdict == "fail"
	}
}

test_patterns_that_do_not_reach_it_are_left_alone if {
	every name in ["APP*", "IRRPTAUT%", "IRS*.**", "APP1.**"] {
		verdicts := ticket_authority_open_to_all.verdicts with input as with_profile(name, true, {}, {"uacc": "READ"})
		not testing.words(verdicts)[sprintf("profile:PTKTDATA/%s", [name])]
	}
}

test_a_disguised_profile_covers_nothing if {
	verdicts := ticket_authority_open_to_all.verdicts with input as with_profile("IRRPTAUTH.APP1.*", false, {}, {"uacc": "UPDATE"})
	not testing.words(verdicts)["profile:PTKTDATA/IRRPTAUTH.APP1.*"]
}

test_generics_switched_off_mask_it if {
	estate := object.union(with_profile("IRRPTAUTH.**", true, {}, {"uacc": "READ"}), {"classes": {"PTKTDATA": {"generic": testing.fact(false)}}})
	verdict := found("IRRPTAUTH.**") with input as estate
	verdict.verdict == "fail"
	verdict.masked_by == "PT-D02"
}

test_a_condition_for_everyone_is_undecided if {
	row := {"id": "*", "access": "UPDATE", "kind": "SYSID", "name": "S1", "at": [0, 96, 0, 0]}
	estate := with_profile(web, false, {}, {"conditional": [row]})
	verdict := found(web) with input as estate
	verdict.verdict == "undecided"
}

test_a_lost_record_leaves_a_pass_undecided if {
	verdict := found(web) with input as testing.changed(testing.damaged("unload", "0505", "PTKTDATA"))
	verdict.verdict == "undecided"
}

test_no_profile_is_out_of_scope if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile})
	testing.words(ticket_authority_open_to_all.verdicts) == {"system": "not_applicable"} with input as estate
}

test_no_unload_is_undecided if {
	estate := object.union(testing.only_profiles(testing.estate, "PTKTDATA", {}), testing.not_offered("unload"))
	testing.words(ticket_authority_open_to_all.verdicts) == {"system": "undecided"} with input as estate
}

table(checking) := testing.changed({
	"classes": {"PTKTDATA": {"global_checking": checking}},
	"profiles": {"GLOBAL": {"PTKTDATA": object.union(testing.profile(false, {}), {"members": [
		{"name": "IRRPTAUTH.**", "access": "UPDATE", "at": [0, 95, 0, 0]},
		{"name": "APP1", "access": "READ", "at": [0, 94, 0, 0]},
	]})}},
})

global_word(estate) := word if {
	verdicts := ticket_authority_open_to_all.verdicts with input as estate
	word := testing.words(verdicts)["profile:GLOBAL/PTKTDATA"]
}

test_the_global_table_is_an_advisory if {
	global_word(table(testing.fact(true))) == "advisory"
	global_word(table(testing.fact(false))) == "not_applicable"
	global_word(table(testing.unknown("no SETROPTS LIST"))) == "undecided"
}

no_generics := {"classes": {"PTKTDATA": {"generic": testing.fact(false)}}}

test_generics_switched_off_mask_no_discrete_profile if {
	estate := object.union(with_profile(web, false, {}, {"uacc": "READ"}), no_generics)
	verdict := found(web) with input as estate
	verdict.masked_by == null
}

test_generics_switched_on_mask_nothing if {
	estate := with_profile("IRRPTAUTH.**", true, {}, {"uacc": "READ"})
	verdict := found("IRRPTAUTH.**") with input as estate
	verdict.masked_by == null
}

test_a_condition_that_gives_nothing_opens_nothing if {
	row := {"id": "*", "access": "NONE", "kind": "SYSID", "name": "S1", "at": [0, 96, 0, 0]}
	estate := with_profile(web, false, {}, {"conditional": [row]})
	verdict := found(web) with input as estate
	verdict.verdict == "pass"
}

test_an_id_star_that_gives_nothing_is_no_proof if {
	estate := with_profile(web, false, {"*": "NONE"}, {"uacc": "UPDATE"})
	verdict := found(web) with input as estate
	[place.note | some place in verdict.places] == ["UACC is UPDATE"]
}

test_only_what_was_closed_is_opened_again if {
	estate := with_profile(web, false, {"*": "READ"}, {})
	verdict := found(web) with input as estate
	verdict.remediation.undo == ["PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(*) ACCESS(READ)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_only_members_that_open_irrptauth_are_named if {
	listed := {"profiles": {"GLOBAL": {"PTKTDATA": {"members": [
		{"name": "IRRPTAUTH.**", "access": "UPDATE", "at": [0, 95, 0, 0]},
		{"name": "IRRPTAUTH.APP1.*", "access": "NONE", "at": [0, 93, 0, 0]},
		{"name": "APP1", "access": "READ", "at": [0, 94, 0, 0]},
	]}}}}
	verdicts := ticket_authority_open_to_all.verdicts with input as object.union(table(testing.fact(true)), listed)
	some verdict in verdicts
	verdict.verdict == "advisory"
	verdict.facts.members == ["IRRPTAUTH.**"]
}

test_a_table_that_opens_nothing_is_not_judged if {
	shut := {"profiles": {"GLOBAL": {"PTKTDATA": {"members": [{"name": "IRRPTAUTH.**", "access": "NONE", "at": [0, 95, 0, 0]}]}}}}
	verdicts := ticket_authority_open_to_all.verdicts with input as object.union(table(testing.fact(true)), shut)
	not testing.words(verdicts)["profile:GLOBAL/PTKTDATA"]
}
