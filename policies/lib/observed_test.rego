package auditor.lib.observed_test

import rego.v1

import data.auditor.lib.observed
import data.auditor.lib.testing

uncovered(estate) := reasons if {
	reasons := observed.uncovered(testing.endpoint) with input as estate
}

test_an_accepted_ticket_of_its_job_covers_an_endpoint if uncovered(testing.estate) == set()

test_without_one_nothing_is_known_to_be_absent if {
	base := testing.estate
	elsewhere := object.union(base, {"observed": object.union(base.observed, {"coverage": [object.union(base.observed.coverage[0], {"endpoint": "ICON2"})]})})
	count(uncovered(elsewhere)) == 1
	uncovered(testing.without_smf(testing.estate)) == {"no SMF records were offered (--smf)"}
	uncovered(object.union(object.remove(base, ["observed"]), {"observed": null})) == {"no SMF record is of a day that counts for the day of the audit"}
}

lost(name) := testing.changed({"evidence": {"smf": {"offered": true, "damage": [{
	"input": "smf", "code": "bad-flag", "message": "", "record_type": null, "class": null, "name": name, "at": [6, 5, 0, 0],
}]}}})

test_a_lost_record_of_another_application_costs_nothing if {
	uncovered(lost("APP2")) == set()
	uncovered(lost("APP1")) == {"record 5 of the smf is lost (bad-flag)"}
	uncovered(lost(null)) == {"record 5 of the smf is lost (bad-flag)"}
}

test_with_an_unknown_application_it_could_be_any if {
	unknown := object.union(testing.endpoint, {"running": null, "appl": testing.unknown("cut")})
	estate := lost("APP2")
	reasons := observed.lost_at(unknown) with input as estate
	count(reasons) == 1
}

test_examples_are_three_and_the_first_is_proof if {
	rows := [testing.logon("A", {"accepted_at": [[6, 9, 1, 8], [6, 7, 1, 8]]}), testing.logon("A", {"accepted_at": [[6, 8, 1, 8], [6, 10, 1, 8]]})]
	places := observed.places(rows, "accepted_at", "x")
	[place.at[1] | some place in places] == [7, 8, 9]
	[place.role | some place in places] == ["primary", "related", "related"]
}

test_a_period_of_one_day_is_a_day if {
	observed.period([testing.logon("A", {"first": "2026-11-02"})]) == "on 2026-11-02"
	observed.period([testing.logon("A", {}), testing.logon("A", {"first": "2026-10-30"})]) == "from 2026-10-30 to 2026-11-02"
}

test_drafts_declare_nothing if {
	estate := object.union(testing.estate, {"clients": [testing.client("x", "off-host", {"users": ["PARTNER1"], "status": "draft"})]})
	found := observed.declared(testing.endpoint, "PARTNER1") with input as estate
	found == []
}
