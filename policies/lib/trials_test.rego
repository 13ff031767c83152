package auditor.lib.trials_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.lib.trials

ticket := {
	"id": "t1", "client": "gateway", "endpoint": "ICON1", "step": "logon", "requester": "WEBSTC",
	"made_for_user": "WEBUSR1", "made_for_application": "APP1",
	"presented_user": "WEBUSR1", "presented_application": "APP1",
	"ticket": "enhanced", "offset": 0, "replayed": "no", "altered": false,
}

by_hand := {"client": "partner", "requester": null, "made_for_user": "PARTNER1", "presented_user": "PARTNER1"}

answer(estate, change) := [row | some row in rows][0] if {
	one := object.union(ticket, change)
	rows := trials.expected with input as object.union(object.remove(estate, ["trials"]), {"trials": [one]})
}

word(estate, change) := answer(estate, change).expected

test_a_good_ticket_is_let_in if answer(testing.estate, {}) == {"id": "t1", "expected": "allowed", "reasons": []}

test_every_trial_has_its_answer if {
	rows := trials.expected with input as object.union(testing.estate, {"trials": [ticket, object.union(ticket, {"id": "t2", "altered": true})]})
	{row.id: row.expected | some row in rows} == {"t1": "allowed", "t2": "denied"}
}

test_a_client_that_is_not_in_the_inventory_is_undecided if {
	answer(testing.estate, {"client": "ghost"}).reasons == ["client ghost is not in the inventory"]
}

# -- making --------------------------------------------------------------------------------------------------------------

test_making_asks_for_authority_and_not_for_entry if {
	revoked := testing.changed({"users": {"WEBUSR1": {"revoked": true}}})
	word(revoked, {"step": "generate"}) == "allowed"
	word(revoked, {}) == "denied"
}

without_authority := testing.without_profiles("PTKTDATA", ["IRRPTAUTH.APP1.WEBUSR1"])

test_a_client_cannot_present_what_it_was_not_given if {
	word(without_authority, {"step": "generate"}) == "denied"
	word(without_authority, {}) == "denied"
}

test_off_host_clients_ask_nobody if word(without_authority, by_hand) == "allowed"

test_other_steps_suppose_that_somebody_holds_the_ticket if word(without_authority, {"step": "other-application"}) == "allowed"

# -- the endpoint --------------------------------------------------------------------------------------------------------

endpoints(list) := object.union(testing.estate, {"endpoints": list})

test_an_endpoint_that_was_not_offered_is_undecided if {
	answer(testing.estate, {"endpoint": "ICON9"}).reasons == ["no member or display of ICON9 was offered"]
}

test_two_members_of_one_name_are_undecided if {
	second := object.union(testing.endpoint, {"source": 9})
	answer(endpoints([testing.endpoint, second]), {}).reasons == ["2 members call themselves ICON1"]
}

test_no_drda_client_reaches_a_member_without_odaccess if {
	answer(endpoints([object.union(testing.endpoint, {"odaccess": testing.fact(false)})]), {}).reasons == [
		"ICON1 has no ODACCESS statement, so that no DRDA client reaches it",
	]
}

with_racf(value) := endpoints([object.union(testing.endpoint, {"running": null, "racf": value})])

bad := {"altered": true}

test_where_racf_is_off_everything_passes if word(with_racf(testing.fact(false)), bad) == "allowed"

test_where_racf_is_on_bad_tickets_do_not if {
	word(with_racf(testing.fact(true)), bad) == "denied"
	word(with_racf(testing.fact(true)), {}) == "allowed"
}

test_where_racf_is_unknown_only_what_passes_either_way_is_settled if {
	word(with_racf(testing.unknown("coded twice")), {}) == "allowed"
	answer(with_racf(testing.unknown("coded twice")), bad).reasons == ["whether RACF is on at the endpoint is unknown"]
}

# -- what VERIFY weighs --------------------------------------------------------------------------------------------------

test_an_undefined_user_is_refused if {
	"NOBODY is not defined to RACF" in answer(testing.estate, {"presented_user": "NOBODY"}).reasons
}

