package custom.regal.rules.policies.verdicts_test

import data.custom.regal.rules.policies.verdicts as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_a_policy_without_verdicts_is_refused if rows(`package auditor.policies.x

findings contains 1
`) == {1}

test_verdicts_that_are_no_set_are_refused if rows(`package auditor.policies.x

verdicts := {1}
`) == {3}

test_a_set_a_test_and_the_library_are_let_through if {
	rows(`package auditor.policies.x

verdicts contains 1
`) == set()
	rows(`package auditor.policies.x_test

test_a := true
`) == set()
	rows(`package auditor.lib.x

a := 1
`) == set()
}
