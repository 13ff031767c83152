package auditor.policies.ticket_authority_within_reach_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_authority_within_reach

verdicts_of(estate) := verdicts if {
	verdicts := ticket_authority_within_reach.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate, user) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == sprintf("user:%s", [user])
}

ways(change, user) := one(testing.changed(change), user).facts.ways

kinds(change, user) := [way.kind | some way in ways(change, user)]

sound := {"user:SECADM": "pass"}

unlisted := {"site": {"administrators": null}}

test_named_administrators_pass if {
	words(testing.estate) == sound
	one(testing.estate, "SECADM").message == "SECADM may administer what tickets rest on: the site names it."
}

# -- the ways --------------------------------------------------------------------------------------------------------------

special := {"users": {"WEBUSR1": {"special": true}}}

test_special_gives_itself_anything if {
	verdict := one(testing.changed(special), "WEBUSR1")
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.message == "WEBUSR1 can give itself, or a colleague, what tickets rest on: SPECIAL."
	verdict.facts == {"ways": [{"kind": "SPECIAL", "name": null, "count": 0, "reaches": []}]}
	verdict.places == [{"at": [0, 50, 6, 13], "role": "primary", "note": "SPECIAL"}]
	verdict.remediation.racf == ["ALTUSER WEBUSR1 NOSPECIAL"]
	verdict.remediation.undo == ["ALTUSER WEBUSR1 SPECIAL"]
	verdict.remediation.other == ["If the user administers RACF, name it under administrators in [site] instead."]
	verdict.assumptions == []
}

test_without_a_list_of_administrators_it_only_advises if {
	estate := testing.changed(object.union(special, unlisted))
	words(estate) == {"user:SECADM": "advisory", "user:WEBUSR1": "advisory"}
	one(estate, "WEBUSR1").severity == "advisory"
}

test_an_empty_list_names_nobody if words(testing.changed({"site": {"administrators": []}})) == {"user:SECADM": "fail"}

test_privileged_users_are_protected_not_exempt if {
	words(testing.changed(object.union(special, {"site": {"privileged": ["WEBUSR1"]}})))["user:WEBUSR1"] == "fail"
}

test_a_revoked_user_can_give_itself_nothing if {
	words(testing.changed({"users": {"WEBUSR1": {"special": true, "revoked": true}}}))["user:WEBUSR1"] == "pass"
}

test_the_owner_of_a_profile_changes_its_list if {
	every class, name in {"APPL": "APP1", "PTKTDATA": "APP1"} {
		verdict := one(testing.changed({"profiles": {class: {name: {"owner": "WEBUSR1"}}}}), "WEBUSR1")
		verdict.facts.ways == [{"kind": "owner", "name": null, "count": 1, "reaches": [sprintf("profile:%s/%s", [class, name])]}]
		verdict.places[0].at == [0, 100, 282, 289]
		verdict.remediation.racf == []
		contains(verdict.remediation.other[0], "WEBUSR1 owns")
	}
}

test_the_place_is_that_of_the_profile_that_is_owned if {
	verdict := one(testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"owner": "WEBUSR1", "at": [0, 7, 6, 251]}}}}), "WEBUSR1")
	verdict.places[0].at == [0, 7, 282, 289]
}

test_the_owner_of_a_requester_or_of_a_permitted_group_takes_it_over if {
	ways({"users": {"WEBSTC": {"owner": "WEBUSR1"}}}, "WEBUSR1")[0].reaches == ["user:WEBSTC"]
	ways({"groups": {"APPGRP": {"owner": "WEBUSR1"}}}, "WEBUSR1")[0].reaches == ["group:APPGRP"]
	one(testing.changed({"users": {"WEBSTC": {"owner": "WEBUSR1"}}}), "WEBUSR1").places[0].at == [0, 50, 6, 13]
	one(testing.changed({"groups": {"APPGRP": {"owner": "WEBUSR1"}}}), "WEBUSR1").places[0].at == [0, 10, 6, 13]
}

test_the_owner_of_somebody_else_is_nobody_here if {
	words(testing.changed({"users": {"PARTNER1": {"owner": "WEBUSR1"}}})) == sound
	words(testing.changed({"groups": {"STCGRP": {"owner": "WEBUSR1"}}})) == sound
	words(testing.changed({"users": {"BATCH1": {"owner": "BATCH1"}}})) == sound
}

