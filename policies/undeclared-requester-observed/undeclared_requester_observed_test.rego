package auditor.policies.undeclared_requester_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undeclared_requester_observed

of(estate) := by_object if {
	verdicts := undeclared_requester_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(change) := of(made([testing.generation("WEBSTC", "WEBUSR1", change)]))["user:WEBSTC"]

made(rows) := object.union(testing.estate, {"observed": object.union(testing.estate.observed, {"generated": rows})})

with_client(change) := object.union(testing.estate, {
	"observed": object.union(testing.estate.observed, {"generated": [testing.generation("WEBSTC", "WEBUSR1", {})]}),
	"clients": [testing.client("gateway", "racf-service", object.union({"requester": "WEBSTC", "users": ["WEBUSR1"]}, change))],
})

test_tickets_of_declared_clients_pass if words(testing.estate) == {"user:BATCH1": "pass", "user:WEBSTC": "pass"}

test_a_requester_that_no_client_declares_fails if {
	verdict := of(made([testing.generation("SECADM", "WEBUSR1", {})]))["user:SECADM"]
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"absent": true, "why": ["for WEBUSR1 and APP1, by no declared client"]}
	verdict.places == [{"at": [6, 11, 282, 289], "role": "primary", "note": "a ticket that was made"}]
}

test_everything_of_the_client_counts if {
	every change in [{"user": "PARTNER1"}, {"application": "APP2"}] {
		the(change).verdict == "fail"
	}
	every change in [{"status": "draft"}, {"generates_tickets": false}, {"requester": "BATCH1"}, {"users": []}, {"application": "APP2"}] {
		of(with_client(change))["user:WEBSTC"].verdict == "fail"
	}
}

test_the_case_of_an_application_is_no_matter if of(with_client({"application": "app1"}))["user:WEBSTC"].verdict == "pass"

test_users_that_are_not_known_are_told if the({"user": null}).facts.why == ["for users whom the unload does not have"]

test_jobs_count_where_every_client_names_them if {
	of(with_client({"jobs": ["WEBGATE"]}))["user:WEBSTC"].verdict == "pass"
	of(with_client({"jobs": ["OTHER"]}))["user:WEBSTC"].facts.why == ["in job WEBGATE, which no client names"]
	base := with_client({"jobs": ["OTHER"]})
	more := testing.client("second", "racf-service", {"requester": "WEBSTC", "users": ["WEBUSR1"]})
	of(object.union(base, {"clients": array.concat(base.clients, [more])}))["user:WEBSTC"].verdict == "pass"
}

test_clients_of_tm_declare_too if {
	estate := object.union(with_client({"users": []}), {"other_clients": [testing.client("tm", "ims-tm", {"requester": "WEBSTC", "users": ["WEBUSR1"]})]})
	of(estate)["user:WEBSTC"].verdict == "pass"
}

test_tickets_that_were_not_made_are_none if words(made([testing.generation("SECADM", "WEBUSR1", {"made": 0})])) == {"system": "pass"}

test_requesters_that_are_not_known_are_no_object_and_no_pass if {
	stranger := testing.generation(null, "WEBUSR1", {})
	words(made([stranger])) == {"system": "undecided"}
	words(made([stranger, testing.generation("WEBSTC", "WEBUSR1", {})])) == {"system": "undecided", "user:WEBSTC": "pass"}
	words(made([testing.generation(null, "WEBUSR1", {"made": 0})])) == {"system": "pass"}
}

test_users_whom_the_unload_may_have_lost_are_no_strangers if {
	nameless := testing.generation("WEBSTC", "WEBUSR1", {"user": null})
	words(testing.also_damaged(made([nameless]), "unload", "0500", "PTKTDATA")) == {"user:WEBSTC": "fail"}
	proven := testing.generation("WEBSTC", "PARTNER1", {})
	words(testing.also_damaged(made([nameless, proven]), "unload", "0200", null)) == {"user:WEBSTC": "fail"}
	words(testing.also_damaged(made([testing.generation("WEBSTC", "WEBUSR1", {})]), "unload", "0200", null)) == {"user:WEBSTC": "pass"}
	every type in ["0200", null] {
		words(testing.also_damaged(made([nameless]), "unload", type, null)) == {"user:WEBSTC": "undecided"}
	}
}

test_that_none_was_made_needs_a_record_of_one if {
	none := made([])
	words(none) == {"system": "pass"}
	words(object.union(none, {"observed": object.union(none.observed, {"generation_at": null})})) == {"system": "undecided"}
	words(object.union(none, testing.damaged("smf", null, null))) == {"system": "undecided"}
	words(object.union(object.remove(none, ["observed"]), {"observed": null})) == {"system": "undecided"}
}

test_without_an_inventory_it_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"user:BATCH1": "undecided", "user:WEBSTC": "undecided"}
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}

test_requesters_are_judged_whatever_else_is_lost if {
	words(object.union(testing.estate, testing.damaged("smf", null, null))) == {"user:BATCH1": "pass", "user:WEBSTC": "pass"}
}

test_each_requester_answers_for_its_own_tickets if {
	rows := [
		testing.generation("SECADM", "WEBUSR1", {}),
		testing.generation("WEBSTC", "WEBUSR1", {}),
		testing.generation("WEBSTC", "PARTNER1", {"made": 0}),
	]
	words(made(rows)) == {"user:SECADM": "fail", "user:WEBSTC": "pass"}
}
