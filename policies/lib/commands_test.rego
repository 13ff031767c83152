package auditor.lib.commands_test

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.testing

refreshed(change) := found if {
	found := commands.refresh("PTKTDATA") with input as testing.changed({"classes": {"PTKTDATA": change}})
}

test_a_raclisted_class_is_refreshed_in_storage if refreshed({}) == ["SETROPTS RACLIST(PTKTDATA) REFRESH"]

off := testing.fact(false)

test_an_active_class_that_is_not_raclisted_has_its_generics_refreshed if {
	refreshed({"raclisted": off}) == ["SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

test_no_refresh_where_nothing_is_in_storage if {
	refreshed({"raclisted": off, "generic": off}) == []
	refreshed({"raclisted": off, "generic": off, "active": off}) == []
}

test_no_refresh_of_generics_that_are_in_nobody_s_storage if {
	refreshed({"raclisted": off, "active": off}) == []
	refreshed({"raclisted": off, "active": testing.unknown("no listing")}) == ["SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

test_generics_that_may_be_on_are_refreshed if {
	refreshed({"raclisted": off, "generic": testing.unknown("no listing")}) == ["SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

# RACLISTed by RACROUTE REQUEST=LIST GLOBAL=YES: SETROPTS RACLIST REFRESH renews that data space too.
test_a_class_that_an_application_raclisted_is_refreshed_in_storage if {
	by_application := testing.fact(true)
	states := [{}, {"active": off}, {"generic": off}, {"generic": off, "active": off}]
	every_time := {refreshed(object.union(change, {"raclisted": off, "raclisted_by_application": by_application})) | some change in states}
	every_time == {["SETROPTS RACLIST(PTKTDATA) REFRESH"]}
}

test_whether_an_application_raclisted_it_changes_nothing_where_it_is_not_known if {
	refreshed({"raclisted": off, "raclisted_by_application": testing.unknown("no listing")}) == ["SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

test_a_class_that_could_be_raclisted_is_refreshed_too if {
	refreshed({"raclisted": testing.unknown("no listing")}) == ["SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

defined(owners) := command if {
	command := commands.define("APPL", "APP1") with input as testing.changed({"site": {"security_owners": owners}})
}

test_a_new_profile_belongs_to_the_first_security_owner if {
	defined(["SECGRP", "OTHER"]) == "RDEFINE APPL APP1 UACC(NONE) OWNER(SECGRP) AUDIT(FAILURES(READ))"
}

test_without_security_owners_no_owner_is_named if {
	defined(null) == "RDEFINE APPL APP1 UACC(NONE) AUDIT(FAILURES(READ))"
	defined([]) == "RDEFINE APPL APP1 UACC(NONE) AUDIT(FAILURES(READ))"
}

test_a_profile_is_restored_with_its_list_and_its_keys_in_icsf if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"acl": {
		"WEBSTC": {"access": "READ", "at": [0, 99, 262, 278]},
		"BATCH1": {"access": "NONE", "at": [0, 98, 262, 278]},
	}}}}})
	found := commands.restored("PTKTDATA", "APP1") with input as estate
	found == [
		"RDEFINE PTKTDATA APP1 UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(READ) FAILURES(READ)) SSIGNON(EPTKEYLABEL(APP1.EPT.KEY) TYPE(UPPER) TIMEOUT(60) REPLAY(NO))",
		"PERMIT APP1 CLASS(PTKTDATA) RESET(ALL)",
		"PERMIT APP1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(NONE)",
		"PERMIT APP1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(READ)",
	]
}

test_a_profile_is_restored_with_what_else_the_unload_tells if {
	none := {"level": "NONE", "success_from": "", "failure_from": ""}
	estate := testing.changed({"profiles": {"APPL": {"APP1": {
		"acl": {}, "warning": true, "notify": "SECADM", "appldata": "DON'T",
		"audit": none, "global_audit": {"level": "SUCCESS", "success_from": "UPDATE", "failure_from": ""},
		"conditional": [
			{"id": "BATCH1", "access": "READ", "kind": "TERMINAL", "name": "T1", "at": [0, 1, 0, 0]},
			{"id": "WEBSTC", "access": "READ", "kind": "CRITERIA", "name": "A=B", "at": [0, 2, 0, 0]},
		],
	}}}})
	found := commands.restored("APPL", "APP1") with input as estate
	found[0] == "RDEFINE APPL APP1 UACC(NONE) OWNER(SECGRP) AUDIT(NONE) WARNING NOTIFY(SECADM) APPLDATA('DON''T')"
	[command | some command in found; not contains(command, "ACCESS(READ)")] == [found[0], "PERMIT APP1 CLASS(APPL) RESET(ALL)", "RALTER APPL APP1 GLOBALAUDIT(SUCCESS(UPDATE))"]
	"PERMIT APP1 CLASS(APPL) ID(BATCH1) ACCESS(READ) WHEN(TERMINAL(T1))" in found
	every command in found {
		not contains(command, "CRITERIA")
	}
}

test_audit_operands_are_those_of_the_profile if {
	commands.audited({"level": "FAIL", "success_from": "", "failure_from": "UPDATE"}) == "FAILURES(UPDATE)"
	commands.audited({"level": "ALL", "success_from": "READ", "failure_from": "UPDATE"}) == "SUCCESS(READ) FAILURES(UPDATE)"
}

made(addcreator) := found if {
	found := commands.defined("PTKTDATA", "X") with input as testing.changed({"options": {"addcreator": addcreator}})
}

test_the_entry_of_the_creator_is_taken_away_where_there_may_be_one if {
	made(testing.fact(false)) == [made(testing.fact(true))[0]]
	made(testing.fact(true))[1] == "PERMIT X CLASS(PTKTDATA) RESET(ALL)"
	count(made(testing.unknown("no listing"))) == 2
}

segment(change) := object.union(testing.key_profile.ssignon, change)

test_a_legacy_key_in_icsf_is_restored_by_its_label if {
	commands.sign_on(segment({"protection": "APP1.KEY", "key_label": ""})) == " SSIGNON(KEYLABEL(APP1.KEY))"
}

test_a_key_in_the_racf_database_cannot_be_restored if {
	commands.sign_on(segment({"protection": "*MASKED*", "key_label": ""})) == ""
}

test_no_segment_restores_no_key if commands.sign_on(null) == ""

test_replay_is_restored_as_it_was if {
	endswith(commands.sign_on(segment({"replay": true})), "REPLAY(YES))")
}

test_an_enhanced_key_of_which_something_is_unknown_is_not_restored if {
	every change in [{"key_label": null}, {"key_label": ""}, {"type": null}, {"timeout": null}, {"replay": null}] {
		commands.sign_on(segment(change)) == ""
	}
}

deleted(name, generic) := command if {
	command := commands.delete("PTKTDATA", name) with input as testing.only_profiles(testing.estate, "PTKTDATA", {name: testing.profile(generic, {})})
}

test_a_fully_qualified_generic_is_deleted_as_what_it_is if {
	deleted("APP1", true) == "RDELETE PTKTDATA APP1 GENERIC"
	deleted("APP1", false) == "RDELETE PTKTDATA APP1"
	deleted("APP*", true) == "RDELETE PTKTDATA APP*"
}

nameable(id, level) if {
	commands.nameable(id) with input as object.union(testing.estate, {"unload": object.union(testing.estate.unload, level)})
}

test_an_id_can_be_named_unless_it_is_known_to_be_nobody if {
	nameable("*", {})
	nameable("BATCH1", {})
	nameable("SECGRP", {})
	not nameable("GONE", {})
	nameable("GONE", {"users": false})
	nameable("GONE", {"groups": false})
}

test_an_owner_that_is_nobody_is_not_named if {
	commands.owned("GONE") == "" with input as testing.estate
	commands.owned("SECGRP") == " OWNER(SECGRP)" with input as testing.estate
}
