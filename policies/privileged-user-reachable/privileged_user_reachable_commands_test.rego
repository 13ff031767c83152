package auditor.policies.privileged_user_reachable_commands_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.privileged_user_reachable

# An off-host client holds the key of APP1, and the application lets the privileged user in.
held_outside(change) := object.union(object.union(testing.changed(admitted), {"clients": [partner(["PARTNER1"])]}), change)

partner(users) := testing.client("partner", "off-host", {"users": users, "key_profile": "APP1"})

admitted := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}

reach := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"WEBSTC": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}}

warning := {"profiles": {"APPL": {"APP1": {"warning": true}}}}

remediation(estate) := verdict.remediation if {
	verdicts := privileged_user_reachable.verdicts with input as estate
	some verdict in verdicts
	verdict.object == "user:SECADM"
	verdict.verdict == "fail"
}

told(remedy) := concat(" ", remedy.other)

test_the_application_is_shut_to_a_user_whom_no_client_needs if {
	remedy := remediation(held_outside({}))
	remedy.racf[0] == "PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(NONE)"
	remedy.undo[0] == "PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(READ)"
}

# Our own commands would leave the finding where it is.
test_no_commands_while_a_client_keeps_the_key_and_the_user_is_needed if {
	remedy := remediation(held_outside({"clients": [partner(["SECADM"])]}))
	remedy.racf == []
	remedy.undo == []
	contains(told(remedy), "client partner")
	not contains(told(remedy), "Then take the other ways away")
}

test_other_ways_are_told_beside_the_key if {
	remedy := remediation(held_outside(object.union(reach, {"clients": [partner(["SECADM"])]})))
	remedy.racf == []
	contains(told(remedy), "Then take the other ways away: RDEFINE PTKTDATA IRRPTAUTH.APP1.SECADM ")
}

test_a_profile_in_warning_shuts_nobody_out_of_the_reach_of_a_key if {
	remedy := remediation(held_outside(warning))
	remedy.racf == []
	contains(told(remedy), "APPL profile APP1 is in WARNING")
	not contains(told(remedy), "Then take")
}

test_where_a_client_needs_the_user_nothing_is_said_of_the_warning if {
	remedy := remediation(held_outside(object.union(warning, {"clients": [partner(["SECADM"])]})))
	not contains(told(remedy), "WARNING")
}

test_ways_that_commands_close_are_closed_while_the_application_warns if {
	estate := object.union(held_outside(object.union(warning, reach)), {"clients": []})
	remedy := remediation(estate)
	startswith(remedy.racf[0], "RDEFINE PTKTDATA IRRPTAUTH.APP1.SECADM ")
	count([command | some command in remedy.racf; contains(command, "CLASS(APPL)")]) == 0
}
