package auditor.policies.password_instead_of_ticket_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.password_instead_of_ticket

of(estate) := by_object if {
	verdicts := password_instead_of_ticket.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(estate) := of(estate)["client:partner/user:PARTNER1"]

password(more) := testing.with_logons([testing.logon("PARTNER1", object.union({"passwords": 3, "passwords_at": [[6, 9, 282, 289]]}, more))])

test_tickets_alone_pass if {
	words(testing.estate) == {
		"client:batch/user:BATCH1": "pass",
		"client:gateway/user:WEBUSR1": "pass",
		"client:partner/user:PARTNER1": "pass",
	}
}

test_a_logon_without_a_ticket_fails if {
	verdict := the(password({}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"applications": ["APP1"], "jobs": ["ICON1"]}
	verdict.places == [{"at": [6, 9, 282, 289], "role": "primary", "note": "a logon without a ticket"}]
	contains(verdict.message, "PARTNER1 logged on at ICON1 without a ticket 3 times")
}

test_at_another_endpoint_it_is_no_matter if the(password({"endpoint": "ICON2"})).verdict == "pass"

test_a_declared_password_client_is_why if {
	base := password({})
	more := testing.client("old", "password", {"generates_tickets": false, "users": ["PARTNER1"]})
	the(object.union(base, {"clients": array.concat(base.clients, [more])})).verdict == "not_applicable"
	elsewhere := object.union(more, {"endpoint": "ICON2"})
	the(object.union(base, {"clients": array.concat(base.clients, [elsewhere])})).verdict == "fail"
	another := object.union(more, {"users": ["BATCH1"]})
	the(object.union(base, {"clients": array.concat(base.clients, [another])})).verdict == "fail"
}

test_where_it_could_not_be_seen_it_is_undecided if {
	the(testing.changed({"options": {"applaudit": testing.fact(false)}})).verdict == "undecided"
	the(testing.changed({"options": {"applaudit": testing.unknown("not shown")}})).reason == "not shown"
	the(testing.with_class(testing.estate, "APPL", {"raclisted": testing.fact(false)})).verdict == "undecided"
	the(testing.with_class(testing.estate, "APPL", {"raclisted": testing.unknown("cut")})).verdict == "undecided"
}

test_the_profile_has_to_ask_for_successes if {
	with_audit(testing.audit_none, testing.audit_none) == "undecided"
	with_audit(testing.audit_none, {"level": "SUCCESS", "success_from": "READ", "failure_from": ""}) == "pass"
	with_audit({"level": "SUCCESS", "success_from": "UPDATE", "failure_from": ""}, testing.audit_none) == "undecided"
	with_audit({"level": "FAIL", "success_from": "READ", "failure_from": "READ"}, testing.audit_none) == "undecided"
	the(testing.without_profiles("APPL", {"APP1"})).verdict == "undecided"
}

with_audit(own, global) := the(testing.only_profiles(testing.estate, "APPL", {"APP1": profile})).verdict if {
	profile := object.union(testing.profile(false, {"APPGRP": "READ"}), {"audit": own, "global_audit": global})
}

test_without_coverage_it_is_undecided if {
	estate := object.union(testing.estate, {"observed": object.union(testing.estate.observed, {"coverage": []})})
	the(estate).verdict == "undecided"
}

test_a_draft_and_a_password_client_declare_no_tickets if {
	drafts := object.union(testing.estate, {"clients": [testing.client("partner", "off-host", {"users": ["PARTNER1"], "status": "draft"})]})
	words(drafts) == {"system": "undecided"}
	passwords := object.union(testing.estate, {"clients": [testing.client("partner", "password", {"users": ["PARTNER1"], "generates_tickets": false})]})
	words(passwords) == {"system": "not_applicable"}
	nobody := object.union(testing.estate, {"clients": [testing.client("partner", "off-host", {})]})
	words(nobody) == {"system": "not_applicable"}
}

test_an_endpoint_that_is_not_there_is_undecided if {
	estate := object.union(testing.estate, {"clients": [testing.client("partner", "off-host", {"users": ["PARTNER1"], "endpoint": "ICON9"})]})
	the(estate).verdict == "undecided"
}

test_an_unknown_application_is_undecided if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, {"running": null, "appl": testing.unknown("cut")})]})
	the(estate).verdict == "undecided"
}

test_without_an_inventory_it_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"endpoint:ICON1": "undecided"}
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}
