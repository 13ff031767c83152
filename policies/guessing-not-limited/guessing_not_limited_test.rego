package auditor.policies.guessing_not_limited_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.guessing_not_limited

word(options) := words.system if {
	words := testing.words(guessing_not_limited.verdicts) with input as testing.changed({"options": options})
}

test_five_attempts_pass if word({}) == "pass"

test_three_attempts_pass if word({"revoke_attempts": testing.fact(3)}) == "pass"

test_two_attempts_are_worth_reading if word({"revoke_attempts": testing.fact(2)}) == "advisory"

test_more_attempts_than_the_site_allows_fail if word({"revoke_attempts": testing.fact(6)}) == "fail"

test_noinitstats_fails if word({"initstats": testing.fact(false)}) == "fail"

test_no_limit_fails_and_says_how_to_fix_it if {
	off := {"revoke": testing.fact(false), "revoke_attempts": testing.unknown("users are not revoked")}
	verdicts := guessing_not_limited.verdicts with input as testing.changed({"options": off})
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.remediation.racf == ["SETROPTS INITSTATS PASSWORD(REVOKE(5))"]
	verdict.remediation.undo == ["SETROPTS PASSWORD(NOREVOKE)"]
	verdict.places == [{"at": [1, 5, 1, 8], "role": "primary", "note": "User IDs are not revoked after wrong passwords"}]
}

test_the_undo_puts_the_old_number_back if {
	verdicts := guessing_not_limited.verdicts with input as testing.changed({"options": {"revoke_attempts": testing.fact(9)}})
	[verdict.remediation.undo | some verdict in verdicts] == [["SETROPTS PASSWORD(REVOKE(9))"]]
}

test_unknown_options_are_undecided_with_each_reason if {
	unknown := {"initstats": testing.unknown("no ATTRIBUTES line"), "revoke": testing.unknown("not shown")}
	verdicts := guessing_not_limited.verdicts with input as testing.changed({"options": unknown})
	[verdict.reason | some verdict in verdicts] == ["no ATTRIBUTES line; not shown"]
}

test_an_unknown_number_is_undecided if {
	word({"revoke_attempts": testing.unknown("the number is not shown")}) == "undecided"
}

test_two_attempts_where_no_drda_client_can_be_locked_out_pass if {
	estate := object.union(testing.with_endpoint({"odaccess": testing.fact(false)}), {"options": {"revoke_attempts": testing.fact(2)}})
	testing.words(guessing_not_limited.verdicts) == {"system": "pass"} with input as estate
}

test_a_number_is_missed_only_where_users_are_revoked if {
	unknown := {"revoke": testing.unknown("not shown"), "revoke_attempts": testing.unknown("the number is not shown")}
	verdicts := guessing_not_limited.verdicts with input as testing.changed({"options": unknown})
	[verdict.reason | some verdict in verdicts] == ["not shown"]
}

test_unknown_without_a_reason_is_never_a_pass if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	word({"initstats": silent}) == "undecided"
	word({"revoke": silent}) == "undecided"
	word({"revoke_attempts": silent}) == "undecided"
}
