package auditor.policies.ticket_events_not_recorded_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_events_not_recorded

application := "profile:APPL/APP1"

authority := "profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1"

words(change) := found if {
	found := testing.words(ticket_events_not_recorded.verdicts) with input as testing.changed(change)
}

one(subject, change) := [verdict | some verdict in verdicts; verdict.object == subject][0] if {
	verdicts := ticket_events_not_recorded.verdicts with input as testing.changed(change)
}

audit(level, success, failure) := {"level": level, "success_from": success, "failure_from": failure}

of(class, name, asked) := {"profiles": {class: {name: {"audit": asked}}}}

logoptions(class, value) := {"classes": {class: {"logoptions": testing.fact(value)}}}

test_everything_recorded_passes if {
	{word | some word in words({})} == {"pass"}
	count(words({})) == 6
}

test_an_application_that_records_no_refusals_fails if {
	verdict := one(application, of("APPL", "APP1", audit("SUCCESS", "READ", "READ")))
	verdict.verdict == "fail"
	verdict.message == "APPL APP1 records no refusals."
	verdict.facts.missing == ["failure"]
	verdict.remediation.racf == ["RALTER APPL APP1 AUDIT(FAILURES(READ))", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo[0] == "RALTER APPL APP1 AUDIT(SUCCESS(READ))"
	verdict.places[0].role == "primary"
}

test_failures_alone_are_enough_for_an_application if {
	words(of("APPL", "APP1", audit("FAIL", "", "READ")))[application] == "pass"
}

test_failures_alone_are_not_enough_for_an_authority if {
	verdict := one(authority, of("PTKTDATA", "IRRPTAUTH.APP1.BATCH1", audit("FAIL", "", "READ")))
	verdict.message == "PTKTDATA IRRPTAUTH.APP1.BATCH1 records no tickets made."
	verdict.remediation.undo[0] == "RALTER PTKTDATA IRRPTAUTH.APP1.BATCH1 AUDIT(FAILURES(READ))"
}

test_successes_above_update_are_not_enough if {
	words(of("PTKTDATA", "IRRPTAUTH.APP1.BATCH1", audit("ALL", "CONTROL", "READ")))[authority] == "fail"
}

test_failures_above_read_are_not_enough if {
	verdict := one(application, of("APPL", "APP1", audit("ALL", "READ", "UPDATE")))
	verdict.verdict == "fail"
	verdict.remediation.undo[0] == "RALTER APPL APP1 AUDIT(SUCCESS(READ) FAILURES(UPDATE))"
}

test_the_auditor_s_own_settings_count if {
	own := {"profiles": {"APPL": {"APP1": {"audit": audit("NONE", "", ""), "global_audit": audit("FAIL", "", "READ")}}}}
	words(own)[application] == "pass"
}

test_nothing_asked_for_fails_and_can_be_undone if {
	verdict := one(application, of("APPL", "APP1", audit("NONE", "", "")))
	verdict.remediation.undo[0] == "RALTER APPL APP1 AUDIT(NONE)"
}

test_each_profile_is_judged_once_whoever_settles_it if {
	every change in [{}, logoptions("APPL", "ALWAYS"), logoptions("APPL", "FAILURES"), {"classes": {"APPL": {"logoptions": testing.unknown("not listed")}}}] {
		count(about(application, change)) == 1
	}
}

about(subject, change) := {verdict | some verdict in verdicts; verdict.object == subject} if {
	verdicts := ticket_events_not_recorded.verdicts with input as testing.changed(change)
}

test_a_generic_over_irrptauth_is_judged_by_its_name_only if {
	not words({"profiles": {"PTKTDATA": {"**": testing.profile(true, {})}}})["profile:PTKTDATA/**"]
}

test_logoptions_always_overrides_the_profile if {
	change := object.union(of("APPL", "APP1", audit("NONE", "", "")), logoptions("APPL", "ALWAYS"))
	words(change)[application] == "pass"
}

test_logoptions_failures_are_enough_for_an_application if {
	change := object.union(of("APPL", "APP1", audit("NONE", "", "")), logoptions("APPL", "FAILURES"))
	words(change)[application] == "pass"
}

test_logoptions_failures_leave_tickets_made_unrecorded if {
	verdict := one(authority, logoptions("PTKTDATA", "FAILURES"))
	verdict.facts.missing == ["success"]
	verdict.remediation.racf[0] == "SETROPTS LOGOPTIONS(DEFAULT(PTKTDATA))"
}

test_logoptions_successes_leave_refusals_unrecorded if {
	one(authority, logoptions("PTKTDATA", "SUCCESSES")).facts.missing == ["failure"]
}

test_logoptions_never_is_a_fault_of_the_class_and_of_its_profiles if {
	found := words(logoptions("PTKTDATA", "NEVER"))
	found["class:PTKTDATA"] == "fail"
	found[authority] == "fail"
}

test_a_class_that_is_not_audited_fails if {
	verdict := one("class:APPL", {"classes": {"APPL": {"audit": testing.fact(false)}}})
	verdict.verdict == "fail"
	verdict.remediation.racf == ["SETROPTS AUDIT(APPL)"]
	verdict.remediation.undo == ["SETROPTS NOAUDIT(APPL)"]
	verdict.places[0] == {"at": [1, 5, 1, 8], "role": "primary", "note": "changes to its profiles are not recorded (SETROPTS AUDIT)"}
}

test_without_audit_lines_class_and_profiles_are_undecided if {
	hidden := {"classes": {"APPL": {
		"audit": testing.unknown("the issuer had no auditor attribute"),
		"logoptions": testing.unknown("the issuer had no auditor attribute"),
	}}}
	found := words(object.union(hidden, of("APPL", "APP1", audit("NONE", "", ""))))
	found["class:APPL"] == "undecided"
	found[application] == "undecided"
}

test_unknown_without_a_reason_still_has_one if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	verdict := one("class:APPL", {"classes": {"APPL": {"audit": silent}}})
	verdict.reason == "the audit options of class APPL are unknown"
}

