package custom.regal.rules.engines["rego-v1_test"]

import data.custom.regal.rules.engines["rego-v1"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_a_module_without_it_is_refused if rows(`package p

import data.lib

a := lib.b
`) == {1}

test_a_module_with_it_is_let_through if rows(`package p

import rego.v1

a := 1
`) == set()