test_a_user_who_may_not_enter_is_refused if {
	shut := testing.only_profiles(testing.estate, "APPL", {"APP1": testing.profile(false, {})})
	word(shut, by_hand) == "denied"
}

test_who_may_perhaps_not_log_on_is_undecided if {
	word(testing.changed({"users": {"PARTNER1": {"start_time": "0800"}}}), by_hand) == "undecided"
}

test_a_ticket_for_an_application_that_is_not_said_is_undecided if {
	answer(testing.estate, object.union(by_hand, {"made_for_application": ""})).reasons == [
		"the inventory does not say for which application tickets are made",
	]
}

test_an_endpoint_whose_application_is_unknown_is_undecided if {
	nameless := endpoints([object.union(testing.endpoint, {"running": null, "appl": testing.unknown("coded twice")})])
	answer(nameless, by_hand) == {"id": "t1", "expected": "undecided", "reasons": ["the application name of the endpoint is unknown"]}
}

# -- tickets that are worth the same ---------------------------------------------------------------------------------------

# What is expected of the trials, one after the other, when all are asked at once.
expected(estate, changes) := [words[sprintf("t%d", [index])] | some index, _ in changes] if {
	several := [object.union(object.union(ticket, change), {"id": sprintf("t%d", [index])}) | some index, change in changes]
	rows := trials.expected with input as object.union(object.remove(estate, ["trials"]), {"trials": several})
	words := {row.id: row.expected | some row in rows}
}

alone(estate, changes) := [word(estate, change) | some change in changes]

# Users whom APP1 lets in and for whom the gateway may ask: only the ticket tells them apart.
several_users := object.union(
	object.union(testing.estate, {"users": {"WEBUSR2": object.union(testing.user("WEBGRP"), {"connections": {"APPGRP": testing.connection}})}}),
	{"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE"})}}},
)

other := {"made_for_user": "WEBUSR2", "presented_user": "WEBUSR2"}

test_who_it_is_for_makes_no_difference if {
	expected(several_users, [{}, other]) == ["allowed", "allowed"]
	expected(several_users, [{"altered": true}, object.union(other, {"altered": true}), other]) == ["denied", "denied", "allowed"]
}

test_a_ticket_for_somebody_else_is_weighed_by_itself if {
	stolen := {"step": "other-user", "presented_user": "WEBUSR2"}
	sound := {"step": "other-user"}
	expected(several_users, [sound, stolen]) == ["allowed", "denied"]
	expected(several_users, [stolen, sound]) == ["denied", "allowed"]
}

test_a_name_that_no_ticket_can_have_is_weighed_by_itself if {
	long := {"made_for_user": "MUCHTOOLONG", "presented_user": "MUCHTOOLONG"}
	estate := object.union(several_users, {"users": {"MUCHTOOLONG": testing.user("APPGRP")}})
	by_them := {"client": "partner", "requester": null}
	changes := [by_them, object.union(long, by_them)]
	expected(estate, changes) == ["allowed", "denied"]
	expected(estate, array.reverse(changes)) == ["denied", "allowed"]
}

# The key of a group's profile is tried for its members only.
test_the_key_of_a_group_is_weighed_for_each_user if {
	keyed := object.union(several_users, {"profiles": {"PTKTDATA": {"APP1.WEBGRP": testing.key_profile}}})
	estate := object.union(keyed, {"clients": [testing.client("partner", "off-host", {"users": ["WEBUSR1", "WEBUSR2"], "key_profile": "APP1.WEBGRP"})]})
	by_them := {"client": "partner", "requester": null}
	changes := [object.union(other, by_them), by_them]
	expected(estate, changes) == ["allowed", "denied"]
	expected(estate, array.reverse(changes)) == ["denied", "allowed"]
	qualified := [object.union(change, {"step": "qualified-key"}) | some change in changes]
	expected(estate, qualified) == alone(estate, qualified)
	expected(estate, array.reverse(qualified)) == alone(estate, array.reverse(qualified))
}

