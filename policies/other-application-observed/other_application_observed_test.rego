package auditor.policies.other_application_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.other_application_observed

of(estate) := by_object if {
	verdicts := other_application_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(estate) := of(estate)["endpoint:ICON1"]

other(application, more) := testing.with_logons([testing.logon("BATCH1", {}), testing.logon("WEBUSR1", object.union({"application": application}, more))])

test_logons_for_its_application_pass if words(testing.estate) == {"endpoint:ICON1": "pass"}

test_another_application_fails_where_no_sender_names_it if {
	verdict := the(other("CICSPROD", {"refused_at": [[6, 8, 282, 289]]}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"application": "APP1", "seen": ["CICSPROD"], "jobs": ["ICON1"]}
	verdict.places == [{"at": [6, 7, 282, 289], "role": "primary", "note": "a logon for the other application"}]
	startswith(verdict.message, "ICON1 uses APP1, and its job ICON1 logged users on to CICSPROD")
}

test_a_refused_logon_is_one_too if {
	verdict := the(other("CICSPROD", {"accepted": 0, "accepted_at": [], "refused": {"revoked user": 1}, "refused_at": [[6, 8, 282, 289]]}))
	verdict.places == [{"at": [6, 8, 282, 289], "role": "primary", "note": "a refused logon for it"}]
}

test_where_senders_name_it_it_advises if {
	base := other("CICSPROD", {})
	every change in [
		{"datastores": [testing.datastore(testing.fact("CICSPROD"))]},
		{"links": [testing.link(testing.fact("CICSPROD"))]},
		{"member": false},
		{"damaged": true},
	] {
		verdict := the(object.union(base, {"endpoints": [object.union(testing.endpoint, change)]}))
		verdict.verdict == "advisory"
		contains(verdict.message, "Senders can name the application here: ")
	}
}

test_a_near_or_former_name_fails_all_the_same if {
	named := {"datastores": [testing.datastore(testing.fact("X"))], "appl": testing.fact("OLDNAME")}
	every application in ["APP2", "APP", "OLDNAME", "ICON1"] {
		the(object.union(other(application, {}), {"endpoints": [object.union(testing.endpoint, named)]})).verdict == "fail"
	}
}

test_an_unknown_name_is_undecided if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, {"running": null, "appl": testing.unknown("cut")})]})
	the(estate).verdict == "undecided"
}

test_no_logon_proves_nothing if {
	the(testing.with_logons([])).verdict == "undecided"
	the(testing.with_logons([testing.logon("BATCH1", {"endpoint": null})])).verdict == "undecided"
}

test_a_lost_record_could_be_of_another_application if {
	the(testing.changed(testing.damaged("smf", null, null))).verdict == "undecided"
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}