makes(level) := {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.WEBUSR1": {"acl": {"STCGRP": {"access": level, "at": [0, 99, 262, 278]}, "WEBSTC": {"access": "NONE", "at": [0, 99, 262, 278]}}}}}}

test_members_of_a_group_that_makes_tickets_are_requesters if {
	owned := {"users": {"WEBSTC": {"owner": "WEBUSR1"}}}
	"user:WEBSTC" in ways(object.union(owned, makes("UPDATE")), "WEBUSR1")[0].reaches
	words(testing.changed(object.union(owned, makes("READ")))) == sound
}

test_who_owns_much_is_told_briefly if {
	owned_here := {"owner": "WEBUSR1"}
	profiles := {"PTKTDATA": {name: owned_here | some name, _ in testing.estate.profiles.PTKTDATA}, "APPL": {"APP1": owned_here}}
	verdict := one(testing.changed({"profiles": profiles, "users": {"WEBSTC": owned_here}}), "WEBUSR1")
	verdict.facts.ways[0].count == 6
	count(verdict.facts.ways[0].reaches) == 5
	endswith(verdict.message, "and 1 more.")
}

in_group(user, group, change) := {"users": {user: {"connections": {group: object.union(testing.connection, change)}}}}

test_group_special_in_the_owning_group_reaches_what_it_owns if {
	verdict := one(testing.changed(in_group("WEBUSR1", "SECGRP", {"special": true})), "WEBUSR1")
	verdict.verdict == "fail"
	verdict.facts.ways[0].kind == "group-SPECIAL"
	verdict.facts.ways[0].name == "SECGRP"
	verdict.facts.ways[0].count == 8
	verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(SECGRP) NOSPECIAL"]
	verdict.remediation.undo == ["CONNECT WEBUSR1 GROUP(SECGRP) SPECIAL"]
}

test_group_special_without_effect_is_none if {
	words(testing.changed(in_group("WEBUSR1", "SECGRP", {"special": true, "revoked": true}))) == sound
	words(testing.changed(in_group("WEBUSR1", "STCGRP", {"special": true}))) == sound
	words(testing.changed(in_group("WEBUSR1", "SECGRP", {}))) == sound
}

test_group_special_in_a_permitted_group_lets_colleagues_in if {
	ways({"users": {"WEBUSR1": {"connections": {"APPGRP": {"special": true}}}}}, "WEBUSR1") == [{"kind": "group-SPECIAL", "name": "APPGRP", "count": 1, "reaches": ["group:APPGRP"]}]
}

test_group_special_above_goes_down_through_owners if {
	above := in_group("WEBUSR1", "SYS1", {"special": true})
	kinds(object.union(above, {"groups": {"SECGRP": {"owner": "SYS1"}}}), "WEBUSR1") == ["group-SPECIAL"]
	by_user := {"groups": {"SECGRP": {"owner": "PARTNER1"}}, "users": {"PARTNER1": {"owner": "SYS1"}}}
	kinds(object.union(above, by_user), "WEBUSR1") == ["group-SPECIAL"]
	words(testing.changed(above)) == sound # the superior group does not own it
}

test_connect_and_join_in_a_permitted_group_let_colleagues_in if {
	every authority in ["CONNECT", "JOIN"] {
		verdict := one(testing.changed({"groups": {"APPGRP": {"members": {"WEBUSR1": {"authority": authority}}}}}), "WEBUSR1")
		verdict.facts.ways == [{"kind": authority, "name": "APPGRP", "count": 1, "reaches": ["profile:APPL/APP1"]}]
		verdict.places[0].at == [0, 49, 6, 22]
		verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(APPGRP) AUTHORITY(USE)"]
		verdict.remediation.undo == [sprintf("CONNECT WEBUSR1 GROUP(APPGRP) AUTHORITY(%s)", [authority])]
	}
}

test_other_authority_and_other_groups_let_nobody_in if {
	words(testing.changed({"groups": {"APPGRP": {"members": {"WEBUSR1": {"authority": "CREATE"}}}}})) == sound
	words(testing.changed({"groups": {"SECGRP": {"members": {"WEBUSR1": {"authority": "JOIN", "at": [0, 49, 6, 22]}}}}})) == sound
	left := {"groups": {"APPGRP": {"members": {"WEBUSR1": {"authority": "JOIN"}}}}, "users": {"WEBUSR1": {"connections": {"APPGRP": {"revoked": true}}}}}
	words(testing.changed(left)) == sound
}

# JOIN of PARTNER1 in APPGRP where a list gives the group this.
joining(class, name, level) := {
	"groups": {"SECGRP": {"members": {"WEBUSR1": {"authority": "JOIN", "at": [0, 49, 6, 22]}}}},
	"profiles": {class: {name: {"acl": {"SECGRP": {"access": level, "at": [0, 99, 262, 278]}}}}},
}

test_what_a_group_is_permitted_must_be_worth_something if {
	own := "IRRPTAUTH.APP1.WEBUSR1"
	kinds(joining("PTKTDATA", own, "READ"), "WEBUSR1") == ["JOIN"]
	kinds(joining("APPL", "APP1", "READ"), "WEBUSR1") == ["JOIN"]
	kinds(joining("PTKTDATA", "APP1", "ALTER"), "WEBUSR1") == ["JOIN"]
	every change in [joining("PTKTDATA", own, "NONE"), joining("APPL", "APP1", "NONE"), joining("PTKTDATA", "APP1", "CONTROL")] {
		words(testing.changed(change)) == sound
	}
}

test_class_authority_defines_profiles if {
	words(testing.changed({"users": {"WEBUSR1": {"clauth": ["FACILITY", "USER"]}}})) == sound
	every class in ["PTKTDATA", "PTKTVAL", "APPL"] {
		verdict := one(testing.changed({"users": {"WEBUSR1": {"clauth": [class]}}}), "WEBUSR1")
		verdict.facts.ways == [{"kind": "CLAUTH", "name": class, "count": 0, "reaches": []}]
		verdict.remediation.racf == [sprintf("ALTUSER WEBUSR1 NOCLAUTH(%s)", [class])]
		verdict.remediation.undo == [sprintf("ALTUSER WEBUSR1 CLAUTH(%s)", [class])]
		contains(verdict.assumptions[0], "POSIT")
	}
}

# A generic profile above all others, and GENERICOWNER.
lid(class, owner, value) := {
	"options": {"generic_owner": value},
	"profiles": {class: {"**": object.union(testing.profile(true, {}), {"owner": owner})}},
	"users": {"WEBUSR1": {"clauth": [class]}},
}

test_genericowner_stops_class_authority_below_a_profile_of_somebody_else if {
	every class in ["PTKTDATA", "APPL"] {
		words(testing.changed(lid(class, "SECGRP", testing.fact(true)))) == sound
		words(testing.changed(lid(class, "SECGRP", testing.fact(false))))["user:WEBUSR1"] == "fail"
		unknown := one(testing.changed(lid(class, "SECGRP", testing.unknown("no listing"))), "WEBUSR1")
		unknown.verdict == "undecided"
		unknown.reason == "no listing"
		unknown.facts.clauth == [class]
	}
}

test_who_may_have_a_way_and_is_named_passes_with_a_place if {
	named := object.union(lid("APPL", "SECGRP", testing.unknown("no listing")), {"site": {"administrators": ["SECADM", "WEBUSR1"]}})
	verdict := one(testing.changed(named), "WEBUSR1")
	verdict.verdict == "pass"
	verdict.places[0].note == "the user"
}

test_genericowner_does_not_stop_the_owner_and_who_is_above if {
	words(testing.changed(lid("APPL", "WEBUSR1", testing.fact(true))))["user:WEBUSR1"] == "fail"
	above := object.union(lid("APPL", "STCGRP", testing.fact(true)), in_group("WEBUSR1", "STCGRP", {"special": true}))
	words(testing.changed(above))["user:WEBUSR1"] == "fail"
}

test_genericowner_stops_who_is_above_another_owner_or_is_not_who_is_above if {
	somebody := object.union(lid("APPL", "STCGRP", testing.fact(true)), in_group("PARTNER1", "STCGRP", {"special": true}))
	not words(testing.changed(somebody))["user:WEBUSR1"]
	elsewhere := object.union(lid("APPL", "STCGRP", testing.fact(true)), in_group("WEBUSR1", "APPGRP", {"special": true}))
	kinds(elsewhere, "WEBUSR1") == ["group-SPECIAL"]
}

test_genericowner_stops_nobody_where_the_names_are_not_known if {
	unnamed := {"running": null, "id": testing.unknown("it is a symbol"), "appl": object.union(testing.not_coded, {"why": "APPL= is not coded"})}
	estate := object.union(testing.with_endpoint(unnamed), lid("PTKTDATA", "SECGRP", testing.fact(true)))
	words(estate)["user:WEBUSR1"] == "fail"
}

test_genericowner_stops_nobody_where_a_name_is_left_open if {
	half := {"options": {"generic_owner": testing.fact(true)}, "users": {"WEBUSR1": {"clauth": ["PTKTDATA"]}}}
	words(testing.changed(half))["user:WEBUSR1"] == "fail" # IRRPTAUTH.** leaves key profiles open
	whole := object.union(half, {"profiles": {"PTKTDATA": {"APP1.**": testing.profile(true, {})}}})
	words(testing.changed(whole)) == sound
	every name in ["APP1", "APP1.%", "APP1.&X", "AP%1.**", "APP2.*"] {
		words(testing.changed(object.union(half, {"profiles": {"PTKTDATA": {name: testing.profile(true, {})}}})))["user:WEBUSR1"] == "fail"
	}
	discrete := object.union(half, {"profiles": {"PTKTDATA": {"APP1.**": testing.profile(false, {})}}})
	words(testing.changed(discrete))["user:WEBUSR1"] == "fail"
	unknown := {"options": {"generic_owner": testing.unknown("no listing")}, "users": {"WEBUSR1": {"clauth": ["PTKTDATA"]}}}
	words(testing.changed(unknown))["user:WEBUSR1"] == "fail"
}

test_class_authority_that_is_not_known_leaves_the_system_undecided if {
	estate := testing.changed({"users": {"WEBUSR1": {"clauth": null}}})
	words(estate) == {"user:SECADM": "pass", "system": "undecided"}
}

alter(acl) := {"profiles": {"PTKTDATA": {"APP1": {"acl": {id: {"access": level, "at": [0, 95, 262, 278]} | some id, level in acl}}}}}

test_alter_on_a_discrete_profile_changes_its_list if {
	verdict := one(testing.changed(alter({"WEBUSR1": "ALTER"})), "WEBUSR1")
	verdict.facts.ways == [{"kind": "ALTER", "name": "profile:PTKTDATA/APP1", "count": 1, "reaches": ["profile:PTKTDATA/APP1"]}]
	verdict.remediation.racf == ["PERMIT APP1 CLASS(PTKTDATA) ID(WEBUSR1) DELETE", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(PTKTDATA) ID(WEBUSR1) ACCESS(ALTER)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	count(verdict.remediation.other) == 1
	through_group := one(testing.changed(alter({"STCGRP": "ALTER"})), "WEBSTC")
	through_group.remediation.racf == ["SETROPTS RACLIST(PTKTDATA) REFRESH"]
	through_group.remediation.undo == ["SETROPTS RACLIST(PTKTDATA) REFRESH"]
	contains(through_group.remediation.other[0], "through a group")
}

test_less_than_alter_or_a_generic_profile_changes_no_list if {
	words(testing.changed(alter({"WEBUSR1": "CONTROL"}))) == sound
	words(testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"WEBUSR1": {"access": "ALTER", "at": [0, 95, 262, 278]}}}}}})) == sound
}

