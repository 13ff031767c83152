package auditor.lib.entering_test

import rego.v1

import data.auditor.lib.entering
import data.auditor.lib.testing

# SECADM and WEBSTC are strangers to APP1, which lets in the group APPGRP.
answers(estate) := given if {
	given := entering.given_to_strangers with input as estate
}

quick(user, estate) := outcome if {
	outcome := entering.outcome(user, "APP1") with input as estate
}

asked(user, estate) := check.outcome if {
	check := entering.check(user, "APP1") with input as estate
}

deciding(change) := testing.changed({"profiles": {"APPL": {"APP1": change}}})

named := {"acl": {"SECADM": {"access": "READ", "at": [0, 98, 262, 278]}}}

conditional(id) := {"conditional": [{"id": id, "access": "READ", "kind": "SERVAUTH", "name": "X", "at": [0, 98, 1, 2]}]}

by_generic := testing.only_profiles(testing.estate, "APPL", {"APP*": object.union(testing.profile(true, {}), named)})

test_one_stranger_answers_for_all if {
	answers(testing.estate) == {"APP1": "denied"}
	answers(deciding({"uacc": "READ"})) == {"APP1": "allowed"}
	answers(deciding(conditional("*"))) == {"APP1": "undecided"}
	answers(by_generic) == {"APP1": "denied"}
}

test_a_lost_record_could_be_of_any_stranger if answers(testing.changed(testing.damaged("unload", "0205", null))) == {}

test_where_everybody_is_concerned_nobody_answers_for_others if {
	everybody := {user: {"access": "READ", "at": [0, 98, 262, 278]} | some user, _ in testing.estate.users}
	answers(deciding({"acl": everybody})) == {}
}

test_everybody_gets_the_answer_of_the_decision if {
	one_lost := testing.damaged("unload", "0205", null)
	every estate in [
		testing.estate,
		deciding({"uacc": "READ"}),
		deciding(named),
		deciding({"acl": {"SECGRP": {"access": "READ", "at": [0, 98, 262, 278]}}}),
		deciding(conditional("SECADM")),
		deciding(conditional("SECGRP")),
		deciding(conditional("*")),
		by_generic,
		testing.with_class(by_generic, "APPL", {"generic": testing.unknown("no listing")}),
		object.union(deciding({"uacc": "READ"}), {"users": {"SECADM": {"restricted": true}}}),
		testing.changed(one_lost),
		testing.changed({"evidence": {"unload": {"damage": [object.union(one_lost.evidence.unload.damage[0], {"name": "SECADM"})]}}}),
	] {
		every user in ["SECADM", "WEBSTC", "BATCH1", "NOBODY"] {
			quick(user, estate) == asked(user, estate)
		}
	}
}
