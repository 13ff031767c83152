package custom.regal.rules.engines["library-full-path_test"]

import data.custom.regal.rules.engines["library-full-path"] as rule

rows(text) := {violation.location.row | some violation in rule.report with input as regal.parse_module("p.rego", text)}

test_a_value_read_by_a_function_of_the_library_is_refused if rows(`package auditor.lib.x

import data.auditor.lib.evidence
import data.auditor.lib.users as people

f(x) := x if evidence.no_profiles

g(x) := count(people.all) + x
`) == {6, 8}

test_calls_rules_full_paths_and_policies_are_let_through if {
	rows(`package auditor.lib.x

import data.auditor.lib.evidence

f(x) := evidence.why(x)

a := evidence.no_profiles

g(x) := x if data.auditor.lib.evidence.no_profiles
`) == set()
	rows(`package auditor.policies.x

import data.auditor.lib.evidence

f(x) := x if evidence.no_profiles
`) == set()
}
