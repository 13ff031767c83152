package auditor.policies.ticket_authority_within_reach_surrogates_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_authority_within_reach

one(estate, user) := verdict if {
	verdicts := ticket_authority_within_reach.verdicts with input as estate
	some verdict in verdicts
	verdict.object == sprintf("user:%s", [user])
}

door(name, generic, change) := testing.changed({"profiles": {"SURROGAT": {name: object.union(testing.profile(generic, {}), change)}}})

test_who_owns_what_lets_others_act_as_a_requester_can_give_it if {
	every name in ["BATCH1.SUBMIT", "BPX.SRV.WEBSTC"] {
		verdict := one(door(name, false, {"owner": "PARTNER1"}), "PARTNER1")
		verdict.verdict == "fail"
		verdict.facts.ways == [{"kind": "owner", "name": null, "count": 1, "reaches": [sprintf("profile:SURROGAT/%s", [name])]}]
		verdict.places[0].at == [0, 100, 282, 289]
	}
}

test_so_can_the_owner_of_a_wide_one if one(door("*.SUBMIT", true, {"owner": "PARTNER1"}), "PARTNER1").verdict == "fail"

test_a_profile_of_somebody_else_is_nothing if not one(door("PARTNER1.SUBMIT", false, {"owner": "PARTNER1"}), "PARTNER1")

altered := {"acl": {"PARTNER1": {"access": "ALTER", "at": [0, 98, 262, 278]}}}

test_alter_on_a_discrete_one_is_control if {
	verdict := one(door("BATCH1.SUBMIT", false, altered), "PARTNER1")
	verdict.facts.ways[0].kind == "ALTER"
	verdict.remediation.racf == ["PERMIT BATCH1.SUBMIT CLASS(SURROGAT) ID(PARTNER1) DELETE", "SETROPTS RACLIST(SURROGAT) REFRESH"]
}

test_alter_on_a_generic_one_is_none if not one(door("*.SUBMIT", true, altered), "PARTNER1")
