package auditor.policies.misleading_key_profile_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.misleading_key_profile

added(name, profile) := testing.changed({"profiles": {"PTKTDATA": {name: profile}}})

word(name, estate) := found if {
	found := testing.words(misleading_key_profile.verdicts)[sprintf("profile:PTKTDATA/%s", [name])] with input as estate
}

test_a_plain_key_profile_passes if testing.words(misleading_key_profile.verdicts) == {"profile:PTKTDATA/APP1": "pass"} with input as testing.estate

test_a_generic_over_the_application_fails if {
	verdicts := misleading_key_profile.verdicts with input as added("APP*", testing.profile(true, {"SECADM": "READ"}))
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"generic": true, "key_data": false, "applications": ["APP1"]}
	verdict.places[0].at == [0, 100, 6, 251]
	verdict.remediation.racf == ["RDELETE PTKTDATA APP*", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == [
		"RDEFINE PTKTDATA APP* UACC(NONE) OWNER(SECGRP)",
		"PERMIT APP* CLASS(PTKTDATA) ID(SECADM) ACCESS(READ)",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
}

test_a_generic_with_a_key_fails if {
	word("OTHER*", added("OTHER*", object.union(testing.key_profile, {"generic": true}))) == "fail"
}

test_a_key_in_an_authority_profile_fails_and_keeps_its_lists if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"ssignon": testing.key_profile.ssignon}}}})
	verdicts := misleading_key_profile.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "profile:PTKTDATA/IRRPTAUTH.**"
	verdict.remediation.racf[0] == "RALTER PTKTDATA IRRPTAUTH.** NOSSIGNON"
}

test_a_backstop_is_no_finding if {
	not testing.words(misleading_key_profile.verdicts)["profile:PTKTDATA/**"] with input as added("**", testing.profile(true, {}))
}

test_a_qualified_profile_is_an_advisory if word("APP1.APPGRP", added("APP1.APPGRP", testing.key_profile)) == "advisory"

test_too_many_qualifiers_are_an_advisory if word("APP2.A.B.C", added("APP2.A.B.C", testing.key_profile)) == "advisory"

test_a_disguised_name_is_an_advisory if word("APP2*", added("APP2*", testing.key_profile)) == "advisory"

test_a_generic_over_other_names_passes if word("CICS*", added("CICS*", testing.profile(true, {}))) == "pass"

test_a_lost_profile_is_undecided if {
	word("APP1", testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))) == "undecided"
}
