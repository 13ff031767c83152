package custom.regal.rules.engines["with-both-sides_test"]

import data.custom.regal.rules.engines["with-both-sides"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_a_rule_on_both_sides_is_refused if rows(`package p

import data.lib

base := {"n": 1}

f(x) := object.union(base, x)

a if base.n == 1 with input as base

b if f({}) == 1 with input as f({})

c if lib.estate.n == input.n with input as lib.estate
`) == {9, 11, 13}

test_a_name_given_before_and_other_rules_are_let_through if rows(`package p

import data.lib

base := {"n": 1}

a if {
	estate := base
	base.n == 1 with input as estate
}

b if lib.verdicts == 1 with input as lib.estate

c if count(lib.verdicts) == 1 with input as {"n": count(base)}
`) == set()
