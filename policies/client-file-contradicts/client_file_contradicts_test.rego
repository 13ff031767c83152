package auditor.policies.client_file_contradicts_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.client_file_contradicts

estate(entry, change) := object.union(
	testing.with_written([testing.written("found:a/b", change)]),
	{"clients": [testing.client("batch", "sql-batch", object.union({"requester": "BATCH1", "users": ["BATCH1"]}, entry))]},
)

judged(whole) := verdict if {
	verdicts := client_file_contradicts.verdicts with input as whole
	some verdict in verdicts
}

named(change) := judged(estate({"evidence": ["ordnite.jcl"]}, change))

test_a_file_that_agrees_passes if {
	verdict := named({})
	verdict.verdict == "pass"
	verdict.object == "client:batch"
	[place.at | some place in verdict.places] == [[3, 2, 0, 0], [6, 8, 0, 0]]
	judged(estate({}, {})).verdict == "pass"
}

test_another_application_contradicts if {
	verdict := named({"application": testing.fact("APP9")})
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.differ == ["applName is APP9, and the entry says APP1"]
	count(verdict.remediation.other) == 2
}

test_another_application_of_the_same_user_contradicts if judged(estate({}, {"application": testing.fact("APP9")})).verdict == "fail"

test_a_password_contradicts_tickets if {
	named({"password": "literal", "application": testing.not_given, "generates": testing.fact(false)}).facts.differ == ["it has a password, and the entry says that it makes tickets"]
	named({"password": "encoded", "generates": testing.fact(false)}).verdict == "fail"
}

test_a_variable_in_place_of_a_password_does_not if named({"password": "reference", "generates": testing.unknown("a variable")}).verdict == "undecided"

test_a_port_that_the_endpoint_does_not_have_contradicts if {
	named({"port": testing.fact(7777), "endpoint": testing.unknown("no member")}).facts.differ == ["port 7777 is none of ICON1"]
}

test_a_damaged_member_proves_no_port if {
	whole := object.union(
		estate({"evidence": ["ordnite.jcl"]}, {"port": testing.fact(7777)}),
		{"endpoints": [object.union(testing.endpoint, {"damaged": true})]},
	)
	judged(whole).verdict == "pass"
}

test_another_user_contradicts if {
	named({"requester": testing.fact("OTHER")}).facts.differ == ["the user is OTHER, whom the entry does not name"]
}

test_a_missing_library_contradicts if {
	named({"generates": testing.fact(false)}).facts.differ == ["a library that makes tickets is not on its class path"]
}

test_a_class_path_that_goes_on_elsewhere_is_undecided if {
	verdict := named({"generates": testing.unknown("the class path goes on elsewhere")})
	verdict.verdict == "undecided"
	verdict.reason == "the class path goes on elsewhere"
}

test_the_class_path_of_others_is_not_asked_for if {
	named({"form": "properties", "generates": testing.fact(false)}).verdict == "pass"
	named({"form": "properties", "generates": testing.unknown("not shown")}).verdict == "pass"
}

test_a_variable_is_undecided if {
	named({"application": testing.unknown("applName is APPL")}).verdict == "undecided"
	named({"user": testing.unknown("the user is ME")}).verdict == "undecided"
	named({"port": testing.unknown("the port is PORT")}).verdict == "undecided"
}

test_a_client_that_makes_no_tickets_is_free_in_them if {
	entry := {"kind": "password", "generates_tickets": false, "application": null, "evidence": ["ordnite.jcl"]}
	judged(estate(entry, {"password": "literal", "generates": testing.fact(false)})).verdict == "pass"
}

test_a_client_without_a_file_is_not_judged if {
	whole := estate({}, {"requester": testing.fact("OTHER"), "application": testing.fact("APP9")})
	testing.words(client_file_contradicts.verdicts) == {"system": "not_applicable"} with input as whole
}

test_evidence_that_is_not_there_is_undecided if judged(estate({"evidence": ["gone.jcl"]}, {"requester": testing.fact("OTHER")})).verdict == "undecided"

test_a_file_of_another_client_is_not_taken if {
	whole := object.union(
		testing.with_written([testing.written("found:a/b", {"application": testing.fact("APP2")})]),
		{"clients": [
			testing.client("one", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]}),
			testing.client("two", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"], "application": "APP2"}),
		]},
	)
	testing.words(client_file_contradicts.verdicts) == {"client:two": "pass"} with input as whole
}

test_a_file_that_may_be_of_a_client_is_undecided if {
	verdict := judged(estate({}, {"endpoint": testing.unknown("several members have port 5555")}))
	verdict.object == "client:batch"
	verdict.verdict == "undecided"
	contains(verdict.reason, "found:a/b may be this client")
}

test_a_draft_is_not_judged if {
	testing.words(client_file_contradicts.verdicts) == {"system": "undecided"} with input as estate({"status": "draft"}, {})
}

test_what_was_lost_may_contradict if {
	whole := object.union(estate({}, {}), testing.damaged("client_files", null, null))
	judged(whole).verdict == "undecided"
}

test_without_files_or_inventory_nothing_is_said if {
	no_files := object.union(testing.with_written([]), testing.not_offered("client_files"))
	testing.words(client_file_contradicts.verdicts) == {"system": "undecided"} with input as no_files
	no_inventory := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(client_file_contradicts.verdicts) == {"endpoint:ICON1": "undecided"} with input as no_inventory
}