test_lost_profile_records_leave_a_pass_undecided if {
	words(testing.damaged("unload", "0500", "APPL"))[application] == "undecided"
}

test_no_profile_that_decides_is_no_profile_to_judge if {
	always := testing.changed(logoptions("APPL", "ALWAYS"))
	found := testing.words(ticket_events_not_recorded.verdicts) with input as testing.only_profiles(always, "APPL", {})
	{subject | some subject, _ in found; startswith(subject, "profile:APPL")} == set()
}

test_no_unload_is_undecided_beside_the_classes if {
	bare := testing.only_profiles(testing.only_profiles(testing.estate, "APPL", {}), "PTKTDATA", {})
	found := testing.words(ticket_events_not_recorded.verdicts) with input as object.union(bare, testing.not_offered("unload"))
	found == {"class:APPL": "pass", "class:PTKTDATA": "pass", "system": "undecided"}
}

test_no_profile_at_all_is_out_of_scope if {
	bare := testing.only_profiles(testing.only_profiles(testing.estate, "APPL", {}), "PTKTDATA", {})
	found := testing.words(ticket_events_not_recorded.verdicts) with input as bare
	found.system == "not_applicable"
}

test_an_application_profile_that_cannot_be_told_is_never_a_pass if {
	words({"endpoints": []}).system == "undecided"
	words({"endpoints": [object.union(testing.endpoint, {"running": null, "appl": testing.unknown("lost")})]}).system == "undecided"
}

test_logons_are_never_said_to_go_unrecorded if {
	nothing := object.union(of("APPL", "APP1", audit("NONE", "", "")), of("PTKTDATA", "IRRPTAUTH.APP1.BATCH1", audit("NONE", "", "")))
	verdicts := ticket_events_not_recorded.verdicts with input as testing.changed(nothing)
	{verdict.message | some verdict in verdicts; verdict.verdict == "fail"} == {
		"APPL APP1 records no refusals.",
		"PTKTDATA IRRPTAUTH.APP1.BATCH1 records no refusals and no tickets made.",
	}
}
