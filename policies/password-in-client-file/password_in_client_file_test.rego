package auditor.policies.password_in_client_file_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.password_in_client_file

the(change) := verdict if {
	verdicts := password_in_client_file.verdicts with input as testing.with_written([testing.written("found:a/b", change)])
	some verdict in verdicts
}

test_a_file_without_a_password_passes if {
	verdict := the({})
	verdict.verdict == "pass"
	verdict.object == "client:found:a/b"
	verdict.places[0].at == [6, 8, 0, 0]
}

test_a_variable_passes if the({"password": "reference", "password_at": [6, 8, 0, 0]}).verdict == "pass"

test_a_literal_password_fails if {
	verdict := the({"password": "literal", "password_at": [6, 9, 0, 0]})
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.places[0].at == [6, 9, 0, 0]
	count(verdict.places) == 1
	count(verdict.remediation.other) == 3
	contains(verdict.message, "line 9")
}

test_the_password_of_the_job_fails_too if {
	verdict := the({"job_password_at": [6, 1, 0, 0]})
	verdict.verdict == "fail"
	verdict.places[0].at == [6, 1, 0, 0]
	verdict.facts.job_password
	contains(verdict.message, "job ORDNITE")
}

test_both_are_one_finding_with_both_places if {
	verdict := the({"password": "literal", "password_at": [6, 9, 0, 0], "job_password_at": [6, 1, 0, 0]})
	[place.at | some place in verdict.places] == [[6, 9, 0, 0], [6, 1, 0, 0]]
}

test_an_encoded_password_is_an_advisory if the({"password": "encoded", "password_at": [6, 9, 0, 0]}).verdict == "advisory"

test_a_password_in_a_comment_counts if {
	the({"comment": true, "password": "literal", "password_at": [6, 9, 0, 0]}).verdict == "fail"
}

test_no_client_file_is_undecided if {
	estate := object.union(testing.with_written([]), testing.not_offered("client_files"))
	testing.words(password_in_client_file.verdicts) == {"system": "undecided"} with input as estate
}

test_files_without_a_client_are_out_of_scope if {
	testing.words(password_in_client_file.verdicts) == {"system": "not_applicable"} with input as testing.with_written([])
}

test_a_lost_file_may_hold_one if {
	estate := object.union(testing.with_written([]), testing.damaged("client_files", null, null))
	testing.words(password_in_client_file.verdicts) == {"system": "undecided"} with input as estate
}
