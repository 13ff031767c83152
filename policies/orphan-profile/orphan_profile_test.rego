package auditor.policies.orphan_profile_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.orphan_profile

added(class, name, profile) := testing.changed({"profiles": {class: {name: profile}}})

old := added("PTKTDATA", "OLDAPP", testing.key_profile)

word(subject, estate) := found if {
	found := testing.words(orphan_profile.verdicts)[subject] with input as estate
}

test_profiles_in_use_pass if {
	verdicts := orphan_profile.verdicts with input as testing.estate
	{verdict.verdict | some verdict in verdicts} == {"pass"}
	count(verdicts) == 4
}

test_a_key_of_nothing_fails if {
	verdicts := orphan_profile.verdicts with input as old
	some verdict in verdicts
	verdict.object == "profile:PTKTDATA/OLDAPP"
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts == {"application": "OLDAPP", "kind": "key", "referenced": null, "absent": true}
	verdict.places == [{"at": [0, 100, 6, 251], "role": "primary", "note": "the profile's name"}]
	verdict.remediation.racf == ["RDELETE PTKTDATA OLDAPP", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == [
		"RDEFINE PTKTDATA OLDAPP UACC(NONE) OWNER(SECGRP) SSIGNON(EPTKEYLABEL(APP1.EPT.KEY) TYPE(UPPER) TIMEOUT(60) REPLAY(NO))",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
}

test_an_authority_of_nothing_fails if {
	word("profile:PTKTDATA/IRRPTAUTH.OLDAPP.*", added("PTKTDATA", "IRRPTAUTH.OLDAPP.*", testing.profile(true, {}))) == "fail"
}

test_without_a_list_of_applications_it_is_an_advisory if {
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"site": {"other_applications": null}})) == "advisory"
}

test_a_listed_application_passes if {
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"site": {"other_applications": ["OLDAPP"]}})) == "pass"
}

test_a_qualified_name_counts_under_its_first_qualifier if {
	word("profile:PTKTDATA/APP1.APPGRP", added("PTKTDATA", "APP1.APPGRP", testing.key_profile)) == "pass"
}

test_a_prefix_over_a_known_application_passes if {
	word("profile:PTKTDATA/IRRPTAUTH.AP*.X", added("PTKTDATA", "IRRPTAUTH.AP*.X", testing.profile(true, {}))) == "pass"
}

test_an_appl_profile_keeps_the_key_and_is_told_itself if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"OLDAPP": testing.key_profile}, "APPL": {"OLDAPP": testing.profile(false, {})}}})
	word("profile:PTKTDATA/OLDAPP", estate) == "pass"
	word("profile:APPL/OLDAPP", estate) == "advisory"
}

test_no_member_is_undecided if {
	estate := object.union(object.union(old, testing.not_offered("hwscfg")), {"endpoints": []})
	word("profile:PTKTDATA/OLDAPP", estate) == "undecided"
}

test_no_profiles_are_out_of_scope if {
	testing.words(orphan_profile.verdicts) == {"system": "not_applicable"} with input as testing.only_profiles(testing.estate, "PTKTDATA", {})
}

the(subject, estate) := verdict if {
	verdicts := orphan_profile.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

test_a_profile_over_all_applications_is_about_none if {
	every name in ["IRRPTAUTH", "IRRPTAUTH.*", "IRRPTAUTH.**", "IRRPTAUTH*", "IRRPTAUTH.*.USER1"] {
		verdict := the(sprintf("profile:PTKTDATA/%s", [name]), added("PTKTDATA", name, testing.profile(true, {})))
		verdict.verdict == "pass"
		verdict.facts.application == ""
		verdict.message == sprintf("%s is not about one application.", [name])
	}
}

test_a_prefix_over_no_known_application_fails if {
	word("profile:PTKTDATA/IRRPTAUTH.OLD*.X", added("PTKTDATA", "IRRPTAUTH.OLD*.X", testing.profile(true, {}))) == "fail"
}

test_a_generic_appl_profile_uses_the_names_it_covers if {
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"profiles": {"APPL": {"OLD*": testing.profile(true, {})}}})) == "pass"
}

test_a_catch_all_appl_profile_uses_no_name if {
	every name in ["*", "**"] {
		estate := testing.changed({"profiles": {"PTKTDATA": {"OLDAPP": testing.key_profile}, "APPL": {name: testing.profile(true, {})}}})
		word("profile:PTKTDATA/OLDAPP", estate) == "fail"
	}
}

left(profile, site, key) := testing.changed({"profiles": {"PTKTDATA": key, "APPL": {"OLDAPP": profile}}, "site": site})

