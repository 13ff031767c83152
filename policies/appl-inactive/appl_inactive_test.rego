package auditor.policies.appl_inactive_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.appl_inactive

off := {"classes": {"APPL": {"active": testing.fact(false)}}}

broken := {"classes": object.union(testing.estate.classes, {"APPL": object.union(testing.class_options, {"active": testing.fact(false)})})}

test_an_active_class_passes if {
	testing.words(appl_inactive.verdicts) == {"endpoint:ICON1": "pass"} with input as testing.estate
}

test_an_inactive_class_fails if {
	verdicts := appl_inactive.verdicts with input as testing.changed(off)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"active": false, "application": "APP1", "profile": "APP1"}
	verdict.remediation.racf == ["SETROPTS CLASSACT(APPL) RACLIST(APPL)"]
	verdict.remediation.undo == ["SETROPTS NOCLASSACT(APPL)"]
	contains(verdict.remediation.other[0], "1 of 1 would shut out everybody who is not on the list, of every application that uses APPL=: APP1.")
	verdict.places[0] == {"at": [1, 5, 1, 8], "role": "primary", "note": "APPL is not among the active classes"}
}

test_only_what_was_switched_on_is_switched_off_again if {
	estate := testing.changed({"classes": {"APPL": {"active": testing.fact(false), "raclisted": testing.fact(false)}}})
	verdicts := appl_inactive.verdicts with input as estate
	some verdict in verdicts
	verdict.remediation.undo == ["SETROPTS NORACLIST(APPL)", "SETROPTS NOCLASSACT(APPL)"]
}

said(profiles) := sentence if {
	verdicts := appl_inactive.verdicts with input as testing.only_profiles(testing.changed(off), "APPL", profiles)
	some verdict in verdicts
	sentence := verdict.remediation.other[0]
}

test_every_application_that_would_shut_people_out_is_counted if {
	open := object.union(testing.profile(false, {}), {"uacc": "READ"})
	warned := object.union(testing.profile(false, {}), {"warning": true})
	by_star := testing.profile(false, {"*": "READ"})
	contains(said({"A": open, "B": warned, "C": by_star, "D": testing.profile(false, {"U1": "READ"})}), "1 of 4 would shut out")
	endswith(said({"A": open}), "APPL=: none.")
	shut := {sprintf("CICS%d", [number]): testing.profile(false, {}) | some number in numbers.range(11, 31)}
	endswith(said(shut), "CICS30 and 1 more.")
}

test_an_unknown_application_does_not_hide_it if {
	estate := object.union(testing.with_endpoint({"running": null, "appl": testing.unknown("lost")}), broken)
	verdicts := appl_inactive.verdicts with input as estate
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.facts.profile == null
}

test_an_unknown_class_is_undecided if {
	verdicts := appl_inactive.verdicts with input as testing.changed({"classes": {"APPL": {"active": testing.unknown("no listing")}}})
	[verdict.reason | some verdict in verdicts] == ["no listing"]
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(appl_inactive.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	estate := testing.with_endpoint({"odaccess": testing.fact(false)})
	testing.words(appl_inactive.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_odaccess_is_never_a_pass if {
	words := testing.words(appl_inactive.verdicts) with input as testing.with_endpoint({"odaccess": testing.unknown("the member is cut")})
	words["endpoint:ICON1"] == "undecided"
}

test_racf_off_is_out_of_scope if {
	testing.words(appl_inactive.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as testing.with_endpoint(testing.racf_off)
}

test_unknown_racf_is_undecided if {
	estate := object.union(testing.with_endpoint({"running": null, "racf": testing.unknown("HWS.RACF is coded twice")}), broken)
	testing.words(appl_inactive.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_without_a_display_a_pass_rests_on_the_member if {
	verdicts := appl_inactive.verdicts with input as testing.with_endpoint({"running": null})
	[verdict.assumptions | some verdict in verdicts; verdict.verdict == "pass"] == [["ICON1 runs with the values of its member: no display of it was offered."]]
}