# With the same key in a group's profile VERIFY finds that one first, and its settings count.
test_a_shared_key_is_weighed_for_each_user if {
	short := object.union(testing.key_profile, {"ssignon": {"timeout": 1}})
	estate := object.union(several_users, {
		"profiles": {"PTKTDATA": {"APP1.WEBGRP": short}},
		"shared_keys": [{"kind": "enhanced", "profiles": ["APP1", "APP1.WEBGRP"]}],
	})
	late := {"step": "late", "offset": 30}
	changes := [late, object.union(other, late)]
	expected(estate, changes) == ["allowed", "denied"]
	expected(estate, array.reverse(changes)) == ["denied", "allowed"]
}

# -- being somebody else -------------------------------------------------------------------------------------------------

attempt := object.union(ticket, {
	"step": "impersonate", "client": "", "requester": "WEBUSR1", "made_for_user": "SECADM", "presented_user": "SECADM",
	"way": "user", "key_profile": null, "makers": 1,
})

reachable := testing.changed({
	"users": {"SECADM": testing.user("SECGRP")},
	"profiles": {
		"PTKTDATA": {"IRRPTAUTH.APP1.SECADM": testing.profile(false, {"WEBUSR1": "UPDATE"})},
		"APPL": {"APP1": {"uacc": "READ"}},
	},
})

test_who_may_ask_for_the_ticket_of_another_is_let_in_as_that_one if {
	word(reachable, attempt) == "allowed"
	word(testing.estate, attempt) == "denied"
	word(reachable, object.union(attempt, {"requester": "BATUSR1"})) == "denied"
}

test_where_the_other_may_not_enter_nobody_does_in_its_name if {
	shut := object.union(reachable, {"profiles": {"APPL": {"APP1": {"uacc": "NONE"}}}})
	word(shut, attempt) == "denied"
}

with_key := object.union(attempt, {"way": "key", "client": "partner", "requester": null, "key_profile": "APP1"})

holding(clients_) := object.union(reachable, {"clients": clients_})

off_host := testing.client("partner", "off-host", {"key_profile": "APP1", "application": "APP1"})

test_who_has_the_key_asks_nobody if {
	word(holding([off_host]), with_key) == "allowed"
	word(holding([object.union(off_host, {"key_profile": "APP9"})]), with_key) == "denied"
	answer(holding([]), with_key).reasons == ["client partner is not in the inventory"]
}

test_with_a_key_the_trial_says_which_kind_of_ticket_it_is if {
	word(holding([off_host]), object.union(with_key, {"ticket": "legacy"})) == "denied"
}

test_who_controls_the_key_profile_needs_no_client if {
	controlled := object.union(reachable, {"profiles": {"PTKTDATA": {"APP1": {"acl": {"WEBUSR1": {"access": "ALTER", "at": [0, 1, 1, 1]}}}}}})
	word(controlled, object.union(attempt, {"way": "alter", "key_profile": "APP1"})) == "allowed"
	word(reachable, object.union(attempt, {"way": "alter", "key_profile": "APP1"})) == "denied"
}

test_only_a_started_task_may_pass_unchecked if {
	task := {"STARTED": {"W.*": object.union(testing.profile(true, {}), {"started": {
		"user": "WEBSTC", "group": "", "trusted": true, "privileged": false, "at": [0, 1, 1, 1],
	}})}}
	trusted := object.union(testing.estate, {"profiles": task, "classes": {"STARTED": object.get(testing.estate.classes, "APPL", {})}})
	word(trusted, object.union(attempt, {"way": "task", "requester": "WEBSTC", "made_for_user": "WEBUSR1", "presented_user": "WEBUSR1"})) == "allowed"
	unlisted := object.union(trusted, {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.WEBUSR1": {"acl": {"WEBSTC": {"access": "NONE"}}}}}})
	word(unlisted, object.union(attempt, {"way": "task", "requester": "WEBSTC", "made_for_user": "WEBUSR1", "presented_user": "WEBUSR1"})) == "undecided"
	word(unlisted, object.union(attempt, {"way": "user", "requester": "WEBSTC", "made_for_user": "WEBUSR1", "presented_user": "WEBUSR1"})) == "denied"
}
