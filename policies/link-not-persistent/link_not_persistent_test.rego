package auditor.policies.link_not_persistent_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.link_not_persistent

with_link(change) := testing.with_endpoint({"links": [object.union(testing.link(testing.fact("APP9")), change)]})

defaulted := object.union(testing.not_coded, {"value": false})

the(estate) := verdict if {
	verdicts := link_not_persistent.verdicts with input as estate
	count(verdicts) == 1
	some verdict in verdicts
}

test_a_persistent_link_passes if {
	verdict := the(with_link({}))
	verdict.object == "endpoint:ICON1/link:ICON9"
	verdict.verdict == "pass"
	verdict.places == [{"at": [1, 5, 1, 8], "role": "primary", "note": "PERSISTENT= of the link"}]
}

test_a_link_that_is_not_fails if {
	verdict := the(with_link({"persistent": testing.fact(false)}))
	[verdict.verdict, verdict.severity, verdict.facts] == ["fail", "medium", {"persistent": false, "origin": "shown", "application": "APP9"}]
	verdict.remediation.other == ["Code PERSISTENT=Y on RMTIMSCON ID=ICON9 in the member of ICON1; it counts from the next restart of that IMS Connect."]
	[place.role | some place in verdict.places] == ["primary", "related"]
}

test_not_coded_is_not_persistent if {
	verdict := the(with_link({"persistent": defaulted}))
	[verdict.verdict, verdict.facts.origin] == ["fail", "default"]
}

test_without_an_application_it_makes_no_tickets if {
	every name in [testing.not_coded, testing.fact("")] {
		the(with_link({"application": name, "persistent": testing.fact(false)})).verdict == "not_applicable"
	}
}

test_what_is_unknown_is_undecided_unless_the_rest_settles_it if {
	unread := testing.unknown("RMTIMSCON.APPL is coded twice")
	the(with_link({"application": unread, "persistent": testing.fact(false)})).reason == "RMTIMSCON.APPL is coded twice"
	the(with_link({"application": unread})).verdict == "pass"
	the(with_link({"persistent": testing.unknown("PERSISTENT=X is no value")})).reason == "PERSISTENT=X is no value"
	the(with_link({"application": testing.not_coded, "persistent": testing.unknown("x")})).verdict == "not_applicable"
}
