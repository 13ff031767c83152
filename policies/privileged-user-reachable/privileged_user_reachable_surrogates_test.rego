package auditor.policies.privileged_user_reachable_surrogates_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.privileged_user_reachable

one(estate) := verdict if {
	verdicts := privileged_user_reachable.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "user:BATCH1"
}

# BATCH1 is privileged, asks for its own tickets alone, and no key is outside RACF.
base(change) := object.union(
	testing.changed({"users": {"BATCH1": {"operations": true}}, "clients": [testing.client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]})]}),
	change,
)

submit(profile) := base({"profiles": {"SURROGAT": {"BATCH1.SUBMIT": profile}}})

test_asking_for_itself_is_nobody_elses_way if one(base({})).verdict == "pass"

test_whoever_submits_jobs_as_it_reaches_it if {
	verdict := one(submit(testing.profile(false, {"PARTNER1": "READ"})))
	verdict.verdict == "fail"
	verdict.facts.ways[0].others == [{"kind": "surrogate", "id": "PARTNER1", "profile": "BATCH1.SUBMIT"}]
	contains(verdict.message, "PARTNER1 can act as it")
	verdict.places[0].note == "PARTNER1 can act as the user (BATCH1.SUBMIT)"
	contains(verdict.remediation.other[0], "PT-B17")
}

test_so_does_everybody if one(submit(object.union(testing.profile(false, {}), {"uacc": "READ"}))).facts.ways[0].others[0].id == "*"

test_whom_the_site_trusts_does_not_count if {
	one(object.union(submit(testing.profile(false, {"PARTNER1": "READ"})), {"site": {"schedulers": ["PARTNER1"]}})).verdict == "pass"
}

switched := base({"profiles": {"SURROGAT": {"BPX.SRV.BATCH1": testing.profile(false, {"PARTNER1": "READ"})}}})

test_a_shell_reaches_who_has_a_uid if {
	one(switched).verdict == "pass"
	one(object.union(switched, {"users": {"BATCH1": {"uid": 7}}})).verdict == "fail"
}

test_where_the_class_is_unknown_it_is_undecided if {
	estate := submit(testing.profile(false, {"PARTNER1": "READ"}))
	one(testing.with_class(estate, "SURROGAT", {"active": testing.unknown("no listing")})).verdict == "undecided"
	one(testing.with_class(estate, "SURROGAT", {"active": testing.fact(false)})).verdict == "pass"
}

test_who_cannot_ask_for_itself_is_not_reached if {
	none := testing.only_profiles(submit(testing.profile(false, {"PARTNER1": "READ"})), "PTKTDATA", {"APP1": testing.key_profile, "IRRPTAUTH.**": testing.profile(true, {})})
	one(none).verdict == "pass"
}
