package auditor.lib.requests_test

import rego.v1

import data.auditor.lib.requests
import data.auditor.lib.testing

asks := ["racf-service", "WEBSTC", "APP1", "WEBUSR1"]

# The estate with another list of the profile that decides.
listed(acl) := testing.only_profiles(testing.estate, "PTKTDATA", {
	"APP1": testing.key_profile,
	"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, acl),
})

refused := listed({})

answer(request, estate) := given if {
	given := requests.answer(request, requests.key_there(request[2]), requests.at_resource(requests.resource(request))) with input as estate
}

says(request, estate, outcome, reason) if answer(request, estate) == {"outcome": outcome, "reasons": {reason}}

class(base, change) := testing.with_class(base, "PTKTDATA", change)

test_a_permitted_requester_gets_its_ticket if answer(asks, testing.estate).outcome == "allowed"

test_a_requester_without_authority_gets_none if {
	given := answer(asks, refused)
	given.outcome == "denied"
	given.reasons == {"PTKTDATA IRRPTAUTH.APP1.WEBUSR1 gives WEBSTC only NONE (by UACC), and UPDATE is needed"}
	answer(asks, listed({"WEBSTC": "READ"})).outcome == "denied"
}

test_without_a_profile_nobody_gets_a_ticket if {
	answer(asks, testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile})).outcome == "denied"
}

test_an_unsaid_application_or_requester_is_undecided if {
	says(["racf-service", "WEBSTC", "", "WEBUSR1"], testing.estate, "undecided", "the inventory does not say for which application tickets are made")
	says(["racf-service", null, "APP1", "WEBUSR1"], testing.estate, "undecided", "the inventory does not say which user asks RACF for the ticket")
}

test_names_that_no_ticket_can_be_made_for_are_refused if {
	says(["racf-service", "WEBSTC", "APPLICATION", "WEBUSR1"], testing.estate, "denied", "no ticket can be made for application APPLICATION and user WEBUSR1")
	says(["racf-service", "WEBSTC", "APP1", "A.B"], testing.estate, "denied", "no ticket can be made for application APP1 and user A.B")
}

test_an_undefined_requester_is_refused if {
	says(["racf-service", "GONE", "APP1", "WEBUSR1"], listed({"GONE": "UPDATE"}), "denied", "requester GONE is not defined to RACF")
}

test_an_unread_requester_is_undecided if {
	estate := object.union(listed({"GONE": "UPDATE"}), {"unload": {"users": false}})
	says(["racf-service", "GONE", "APP1", "WEBUSR1"], estate, "undecided", "no unload tells whether requester GONE is defined")
}

test_an_inactive_class_refuses if {
	says(asks, class(testing.estate, {"active": testing.fact(false)}), "denied", "class PTKTDATA is not active")
}

test_a_class_in_doubt_leaves_only_a_refusal_settled if {
	unread := class(testing.estate, {"active": testing.unknown("no listing")})
	says(asks, unread, "undecided", "no listing")
	off := {"raclisted": testing.fact(false)}
	answer(asks, class(testing.estate, off)).outcome == "undecided"
	answer(asks, class(refused, off)).outcome == "denied"
}

test_both_authority_and_key_are_needed if {
	answer(asks, testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})).reasons == {"PTKTDATA APP1 holds no key"}
	no_key := testing.only_profiles(refused, "PTKTDATA", object.remove(refused.profiles.PTKTDATA, ["APP1"]))
	count(answer(asks, no_key).reasons) == 2
}

key(application, estate) := [found.outcome, reason] if {
	found := requests.key_there(application) with input as estate
	some reason in found.reasons
}

test_the_key_is_that_of_the_plain_discrete_profile if {
	key("APP1", testing.estate) == ["allowed", "PTKTDATA APP1 holds a key"]
	key("APP2", testing.estate) == ["denied", "there is no discrete key profile PTKTDATA APP2"]
	key("APP2", testing.also_damaged(testing.estate, "unload", "0500", "PTKTDATA")) == ["undecided", "whether there is a key profile PTKTDATA APP2 is unknown"]
	key("APP1", testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})) == ["denied", "PTKTDATA APP1 holds no key"]
	key("APP1", testing.changed({"unload": {"ssignon": "absent"}})) == ["undecided", "whether PTKTDATA APP1 holds a key is unknown"]
}

trial(step, client) := {
	"id": step,
	"client": client,
	"step": step,
	"requester": "WEBSTC",
	"made_for_application": "app1",
	"made_for_user": step,
}

test_only_trials_of_the_services_ask if {
	trials := array.concat(
		[trial(step, "gateway") | some step in ["generate", "logon", "replay", "replay-other-system", "folded", "legacy-ticket"]],
		[trial("logon", "partner"), trial("logon", "nobody")],
	)
	asked := requests.asked with input as testing.changed({"trials": trials})
	asked == {["racf-service", "WEBSTC", "APP1", step] | some step in ["generate", "logon", "replay", "replay-other-system"]}
}

test_a_request_has_a_text_of_its_own if {
	requests.text(asks) == "racf-service/WEBSTC/APP1/WEBUSR1"
	requests.text(["sql-batch", null, "APP1", "X"]) == "sql-batch/null/APP1/X"
}
