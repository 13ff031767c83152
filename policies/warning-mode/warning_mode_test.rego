package auditor.policies.warning_mode_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.warning_mode

words(estate) := found if {
	found := testing.words(warning_mode.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := warning_mode.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

warned(class, name) := testing.changed({"profiles": {class: {name: {"warning": true}}}})

test_no_warning_passes if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 4
}

test_warning_on_an_application_fails if {
	verdict := one(warned("APPL", "APP1"), "profile:APPL/APP1")
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"warning": true, "kind": "application", "relying": []}
	verdict.places == [{"at": [0, 100, 660, 663], "role": "primary", "note": "WARNING is on"}]
	verdict.remediation.racf == ["RALTER APPL APP1 NOWARNING", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["RALTER APPL APP1 WARNING", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_who_relies_on_it_is_permitted_first if {
	estate := object.union(warned("APPL", "APP1"), {"clients": [testing.client("new", "off-host", {"users": ["SECADM"]})]})
	one(estate, "profile:APPL/APP1").remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(READ)"
}

test_warning_on_an_authority_profile_fails if words(warned("PTKTDATA", "IRRPTAUTH.**"))["profile:PTKTDATA/IRRPTAUTH.**"] == "fail"

test_warning_on_a_key_profile_means_nothing if not words(warned("PTKTDATA", "APP1"))["profile:PTKTDATA/APP1"]

test_no_unload_is_undecided if {
	base := testing.only_profiles(testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {}), "APPL", {})
	words(base) == {"system": "undecided"}
}

test_nothing_to_judge_is_out_of_scope if {
	base := testing.only_profiles(testing.only_profiles(testing.estate, "PTKTDATA", {}), "APPL", {})
	words(base) == {"system": "not_applicable"}
}

test_permits_are_undone_to_what_was_there if {
	change := {"profiles": {"APPL": {"APP1": {"acl": {"BATCH1": {"access": "NONE", "at": [0, 98, 262, 278]}}}}}}
	clients := {"clients": [testing.client("new", "off-host", {"users": ["BATCH1", "SECADM"]})]}
	verdict := one(object.union(object.union(warned("APPL", "APP1"), change), clients), "profile:APPL/APP1")
	verdict.remediation.undo == [
		"RALTER APPL APP1 WARNING",
		"PERMIT APP1 CLASS(APPL) ID(BATCH1) ACCESS(NONE)",
		"PERMIT APP1 CLASS(APPL) ID(SECADM) DELETE",
		"SETROPTS RACLIST(APPL) REFRESH",
	]
}

test_only_users_of_the_endpoints_that_use_a_profile_rely_on_it if {
	other := object.union(testing.endpoint, {"name": "ICON2", "appl": testing.fact("APP2"), "running": null})
	estate := object.union(warned("APPL", "APP1"), {
		"endpoints": [testing.endpoint, other],
		"clients": [testing.client("new", "off-host", {"endpoint": "ICON2", "users": ["SECADM"]})],
	})
	both := object.union(estate, {"profiles": {"APPL": {"APP2": object.union(testing.profile(false, {}), {"warning": true})}}})
	one(both, "profile:APPL/APP1").facts.relying == []
	one(both, "profile:APPL/APP2").facts.relying == ["SECADM"]
}

backstop := "profile:PTKTDATA/IRRPTAUTH.**"

asking(client) := one(object.union(warned("PTKTDATA", "IRRPTAUTH.**"), {"clients": [client]}), backstop).facts.relying

test_a_requester_relies_on_the_authority_that_decides if {
	asking(testing.client("new", "racf-service", {"requester": "SECADM", "users": ["PARTNER1"]})) == ["SECADM"]
}

test_a_client_that_makes_no_tickets_relies_on_no_authority if {
	asking(testing.client("old", "racf-service", {"requester": "SECADM", "users": ["PARTNER1"], "generates_tickets": false})) == []
}

test_a_client_without_a_requester_or_an_application_relies_on_no_authority if {
	asking(testing.client("partner", "off-host", {"users": ["PARTNER1"]})) == []
	asking(testing.client("new", "racf-service", {"application": null, "requester": "SECADM", "users": ["PARTNER1"]})) == []
}

test_a_requester_whom_no_profile_serves_relies_on_none if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.APP1.BATCH1": object.union(testing.profile(false, {"BATCH1": "UPDATE"}), {"warning": true})})
	one(base, "profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1").facts.relying == []
}

# PERMIT refuses an ID that does not exist, and with it nothing here would be fixed.
test_who_is_not_defined_is_told_and_not_permitted if {
	estate := object.union(warned("APPL", "APP1"), {"clients": [testing.client("new", "off-host", {"users": ["NOBODY"]})]})
	verdict := one(estate, "profile:APPL/APP1")
	verdict.facts.relying == ["NOBODY"]
	verdict.remediation.racf == ["RALTER APPL APP1 NOWARNING", "SETROPTS RACLIST(APPL) REFRESH"]
}
