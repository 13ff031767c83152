package auditor.lib.access_test

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.testing

name := "WEBUSR1"

decided(estate, needed) := decision if {
	decision := access.decide("APPL", "APP1", name, needed) with input as estate
}

outcome(estate) := decided(estate, "READ").outcome

# The application with this access list and these further values.
profile(acl, more) := object.union(testing.profile(false, acl), more)

app(acl, more) := testing.only_profiles(testing.estate, "APPL", {"APP1": profile(acl, more)})

of(change) := {"users": {name: change}}

# -- groups --------------------------------------------------------------------------------------------------------------

# WEBUSR1 is in OTHER too; APPGRP is its default group.
groups(acl) := object.union(app(acl, {}), of({"connections": {"OTHER": testing.connection}}))

grplist(value) := {"options": {"grplist": value}}

not_told := testing.unknown("no listing")

by_other := groups({"APPGRP": "NONE", "OTHER": "READ"})

test_with_a_list_of_groups_the_highest_counts if {
	decision := decided(by_other, "READ")
	[decision.outcome, decision.level, decision.by] == ["allowed", "READ", "group OTHER"]
}

test_without_a_list_of_groups_the_default_group_counts if {
	decision := decided(object.union(by_other, grplist(testing.fact(false))), "READ")
	[decision.outcome, decision.level, decision.by] == ["denied", "NONE", "group APPGRP"]
}

test_an_unknown_list_of_groups_is_undecided_where_it_matters if {
	decision := decided(object.union(by_other, grplist(not_told)), "READ")
	decision.outcome == "undecided"
	decision.reasons == {"whether list-of-groups checking (GRPLIST) is active is unknown"}
}

test_an_unknown_list_of_groups_does_not_matter_where_both_answers_agree if {
	outcome(object.union(groups({"APPGRP": "READ", "OTHER": "UPDATE"}), grplist(not_told))) == "allowed"
	outcome(object.union(groups({"APPGRP": "READ", "OTHER": "READ"}), grplist(not_told))) == "allowed"
}

test_a_revoked_connection_gives_nothing if {
	outcome(object.union(testing.estate, of({"connections": {"APPGRP": {"revoked": true}}}))) == "denied"
}

# -- the public ----------------------------------------------------------------------------------------------------------

test_id_star_is_for_defined_users if {
	open := app({"*": "READ"}, {})
	outcome(open) == "allowed"
	nobody := access.decide("APPL", "APP1", "NOBODY", "READ") with input as open
	[nobody.outcome, nobody.by] == ["denied", "UACC"]
}

test_a_restricted_user_gets_nothing_that_is_for_all if {
	decision := decided(object.union(app({"*": "READ"}, {"uacc": "READ"}), of({"restricted": true})), "READ")
	[decision.outcome, decision.by] == ["denied", "restricted"]
}

# -- what is lost or not told --------------------------------------------------------------------------------------------

test_an_entry_of_its_own_is_final_whatever_else_is_lost if {
	lost := testing.damaged("unload", "0505", "APPL")
	outcome(object.union(app({name: "READ"}, {}), lost)) == "allowed"
	outcome(object.union(app({"APPGRP": "READ"}, {}), lost)) == "undecided"
}

test_a_user_that_was_read_is_known_in_a_partial_unload_too if {
	partial := object.union(testing.estate, {"unload": {"users": false}})
	outcome(partial) == "allowed"
	nobody := access.decide("APPL", "APP1", "NOBODY", "READ") with input as partial
	nobody.outcome == "undecided"
}

test_a_security_label_level_or_category_is_undecided if {
	every change in [{"seclabel": "SECRET"}, {"seclevel": "050"}, {"categories": 1}] {
		outcome(app({name: "READ"}, change)) == "undecided"
	}
}

# -- the conditional list ------------------------------------------------------------------------------------------------

when(id, level) := {"conditional": [{"id": id, "access": level, "kind": "TERMINAL", "name": "T1", "at": [0, 97, 6, 251]}]}

test_a_condition_that_concerns_the_user_is_undecided if {
	outcome(app({}, when(name, "X<07>"))) == "undecided"
	every id in [name, "APPGRP", "*"] {
		outcome(app({}, when(id, "READ"))) == "undecided"
	}
}

test_a_condition_for_somebody_else_or_for_less_is_none if {
	every change in [when("BATCH1", "READ"), when("SECGRP", "READ"), when(name, "EXECUTE")] {
		outcome(app({}, change)) == "denied"
	}
}

test_a_condition_for_all_does_not_concern_the_restricted_nor_the_undefined if {
	open := app({}, when("*", "READ"))
	outcome(object.union(open, of({"restricted": true}))) == "denied"
	nobody := access.decide("APPL", "APP1", "NOBODY", "READ") with input as open
	nobody.outcome == "denied"
}

test_a_condition_for_a_group_does_not_concern_a_revoked_connection if {
	outcome(object.union(app({}, when("APPGRP", "READ")), of({"connections": {"APPGRP": {"revoked": true}}}))) == "denied"
}

# -- generic checking that is not known ----------------------------------------------------------------------------------

# Only a generic profile covers the application, which lets nobody in, and whether it counts is not known.
perhaps(generic_name) := object.union(
	testing.only_profiles(testing.estate, "APPL", {generic_name: testing.profile(true, {})}),
	{"classes": {"APPL": {"generic": not_told}}},
)

answered(estate, open) := decision.outcome if {
	decision := access.answer("APPL", "APP1", name, "READ", open) with input as estate
}

test_the_profile_and_its_absence_settle_it_when_they_agree if {
	answered(perhaps("APP*"), "denied") == "denied"
	answered(perhaps("APP*"), "allowed") == "undecided"
}

test_a_variable_in_the_name_settles_nothing if answered(perhaps("APP&V"), "denied") == "undecided"

test_a_lost_profile_settles_nothing if {
	answered(object.union(perhaps("APP*"), testing.damaged("unload", "0500", "APPL")), "denied") == "undecided"
}

test_no_profile_at_all_is_as_the_caller_says if {
	bare := testing.only_profiles(testing.estate, "APPL", {})
	answered(bare, "allowed") == "allowed"
	answered(bare, "denied") == "denied"
}

# -- holders -------------------------------------------------------------------------------------------------------------

test_holders_are_users_with_enough_of_their_own_or_by_a_group if {
	estate := app({"SECADM": "READ", "GONE": "READ", "STCGRP": "EXECUTE", "APPGRP": "UPDATE", "BATCH1": "NONE"}, {})
	found := access.holders("APPL", "APP1", "READ") with input as estate
	found == {"SECADM", name, "PARTNER1"}
}

# Every access is refused, also where no profile is there, and where everybody is let in.
test_a_contained_user_gets_nothing if {
	outcome(object.union(testing.estate, of({"contained": true}))) == "denied"
	outcome(object.union(app({"*": "ALTER"}, {"warning": true}), of({"contained": true}))) == "denied"
	answer := access.answer("APPL", "NOPROF", "WEBUSR1", "READ", "allowed") with input as object.union(testing.estate, of({"contained": true}))
	answer.outcome == "denied"
}
