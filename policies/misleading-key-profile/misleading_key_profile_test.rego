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
		"RDEFINE PTKTDATA APP* UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(READ) FAILURES(READ))",
		"PERMIT APP* CLASS(PTKTDATA) RESET(ALL)",
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

the(name, estate) := verdict if {
	verdicts := misleading_key_profile.verdicts with input as estate
	some verdict in verdicts
	verdict.object == sprintf("profile:PTKTDATA/%s", [name])
}

test_a_generic_names_only_the_applications_it_matches if {
	second := object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": testing.fact("ZED1")})
	estate := object.union(
		testing.changed({"profiles": {"PTKTDATA": {"APP*": testing.profile(true, {}), "ZED*": testing.profile(true, {})}}}),
		{"endpoints": [testing.endpoint, second]},
	)
	the("APP*", estate).facts.applications == ["APP1"]
	the("ZED*", estate).facts.applications == ["ZED1"]
}

test_an_application_with_its_own_key_needs_none_first if {
	sentences := the("APP*", added("APP*", testing.profile(true, {}))).remediation.other
	count(sentences) == 1
	startswith(sentences[0], "Check with RLIST")
}

test_an_application_without_a_key_gets_one_first if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {"APP*": testing.profile(true, {})})
	the("APP*", estate).remediation.other[0] == "Give APP1 a discrete profile with a key first (PT-A03)."
}

test_a_backstop_with_a_key_is_no_key_of_an_application if {
	verdict := the("**", added("**", object.union(testing.key_profile, {"generic": true})))
	verdict.verdict == "fail"
	verdict.facts == {"generic": true, "key_data": true, "applications": []}
	verdict.remediation.racf[0] == "RALTER PTKTDATA ** NOSSIGNON"
}

test_a_qualified_profile_of_another_application_passes if word("CICS1.APPGRP", added("CICS1.APPGRP", testing.key_profile)) == "pass"

test_a_long_generic_over_other_names_passes if word("CICS1.A.B.*", added("CICS1.A.B.*", testing.profile(true, {}))) == "pass"

test_the_unqualified_profile_is_shown_beside_a_qualified_one_only if {
	beside := the("APP1.APPGRP", added("APP1.APPGRP", testing.key_profile))
	[place.role | some place in beside.places] == ["primary", "related"]
	count(the("APP2*", added("APP2*", testing.key_profile)).places) == 1
}

test_a_qualified_profile_does_not_block_the_unqualified_one if {
	estate := added("APP1.APPGRP", testing.key_profile)
	word("APP1", estate) == "pass"
	the("APP1.APPGRP", estate).places[1].note == "the unqualified profile, which RACF tries as well"
}

test_without_an_unload_nothing_is_judged if {
	bare := testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {})
	testing.words(misleading_key_profile.verdicts) == {"system": "undecided"} with input as bare
}

test_which_appl_profile_decides_is_no_matter_of_keys if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := misleading_key_profile.verdicts with input as estate
	not testing.words(verdicts).system
}

keyless := object.union(testing.key_profile, {"ssignon": null})

test_a_qualified_profile_without_a_key_adds_none if {
	verdict := the("APP1.BATCH1", added("APP1.BATCH1", keyless))
	verdict.verdict == "advisory"
	verdict.facts == {"shape": "qualified", "generic": false, "key": "no"}
	verdict.message == "APP1.BATCH1 has the name of a further key profile and holds no key: no ticket is accepted for it."
	not contains(verdict.remediation.other[0], "who holds")
}

test_a_segment_without_a_key_is_no_key if {
	empty := {"ssignon": {"protection": "", "key_label": ""}}
	the("APP1.BATCH1", added("APP1.BATCH1", object.union(testing.key_profile, empty))).facts.key == "no"
}

test_a_qualified_profile_with_a_key_adds_it if {
	verdict := the("APP1.BATCH1", added("APP1.BATCH1", testing.key_profile))
	verdict.facts.key == "yes"
	startswith(verdict.message, "APP1.BATCH1 adds a key that is accepted at logon")
	startswith(verdict.remediation.other[0], "Find out who holds the key")
}

test_whether_a_qualified_profile_holds_a_key_can_be_unknown if {
	estate := object.union(added("APP1.BATCH1", keyless), {"unload": {"ssignon": "absent"}})
	verdict := the("APP1.BATCH1", estate)
	verdict.facts.key == "unknown"
	endswith(verdict.message, "whether it holds one is unknown.")
}

test_a_generic_over_qualified_names_gives_no_key if {
	every name in ["APP1.*", "AP%1.BATCH1", "APP*.BATCH1", "APP1.A.B.*"] {
		verdict := the(name, added(name, testing.profile(true, {})))
		verdict.verdict == "advisory"
		verdict.facts == {"shape": "generic", "generic": true, "key": "no"}
		verdict.message == sprintf("%s is generic: RACF ignores it when it looks for a key, so that it gives none.", [name])
	}
}

served(more) := object.union(
	testing.changed({"profiles": {"PTKTDATA": {"IMSTMAP1.TMUSR": testing.key_profile, "IMSTM*": testing.profile(true, {})}}}),
	{"endpoints": [object.union(testing.endpoint, more)]},
)

test_names_of_data_stores_and_links_count_as_use if {
	word("IMSTMAP1.TMUSR", served({})) == "pass"
	word("IMSTM*", served({})) == "pass"
	every more in [{"datastores": [testing.datastore(testing.fact("IMSTMAP1"))]}, {"links": [testing.link(testing.fact("IMSTMAP1"))]}] {
		word("IMSTMAP1.TMUSR", served(more)) == "advisory"
		the("IMSTM*", served(more)).remediation.other[0] == "Give IMSTMAP1 a discrete profile with a key first."
	}
}

test_a_blank_name_of_a_data_store_is_no_name if {
	word("IMSTM*", served({"datastores": [testing.datastore(testing.fact("")), testing.datastore(testing.not_coded)]})) == "pass"
}

test_what_a_name_means_is_open_while_an_application_is_unknown if {
	unread := served({"datastores": [testing.datastore(testing.unknown("APPL= is coded twice"))]})
	word("IMSTM*", unread) == "undecided"
	word("IMSTMAP1.TMUSR", unread) == "undecided"
	word("APP1", unread) == "pass"
	word("IMSTM*", served({"member": false})) == "undecided"
}

test_no_member_leaves_open_what_a_name_means if {
	bare := object.union(object.union(served({}), testing.not_offered("hwscfg")), {"endpoints": []})
	word("IMSTM*", bare) == "undecided"
	word("APP1", bare) == "pass"
}
