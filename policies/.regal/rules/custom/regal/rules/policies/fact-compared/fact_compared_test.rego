package custom.regal.rules.policies["fact-compared_test"]

import data.custom.regal.rules.policies["fact-compared"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_bare_truth_is_refused if rows(`package p

a if input.classes.APPL.active.value

b if not input.classes.APPL.active.value
`) == {3, 5}

test_comparisons_are_let_through if rows(`package p

a if input.classes.APPL.active.value == true

b if count(input.x.value) == 1

c if input.x.values
`) == set()
