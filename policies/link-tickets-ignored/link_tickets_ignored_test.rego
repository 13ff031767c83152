package auditor.policies.link_tickets_ignored_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.link_tickets_ignored

link := testing.link(testing.fact("APP9"))

sender(change) := object.union(testing.endpoint, {"links": [object.union(link, change)]})

receiver(change) := object.union(object.union(testing.endpoint, {"name": "ICON9", "running": null}), change)

off := {"racf": testing.fact(false)}

of(endpoints) := verdict if {
	estate := testing.changed({"endpoints": endpoints})
	verdicts := link_tickets_ignored.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "endpoint:ICON1/link:ICON9"
}

test_tickets_that_are_checked_pass if {
	verdict := of([sender({}), receiver({})])
	[verdict.verdict, verdict.message] == ["pass", "RACF is on at ICON9, where the link ends: its tickets are checked."]
	verdict.facts == {"receiver": "ICON9", "racf": true, "source": "member", "application": "APP9"}
}

test_tickets_that_are_ignored_fail if {
	verdict := of([sender({}), receiver(off)])
	[verdict.verdict, verdict.severity] == ["fail", "high"]
	verdict.facts == {"receiver": "ICON9", "racf": false, "source": "member", "application": "APP9"}
	verdict.places == [
		{"at": [1, 5, 1, 8], "role": "primary", "note": "RACF is off where the link ends"},
		{"at": [1, 5, 1, 8], "role": "related", "note": "the sender makes tickets for this application"},
	]
	verdict.assumptions == ["ICON9 runs with the values of its member: no display of it was offered.", "Link ICON9 ends at ICON9."]
	count(verdict.remediation.other) == 3
}

test_the_running_value_of_the_receiver_counts if {
	of([sender({}), receiver({"running": {"racf": testing.fact(false)}})]).verdict == "fail"
	of([sender({}), receiver(object.union(off, {"running": {"racf": testing.fact(true)}}))]).verdict == "pass"
}

test_a_link_without_an_application_is_out_of_scope if {
	of([sender({"application": testing.not_coded}), receiver(off)]).verdict == "not_applicable"
	of([sender({"application": testing.not_coded})]).verdict == "not_applicable"
}

test_a_receiver_that_is_not_offered_leaves_it_undecided if {
	of([sender({})]).reason == "no member of HWS ID ICON9 was offered, and no client of kind ims-connect in the inventory says where link ICON9 ends"
}

test_unknown_racf_leaves_it_undecided if {
	of([sender({}), receiver({"racf": testing.unknown("RACF= is coded twice")})]).reason == "RACF= is coded twice"
}

test_an_unknown_application_matters_only_where_racf_is_off if {
	unread := {"application": testing.unknown("APPL= is coded twice")}
	of([sender(unread), receiver(off)]).reason == "APPL= is coded twice"
	of([sender(unread), receiver({})]).verdict == "pass"
}

declared(endpoint) := testing.client("link", "ims-connect", {"endpoint": endpoint, "link": "ICON9"})

declaring(endpoints, clients) := verdict if {
	estate := testing.changed({"endpoints": endpoints, "other_clients": clients})
	verdicts := link_tickets_ignored.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "endpoint:ICON1/link:ICON9"
}

test_the_inventory_says_where_a_link_ends if {
	second := object.union(receiver(off), {"name": "ICON2"})
	verdict := declaring([sender({}), second], [declared("ICON2")])
	[verdict.verdict, verdict.facts.receiver] == ["fail", "ICON2"]
	declaring([sender({})], [declared("ICON2")]).reason == "no member or display of ICON2 was offered"
}

test_two_ends_leave_it_undecided if {
	verdict := declaring([sender({}), receiver(off)], [declared("ICON2")])
	verdict.reason == "link ICON9 may end at each of ICON2, ICON9: its ID and the inventory name them"
}

test_an_ims_connect_without_links_is_out_of_scope if {
	words := testing.words(link_tickets_ignored.verdicts) with input as testing.estate
	words == {"endpoint:ICON1": "not_applicable"}
}
