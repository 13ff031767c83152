package auditor.lib.grants_test

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.grants
import data.auditor.lib.testing

ids(estate, acl, users) := found if {
	found := grants.ids(acl, users) with input as estate
}

everybody := {"BATCH1", "PARTNER1", "WEBUSR1"}

of(change) := testing.changed({"users": {"WEBUSR1": change}})

test_a_group_stands_for_its_members_when_all_of_them_need_it if {
	ids(testing.estate, {}, everybody) == ["APPGRP"]
	ids(testing.estate, {}, everybody - {"PARTNER1"}) == ["BATCH1", "WEBUSR1"]
}

test_a_user_on_the_list_keeps_its_own_entry if {
	ids(testing.estate, {"WEBUSR1": {"access": "NONE"}}, everybody) == ["APPGRP", "WEBUSR1"]
}

test_a_user_whose_default_group_does_not_count_is_named if {
	ids(of({"connections": {"APPGRP": {"revoked": true}}}), {}, everybody) == ["APPGRP", "WEBUSR1"]
	ids(of({"default_group": "STCGRP"}), {}, everybody | {"WEBSTC"}) == ["APPGRP", "STCGRP", "WEBUSR1"]
}

test_a_group_whose_members_are_not_all_known_stands_for_nobody if {
	ids(testing.changed({"groups": {"APPGRP": {"complete": false}}}), {}, everybody) == ["BATCH1", "PARTNER1", "WEBUSR1"]
}

test_a_user_whom_its_group_does_not_name_is_named if {
	group := object.union(
		object.remove(testing.estate.groups.APPGRP, ["members"]),
		{"members": object.remove(testing.estate.groups.APPGRP.members, ["WEBUSR1"])},
	)
	estate := object.union(
		object.remove(testing.estate, ["groups"]),
		{"groups": object.union(object.remove(testing.estate.groups, ["APPGRP"]), {"APPGRP": group})},
	)
	ids(estate, {}, everybody) == ["APPGRP", "WEBUSR1"]
}

test_nobody_undefined_is_permitted if ids(testing.estate, {}, {"GONE1"}) == []

# -- where a decision stands ---------------------------------------------------------------------------------------------

app(acl, more) := testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, acl), more)})

notes(estate) := [place.note | some place in found] if {
	decision := access.decide("APPL", "APP1", "WEBUSR1", "READ") with input as estate
	found := grants.place("APPL", decision, "WEBUSR1") with input as estate
}

test_the_place_is_the_entry_or_what_counts_without_one if {
	notes(app({"WEBUSR1": "READ"}, {})) == ["user WEBUSR1 has READ here"]
	notes(app({"APPGRP": "READ"}, {})) == ["group APPGRP has READ here"]
	notes(app({"*": "READ"}, {})) == ["everyone by ID * has READ here"]
	notes(app({}, {"uacc": "READ"})) == ["no entry concerns WEBUSR1, so UACC READ decides"]
	restricted := object.union(app({}, {"uacc": "READ"}), {"users": {"WEBUSR1": {"restricted": true}}})
	notes(restricted) == ["the user is RESTRICTED and has no entry of its own", "the profile that decides"]
}

test_without_a_profile_there_is_no_place if notes(testing.only_profiles(testing.estate, "APPL", {})) == []

test_an_undecided_profile_has_no_place if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {"WEBUSR1": "READ"})})
	notes(testing.with_class(generic, "APPL", {"generic": testing.unknown("no listing")})) == []
}

# -- undo ----------------------------------------------------------------------------------------------------------------

test_a_permit_is_undone_to_what_was_there if {
	estate := app({"WEBUSR1": "NONE"}, {})
	before := grants.unpermit("APPL", "APP1", "WEBUSR1") with input as estate
	before == "PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)"
	none := grants.unpermit("APPL", "APP1", "BATCH1") with input as estate
	none == "PERMIT APP1 CLASS(APPL) ID(BATCH1) DELETE"
}
