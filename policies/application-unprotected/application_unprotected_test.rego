package auditor.policies.application_unprotected_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.application_unprotected

broken := {}

only(profiles) := testing.only_profiles(testing.estate, "APPL", profiles)

the(estate) := verdict if {
	verdicts := application_unprotected.verdicts with input as estate
	some verdict in verdicts
}

test_a_profile_passes if {
	testing.words(application_unprotected.verdicts) == {"endpoint:ICON1": "pass"} with input as testing.estate
}

test_a_generic_profile_passes if the(only({"APP*": testing.profile(true, {})})).facts.profile == "APP*"

test_no_profile_fails if {
	verdict := the(only({"OTHER": testing.profile(false, {})}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.by == "none"
	verdict.facts.profile == null
	verdict.remediation.racf == [
		"RDEFINE APPL APP1 UACC(NONE) OWNER(SECGRP)",
		"PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)",
		"SETROPTS RACLIST(APPL) REFRESH",
	]
	verdict.remediation.undo == ["RDELETE APPL APP1", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.places[0].role == "primary"
}

test_generics_that_are_off_protect_nothing if {
	verdict := the(testing.with_class(only({"APP*": testing.profile(true, {})}), "APPL", {"generic": testing.fact(false)}))
	verdict.verdict == "fail"
	verdict.facts.ignored == [{"profile": "APP*", "why": "generic profile checking is off for class APPL"}]
}

test_unknown_generic_status_is_undecided if {
	generic := only({"APP*": testing.profile(true, {})})
	the(testing.with_class(generic, "APPL", {"generic": testing.unknown("not listed")})).reason == "not listed"
}

test_a_disguised_discrete_protects_nothing if {
	verdict := the(only({"APP*": testing.profile(false, {})}))
	verdict.verdict == "fail"
	count(verdict.facts.ignored) == 1
}

test_a_variable_cannot_be_resolved if the(only({"&APPS": testing.profile(true, {})})).verdict == "undecided"

test_an_inactive_class_is_judged_elsewhere if {
	the(testing.changed({"classes": {"APPL": {"active": testing.fact(false)}}})).verdict == "not_applicable"
}

test_an_unknown_class_is_undecided if {
	the(testing.changed({"classes": {"APPL": {"active": testing.unknown("no listing")}}})).reason == "no listing"
}

test_a_lost_record_could_be_the_profile if {
	the(testing.also_damaged(only({}), "unload", "0500", null)).verdict == "undecided"
	the(testing.changed(testing.not_offered("unload"))).verdict == "undecided"
}

test_damage_in_another_class_does_not_matter if {
	the(testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))).verdict == "pass"
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(application_unprotected.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	estate := testing.with_endpoint({"odaccess": testing.fact(false)})
	testing.words(application_unprotected.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_odaccess_is_never_a_pass if {
	words := testing.words(application_unprotected.verdicts) with input as testing.with_endpoint({"odaccess": testing.unknown("the member is cut")})
	words["endpoint:ICON1"] == "undecided"
}

test_racf_off_is_out_of_scope if {
	testing.words(application_unprotected.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as testing.with_endpoint(testing.racf_off)
}

test_unknown_racf_is_undecided if {
	estate := object.union(testing.with_endpoint({"running": null, "racf": testing.unknown("HWS.RACF is coded twice")}), broken)
	testing.words(application_unprotected.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_unknown_application_is_undecided if {
	estate := testing.with_endpoint({"running": null, "appl": testing.unknown("ODACCESS.APPL is coded twice")})
	verdicts := application_unprotected.verdicts with input as estate
	[verdict.reason | some verdict in verdicts; verdict.verdict == "undecided"] == ["ODACCESS.APPL is coded twice"]
}

test_an_unusable_name_gets_no_profile if {
	verdict := the(testing.with_endpoint({"running": null, "appl": testing.fact("IMS.APP1")}))
	verdict.verdict == "fail"
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "PT-A11")
}

test_a_disguised_discrete_of_other_names_is_not_told if {
	verdict := the(only({"APP*": testing.profile(false, {}), "CICS*": testing.profile(false, {})}))
	[ignored.profile | some ignored in verdict.facts.ignored] == ["APP*"]
}

test_only_users_of_this_endpoint_are_permitted if {
	others := [
		testing.client("other", "off-host", {"endpoint": "ICON9", "users": ["SECADM"]}),
		testing.client("wrong", "off-host", {"users": ["GONE"]}),
	]
	estate := object.union(only({}), {"clients": array.concat(testing.estate.clients, others)})
	verdicts := application_unprotected.verdicts with input as estate
	permits := [command |
		some verdict in verdicts
		verdict.object == "endpoint:ICON1"
		some command in verdict.remediation.racf
		startswith(command, "PERMIT")
	]
	permits == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)"]
}
