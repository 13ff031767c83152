package custom.regal.rules.engines["sprintf-verbs_test"]

import data.custom.regal.rules.engines["sprintf-verbs"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_other_verbs_are_refused if rows(`package p

a := sprintf("%5d", [1])

b := sprintf("%q", ["x"])

c := sprintf("100%", [])
`) == {3, 5, 7}

test_three_verbs_and_the_sign_itself_are_let_through if rows(`package p

a := sprintf("%s %d %v %%", ["x", 1, {}])

b := concat("%q", [])
`) == set()
