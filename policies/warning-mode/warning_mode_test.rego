package auditor.policies.warning_mode_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.warning_mode

words(estate) := found if {
	found := testing.words(warning_mode.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := warning_mode.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

warned(class, name) := testing.changed({"profiles": {class: {name: {"warning": true}}}})

test_no_warning_passes if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 4
}

test_warning_on_an_application_fails if {
	verdict := one(warned("APPL", "APP1"), "profile:APPL/APP1")
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"warning": true, "kind": "application", "relying": []}
	verdict.places == [{"at": [0, 100, 660, 663], "role": "primary", "note": "WARNING is on"}]
	verdict.remediation.racf == ["RALTER APPL APP1 NOWARNING", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["RALTER APPL APP1 WARNING", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_who_relies_on_it_is_permitted_first if {
	estate := object.union(warned("APPL", "APP1"), {"clients": [testing.client("new", "off-host", {"users": ["SECADM"]})]})
	one(estate, "profile:APPL/APP1").remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(READ)"
}

test_warning_on_an_authority_profile_fails if words(warned("PTKTDATA", "IRRPTAUTH.**"))["profile:PTKTDATA/IRRPTAUTH.**"] == "fail"

test_warning_on_a_key_profile_means_nothing if not words(warned("PTKTDATA", "APP1"))["profile:PTKTDATA/APP1"]

test_no_unload_is_undecided if {
	base := testing.only_profiles(testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {}), "APPL", {})
	words(base) == {"system": "undecided"}
}

test_nothing_to_judge_is_out_of_scope if {
	base := testing.only_profiles(testing.only_profiles(testing.estate, "PTKTDATA", {}), "APPL", {})
	words(base) == {"system": "not_applicable"}
}
