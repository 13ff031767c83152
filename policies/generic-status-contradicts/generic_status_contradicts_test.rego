package auditor.policies.generic_status_contradicts_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.generic_status_contradicts

backstop := "profile:PTKTDATA/IRRPTAUTH.**"

both := testing.only_profiles(testing.estate, "PTKTDATA", {"CICS*": object.union(testing.profile(true, {}), {"twin": [0, 7, 0, 0]})})

test_a_discrete_profile_beside_the_generic_of_its_name_fails if {
	verdicts := generic_status_contradicts.verdicts with input as both
	some verdict in verdicts
	verdict.object == "profile:PTKTDATA/CICS*"
	verdict.verdict == "fail"
	verdict.places[0].at[1] == 7
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "RDELETE PTKTDATA CICS* NOGENERIC")
}

test_without_one_it_passes if {
	estate := object.union(both, {"profiles": {"PTKTDATA": {"CICS*": {"twin": null}}}})
	verdicts := generic_status_contradicts.verdicts with input as estate
	testing.words(verdicts)["profile:PTKTDATA/CICS*"] == "pass"
}

test_a_lost_profile_is_undecided_by_itself if {
	estate := testing.changed({"evidence": {"unload": {"offered": true, "damage": [{
		"input": "unload", "code": "cut", "message": "it is cut", "at": null,
		"record_type": "0500", "class": "PTKTDATA", "name": "LOST",
	}]}}})
	verdicts := generic_status_contradicts.verdicts with input as estate
	undecided := {verdict.object | some verdict in verdicts; verdict.verdict == "undecided"}
	undecided == {"profile:PTKTDATA/LOST"}
}

test_generics_that_count_pass if {
	testing.words(generic_status_contradicts.verdicts) == {backstop: "pass"} with input as testing.estate
}

test_generics_that_are_ignored_fail if {
	off := {"classes": {"PTKTDATA": {"generic": testing.fact(false)}}}
	verdicts := generic_status_contradicts.verdicts with input as testing.changed(off)
	some verdict in verdicts
	verdict.object == backstop
	verdict.verdict == "fail"
	verdict.places == [
		{"at": [0, 100, 262, 265], "role": "primary", "note": "a generic profile"},
		{"at": [1, 5, 1, 8], "role": "related", "note": "PTKTDATA is not among the generic profile classes"},
	]
	verdict.remediation.racf == ["SETROPTS GENERIC(PTKTDATA)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_a_disguised_discrete_fails_whatever_the_class_says if {
	disguised := {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.*": testing.profile(false, {"WEBSTC": "UPDATE"})}}}
	unknown := {"classes": {"PTKTDATA": {"generic": testing.unknown("no SETROPTS LIST was offered")}}}
	estate := object.union(testing.changed(disguised), unknown)
	verdicts := generic_status_contradicts.verdicts with input as estate
	testing.words(verdicts) == {backstop: "undecided", "profile:PTKTDATA/IRRPTAUTH.APP1.*": "fail"}
	some verdict in verdicts
	verdict.verdict == "fail"
	"RDELETE PTKTDATA IRRPTAUTH.APP1.* NOGENERIC" in verdict.remediation.racf
	"PERMIT IRRPTAUTH.APP1.* CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)" in verdict.remediation.racf
}

test_without_generic_profiles_there_is_nothing_to_judge if {
	estate := testing.without_profiles("PTKTDATA", ["IRRPTAUTH.**"])
	testing.words(generic_status_contradicts.verdicts) == {"system": "not_applicable"} with input as estate
}

test_a_lost_profile_record_leaves_it_undecided if {
	estate := testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))
	testing.words(generic_status_contradicts.verdicts) == {backstop: "undecided"} with input as estate
}

test_no_unload_is_undecided if {
	bare := testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {})
	testing.words(generic_status_contradicts.verdicts) == {"system": "undecided"} with input as bare
}

fixed(change) := commands if {
	verdicts := generic_status_contradicts.verdicts with input as testing.changed({"classes": {"PTKTDATA": object.union({"generic": testing.fact(false)}, change)}})
	some verdict in verdicts
	commands := verdict.remediation.racf
}

test_a_class_that_is_not_raclisted_has_only_its_generic_lists_refreshed if {
	fixed({"raclisted": testing.fact(false)}) == ["SETROPTS GENERIC(PTKTDATA)", "SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

test_a_class_that_could_be_raclisted_is_refreshed_as_such if {
	fixed({"raclisted": testing.unknown("no listing")}) == ["SETROPTS GENERIC(PTKTDATA)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_an_inactive_class_has_nothing_to_refresh if {
	fixed({"raclisted": testing.fact(false), "active": testing.fact(false)}) == ["SETROPTS GENERIC(PTKTDATA)"]
}
