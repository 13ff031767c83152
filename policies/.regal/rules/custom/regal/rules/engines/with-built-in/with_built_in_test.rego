package custom.regal.rules.engines["with-built-in_test"]

import data.custom.regal.rules.engines["with-built-in"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_a_built_in_is_refused if rows(`package p

a if count([1]) == 3 with count as 3

b if startswith("a", "b") with input as {} with startswith as true
`) == {3, 5}

test_input_data_and_own_functions_are_let_through if rows(`package p

a if f(1) with input.x as 1 with data.x as 2 with f as true

f(_) := true
`) == set()
