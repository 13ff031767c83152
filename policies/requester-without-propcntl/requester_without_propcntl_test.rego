package auditor.policies.requester_without_propcntl_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_without_propcntl

verdicts_of(estate) := verdicts if {
	verdicts := requester_without_propcntl.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "user:WEBSTC"
}

stopped := testing.changed({"profiles": {"PROPCNTL": {"WEBSTC": testing.profile(false, {})}}})

test_only_servers_are_judged if testing.words(verdicts_of(stopped)) == {"user:WEBSTC": "pass"}

test_a_profile_of_the_name_passes if one(stopped).facts == {"profile": "WEBSTC", "active": true}

test_without_one_it_advises if {
	verdict := one(testing.estate)
	verdict.verdict == "advisory"
	verdict.facts == {"profile": null, "active": true, "absent": true}
	verdict.remediation.racf == ["RDEFINE PROPCNTL WEBSTC UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))", "SETROPTS RACLIST(PROPCNTL) REFRESH"]
	verdict.remediation.undo == ["RDELETE PROPCNTL WEBSTC", "SETROPTS RACLIST(PROPCNTL) REFRESH"]
	verdict.remediation.other == []
}

test_an_inactive_class_stops_nothing if {
	verdict := one(testing.with_class(stopped, "PROPCNTL", {"active": testing.fact(false)}))
	verdict.verdict == "advisory"
	verdict.remediation.racf == []
	count(verdict.remediation.other) == 1
}

test_without_a_listing_it_is_undecided if {
	verdict := one(testing.with_class(stopped, "PROPCNTL", {"active": testing.unknown("no listing")}))
	verdict.verdict == "undecided"
	verdict.reason == "no listing"
}

test_damage_is_undecided if {
	one(object.union(testing.estate, testing.damaged("unload", "0500", "PROPCNTL"))).verdict == "undecided"
	one(object.union(stopped, testing.damaged("unload", "0500", "APPL"))).verdict == "pass"
}

test_no_unload_is_undecided if one(testing.changed(testing.not_offered("unload"))).verdict == "undecided"

# The inventory names a server whom the unload does not have.
strange := testing.changed({"clients": [testing.client("web", "racf-service", {"requester": "GONE", "users": ["WEB1"]})]})

test_a_server_that_is_not_defined_runs_nothing if testing.words(verdicts_of(strange)) == {"user:GONE": "not_applicable"}

test_a_server_whose_record_is_lost_is_undecided if {
	damage := object.union(testing.damaged("unload", "0200", null).evidence.unload.damage[0], {"name": "GONE"})
	estate := object.union(strange, {"evidence": {"unload": {"offered": true, "damage": [damage]}}})
	testing.words(verdicts_of(estate)) == {"user:GONE": "undecided"}
}

test_without_servers_it_is_out_of_scope if testing.words(verdicts_of(testing.changed({"clients": []}))) == {"system": "not_applicable"}

test_without_an_inventory_it_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(verdicts_of(estate)) == {"endpoint:ICON1": "undecided"}
}
