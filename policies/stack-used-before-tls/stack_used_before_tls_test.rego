package auditor.policies.stack_used_before_tls_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.stack_used_before_tls

task := object.union(testing.profile(true, {}), {"started": {
	"at": [0, 102, 6, 251], "user": "ICONSTC", "group": "STCGRP", "trusted": false, "privileged": false, "trace": false,
}})

base := object.union(testing.estate, {
	"classes": {"SERVAUTH": testing.class_options},
	"profiles": {"SERVAUTH": {}, "STARTED": {"ICONJOB.*": task}},
	"users": {"ICONSTC": object.union(testing.user("STCGRP"), {"protected": true})},
	"site": {"endpoints": {"ICON1": {"job": "ICONJOB"}}},
})

having(profiles) := object.union(base, {"profiles": {"SERVAUTH": profiles}})

from(estate) := verdict if {
	verdicts := stack_used_before_tls.verdicts with input as estate
	count(verdicts) == 1
	some verdict in verdicts
}

stack(generic, acl) := {"EZB.INITSTACK.SYS1.TCPIP": testing.profile(generic, acl)}

unjobbed := {"site": {"endpoints": {"ICON1": {"job": null}}}}

test_without_a_profile_everybody_is_kept_back if {
	verdict := from(having({}))
	[verdict.object, verdict.verdict, verdict.facts] == ["endpoint:ICON1", "pass", {"profiles": []}]
	from(object.union(having({}), unjobbed)).verdict == "pass"
}

test_a_user_who_is_not_let_in_passes if {
	verdict := from(having(stack(false, {"PAGENT": "READ"})))
	[verdict.verdict, verdict.facts] == ["pass", {"user": "ICONSTC", "profiles": ["EZB.INITSTACK.SYS1.TCPIP"]}]
	from(having(stack(false, {"ICONSTC": "NONE"}))).verdict == "pass"
}

test_a_user_who_is_let_in_fails if {
	verdict := from(having(stack(false, {"ICONSTC": "READ"})))
	[verdict.verdict, verdict.severity] == ["fail", "medium"]
	verdict.facts == {"user": "ICONSTC", "profiles": ["EZB.INITSTACK.SYS1.TCPIP"]}
	verdict.places == [{"at": [0, 100, 6, 251], "role": "primary", "note": "profile EZB.INITSTACK.SYS1.TCPIP"}]
	verdict.remediation.racf == ["PERMIT EZB.INITSTACK.SYS1.TCPIP CLASS(SERVAUTH) ID(ICONSTC) DELETE", "SETROPTS RACLIST(SERVAUTH) REFRESH"]
	verdict.remediation.undo == ["PERMIT EZB.INITSTACK.SYS1.TCPIP CLASS(SERVAUTH) ID(ICONSTC) ACCESS(READ)", "SETROPTS RACLIST(SERVAUTH) REFRESH"]
}

test_a_group_lets_in_too_and_is_left_to_a_person if {
	verdict := from(object.union(having(stack(false, {"STCGRP": "UPDATE"})), {"groups": {"STCGRP": testing.group(["WEBSTC", "ICONSTC"])}}))
	[verdict.verdict, verdict.remediation.racf, count(verdict.remediation.other)] == ["fail", [], 2]
}

test_what_is_open_to_everybody_fails_whoever_it_is if {
	every change in [{"uacc": "READ"}, {"warning": true}, {"acl": {"*": {"access": "READ", "at": [0, 99, 262, 278]}}}] {
		open_profile := {"EZB.INITSTACK.SYS1.TCPIP": object.union(testing.profile(false, {}), change)}
		[from(having(open_profile)).verdict, from(object.union(having(open_profile), unjobbed)).verdict] == ["fail", "fail"]
		from(having(open_profile)).remediation.racf == []
	}
}

test_profiles_that_cover_a_stack_count_and_others_do_not if {
	every name in ["EZB.INITSTACK.**", "EZB.INITSTACK.*.TCPIP", "EZB.**", "**", "*", "EZB.INIT*.SYS1.TCPIP", "E%B.INITSTACK.SYS1.*"] {
		from(having({name: testing.profile(true, {"ICONSTC": "READ"})})).verdict == "fail"
	}
	every name in ["EZB.STACKACCESS.**", "EZB.NETACCESS.*.*.*", "EZC.**", "EZB.INITSTACK", "EZ.INITSTACK.*.*"] {
		from(having({name: testing.profile(contains(name, "*"), {"ICONSTC": "READ"})})).facts.profiles == []
	}
}

test_a_discrete_profile_that_looks_generic_covers_nothing if {
	from(having({"EZB.**": testing.profile(false, {"ICONSTC": "READ"})})).verdict == "pass"
}

# -- who it is -----------------------------------------------------------------------------------------------------------

closed := having(stack(false, {"PAGENT": "READ"}))

started(segment) := object.union(closed, {"profiles": {"STARTED": {"ICONJOB.*": object.union(task, {"started": object.union(task.started, segment)})}}})

test_an_unknown_job_or_user_is_undecided if {
	from(object.union(closed, unjobbed)).reason == "which started task ICON1 runs as is not said (job in [site.endpoints.ICON1])"
	from(started({"user": ""})).reason == "no profile of class STARTED names a user for ICONJOB, so that table ICHRIN03 decides"
	from(testing.only_profiles(closed, "STARTED", {})).verdict == "undecided"
	every active in [testing.fact(false), testing.unknown("x")] {
		from(testing.with_class(closed, "STARTED", {"active": active})).reason == "whether class STARTED is active is not shown"
	}
}

test_a_generic_profile_of_started_needs_generic_checking if {
	from(testing.with_class(closed, "STARTED", {"generic": testing.unknown("no listing")})).verdict == "undecided"
}

test_a_task_may_run_as_the_user_of_its_member_s_name if {
	from(started({"user": "=MEMBER"})).facts.user == "ICONJOB"
}

# -- the class, and what is lost -------------------------------------------------------------------------------------------

test_the_class_has_to_be_active if {
	every estate in [having({}), having(stack(false, {"ICONSTC": "READ"}))] {
		from(testing.with_class(estate, "SERVAUTH", {"active": testing.fact(false)})).reason == "class SERVAUTH is inactive, and what a stack does then is not known here"
		from(testing.with_class(estate, "SERVAUTH", {"active": testing.unknown("no listing")})).reason == "no listing"
	}
}

test_no_unload_or_lost_profiles_are_never_a_pass if {
	from(object.union(having({}), testing.not_offered("unload"))).verdict == "undecided"
	from(testing.also_damaged(having({}), "unload", "0500", "SERVAUTH")).verdict == "undecided"
	from(testing.also_damaged(closed, "unload", "0505", "SERVAUTH")).verdict == "undecided"
	from(testing.also_damaged(having({}), "unload", "0500", "APPL")).verdict == "pass"
	from(testing.also_damaged(having(stack(false, {"ICONSTC": "READ"})), "unload", "0505", "SERVAUTH")).verdict == "fail"
}

test_a_conditional_entry_leaves_it_open if {
	row := {"id": "ICONSTC", "access": "READ", "kind": "PROGRAM", "name": "HWSHWS00", "at": [0, 98, 1, 2]}
	profile := object.union(testing.profile(false, {}), {"conditional": [row]})
	from(having({"EZB.INITSTACK.SYS1.TCPIP": profile})).verdict == "undecided"
}

test_a_member_without_odaccess_is_out_of_scope if {
	from(object.union(having({}), {"endpoints": [object.union(testing.endpoint, {"odaccess": testing.fact(false)})]})).verdict == "not_applicable"
}