test_several_ways_are_told_together if {
	both := object.union(special, in_group("WEBUSR1", "SECGRP", {"special": true}))
	kinds(both, "WEBUSR1") == ["SPECIAL", "group-SPECIAL"]
}

# -- evidence --------------------------------------------------------------------------------------------------------------

test_lost_records_leave_the_rest_undecided if {
	every type in ["0202", "0205", "0102", "0500"] {
		words(testing.also_damaged(testing.changed(special), "unload", type, null)) == {
			"user:SECADM": "pass", "user:WEBUSR1": "fail", "system": "undecided",
		}
	}
}

test_no_unload_is_undecided if {
	estate := object.union(object.remove(testing.estate, ["users"]), object.union({"users": {}}, testing.not_offered("unload")))
	words(estate) == {"system": "undecided"}
}

test_no_member_leaves_the_scope_open if {
	estate := object.union(testing.estate, object.union(testing.not_offered("hwscfg"), {"endpoints": []}))
	words(estate) == {"user:SECADM": "pass", "system": "undecided"}
}

test_nobody_at_all_is_not_applicable if {
	words(testing.changed({"users": {"SECADM": {"special": false}}})) == {"system": "not_applicable"}
}

# -- ALTER under a condition (WHEN) ------------------------------------------------------------------------------------------

altering(id, level, generic) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {
	"generic": generic,
	"conditional": [{"id": id, "access": level, "kind": "TERMINAL", "name": "T1", "at": [0, 97, 6, 251]}],
}}}})

test_alter_under_a_condition_is_undecided_for_whom_the_site_does_not_name if {
	words(altering("WEBUSR1", "ALTER", false)).system == "undecided"
	words(altering("SECADM", "ALTER", false)) == sound
	words(altering("WEBUSR1", "UPDATE", false)) == sound
	generic := {"conditional": [{"id": "WEBUSR1", "access": "ALTER", "kind": "TERMINAL", "name": "T1", "at": [0, 97, 6, 251]}]}
	words(testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": generic}}})) == sound
}
