package auditor.policies.user_not_permitted_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.user_not_permitted

words(estate) := found if {
	found := testing.words(user_not_permitted.verdicts) with input as estate
}

the(estate) := verdict if {
	verdicts := user_not_permitted.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "client:gateway/user:WEBUSR1"
}

list(uacc, acl) := testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, acl), {"uacc": uacc})})

class(change) := {"classes": object.union(testing.estate.classes, {"APPL": object.union(testing.class_options, change)})}

lost := {"evidence": object.union(testing.estate.evidence, testing.damaged("unload", "0505", "APPL").evidence)}

test_permitted_users_pass if {
	words(testing.estate) == {
		"client:batch/user:BATCH1": "pass",
		"client:gateway/user:WEBUSR1": "pass",
		"client:partner/user:PARTNER1": "pass",
	}
	the(testing.estate).facts == {"profile": "APP1", "level": "READ", "needed": "READ", "by": "group APPGRP"}
}

test_no_entry_fails if {
	verdict := the(list("NONE", {}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.masked_by == null
	verdict.facts.by == "UACC"
	verdict.facts.absent
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
	count(verdict.remediation.other) == 1
	verdict.places[0].role == "primary"
}

test_the_own_entry_wins if {
	verdict := the(list("READ", {"WEBUSR1": "NONE", "APPGRP": "READ", "*": "READ"}))
	verdict.verdict == "fail"
	verdict.facts.by == "user"
	verdict.remediation.undo[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)"
}

test_a_group_entry_shuts_out_the_public_ones if {
	verdict := the(list("READ", {"APPGRP": "NONE"}))
	verdict.facts.by == "group APPGRP"
	verdict.verdict == "fail"
}

test_everybody_may_is_a_pass_here if {
	the(list("READ", {})).facts.by == "UACC"
	the(list("NONE", {"*": "READ"})).facts.by == "ID(*)"
}

test_a_conditional_entry_is_undecided if {
	conditional := {"conditional": [{"id": "WEBUSR1", "access": "READ", "kind": "SERVAUTH", "name": "X", "at": [0, 98, 1, 2]}]}
	estate := testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, {}), conditional)})
	the(estate).verdict == "undecided"
}

test_no_profile_is_judged_elsewhere if {
	the(testing.only_profiles(testing.estate, "APPL", {})).verdict == "not_applicable"
}

inactive := class({"active": testing.fact(false)})

test_an_inactive_class_masks_and_nothing_is_said_to_happen_now if {
	the(list("NONE", {})).masked_by == null
	endswith(the(list("NONE", {})).message, "and the logon is refused.")
	every acl in [{}, {"WEBUSR1": "NONE"}, {"APPGRP": "NONE"}] {
		verdict := the(object.union(list("NONE", acl), inactive))
		verdict.verdict == "fail"
		verdict.masked_by == "PT-D01"
		endswith(verdict.message, "The ticket is good, and the logon would be refused once class APPL is active.")
	}
}

test_who_may_enter_passes_whether_the_class_is_active_or_not if {
	the(testing.changed(inactive)).verdict == "pass"
	the(testing.changed(inactive)).message == "WEBUSR1 may enter APP1, and would once class APPL is active."
	the(testing.estate).message == "WEBUSR1 may enter APP1."
}

test_racf_off_is_out_of_scope if the(testing.with_endpoint(testing.racf_off)).verdict == "not_applicable"

test_what_is_not_known_is_undecided if {
	unknown := testing.unknown("lost")
	the(testing.changed(class({"active": unknown}))).reason == "lost"
	the(testing.with_endpoint({"running": null, "racf": unknown})).reason == "lost"
	the(testing.with_endpoint({"running": null, "appl": unknown})).reason == "lost"
	the(object.union(testing.estate, {"endpoints": []})).verdict == "undecided"
	the(testing.changed(testing.not_offered("unload"))).verdict == "undecided"
}

test_a_lost_entry_could_be_the_permit if {
	the(object.union(list("NONE", {}), lost)).verdict == "undecided"
	the(object.union(list("NONE", {"WEBUSR1": "NONE"}), lost)).verdict == "fail"
}

test_an_undefined_user_is_named if {
	clients := [testing.client("gateway", "racf-service", {"requester": "WEBSTC", "users": ["GONE"]})]
	verdicts := user_not_permitted.verdicts with input as object.union(testing.estate, {"clients": clients})
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.remediation.racf == []
	verdict.remediation.other == ["GONE is not defined to RACF: define it, or correct the inventory, before it is permitted."]
}

test_other_clients_are_out_of_scope if {
	clients := [testing.client("one", "password", {"generates_tickets": false, "users": ["WEBUSR1"]}), testing.client("two", "off-host", {})]
	words(object.union(testing.estate, {"clients": clients})) == {"client:one": "not_applicable", "client:two": "undecided"}
	bare := [testing.client("one", "password", {"generates_tickets": false})]
	words(object.union(testing.estate, {"clients": bare})) == {"client:one": "not_applicable"}
}

test_without_an_inventory_each_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(user_not_permitted.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_empty_inventory_is_out_of_scope if {
	testing.words(user_not_permitted.verdicts) == {"system": "not_applicable"} with input as object.union(testing.estate, {"clients": []})
}

test_a_user_of_another_endpoint_must_not_get_in_through_the_group if {
	clients := [
		testing.client("gateway", "racf-service", {"requester": "WEBSTC", "users": ["WEBUSR1", "BATCH1"]}),
		testing.client("partner", "off-host", {"endpoint": "ICON9", "users": ["PARTNER1"]}),
	]
	the(object.union(list("NONE", {}), {"clients": clients})).remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(READ)"
}

test_no_permit_helps_a_contained_user if {
	estate := testing.changed({"users": {"WEBUSR1": {"contained": true}}})
	verdicts := user_not_permitted.verdicts with input as estate
	some verdict in verdicts
	endswith(verdict.object, "user:WEBUSR1")
	verdict.verdict == "fail"
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "NOCONTAIN RESUME")
}
