package auditor.policies.privileged_user_reachable_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.privileged_user_reachable

# The sound estate without the client that holds the key of APP1 outside.
plain := object.union(testing.estate, {"clients": [client | some client in testing.estate.clients; client.kind != "off-host"]})

changed(change) := object.union(plain, change)

words(estate) := found if {
	found := testing.words(privileged_user_reachable.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := privileged_user_reachable.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

reach := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"WEBSTC": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}}

admitted := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}

both := object.union(reach, admitted)

subject := "user:SECADM"

test_nobody_else_passes if words(plain) == {subject: "pass"}

test_a_chain_to_its_end_fails if {
	verdict := one(changed(both), subject)
	verdict.verdict == "fail"
	verdict.severity == "critical"
	verdict.facts.ways == [{
		"application": "APP1", "profile": "IRRPTAUTH.**", "holders": ["WEBSTC"], "count": 1, "everybody": false, "appl_profile": "APP1", "others": [],
	}]
	verdict.places[0] == {"at": [0, 98, 271, 278], "role": "primary", "note": "WEBSTC may make tickets through IRRPTAUTH.**"}
	verdict.remediation.racf == [
		"RDEFINE PTKTDATA IRRPTAUTH.APP1.SECADM UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(UPDATE) FAILURES(READ))",
		"PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) RESET(ALL)",
		"PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(NONE)",
		"SETROPTS RACLIST(APPL) REFRESH",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.undo[0] == "RDELETE PTKTDATA IRRPTAUTH.APP1.SECADM"
}

test_one_permit_away_is_an_advisory if words(changed(reach)) == {subject: "advisory"}

test_the_user_itself_is_no_holder if {
	own := {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.SECADM": testing.profile(false, {"SECADM": "UPDATE"})}}}
	words(changed(object.union(both, own))) == {subject: "pass"}
}

test_a_revoked_user_cannot_be_reached if {
	words(changed(object.union(both, {"users": {"SECADM": {"revoked": true}}}))) == {subject: "pass"}
}

test_uacc_lets_everybody_reach_it if {
	open := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"uacc": "UPDATE"}}}}
	one(changed(object.union(admitted, open)), subject).facts.ways[0].everybody == true
}

test_uid_0_and_the_sites_names_are_privileged if {
	estate := changed({"users": {"BATCH1": {"uid": 0}}, "site": {"privileged": ["WEBUSR1"]}})
	object.keys(words(estate)) == {subject, "user:BATCH1", "user:WEBUSR1"}
}

test_unknown_generic_checking_is_undecided if {
	estate := changed(object.union(both, {"classes": {"PTKTDATA": {"generic": testing.unknown("no listing")}}}))
	words(estate) == {subject: "undecided"}
}

test_an_endpoint_without_racf_cannot_be_reached if {
	estate := object.union(changed(both), {"endpoints": [object.union(testing.endpoint, testing.racf_off)]})
	one(estate, subject).verdict == "pass"
	one(estate, subject).facts.applications == []
}

test_an_unknown_application_is_undecided_and_nothing_is_made_up_for_it if {
	unnamed := {"running": null, "id": testing.unknown("it is a symbol"), "appl": object.union(testing.not_coded, {"why": "APPL= is not coded"})}
	words(object.union(changed(both), {"endpoints": [object.union(testing.endpoint, unnamed)]}))[subject] == "undecided"
}

test_a_doubt_about_the_logon_is_named if {
	verdict := one(changed(object.union(both, {"users": {"SECADM": {"start_time": "08:00:00"}}})), subject)
	verdict.verdict == "undecided"
	verdict.reason == "SECADM may log on only at certain hours, and the hour of a logon is not known"
}

# -- fixing --------------------------------------------------------------------------------------------------------------

