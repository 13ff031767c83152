package auditor.policies.logon_statistics_off_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.logon_statistics_off

judged(endpoint, options) := [verdict | some verdict in verdicts][0] if {
	changed := testing.changed({"options": options})
	estate := object.union(changed, {"endpoints": [object.union(testing.endpoint, endpoint)]})
	verdicts := logon_statistics_off.verdicts with input as estate
}

off := {"running": null, "odracfst": testing.fact(false)}

test_statistics_pass if judged({}, {}).verdict == "pass"

test_no_statistics_and_inactive_fails if {
	verdict := judged(off, {})
	verdict.verdict == "fail"
	verdict.facts == {"odracfst": false, "inactive_days": 90}
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(ODRACFST(ON))"]
}

test_without_inactive_it_is_worth_reading if judged(off, {"inactive": testing.fact(false)}).verdict == "advisory"

test_unknown_inactive_is_undecided if {
	judged(off, {"inactive": testing.unknown("not shown")}).reason == "not shown"
	judged(off, {"inactive": {"value": null, "at": null, "origin": null, "why": null}}).verdict == "undecided"
}

test_unknown_statistics_are_undecided if {
	judged({"running": null, "odracfst": testing.unknown("ODACCESS is there twice")}, {}).verdict == "undecided"
}

test_the_running_value_counts if judged({"running": {"odracfst": testing.fact(false)}}, {}).verdict == "fail"

test_racf_off_is_out_of_scope if judged({"running": null, "racf": testing.fact(false)}, {}).verdict == "not_applicable"

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(logon_statistics_off.verdicts) == {"system": "undecided"} with input as estate
}
