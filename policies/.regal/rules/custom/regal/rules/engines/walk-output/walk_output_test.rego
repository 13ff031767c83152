package custom.regal.rules.engines["walk-output_test"]

import data.custom.regal.rules.engines["walk-output"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_one_argument_is_refused if rows(`package p

a := [path | [path, _] := walk(input)]

b if {
	some x
	x := walk(input)
}
`) == {3, 7}

test_two_arguments_are_let_through if rows(`package p

a := [path | walk(input, [path, _])]
`) == set()
