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