test_only_an_appl_profile_with_a_key_that_nobody_lists_is_told if {
	key := {"OLDAPP": testing.key_profile}
	discrete := testing.profile(false, {})
	the("profile:APPL/OLDAPP", left(discrete, {}, key)).facts.application == "OLDAPP"
	not the("profile:APPL/OLDAPP", left(discrete, {}, {}))
	not the("profile:APPL/OLDAPP", left(discrete, {}, {"OLDAPP": object.union(testing.key_profile, {"generic": true})}))
	not the("profile:APPL/OLDAPP", left(discrete, {"other_applications": ["OLDAPP"]}, key))
	not the("profile:APPL/OLDAPP", left(testing.profile(true, {}), {}, key))
	not the("profile:APPL/APP1", testing.estate)
}

test_three_entries_show_who_would_lose_the_authority if {
	acl := {"BATCH1": "UPDATE", "PARTNER1": "UPDATE", "SECADM": "UPDATE", "WEBSTC": "UPDATE"}
	notes := [place.note | some place in the("profile:PTKTDATA/OLDAPP", added("PTKTDATA", "OLDAPP", testing.profile(false, acl))).places]
	notes == ["the profile's name", "BATCH1 is on the access list", "PARTNER1 is on the access list", "SECADM is on the access list"]
}

test_which_appl_profile_decides_is_no_matter_of_orphans if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := orphan_profile.verdicts with input as estate
	{one.verdict | some one in verdicts} == {"pass"}
}

test_names_of_data_stores_and_links_are_in_use if {
	every more in [{"datastores": [testing.datastore(testing.fact("OLDAPP"))]}, {"links": [testing.link(testing.fact("OLDAPP"))]}] {
		verdict := the("profile:PTKTDATA/OLDAPP", object.union(old, {"endpoints": [object.union(testing.endpoint, more)]}))
		verdict.verdict == "pass"
		verdict.message == "OLDAPP is for OLDAPP, which is in use."
	}
}

test_a_data_store_of_an_ims_connect_without_drda_counts_too if {
	more := {"odaccess": testing.fact(false), "datastores": [testing.datastore(testing.fact("OLDAPP"))]}
	second := object.union(object.union(testing.endpoint, {"name": "ICON2", "running": null}), more)
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"endpoints": [testing.endpoint, second]})) == "pass"
}

test_another_name_of_a_data_store_is_no_use if {
	every name in [testing.fact("OTHER"), testing.fact(""), testing.not_coded] {
		word("profile:PTKTDATA/OLDAPP", object.union(old, {"endpoints": [object.union(testing.endpoint, {"datastores": [testing.datastore(name)]})]})) == "fail"
	}
}

test_a_name_that_a_link_may_give_leaves_it_open if {
	unread := {"links": [testing.link(testing.unknown("RMTIMSCON.APPL is coded twice"))]}
	the("profile:PTKTDATA/OLDAPP", object.union(old, {"endpoints": [object.union(testing.endpoint, unread)]})).reason == "RMTIMSCON.APPL is coded twice"
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"endpoints": [object.union(testing.endpoint, {"member": false})]})) == "undecided"
}

test_a_client_of_ims_tm_uses_the_name_it_gives if {
	client := testing.client("terminals", "ims-tm", {"application": "oldapp"})
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"other_clients": [client]})) == "pass"
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"other_clients": [object.union(client, {"status": "draft"})]})) == "fail"
	word("profile:PTKTDATA/OLDAPP", object.union(old, {"other_clients": [object.union(client, {"application": null})]})) == "fail"
}

test_without_an_inventory_it_is_an_advisory if {
	estate := object.union(object.union(old, testing.not_offered("clients")), {"clients": []})
	verdict := the("profile:PTKTDATA/OLDAPP", estate)
	verdict.verdict == "advisory"
	contains(verdict.message, "no inventory was offered")
}

beside(key) := the("profile:APPL/OLDAPP", left(testing.profile(false, {}), {}, {"OLDAPP": key})).message

test_the_key_beside_an_appl_profile_is_told_as_it_is if {
	contains(beside(testing.key_profile), "has a key profile beside it with a PassTicket key,")
	contains(beside(object.union(testing.key_profile, {"ssignon": null})), "has a key profile beside it without a key,")
}

test_an_appl_profile_that_a_data_store_names_is_not_left_over if {
	estate := object.union(
		left(testing.profile(false, {}), {}, {"OLDAPP": testing.key_profile}),
		{"endpoints": [object.union(testing.endpoint, {"datastores": [testing.datastore(testing.fact("OLDAPP"))]})]},
	)
	not the("profile:APPL/OLDAPP", estate)
}
