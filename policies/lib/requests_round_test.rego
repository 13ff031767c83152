package auditor.lib.requests_round_test

import rego.v1

import data.auditor.lib.requests
import data.auditor.lib.testing

# What could let a refused request through although no profile does: the global access table and trusted started tasks.
asks := ["racf-service", "WEBSTC", "APP1", "WEBUSR1"]

resource := "IRRPTAUTH.APP1.WEBUSR1"

listed(acl) := testing.only_profiles(testing.estate, "PTKTDATA", {
	"APP1": testing.key_profile,
	"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, acl),
})

answer(request, estate) := given if {
	given := requests.answer(request, requests.key_there(request[2]), requests.at_resource(requests.resource(request))) with input as estate
}

outcome(estate) := answer(asks, estate).outcome

# `base` with one member of GLOBAL PTKTDATA, and global checking of the class as `checking` says.
table(base, name, access, checking) := testing.with_class(
	object.union(base, {"profiles": {"GLOBAL": {"PTKTDATA": object.union(testing.profile(false, {}), {"members": [{"name": name, "access": access}]})}}}),
	"PTKTDATA",
	{"global_checking": checking},
)

on := testing.fact(true)

granting := table(listed({}), "IRRPTAUTH.APP1.*", "UPDATE", on)

test_the_global_access_table_leaves_a_refusal_open if {
	answer(asks, granting) == {"outcome": "undecided", "reasons": {"the global access table has IRRPTAUTH.APP1.*/UPDATE, which could grant it"}}
	outcome(table(listed({}), resource, "ALTER", on)) == "undecided"
	outcome(table(listed({}), resource, "UPDATE", testing.unknown("not listed"))) == "undecided"
	outcome(table(listed({}), resource, "X<0F>", on)) == "undecided"
}

test_the_global_access_table_grants_nothing_itself if {
	outcome(table(listed({"WEBSTC": "UPDATE"}), resource, "UPDATE", on)) == "allowed"
}

test_a_table_that_does_not_concern_the_request_leaves_it_refused if {
	outcome(table(listed({}), resource, "UPDATE", testing.fact(false))) == "denied"
	outcome(table(listed({}), resource, "READ", on)) == "denied"
	outcome(table(listed({}), "IRRPTAUTH.APP2.*", "UPDATE", on)) == "denied"
	outcome(table(listed({}), "IRRPTAUTH.APP1.BATCH1", "UPDATE", on)) == "denied"
	outcome(object.union(granting, {"users": {"WEBSTC": {"restricted": true}}})) == "denied"
}

losing(type, class) := object.union(
	testing.with_class(listed({}), "PTKTDATA", {"global_checking": on}),
	testing.damaged("unload", type, class),
)

test_a_table_that_may_be_lost_leaves_a_refusal_open if {
	outcome(losing("0503", "GLOBAL")) == "undecided"
	outcome(losing("0505", "GLOBAL")) == "denied"
	outcome(losing("0503", "APPL")) == "denied"
}

task(user, attributes) := object.union(listed({}), {"profiles": {"STARTED": {"WEB.*": object.union(
	testing.profile(true, {}),
	{"started": object.union({"user": user, "trusted": false, "privileged": false}, attributes)},
)}}})

started(user, trusted) := task(user, {"trusted": trusted})

test_a_trusted_started_task_leaves_a_refusal_open if {
	answer(asks, started("WEBSTC", true)) == {"outcome": "undecided", "reasons": {"WEBSTC may run as a trusted or privileged started task, which passes every check"}}
	outcome(started("=MEMBER", true)) == "undecided"
	outcome(started("WEBSTC", null)) == "undecided"
}

test_a_privileged_started_task_leaves_a_refusal_open_too if {
	outcome(task("WEBSTC", {"privileged": true})) == "undecided"
	outcome(task("WEBSTC", {"privileged": null})) == "undecided"
	outcome(task("OTHER", {"privileged": true})) == "denied"
}

test_other_started_tasks_change_nothing if {
	outcome(started("WEBSTC", false)) == "denied"
	outcome(started("OTHER", true)) == "denied"
	outcome(testing.with_class(started("WEBSTC", true), "STARTED", {"active": testing.fact(false)})) == "denied"
	outcome(object.union(listed({}), {"profiles": {"STARTED": {"WEB.*": testing.profile(true, {})}}})) == "denied"
}

test_a_batch_job_is_no_started_task if {
	answer(["sql-batch", "WEBSTC", "APP1", "WEBUSR1"], started("WEBSTC", true)).outcome == "denied"
}

losing_started(type, class) := object.union(listed({}), testing.damaged("unload", type, class))

test_a_started_task_that_may_be_lost_leaves_a_refusal_open if {
	outcome(losing_started("0505", "STARTED")) == "denied"
	outcome(losing_started("0540", "APPL")) == "denied"
	every row in [["0540", "STARTED"], ["0500", "STARTED"], [null, "STARTED"], ["0540", null]] {
		given := answer(asks, losing_started(row[0], row[1]))
		given == {"outcome": "undecided", "reasons": {"a record of class STARTED is lost, which could make the requester's task trusted or privileged"}}
	}
}
