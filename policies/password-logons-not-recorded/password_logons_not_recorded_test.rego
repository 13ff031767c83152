package auditor.policies.password_logons_not_recorded_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.password_logons_not_recorded

of(estate) := by_object if {
	verdicts := password_logons_not_recorded.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(change) := of(testing.changed(change))["endpoint:ICON1"]

test_where_all_three_ask_for_it_it_passes if words(testing.estate) == {"endpoint:ICON1": "pass"}

test_one_that_is_missing_advises if {
	verdict := the({"options": {"applaudit": testing.fact(false)}})
	verdict.verdict == "advisory"
	verdict.facts.missing == ["SETROPTS APPLAUDIT is not in effect"]
	verdict.places[0].at == [1, 5, 1, 8]
	of(testing.with_class(testing.estate, "APPL", {"raclisted": testing.fact(false)}))["endpoint:ICON1"].facts.missing == ["class APPL is not RACLISTed"]
	profile := object.union(testing.profile(false, {}), {"audit": testing.audit_none})
	of(testing.only_profiles(testing.estate, "APPL", {"APP1": profile}))["endpoint:ICON1"].facts.missing == ["profile APP1 of class APPL does not ask for records of successful logons"]
	of(testing.without_profiles("APPL", {"APP1"}))["endpoint:ICON1"].facts.missing == ["no APPL profile decides about the application, so none asks for a record"]
}

test_what_is_not_known_is_undecided if {
	the({"options": {"applaudit": testing.unknown("not shown")}}).reason == "not shown"
	of(testing.with_class(testing.estate, "APPL", {"raclisted": testing.unknown("cut")}))["endpoint:ICON1"].verdict == "undecided"
	of(object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, {"running": null, "appl": testing.unknown("cut")})]}))["endpoint:ICON1"].reason == "cut"
}

test_a_lost_profile_could_have_asked if {
	estate := object.union(testing.without_profiles("APPL", {"APP1"}), testing.damaged("unload", "0500", "APPL"))
	of(estate)["endpoint:ICON1"].verdict == "undecided"
	off := object.union(estate, {"options": object.union(estate.options, {"applaudit": testing.fact(false)})})
	of(off)["endpoint:ICON1"].facts.missing == ["SETROPTS APPLAUDIT is not in effect"]
}

test_the_profile_of_another_class_is_no_matter if {
	of(object.union(testing.estate, testing.damaged("unload", "0500", "PTKTDATA")))["endpoint:ICON1"].verdict == "pass"
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}
