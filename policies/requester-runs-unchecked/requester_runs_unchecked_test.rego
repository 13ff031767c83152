package auditor.policies.requester_runs_unchecked_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_runs_unchecked

verdicts_of(estate) := verdicts if {
	verdicts := requester_runs_unchecked.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate, name) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == name
}

task(user, more) := object.union(testing.profile(true, {}), {"started": object.union(
	{"at": [0, 102, 6, 251], "user": user, "group": "STCGRP", "trusted": false, "privileged": false},
	more,
)})

started(profiles) := testing.changed({"profiles": {"STARTED": profiles}})

web := "profile:STARTED/WEB.*"

test_no_such_tasks_pass if {
	words(testing.estate) == {"endpoint:ICON1": "pass", "system": "not_applicable"}
	words(started({"WEB.*": task("WEBSTC", {})})) == {"endpoint:ICON1": "pass", web: "pass"}
}

test_a_requester_without_checks_fails if {
	every row in [[{"trusted": true}, "TRUSTED"], [{"privileged": true}, "PRIVILEGED"]] {
		verdict := one(started({"WEB.*": task("WEBSTC", row[0])}), web)
		verdict.verdict == "fail"
		verdict.severity == "high"
		verdict.message == sprintf("WEB.* runs requester WEBSTC without checks (%s): it makes tickets for everybody, and no profile stops it.", [row[1]])
		verdict.remediation.racf == ["RALTER STARTED WEB.* STDATA(TRUSTED(NO) PRIVILEGED(NO))", "SETROPTS RACLIST(STARTED) REFRESH"]
		verdict.places == [{"at": [0, 102, 6, 251], "role": "primary", "note": row[1]}]
	}
}

test_the_attribute_comes_back if {
	one(started({"WEB.*": task("WEBSTC", {"trusted": true})}), web).remediation.undo[0] == "RALTER STARTED WEB.* STDATA(TRUSTED(YES) PRIVILEGED(NO))"
}

test_tasks_of_others_are_not_judged if {
	words(started({"LLA.*": task("SECADM", {"trusted": true})})) == {"endpoint:ICON1": "undecided", "system": "not_applicable"}
}

test_the_name_of_a_procedure_can_be_a_requester if {
	one(started({"**": task("=MEMBER", {"trusted": true})}), "profile:STARTED/**").facts.concerns == ["BATCH1", "WEBSTC"]
	not one(started({"LLA.*": task("=MEMBER", {"trusted": true})}), "profile:STARTED/LLA.*")
}

with_job(estate) := object.union(estate, {"site": {"endpoints": {"ICON1": {"environment": null, "trust_zone": null, "job": "iconprd"}}}})

test_the_task_of_an_ims_connect_counts if {
	verdict := one(with_job(started({"ICONPRD.*": task("ICONSTC", {"trusted": true})})), "profile:STARTED/ICONPRD.*")
	verdict.verdict == "fail"
	contains(verdict.message, "IMS Connect ICON1")
	words(with_job(started({"ICONPRD.*": task("ICONSTC", {})}))) == {"profile:STARTED/ICONPRD.*": "pass"}
	words(with_job(started({"OTHER.*": task("ICONSTC", {"trusted": true})}))) == {"system": "not_applicable"}
}

test_an_unknown_task_is_undecided_for_its_endpoint_alone if {
	estate := started({"ICONPRD.*": task("ICONSTC", {"trusted": true}), "WEB.*": task("WEBSTC", {})})
	words(estate) == {"endpoint:ICON1": "undecided", web: "pass"}
	words(started({"ICONPRD.*": task("ICONSTC", {"privileged": null})}))["endpoint:ICON1"] == "undecided"
}

test_class_status if {
	estate := started({"WEB.*": task("WEBSTC", {"trusted": true})})
	one(testing.with_class(estate, "STARTED", {"active": testing.fact(false)}), web).verdict == "advisory"
	one(testing.with_class(estate, "STARTED", {"active": testing.unknown("no listing")}), web).verdict == "undecided"
	one(testing.with_class(estate, "STARTED", {"generic": testing.unknown("no listing")}), web).verdict == "undecided"
}

test_what_cannot_be_read_is_undecided if one(started({"WEB.*": task("WEBSTC", {"trusted": null})}), web).verdict == "undecided"

test_damage_costs_what_it_touches if {
	estate := started({"WEB.*": task("WEBSTC", {})})
	words(object.union(estate, testing.damaged("unload", "0540", "STARTED"))) == {"endpoint:ICON1": "undecided", web: "undecided"}
	words(object.union(estate, testing.damaged("unload", "0505", "APPL"))) == {"endpoint:ICON1": "pass", web: "pass"}
	words(object.union(testing.estate, testing.damaged("unload", "0500", "STARTED"))).system == "undecided"
}
