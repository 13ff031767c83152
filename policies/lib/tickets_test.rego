package auditor.lib.tickets_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.lib.tickets

# A fresh ticket of the off-host client, made with the enhanced key of APP1 and presented where it belongs.
trial(change) := object.union(
	{
		"id": "t", "client": "partner", "endpoint": "ICON1", "step": "logon", "requester": null,
		"made_for_user": "PARTNER1", "made_for_application": "APP1",
		"presented_user": "PARTNER1", "presented_application": "APP1",
		"ticket": null, "offset": 0, "replayed": "no", "altered": false,
	},
	change,
)

worth(change, application, estate) := answer if {
	answer := tickets.worth(trial(change), testing.endpoint, application) with input as estate
}

says(answer, outcome, reason) if answer == {"outcome": outcome, "reasons": {reason}}

good := {"outcome": "allowed", "reasons": set()}

test_a_fresh_ticket_is_good if {
	worth({}, "APP1", testing.estate) == good
	worth({"made_for_application": "app1"}, "APP1", testing.estate) == good
}

test_a_ticket_for_somebody_or_something_else_is_none if {
	says(worth({"made_for_user": "BATCH1"}, "APP1", testing.estate), "denied", "the ticket was made for another user")
	says(worth({}, "APP2", testing.estate), "denied", "the ticket was made for APP1, and the endpoint uses APP2")
}

test_no_ticket_can_be_made_for_an_unusable_name if {
	users := {"made_for_user": "A.B", "presented_user": "A.B"}
	says(worth(users, "APP1", testing.estate), "denied", "no ticket can be made for the name A.B")
	says(worth({"made_for_application": "APP.1"}, "APP.1", testing.estate), "denied", "no ticket can be made for the name APP.1")
	"no ticket can be made for the name IMS.APP1" in worth({}, "IMS.APP1", testing.estate).reasons
	"no ticket can be made for the name LONGNAME1" in worth({"made_for_application": "LONGNAME1"}, "APP1", testing.estate).reasons
}

test_a_changed_ticket_is_none if {
	says(worth({"altered": true}, "APP1", testing.estate), "denied", "a character of the ticket was changed")
	says(worth({"step": "folded"}, "APP1", testing.estate), "denied", "a folded ticket of TYPE(MIXED) is another string")
}

class(change) := testing.with_class(testing.estate, "PTKTDATA", change)

off := testing.fact(false)

lost := testing.unknown("it is not in the listing")

test_a_ticket_is_only_a_wrong_password_while_the_class_is_inactive if {
	says(worth({}, "APP1", class({"active": off})), "denied", "class PTKTDATA is not active, so a ticket is only a wrong password")
}

test_a_class_in_doubt_leaves_a_good_ticket_undecided if {
	says(worth({}, "APP1", class({"active": lost})), "undecided", lost.why)
	says(worth({}, "APP1", class({"raclisted": lost})), "undecided", "whether class PTKTDATA is RACLISTed is unknown")
	says(worth({}, "APP1", class({"raclisted": off, "raclisted_by_application": lost})), "undecided", "whether class PTKTDATA is RACLISTed is unknown")
	says(
		worth({}, "APP1", class({"raclisted": off})),
		"undecided",
		"class PTKTDATA is active but not RACLISTed, which IBM requires for PassTickets",
	)
	worth({"altered": true}, "APP1", class({"raclisted": off})).outcome == "denied"
}

test_either_way_of_raclisting_will_do if {
	worth({}, "APP1", class({"raclisted_by_application": lost})) == good
	worth({}, "APP1", class({"raclisted": off, "raclisted_by_application": testing.fact(true)})) == good
}

nameless := "the application name of the endpoint is unknown"

test_where_the_application_is_unknown_only_a_bad_ticket_is_settled if {
	says(worth({}, null, testing.estate), "undecided", nameless)
	says(worth({"altered": true}, null, testing.estate), "denied", "a character of the ticket was changed")
	untimed := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"timeout": null}}}}})
	says(worth({"offset": 5}, null, untimed), "undecided", nameless)
}

segment(change) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": change}}}})

# The client makes its tickets with the key of this profile.
made_with(estate, name) := object.union(estate, {"clients": [testing.client("partner", "off-host", {"users": ["PARTNER1"], "key_profile": name})]})

test_a_key_that_verify_does_not_try_makes_no_ticket if {
	estate := object.union(made_with(testing.estate, "APP2"), {"profiles": {"PTKTDATA": {"APP2": testing.key_profile}}})
	says(worth({}, "APP1", estate), "denied", "VERIFY does not try a key of APP2 here")
	says(worth({}, "APP1", made_with(testing.estate, "APP3")), "denied", "VERIFY does not try a key of APP3 here")
}

test_a_profile_without_a_key_makes_no_ticket if {
	says(worth({}, "APP1", segment(null)), "denied", "PTKTDATA APP1 holds no key")
}

test_a_key_that_may_not_be_tried_is_undecided if {
	estate := object.union(made_with(testing.estate, "APP1.APPGRP"), {
		"profiles": {"PTKTDATA": {"APP1.APPGRP": testing.key_profile}},
		"evidence": {"unload": {"damage": [{
			"input": "unload", "code": "truncated", "message": "it is cut", "at": null,
			"record_type": "0500", "class": "PTKTDATA", "name": "APP1.PARTNER1",
		}]}},
	})
	says(worth({}, "APP1", estate), "undecided", "whether VERIFY tries the key of PTKTDATA APP1.APPGRP is unknown")
}

old_key := {"protection": "*MASKED*", "key_label": null}

test_the_kind_of_key_that_is_unknown_is_weighed_both_ways if {
	worth({}, "APP1", testing.changed({"unload": {"ssignon": "absent"}})) == {"outcome": "undecided", "reasons": {
		"whether PTKTDATA APP1 holds a legacy key is unknown",
		"whether PTKTDATA APP1 holds an enhanced key is unknown",
	}}
	worth({}, "APP1", segment(old_key)) == {"outcome": "undecided", "reasons": {
		"which kind of key PTKTDATA APP1 holds is unknown",
		"whether PTKTDATA APP1 holds an enhanced key is unknown",
	}}
	one_way := segment(object.union(old_key, {"timeout": 60}))
	says(worth({"offset": 100}, "APP1", one_way), "undecided", "what kind of ticket the key of PTKTDATA APP1 makes is unknown")
}

test_a_legacy_ticket_needs_a_legacy_key_and_no_more if {
	legacy := {"step": "legacy-ticket"}
	worth(legacy, "APP1", segment({"protection": "*MASKED*"})) == good
	worth(legacy, "APP1", segment(old_key)) == good
	says(worth(legacy, "APP1", testing.estate), "denied", "PTKTDATA APP1 holds no legacy key")
}

test_a_key_that_one_kind_of_ticket_shares_is_tried_for_that_kind_only if {
	estate := object.union(made_with(testing.estate, "APP2"), {
		"profiles": {"PTKTDATA": {
			"APP1": {"ssignon": {"protection": "LABEL"}},
			"APP2": object.union(testing.key_profile, {"ssignon": object.union(testing.key_profile.ssignon, {"protection": "LABEL", "key_label": null})}),
		}},
		"shared_keys": [{"kind": "legacy", "profiles": ["APP1", "APP2"]}],
	})
	says(worth({}, "APP1", estate), "undecided", "what kind of ticket the key of PTKTDATA APP2 makes is unknown")
	worth({"step": "legacy-ticket"}, "APP1", estate) == good
}
