package auditor.policies.superusers_can_be_anybody_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.superusers_can_be_anybody

one(estate) := verdict if {
	verdicts := superusers_can_be_anybody.verdicts with input as estate
	count(verdicts) == 1
	some verdict in verdicts
	verdict.object == "system"
}

with_uids := {"users": {"BATCH1": {"uid": 17}, "SECADM": {"uid": 0, "uid_at": [0, 51, 15, 24]}}}

daemon(profile) := testing.changed(object.union(with_uids, {"profiles": {"FACILITY": {"BPX.DAEMON": profile}}}))

test_nobody_to_become_passes if one(testing.estate).verdict == "pass"

test_without_the_profile_a_superuser_is_anybody if {
	verdict := one(testing.changed(with_uids))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.message == "No profile covers FACILITY BPX.DAEMON: every superuser becomes BATCH1 without a password."
	verdict.facts == {"superusers": ["SECADM"], "switch_to_uid_0": [], "reachable": ["BATCH1"], "profile": null, "absent": true}
	verdict.places == [{"at": [0, 51, 15, 24], "role": "primary", "note": "SECADM has UID 0"}]
	verdict.remediation.racf == []
	count(verdict.remediation.other) == 1
}

# A user of tickets is as good as a requester.
test_a_ticket_user_with_a_uid_counts if one(testing.changed({"users": {"PARTNER1": {"uid": 9}}})).verdict == "fail"

test_somebody_elses_uid_does_not_count if one(testing.changed({"users": {"SECADM": {"uid": 0}}})).verdict == "pass"

test_who_may_switch_to_uid_0_is_told if {
	estate := testing.changed(object.union(with_uids, {"profiles": {"FACILITY": {"BPX.SUPERUSER": testing.profile(false, {"PARTNER1": "READ"})}}}))
	one(estate).facts.switch_to_uid_0 == ["PARTNER1"]
}

test_a_profile_passes if {
	one(daemon(testing.profile(false, {"SECADM": "READ"}))).verdict == "pass"
	one(testing.changed(object.union(with_uids, {"profiles": {"FACILITY": {"BPX.**": testing.profile(true, {})}}}))).verdict == "pass"
}

test_a_profile_that_lets_everybody_fails if {
	verdict := one(daemon(object.union(testing.profile(false, {"SECADM": "READ"}), {"uacc": "READ"})))
	verdict.verdict == "fail"
	verdict.remediation.racf == ["RALTER FACILITY BPX.DAEMON UACC(NONE)", "SETROPTS RACLIST(FACILITY) REFRESH"]
	verdict.remediation.undo == ["RALTER FACILITY BPX.DAEMON UACC(READ)", "SETROPTS RACLIST(FACILITY) REFRESH"]
	star := one(daemon(testing.profile(false, {"*": "READ"})))
	star.remediation.racf == ["PERMIT BPX.DAEMON CLASS(FACILITY) ID(*) DELETE", "SETROPTS RACLIST(FACILITY) REFRESH"]
	star.remediation.undo == ["PERMIT BPX.DAEMON CLASS(FACILITY) ID(*) ACCESS(READ)", "SETROPTS RACLIST(FACILITY) REFRESH"]
}

# WARNING has no effect on this check.
test_warning_changes_nothing if one(daemon(object.union(testing.profile(false, {}), {"warning": true}))).verdict == "pass"

test_a_generic_profile_that_may_not_count_is_undecided if {
	estate := testing.changed(object.union(with_uids, {"profiles": {"FACILITY": {"BPX.**": testing.profile(true, {})}}}))
	one(testing.with_class(estate, "FACILITY", {"generic": testing.unknown("no listing")})).verdict == "undecided"
	one(testing.with_class(estate, "FACILITY", {"generic": testing.fact(false)})).verdict == "fail"
}

test_damage_is_undecided if {
	one(object.union(testing.changed(with_uids), testing.damaged("unload", "0500", "FACILITY"))).verdict == "undecided"
	one(object.union(daemon(testing.profile(false, {})), testing.damaged("unload", "0505", "FACILITY"))).verdict == "undecided"
	one(object.union(testing.estate, testing.damaged("unload", "0270", null))).verdict == "undecided"
	one(object.union(daemon(testing.profile(false, {})), testing.damaged("unload", "0505", "APPL"))).verdict == "pass"
}

test_no_unload_is_undecided if one(testing.changed(testing.not_offered("unload"))).verdict == "undecided"
