package auditor.policies.link_half_defined_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.link_half_defined

of(application, user) := verdict if {
	link := object.union(testing.link(application), {"user": user})
	verdicts := link_half_defined.verdicts with input as testing.with_endpoint({"links": [link]})
	count(verdicts) == 1
	some verdict in verdicts
}

given := testing.fact("APP9")

missing := testing.not_coded

lost := testing.unknown("USERID= is coded twice")

test_both_or_neither_pass if {
	of(given, testing.fact("LINKUSR")).message == "The link names an application and a user."
	of(missing, testing.fact("")).message == "The link names neither application nor user: it makes no tickets."
	{of(given, given).verdict, of(missing, missing).verdict} == {"pass"}
}

test_an_application_alone_fails if {
	verdict := of(given, missing)
	[verdict.object, verdict.verdict, verdict.severity] == ["endpoint:ICON1/link:ICON9", "fail", "high"]
	verdict.message == "Link ICON9 names an application and no user: IMS Connect ends abnormally when it starts with this member."
	verdict.facts == {"application": "APP9", "user": null}
	[place.at | some place in verdict.places] == [[2, 7, 1, 9], [1, 5, 1, 8]]
}

test_a_user_alone_fails if {
	verdict := of(testing.fact(""), given)
	verdict.message == "Link ICON9 names a user and no application: IMS Connect ends abnormally when it starts with this member."
	[place.at | some place in verdict.places] == [[2, 7, 1, 9], [1, 5, 1, 8]]
}

test_what_is_unknown_is_undecided if {
	every other in [given, missing, lost] {
		of(other, lost).reason == "USERID= is coded twice"
		of(lost, other).reason == "USERID= is coded twice"
	}
}

test_an_ims_connect_without_links_is_out_of_scope if {
	words := testing.words(link_half_defined.verdicts) with input as testing.estate
	words == {"endpoint:ICON1": "not_applicable"}
}
