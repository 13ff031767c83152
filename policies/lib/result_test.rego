package auditor.lib.result_test

import rego.v1

import data.auditor.lib.result

test_every_verdict_has_every_field if {
	every verdict in [
		result.passed("x", {}),
		result.failed("x", {}),
		result.advised("x", {}),
		result.undecided("x", {"why"}, {}),
		result.not_applicable("x", "why", {}),
	] {
		object.keys(verdict) == object.keys(result.blank) | {"object", "verdict"}
		verdict.object == "x"
	}
}

test_details_replace_what_is_blank if {
	verdict := result.failed("x", {"severity": "high", "facts": {"a": 1}})
	[verdict.verdict, verdict.severity, verdict.facts, verdict.message] == ["fail", "high", {"a": 1}, ""]
}

test_reasons_are_one_sentence_in_a_fixed_order if {
	result.undecided("x", ["b", "a", "b"], {}).reason == "a; b"
	result.not_applicable("x", "no endpoint", {}).reason == "no endpoint"
}

test_only_findings_are_masked if {
	every verdict in [result.failed("x", {}), result.advised("x", {})] {
		result.masked(verdict, "PT-A01").masked_by == "PT-A01"
	}
	every verdict in [result.passed("x", {}), result.undecided("x", {"why"}, {}), result.not_applicable("x", "why", {})] {
		result.masked(verdict, "PT-A01") == verdict
	}
}
