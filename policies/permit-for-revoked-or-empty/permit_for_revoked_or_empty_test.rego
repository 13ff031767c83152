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
