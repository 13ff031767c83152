package auditor.lib.links_test

import rego.v1

import data.auditor.lib.links
import data.auditor.lib.testing

link := testing.link(testing.fact("APP9"))

beside(change) := found if {
	found := {verdict.object: [verdict.verdict, verdict.reason] | some verdict in links.beside("low")} with input as testing.with_endpoint(change)
}

test_a_link_is_a_row_with_its_object if {
	rows := links.rows with input as testing.with_endpoint({"links": [link]})
	rows == {{"endpoint": "ICON1", "link": link, "object": "endpoint:ICON1/link:ICON9"}}
	beside({"links": [link]}) == {}
}

test_an_ims_connect_without_links_is_out_of_scope if {
	beside({}) == {"endpoint:ICON1": ["not_applicable", "the member has no RMTIMSCON statement: it connects to no other IMS Connect"]}
}

test_a_member_that_was_not_read_whole_may_have_more if {
	every rows in [[], [link]] {
		beside({"links": rows, "unread": "X cannot be read"}) == {"endpoint:ICON1": ["undecided", "X cannot be read"]}
	}
}

test_a_link_without_an_id_is_undecided if {
	nameless := object.union(link, {"id": null})
	beside({"links": [nameless, nameless]}) == {"endpoint:ICON1": ["undecided", "the ID= of an RMTIMSCON statement is unknown"]}
	rows := links.rows with input as testing.with_endpoint({"links": [nameless]})
	rows == set()
}

test_two_links_of_one_id_are_undecided if {
	beside({"links": [link, link]}) == {"endpoint:ICON1/link:ICON9": ["undecided", "RMTIMSCON ID=ICON9 is coded twice"]}
	rows := links.rows with input as testing.with_endpoint({"links": [link, link]})
	rows == set()
}

test_no_member_is_undecided if {
	nothing := {"endpoints": []}
	found := testing.words(links.beside("low")) with input as object.union(testing.changed(testing.not_offered("hwscfg")), nothing)
	found == {"system": "undecided"}
}

test_links_of_an_ims_connect_without_drda_count_too if {
	rows := links.rows with input as testing.with_endpoint({"links": [link], "odaccess": testing.fact(false)})
	count(rows) == 1
}

test_states if {
	links.state(testing.fact("X")) == "given"
	links.state(testing.fact("")) == "none"
	links.state(testing.not_coded) == "none"
	links.state(testing.unknown("why")) == "unknown"
}

client(more) := testing.client("link", "ims-connect", object.union({"endpoint": "ICON2", "link": "ICON9"}, more))

ends(clients) := found if {
	found := links.receivers("ICON9") with input as testing.changed({"other_clients": clients})
}

test_where_a_link_ends if {
	ends([]) == set()
	ends([client({})]) == {"ICON2"}
	ends([client({}), client({"endpoint": "ICON3"})]) == {"ICON2", "ICON3"}
	ends([client({"link": "ICON8"})]) == set()
	ends([client({"link": null})]) == set()
	ends([client({"status": "draft"})]) == set()
	ends([client({"kind": "ims-tm"})]) == set()
}

test_a_link_ends_where_its_id_is_an_hws_id_too if {
	here := links.receivers("ICON1") with input as testing.changed({"other_clients": [client({"link": "ICON1"})]})
	here == {"ICON1", "ICON2"}
}
