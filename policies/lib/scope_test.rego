package auditor.lib.scope_test

import rego.v1

import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.testing

unread := object.union(testing.endpoint, {"odaccess": {"value": null, "at": null, "origin": null, "why": "the member is cut"}})

closed := object.union(testing.endpoint, {"name": "ICON2", "odaccess": testing.fact(false)})

empty := object.union(testing.estate, {"endpoints": []})

# An estate without this input.
without(kind, base) := object.union(base, testing.not_offered(kind))

test_a_verdict_about_a_known_endpoint_stands if {
	every word in ["pass", "fail", "advisory", "not_applicable"] {
		scope.per_endpoint(testing.endpoint, result.verdict("x", word, {})).verdict == word
	}
}

of_what_may_be_none[word] := [verdict.verdict, verdict.reason, verdict.severity] if {
	some word in ["pass", "fail", "advisory", "not_applicable"]
	verdict := scope.per_endpoint(unread, result.verdict("x", word, {"severity": "high"}))
}

test_of_what_may_be_no_endpoint_only_a_fail_stands if {
	found := of_what_may_be_none with input as {"evidence": {"hwscfg": {"offered": true, "damage": []}}}
	found.fail[0] == "fail"
	every word in ["pass", "advisory", "not_applicable"] {
		found[word] == ["undecided", "the member is cut", "high"]
	}
}

otherwise(estate) := words if {
	words := testing.words(scope.otherwise) with input as estate
}

test_what_is_no_drda_endpoint_is_out_of_scope if {
	otherwise(object.union(testing.estate, {"endpoints": [testing.endpoint, closed, object.union(unread, {"name": "ICON3"})]})) == {"endpoint:ICON2": "not_applicable"}
	otherwise(testing.estate) == {}
}

test_without_an_endpoint_nothing_can_be_judged if {
	otherwise(empty) == {"system": "undecided"}
	otherwise(without("hwscfg", empty)) == {"system": "undecided"}
	otherwise(without("hwscfg", testing.estate)) == {}
	why(empty) == {"no member offered could be read as an IMS Connect"}
	why(without("hwscfg", empty)) == {"no HWSCFGxx member was offered (--hwscfg)"}
}

why(estate) := reasons if {
	reasons := {verdict.reason | some verdict in scope.otherwise} with input as estate
}

clients_unknown(estate) := words if {
	words := testing.words(scope.clients_unknown) with input as estate
}

test_without_an_inventory_each_drda_endpoint_is_undecided if {
	clients_unknown(without("clients", testing.estate)) == {"endpoint:ICON1": "undecided"}
	clients_unknown(without("clients", empty)) == {"system": "undecided"}
	clients_unknown(without("clients", object.union(testing.estate, {"endpoints": [closed]}))) == {"system": "undecided"}
	clients_unknown(testing.estate) == {}
	clients_unknown(empty) == {}
}

no_clients(clients, estate) := words if {
	words := testing.words(scope.no_clients(clients)) with input as estate
}

test_only_an_inventory_proves_that_there_is_no_client if {
	no_clients([], testing.estate) == {"system": "not_applicable"}
	no_clients([], without("clients", testing.estate)) == {}
	no_clients(["one"], testing.estate) == {}
}

no_profiles(profiles, estate) := words if {
	words := testing.words(scope.no_profiles(profiles, {"unload:PTKTDATA"})) with input as estate
}

test_no_profile_is_out_of_scope_where_none_can_be_lost if {
	no_profiles([], testing.estate) == {"system": "not_applicable"}
	no_profiles([], testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))) == {"system": "undecided"}
	no_profiles(["one"], testing.estate) == {}
}

# -- endpoints of which no member was offered --------------------------------------------------------------------------------

test_an_endpoint_that_something_names_is_undecided_without_its_member if {
	moved := [object.union(testing.client("one", "off-host", {"users": ["WEBUSR1"]}), {"endpoint": "ICON9"})]
	inventory := object.union(testing.estate, {"clients": moved})
	otherwise(inventory) == {"endpoint:ICON9": "undecided"}
	why(inventory) == {"no member or display of ICON9 was offered"}
	statement := object.union(testing.estate, {"tls": [{"endpoint": "ICON8", "port": 5555, "tls": "required", "evidence": ""}]})
	otherwise(statement) == {"endpoint:ICON8": "undecided"}
	labelled := testing.changed({"site": {"endpoints": {"ICON7": {"environment": "test", "trust_zone": null}}}})
	otherwise(labelled) == {"endpoint:ICON7": "undecided"}
}

test_without_any_endpoint_it_is_said_once if {
	otherwise(object.union(testing.estate, {"endpoints": []})) == {"system": "undecided"}
}
