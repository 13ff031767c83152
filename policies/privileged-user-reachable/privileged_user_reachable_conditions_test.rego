package auditor.policies.privileged_user_reachable_conditions_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.privileged_user_reachable

# The sound estate without the client that holds the key of APP1 outside.
plain := object.union(testing.estate, {"clients": [client | some client in testing.estate.clients; client.kind != "off-host"]})

subject := "user:SECADM"

one(estate) := verdict if {
	verdicts := privileged_user_reachable.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

when(name, id, level) := {"profiles": {"PTKTDATA": {name: {"conditional": [{
	"id": id, "access": level, "kind": "JESINPUT", "name": "INTRDR", "at": [0, 97, 6, 251],
}]}}}}

admitted := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}

test_authority_under_a_condition_is_undecided_whether_or_not_the_application_lets_in if {
	every estate in [plain, object.union(plain, admitted)] {
		verdict := one(object.union(estate, when("IRRPTAUTH.**", "WEBSTC", "UPDATE")))
		verdict.verdict == "undecided"
		verdict.reason == "PTKTDATA IRRPTAUTH.** names WEBSTC under a condition (WHEN) that no input proves"
	}
}

test_alter_on_the_key_under_a_condition_is_undecided if {
	one(object.union(plain, when("APP1", "WEBSTC", "ALTER"))).verdict == "undecided"
}

test_less_or_the_user_itself_is_nobody_else if {
	every change in [when("IRRPTAUTH.**", "WEBSTC", "READ"), when("IRRPTAUTH.**", "SECADM", "UPDATE"), when("APP1", "WEBSTC", "UPDATE"), when("APP1", "SECADM", "ALTER")] {
		one(object.union(object.union(plain, admitted), change)).verdict == "pass"
	}
}

test_a_condition_hides_no_certain_way if {
	reach := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"BATCH1": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}}
	both := object.union(object.union(plain, reach), when("IRRPTAUTH.**", "WEBSTC", "UPDATE"))
	one(object.union(both, admitted)).verdict == "fail"
	one(both).verdict == "undecided"
}

test_a_named_entry_that_shuts_out_does_not_make_a_condition_sound if {
	shut := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "NONE", "at": [0, 97, 262, 278]}}}}}}
	one(object.union(object.union(testing.estate, shut), when("IRRPTAUTH.**", "WEBSTC", "UPDATE"))).verdict == "undecided"
	one(object.union(testing.estate, shut)).verdict == "pass"
}

test_a_named_refusal_proves_nothing_where_it_is_unknown_who_may_have_tickets_made if {
	shut := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "NONE", "at": [0, 97, 262, 278]}}}}}}
	unknown := testing.with_class(object.union(testing.estate, shut), "PTKTDATA", {"generic": testing.unknown("no listing")})
	one(unknown).verdict == "advisory"
}
