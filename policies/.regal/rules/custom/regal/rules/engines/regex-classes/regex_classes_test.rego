package custom.regal.rules.engines["regex-classes_test"]

import data.custom.regal.rules.engines["regex-classes"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_classes_are_refused if rows(`package p

a if regex.match("\\d+", input.x)

b if regex.match("\\p{L}", input.x)
`) == {3, 5}

test_classes_written_out_are_let_through if rows(`package p

a if regex.match("^[0-9]+\\.$", input.x)

b if startswith(input.x, "\\d")
`) == set()