# A profile for tickets of this user alone.
exact(change) := changed(object.union(admitted, {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.SECADM": change}}}))

orders(verdict, words_) := [order | some order in verdict.remediation[words_]; contains(order, "IRRPTAUTH")]

test_of_a_profile_of_its_own_the_others_are_taken_off if {
	verdict := one(exact(testing.profile(false, {"WEBSTC": "UPDATE", "SECADM": "UPDATE"})), subject)
	orders(verdict, "racf") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(WEBSTC) DELETE"]
	orders(verdict, "undo") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)"]
}

test_of_a_profile_of_its_own_everybody_is_taken_off if {
	verdict := one(exact(testing.profile(false, {"*": "UPDATE"})), subject)
	orders(verdict, "racf") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(*) DELETE"]
	orders(verdict, "undo") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(*) ACCESS(UPDATE)"]
}

test_a_profile_of_its_own_that_is_open_is_closed if {
	verdict := one(exact(object.union(testing.profile(false, {}), {"uacc": "UPDATE"})), subject)
	orders(verdict, "racf") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM UACC(NONE)"]
	orders(verdict, "undo") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM UACC(UPDATE)"]
}

test_warning_mode_of_a_profile_of_its_own_is_ended if {
	verdict := one(exact(object.union(testing.profile(false, {}), {"warning": true})), subject)
	orders(verdict, "racf") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM NOWARNING"]
	orders(verdict, "undo") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM WARNING"]
}

doors(verdict, words_) := [order | some order in verdict.remediation[words_]; contains(order, "CLASS(APPL)")]

test_the_door_is_opened_again_as_it_was if {
	doors(one(changed(both), subject), "undo") == ["PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(READ)"]
	through_group := {"profiles": {"APPL": {"APP1": {"acl": {"SECGRP": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}
	doors(one(changed(object.union(reach, through_group)), subject), "undo") == ["PERMIT APP1 CLASS(APPL) ID(SECADM) DELETE"]
}

test_without_an_appl_profile_there_is_no_door_to_shut if {
	verdict := one(testing.only_profiles(changed(both), "APPL", {}), subject)
	verdict.verdict == "fail"
	doors(verdict, "racf") == []
}

test_a_declared_user_is_not_shut_out if {
	client := testing.client("admin", "off-host", {"users": ["SECADM"], "key_profile": "APP1"})
	verdict := one(object.union(changed(both), {"clients": [client]}), subject)
	verdict.verdict == "fail"
	doors(verdict, "racf") == []
}

# One application with a profile for tickets, and one without.
test_where_no_profile_decides_nobody_makes_tickets if {
	authority := {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE"})}
	endpoints := [testing.endpoint, object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": testing.fact("APP2")})]
	estate := object.union(testing.only_profiles(changed(admitted), "PTKTDATA", authority), {"endpoints": endpoints})
	[way.application | some way in one(estate, subject).facts.ways] == ["APP1"]
}

# -- other ways than an IRRPTAUTH profile ----------------------------------------------------------------------------------

partner := testing.client("partner", "off-host", {"users": ["PARTNER1"], "key_profile": "APP1"})

held_outside(change) := object.union(changed(change), {"clients": [partner]})

others(estate) := [row | some way in one(estate, subject).facts.ways; some row in way.others]

test_a_system_that_holds_the_key_makes_tickets_for_anybody if {
	verdict := one(held_outside(admitted), subject)
	verdict.verdict == "fail"
	verdict.message == "SECADM (SPECIAL) can be reached by ticket: client partner holds the key of the application, and it can log on."
	others(held_outside(admitted)) == [{"kind": "key", "id": "partner", "profile": null}]
	verdict.facts.ways[0].profile == null
	verdict.facts.ways[0].holders == []
	verdict.places[0] == {"at": [3, 2, 0, 0], "role": "primary", "note": "client partner makes tickets with the key"}
	verdict.remediation.racf == [
		"PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(NONE)",
		"SETROPTS RACLIST(APPL) REFRESH",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	contains(verdict.remediation.other[0], "client partner")
}

test_a_key_and_the_application_shut_is_one_permit_away if words(held_outside({}))[subject] == "advisory"

test_an_entry_by_name_or_group_shuts_a_key_out if {
	every id in ["SECADM", "SECGRP"] {
		listed := {"profiles": {"APPL": {"APP1": {"acl": {id: {"access": "NONE", "at": [0, 97, 262, 278]}}}}}}
		words(held_outside(listed))[subject] == "pass"
		words(held_outside(object.union(listed, reach)))[subject] == "advisory"
		words(object.remove(object.union(changed(listed), testing.not_offered("clients")), []))[subject] == "pass"
	}
}

everyone_kept_out := {"profiles": {"APPL": {"APP1": {"acl": {"*": {"access": "NONE", "at": [0, 97, 262, 278]}}}}}}

test_an_entry_for_everybody_is_no_entry_by_name if words(held_outside(everyone_kept_out))[subject] == "advisory"

test_a_key_kept_in_no_profile_is_none if {
	keyless := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}}
	words(held_outside(object.union(admitted, keyless)))[subject] == "pass"
	unread := {"unload": {"ssignon": "absent"}}
	words(held_outside(object.union(admitted, unread)))[subject] == "undecided"
}

key_of(name) := labelled(name, name)

labelled(name, label) := {
	"clients": [object.union(partner, {"key_profile": name})],
	"profiles": {"PTKTDATA": {name: object.union(testing.key_profile, {"ssignon": {"key_label": label}})}},
}

test_a_key_of_another_user_is_no_way if {
	words(changed(object.union(admitted, key_of("APP1.PARTNER1"))))[subject] == "pass"
	words(changed(object.union(admitted, key_of("APP2"))))[subject] == "pass"
	words(changed(object.union(admitted, key_of("APP1.SECADM"))))[subject] == "fail"
	words(changed(object.union(admitted, key_of("APP1.SECGRP"))))[subject] == "fail"
}

test_the_key_of_the_application_is_the_default if {
	estate := object.union(changed(admitted), {"clients": [object.union(partner, {"key_profile": null, "application": "app1"})]})
	others(estate) == [{"kind": "key", "id": "partner", "profile": null}]
}

test_a_client_that_makes_no_tickets_or_asks_racf_holds_no_key if {
	every more in [{"generates_tickets": false}, {"requester": "WEBSTC", "kind": "ims-tm"}, {"kind": "racf-service"}] {
		words(object.union(changed(admitted), {"clients": [object.union(partner, more)]}))[subject] == "pass"
	}
	elsewhere := object.union(partner, {"kind": "ims-tm"})
	words(object.union(changed(admitted), {"other_clients": [elsewhere]}))[subject] == "fail"
}

test_keys_that_are_the_same_open_the_same if {
	other := key_of("APP2")
	shared := {"shared_keys": [{"kind": "enhanced", "profiles": ["APP1", "APP2"]}]}
	words(changed(object.union(admitted, object.union(other, shared))))[subject] == "fail"
}

test_one_label_is_one_key if {
	words(changed(object.union(admitted, labelled("APP2", "APP1.EPT.KEY"))))[subject] == "fail"
	words(changed(object.union(admitted, labelled("APP2", "APP2.EPT.KEY"))))[subject] == "pass"
	words(changed(object.union(admitted, labelled("APP2", ""))))[subject] == "pass"
}

test_without_an_inventory_nobody_knows_who_holds_a_key if {
	estate := object.union(changed(admitted), testing.not_offered("clients"))
	one(estate, subject).verdict == "undecided"
	one(estate, subject).reason == "no client inventory was offered (--clients)"
	no_key := testing.only_profiles(estate, "PTKTDATA", {"IRRPTAUTH.**": testing.profile(true, {})})
	one(no_key, subject).verdict == "pass"
}

altered(acl) := {"profiles": {"PTKTDATA": {"APP1": {"acl": {id: {"access": level, "at": [0, 95, 262, 278]} | some id, level in acl}}}}}

test_alter_on_the_key_profile_sets_a_key_one_knows if {
	verdict := one(changed(object.union(admitted, altered({"WEBSTC": "ALTER"}))), subject)
	verdict.verdict == "fail"
	verdict.facts.ways[0].others == [{"kind": "key profile", "id": "WEBSTC", "profile": "APP1"}]
	verdict.places[0] == {"at": [0, 95, 271, 278], "role": "primary", "note": "WEBSTC has ALTER on the key profile APP1"}
	verdict.remediation.racf[0] == "PERMIT APP1 CLASS(PTKTDATA) ID(WEBSTC) DELETE"
	verdict.remediation.undo[0] == "PERMIT APP1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(ALTER)"
}

test_alter_through_a_group_and_for_everybody_counts if {
	by_group := one(changed(object.union(admitted, altered({"STCGRP": "ALTER"}))), subject)
	by_group.facts.ways[0].others == [{"kind": "key profile", "id": "WEBSTC", "profile": "APP1"}]
	by_group.remediation.racf[0] == "PERMIT APP1 CLASS(PTKTDATA) ID(STCGRP) DELETE"
	by_star := one(changed(object.union(admitted, altered({"*": "ALTER"}))), subject)
	by_star.facts.ways[0].others == [{"kind": "key profile", "id": "*", "profile": "APP1"}]
	by_star.remediation.racf[0] == "PERMIT APP1 CLASS(PTKTDATA) ID(*) DELETE"
	by_uacc := one(changed(object.union(admitted, {"profiles": {"PTKTDATA": {"APP1": {"uacc": "ALTER"}}}})), subject)
	by_uacc.remediation.racf[0] == "RALTER PTKTDATA APP1 UACC(NONE)"
	by_uacc.remediation.undo[0] == "RALTER PTKTDATA APP1 UACC(ALTER)"
}

test_less_than_alter_on_the_key_profile_is_no_way if {
	words(changed(object.union(admitted, altered({"WEBSTC": "CONTROL", "SECADM": "ALTER"}))))[subject] == "pass"
}

task(fields) := {"profiles": {"STARTED": {"WEB.*": object.union(testing.profile(true, {}), {"started": object.union(
	{"at": [0, 90, 6, 251], "user": "WEBSTC", "group": "STCGRP", "trusted": false, "privileged": false},
	fields,
)})}}}

test_a_requester_that_runs_without_checks_makes_tickets_for_anybody if {
	every flag in ["trusted", "privileged"] {
		verdict := one(changed(object.union(admitted, task({flag: true}))), subject)
		verdict.verdict == "fail"
		verdict.facts.ways[0].others == [{"kind": "started task", "id": "WEBSTC", "profile": "WEB.*"}]
		verdict.places[0].at == [0, 90, 6, 251]
		verdict.remediation.racf[0] == "RALTER STARTED WEB.* STDATA(TRUSTED(NO) PRIVILEGED(NO))"
		"SETROPTS RACLIST(STARTED) REFRESH" in verdict.remediation.racf
		contains(concat(" ", verdict.remediation.undo), sprintf("%s(YES)", [upper(flag)]))
	}
}

test_other_tasks_without_checks_are_no_requesters if {
	words(changed(object.union(admitted, task({"trusted": true, "user": "BATCH9"}))))[subject] == "pass"
	words(changed(object.union(admitted, task({}))))[subject] == "pass"
	words(changed(object.union(admitted, task({"trusted": true, "user": "SECADM"}))))[subject] == "pass"
	off := {"classes": {"STARTED": {"active": testing.fact(false)}}}
	words(changed(object.union(admitted, object.union(off, task({"trusted": true})))))[subject] == "pass"
}

test_what_runs_under_a_requester_may_be_open if {
	words(changed(object.union(admitted, task({"trusted": null}))))[subject] == "undecided"
	any_task := {"profiles": {"STARTED": {"**": object.union(task({"user": "=MEMBER", "trusted": true}).profiles.STARTED["WEB.*"], {})}}}
	words(changed(object.union(admitted, any_task)))[subject] == "undecided"
	own_task := {"profiles": {"STARTED": {"WEBSTC.*": task({"user": "=MEMBER", "trusted": true}).profiles.STARTED["WEB.*"]}}}
	words(changed(object.union(admitted, own_task)))[subject] == "fail"
	unlisted := {"classes": {"STARTED": {"active": testing.unknown("no listing")}}}
	words(changed(object.union(admitted, object.union(unlisted, task({"trusted": true})))))[subject] == "undecided"
}

test_the_services_need_a_key_to_make_tickets if {
	keyless := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}}
	words(changed(object.union(admitted, object.union(keyless, task({"trusted": true})))))[subject] == "pass"
	unread := {"unload": {"ssignon": "absent"}}
	words(changed(object.union(admitted, object.union(unread, task({"trusted": true})))))[subject] == "undecided"
}

test_a_lost_record_of_started_tasks_leaves_a_pass_undecided if {
	words(object.union(plain, testing.damaged("unload", "0540", "STARTED")))[subject] == "undecided"
}

# Damage costs what it touches: a list of another class and another application is no way to a ticket.
lost(class) := {"evidence": {"unload": {"offered": true, "damage": [object.union(damage, {"name": "OTHER1"}) |
	some damage in testing.damaged("unload", "0500", class).evidence.unload.damage
]}}}

test_what_is_lost_of_another_profile_changes_nothing if {
	words(object.union(plain, lost("APPL")))[subject] == words(plain)[subject]
	words(object.union(plain, lost("STARTED")))[subject] == "undecided"
}
