package auditor.policies.application_name_mismatch_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.application_name_mismatch

with_client(change) := object.union(testing.estate, {"clients": [client]}) if {
	client := testing.client("one", "sql-batch", object.union({"requester": "BATCH1", "users": ["BATCH1"]}, change))
}

verdict_of(estate) := verdict if {
	verdicts := application_name_mismatch.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "client:one"
}

test_equal_names_pass if {
	words := testing.words(application_name_mismatch.verdicts) with input as testing.estate
	words == {"client:batch": "pass", "client:gateway": "pass", "client:partner": "pass"}
}

test_case_does_not_matter if verdict_of(with_client({"application": "app1"})).verdict == "pass"

test_another_name_fails if {
	verdict := verdict_of(with_client({"application": "APP9", "places": {"application": [3, 5, 18, 21]}}))
	verdict.verdict == "fail"
	verdict.severity == "critical"
	verdict.facts.generated_for == "APP9"
	verdict.facts.application == "APP1"
	verdict.facts.origin == "ODBMAPPL"
	verdict.places[0].at == [3, 5, 18, 21]
	verdict.places[0].role == "primary"
	verdict.places[1].role == "related"
	verdict.remediation.ims == []
	some sentence in verdict.remediation.other
	contains(sentence, "DATASTORE")
}

ready := {
	"APPL": {"APP9": testing.profile(false, {"APPGRP": "READ"})},
	"PTKTDATA": {"APP9": testing.key_profile},
}

test_the_endpoint_may_be_changed_where_the_other_name_is_ready if {
	estate := object.union(with_client({"application": "APP9"}), {"profiles": ready})
	verdict := verdict_of(estate)
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(APP9))"]
	verdict.remediation.undo == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(APP1))"]
}

test_the_endpoint_is_not_changed_under_other_clients if {
	others := array.concat(testing.estate.clients, with_client({"application": "APP9"}).clients)
	verdict := verdict_of(object.union(testing.estate, {"clients": others, "profiles": ready}))
	verdict.remediation.ims == []
	verdict.remediation.undo == []
}

test_the_endpoint_is_not_changed_under_a_client_that_names_no_application if {
	nameless := testing.client("two", "off-host", {"application": null, "users": ["BATCH1"]})
	others := [with_client({"application": "APP9"}).clients[0], nameless]
	verdict := verdict_of(object.union(testing.estate, {"clients": others, "profiles": ready}))
	verdict.remediation.ims == []
}

test_appl_of_other_statements_is_told_and_not_used if {
	more := {"datastores": [testing.datastore(testing.fact("APP9"))], "links": [testing.link(testing.fact(""))]}
	estate := object.union(with_client({"application": "APP9"}), {"endpoints": [object.union(testing.endpoint, more)]})
	verdict_of(estate).verdict == "fail"
	verdict_of(estate).facts.not_used == ["DATASTORE APPL=APP9"]
}

test_agreement_by_hws_id_only_is_an_advisory_for_sql_batch if {
	endpoint := object.union(testing.endpoint, {"running": null, "appl": testing.not_coded})
	by_id := object.union(with_client({"application": "ICON1"}), {"endpoints": [endpoint]})
	verdict_of(by_id).verdict == "advisory"
	off_host := object.union(with_client({"application": "ICON1", "kind": "off-host"}), {"endpoints": [endpoint]})
	verdict_of(off_host).verdict == "pass"
}

test_a_client_without_tickets_is_out_of_scope if {
	verdict_of(with_client({"generates_tickets": false})).verdict == "not_applicable"
}

test_an_endpoint_without_drda_is_out_of_scope if {
	estate := object.union(with_client({}), {"endpoints": [object.union(testing.endpoint, {"odaccess": testing.fact(false)})]})
	verdict_of(estate).verdict == "not_applicable"
}

test_what_is_not_known_is_undecided if {
	verdict_of(with_client({"application": null})).verdict == "undecided"
	verdict_of(with_client({"endpoint": "OTHER"})).verdict == "undecided"
	endpoint := object.union(testing.endpoint, {"running": null, "appl": testing.unknown("ODACCESS.APPL is coded twice")})
	verdict_of(object.union(with_client({}), {"endpoints": [endpoint]})).verdict == "undecided"
}

test_without_an_inventory_each_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(application_name_mismatch.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_empty_inventory_is_out_of_scope if {
	testing.words(application_name_mismatch.verdicts) == {"system": "not_applicable"} with input as object.union(testing.estate, {"clients": []})
}

test_the_endpoint_is_not_changed_to_a_name_without_key_or_profile if {
	wrong := with_client({"application": "APP9"})
	without_profile := verdict_of(object.union(wrong, {"profiles": object.remove(ready, ["APPL"])}))
	without_profile.remediation.ims == []
	without_profile.remediation.undo == []
	without_key := verdict_of(object.union(wrong, {"profiles": object.remove(ready, ["PTKTDATA"])}))
	without_key.remediation.ims == []
	without_key.remediation.undo == []
}

test_an_unread_appl_of_another_statement_is_not_told if {
	store := testing.datastore(testing.unknown("APPL= is coded twice"))
	verdict_of(object.union(with_client({}), {"endpoints": [object.union(testing.endpoint, {"datastores": [store]})]})).facts.not_used == []
}
