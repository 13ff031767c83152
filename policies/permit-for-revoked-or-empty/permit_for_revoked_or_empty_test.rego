package auditor.policies.permit_for_revoked_or_empty_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.permit_for_revoked_or_empty

words(estate) := found if {
	found := testing.words(permit_for_revoked_or_empty.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := permit_for_revoked_or_empty.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

revoked(change) := testing.changed({"users": {"BATCH1": change}})

entry := "profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1/id:BATCH1"

test_active_principals_pass if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 5
}

test_a_revoked_requester_is_high if {
	verdict := one(revoked({"revoked": true}), entry)
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.remediation.racf == ["ALTUSER BATCH1 RESUME"]
	verdict.remediation.undo == ["ALTUSER BATCH1 REVOKE"]
}

test_another_revoked_user_is_low_and_taken_off if {
	verdict := one(object.union(revoked({"revoked": true}), {"clients": []}), entry)
	verdict.severity == "low"
	verdict.facts == {"access": "UPDATE", "revoked": true, "requester": false}
	verdict.places == [
		{"at": [0, 99, 271, 278], "role": "primary", "note": "BATCH1 has UPDATE"},
		{"at": [0, 50, 50, 53], "role": "related", "note": "BATCH1 is revoked"},
	]
	verdict.remediation.racf == ["PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) DELETE", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_dates_count_and_not_the_flag_alone if {
	not words(revoked({"revoked": true, "resume_date": "2026-11-01"}))[entry]
	words(revoked({"revoke_date": "2026-11-02"}))[entry] == "fail"
	not words(revoked({"revoke_date": "2026-11-03"}))[entry]
}

test_a_group_without_active_members_fails if {
	estate := testing.changed({"groups": {"EMPTY": testing.group([])}, "profiles": {"APPL": {"APP1": {"acl": {"EMPTY": {"access": "READ", "at": [0, 98, 262, 278]}}}}}})
	verdict := one(estate, "profile:APPL/APP1/id:EMPTY")
	verdict.facts == {"access": "READ", "members": 0, "absent": true}
	words(object.union(estate, {"unload": {"users": false}}))["profile:APPL/APP1/id:EMPTY"] == "undecided"
}

test_an_entry_with_none_is_no_permit if {
	estate := object.union(revoked({"revoked": true}), {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.BATCH1": {"acl": {"BATCH1": {"access": "NONE"}}}}}})
	not words(object.union(testing.changed({}), estate))[entry]
}

test_a_profile_with_an_idle_permit_does_not_pass if {
	not words(revoked({"revoked": true}))["profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1"]
}

test_the_requester_of_a_client_that_makes_no_tickets_is_low if {
	clients := [testing.client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"], "generates_tickets": false})]
	one(object.union(revoked({"revoked": true}), {"clients": clients}), entry).severity == "low"
}

# -- an unload too old to count days from --------------------------------------------------------------------------------

aged(estate) := object.union(estate, {"as_of": "2027-07-02", "inputs": [{
	"kind": "unload", "path": "unload.txt", "dated": "2026-11-01", "taken": "2026-11-01", "taken_from": "bound", "system": null,
}]})

test_a_date_that_came_since_an_old_unload_is_no_finding if {
	verdict := one(aged(revoked({"revoke_date": "2027-01-01"})), entry)
	verdict.verdict == "undecided"
	verdict.severity == "high"
	contains(verdict.reason, "the unload is of 2026-11-01, 243 days before 2027-07-02")
	words(aged(revoked({"revoked": true, "resume_date": "2027-01-01"})))[entry] == "undecided"
}

test_what_does_not_turn_on_those_days_stays_a_finding if {
	words(aged(revoked({"revoked": true})))[entry] == "fail"
	words(aged(revoked({"revoke_date": "2026-10-01"})))[entry] == "fail"
	words(revoked({"revoke_date": "2026-11-02"}))[entry] == "fail"
}

test_an_entry_with_none_is_not_asked_for if {
	estate := object.union(revoked({"revoke_date": "2027-01-01"}), {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.BATCH1": {"acl": {"BATCH1": {"access": "NONE"}}}}}})
	not words(aged(object.union(testing.changed({}), estate)))[entry]
}

test_a_group_whose_members_turn_on_those_days_is_open_too if {
	group := testing.changed({
		"groups": {"EMPTY": testing.group(["BATCH1"])},
		"users": {"BATCH1": {"revoke_date": "2027-01-01"}},
		"profiles": {"APPL": {"APP1": {"acl": {"EMPTY": {"access": "READ", "at": [0, 98, 262, 278]}}}}},
	})
	words(aged(group))["profile:APPL/APP1/id:EMPTY"] == "undecided"
}

test_a_contained_requester_is_let_go_by_a_person if {
	estate := testing.changed({"users": {"BATCH1": {"contained": true}}})
	verdicts := permit_for_revoked_or_empty.verdicts with input as estate
	some verdict in verdicts
	endswith(verdict.object, "/id:BATCH1")
	verdict.severity == "high"
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "NOCONTAIN RESUME")
}
