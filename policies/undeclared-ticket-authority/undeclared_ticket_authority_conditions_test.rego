package auditor.policies.undeclared_ticket_authority_conditions_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undeclared_ticket_authority

own := "IRRPTAUTH.APP1.WEBUSR1"

subject(id) := sprintf("profile:PTKTDATA/%s/id:%s", [own, id])

listed(id, level, more) := testing.changed({"profiles": {"PTKTDATA": {own: object.union(
	{"conditional": [{"id": id, "access": level, "kind": "CONSOLE", "name": "C1", "at": [0, 97, 6, 251]}]},
	more,
)}}})

words(estate) := found if {
	verdicts := undeclared_ticket_authority.verdicts with input as estate
	found := testing.words(verdicts)
}

test_an_entry_under_a_condition_is_undecided_and_the_profile_does_not_pass if {
	every level in ["READ", "UPDATE"] {
		found := words(listed("BATCH1", level, {}))
		found[subject("BATCH1")] == "undecided"
		not found[sprintf("profile:PTKTDATA/%s", [own])]
	}
}

test_it_is_nothing_for_a_declared_requester_for_somebody_unknown_and_for_less if {
	every estate in [listed("WEBSTC", "UPDATE", {}), listed("NOBODY", "UPDATE", {}), listed("BATCH1", "EXECUTE", {})] {
		words(estate)[sprintf("profile:PTKTDATA/%s", [own])] == "pass"
	}
}

test_a_finding_on_the_same_entry_tells_of_it if {
	read := {"acl": {"BATCH1": {"access": "READ", "at": [0, 98, 262, 278]}}}
	verdicts := undeclared_ticket_authority.verdicts with input as listed("BATCH1", "UPDATE", read)
	[verdict.verdict | some verdict in verdicts; verdict.object == subject("BATCH1")] == ["fail"]
}
