package auditor.policies.excessive_access_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.excessive_access

words(estate) := found if {
	found := testing.words(excessive_access.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := excessive_access.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

listed(class, name, id, level) := testing.changed({"profiles": {class: {name: {"acl": {id: {"access": level, "at": [0, 98, 262, 278]}}}}}})

test_what_is_needed_passes if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 5
}

test_more_than_read_on_an_application_fails if {
	verdict := one(listed("APPL", "APP1", "WEBSTC", "UPDATE"), "profile:APPL/APP1/id:WEBSTC")
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"access": "UPDATE", "enough": "READ", "kind": "application", "creator": false}
	verdict.places[0] == {"at": [0, 98, 271, 278], "role": "primary", "note": "WEBSTC has UPDATE"}
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(WEBSTC) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo[0] == "PERMIT APP1 CLASS(APPL) ID(WEBSTC) ACCESS(UPDATE)"
}

test_alter_on_a_discrete_profile_is_high if {
	one(listed("PTKTDATA", "IRRPTAUTH.APP1.BATCH1", "BATCH1", "ALTER"), "profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1/id:BATCH1").severity == "high"
}

test_alter_on_a_generic_profile_is_medium if {
	one(listed("PTKTDATA", "IRRPTAUTH.**", "BATCH1", "ALTER"), "profile:PTKTDATA/IRRPTAUTH.**/id:BATCH1").severity == "medium"
}

test_the_creator_is_taken_off_the_list if {
	verdict := one(listed("APPL", "APP1", "SECGRP", "ALTER"), "profile:APPL/APP1/id:SECGRP")
	verdict.facts.creator == true
	verdict.remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(SECGRP) DELETE"
}

test_any_access_to_a_key_fails if words(listed("PTKTDATA", "APP1", "WEBSTC", "READ"))["profile:PTKTDATA/APP1/id:WEBSTC"] == "fail"

test_an_open_key_fails if {
	verdict := one(testing.changed({"profiles": {"PTKTDATA": {"APP1": {"uacc": "READ"}}}}), "profile:PTKTDATA/APP1")
	verdict.verdict == "fail"
	verdict.places[0].at == [0, 100, 337, 344]
	verdict.remediation.racf[0] == "RALTER PTKTDATA APP1 UACC(NONE)"
}

test_a_lost_entry_is_undecided if {
	words(testing.changed(testing.damaged("unload", "0505", "APPL")))["profile:APPL/APP1"] == "undecided"
}

test_a_profile_with_too_much_access_does_not_pass if {
	not words(listed("APPL", "APP1", "WEBSTC", "UPDATE"))["profile:APPL/APP1"]
}

altering(id, addcreator) := one(
	object.union(listed("APPL", "APP1", id, "ALTER"), {"options": {"addcreator": addcreator}}),
	sprintf("profile:APPL/APP1/id:%s", [id]),
)

by_addcreator := ["SETROPTS NOADDCREATOR keeps RDEFINE from adding its issuer with ALTER, for all classes."]

test_alter_of_another_is_not_the_creators if {
	verdict := altering("WEBSTC", testing.fact(true))
	verdict.facts.creator == false
	verdict.message == "WEBSTC has ALTER on APP1, and READ is enough."
	verdict.remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(WEBSTC) ACCESS(READ)"
	verdict.remediation.other == ["Check with SMF type 80 records that nobody uses the higher level."]
}

test_addcreator_is_advised_against_unless_it_is_known_to_be_off if {
	altering("SECGRP", testing.fact(true)).remediation.other == by_addcreator
	altering("SECGRP", testing.unknown("no listing")).remediation.other == by_addcreator
	altering("SECGRP", testing.fact(false)).remediation.other != by_addcreator
}

test_an_entry_of_nobody_is_deleted_for_permit_would_refuse_it if {
	verdict := one(listed("APPL", "APP1", "GONE", "UPDATE"), "profile:APPL/APP1/id:GONE")
	verdict.remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(GONE) DELETE"
}
