package auditor.policies.started_task_takes_requester_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.started_task_takes_requester

verdicts_of(estate) := verdicts if {
	verdicts := started_task_takes_requester.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "profile:STARTED/**"
}

stdata(user, group) := object.union(testing.profile(true, {}), {"started": {
	"at": [0, 102, 6, 251], "user": user, "group": group, "trusted": false, "privileged": false,
}})

started(profiles) := testing.changed({"profiles": {"STARTED": profiles}})

test_without_such_profiles_it_is_out_of_scope if {
	testing.words(verdicts_of(testing.estate)) == {"system": "not_applicable"}
	testing.words(verdicts_of(started({"WEB.*": stdata("WEBSTC", "")}))) == {"system": "not_applicable"}
	testing.words(verdicts_of(started({"WEBSTC.*": object.union(stdata("=MEMBER", ""), {"generic": false})}))) == {"system": "not_applicable"}
}

test_without_a_group_a_requester_can_be_taken if {
	every group in ["", "=MEMBER"] {
		verdict := one(started({"**": stdata("=MEMBER", group)}))
		verdict.verdict == "fail"
		verdict.severity == "high"
		verdict.facts.requesters == ["BATCH1", "WEBSTC"]
		verdict.message == "A procedure named BATCH1 or WEBSTC would run as that requester through STARTED **."
		verdict.places[0].at == [0, 102, 6, 251]
	}
}

# More specific profiles decide for the requesters.
test_without_a_group_it_is_medium_where_no_requester_is_decided if {
	verdict := one(started({"**": stdata("=MEMBER", ""), "BATCH1.*": stdata("BATCH1", "APPGRP"), "WEBSTC.*": stdata("WEBSTC", "STCGRP")}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts.requesters == []
	verdict.remediation.racf == ["RALTER STARTED ** STDATA(GROUP(APPGRP))", "SETROPTS RACLIST(STARTED) REFRESH"]
	verdict.remediation.undo == ["RALTER STARTED ** STDATA(NOGROUP)", "SETROPTS RACLIST(STARTED) REFRESH"]
	contains(verdict.remediation.other[0], "Name a group")
}

test_with_a_group_only_its_members_can_be_taken if {
	verdict := one(started({"**": stdata("=MEMBER", "STCGRP")}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts.requesters == ["WEBSTC"]
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "take WEBSTC out")
	one(started({"**": stdata("=MEMBER", "SECGRP")})).verdict == "pass"
	left := {"users": {"WEBSTC": {"connections": {"STCGRP": {"revoked": true}}}}}
	one(object.union(started({"**": stdata("=MEMBER", "STCGRP")}), left)).verdict == "pass"
}

test_an_old_group_comes_back if {
	verdict := one(started({"**": stdata("=MEMBER", "=MEMBER"), "WEBSTC.*": stdata("WEBSTC", "STCGRP")}))
	verdict.remediation.racf[0] == "RALTER STARTED ** STDATA(GROUP(STCGRP))"
	verdict.remediation.undo[0] == "RALTER STARTED ** STDATA(GROUP(=MEMBER))"
}

test_class_status if {
	estate := started({"**": stdata("=MEMBER", "")})
	one(testing.with_class(estate, "STARTED", {"active": testing.fact(false)})).verdict == "advisory"
	one(testing.with_class(estate, "STARTED", {"active": testing.unknown("no listing")})).verdict == "fail"
	one(testing.with_class(estate, "STARTED", {"generic": testing.unknown("no listing")})).verdict == "undecided"
	one(testing.with_class(estate, "STARTED", {"generic": testing.fact(false)})).verdict == "pass"
	group := started({"**": stdata("=MEMBER", "SECGRP")})
	one(testing.with_class(group, "STARTED", {"generic": testing.unknown("no listing")})).verdict == "pass"
}

test_damage_costs_what_it_touches if {
	estate := started({"**": stdata("=MEMBER", "SECGRP")})
	one(object.union(estate, testing.damaged("unload", "0540", "STARTED"))).verdict == "undecided"
	one(object.union(estate, testing.damaged("unload", "0205", null))).verdict == "undecided"
	testing.words(verdicts_of(object.union(testing.estate, testing.damaged("unload", "0500", "STARTED")))) == {"system": "undecided"}
	one(object.union(estate, testing.damaged("unload", "0505", "APPL"))).verdict == "pass"
}
