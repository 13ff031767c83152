package auditor.lib.tickets_presented_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.lib.tickets

# When, how often and in which case a good ticket is presented: the window, replay and folding, by kind of ticket.
worth(change, estate) := answer if {
	some endpoint in estate.endpoints
	answer := tickets.worth(object.union(trial, change), endpoint, "APP1") with input as estate
}

trial := {
	"id": "t", "client": "partner", "endpoint": "ICON1", "step": "logon", "requester": null,
	"made_for_user": "PARTNER1", "made_for_application": "APP1",
	"presented_user": "PARTNER1", "presented_application": "APP1",
	"ticket": null, "offset": 0, "replayed": "no", "altered": false,
}

says(answer, outcome, reason) if answer == {"outcome": outcome, "reasons": {reason}}

outcome(change, estate) := worth(change, estate).outcome

segment(change) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": change}}}})

# The same with a legacy key instead, and with APPLDATA.
legacy := segment({"protection": "*MASKED*", "key_label": "", "timeout": null, "replay": null, "type": null})

noted(estate) := object.union(estate, {"profiles": {"PTKTDATA": {"APP1": {"appldata": "NO REPLAY PROTECTION"}}}})

both_keys(change) := segment(object.union({"protection": "*MASKED*"}, change))

late := "the ticket is older or newer than TIMEOUT allows"

test_an_enhanced_ticket_lives_as_long_as_timeout_says if {
	outcome({"offset": 60}, testing.estate) == "allowed"
	outcome({"offset": -60}, testing.estate) == "allowed"
	says(worth({"offset": 61}, testing.estate), "denied", late)
	says(worth({"offset": -61}, testing.estate), "denied", late)
	outcome({"offset": 61}, segment({"timeout": 61})) == "allowed"
}

test_where_timeout_is_unknown_only_a_fresh_ticket_is_settled if {
	untimed := segment({"timeout": null})
	outcome({}, untimed) == "allowed"
	says(worth({"offset": 5}, untimed), "undecided", "TIMEOUT of the key profile is unknown")
	says(worth({"offset": 601}, untimed), "denied", "the ticket is more than ten minutes off")
}

test_a_legacy_ticket_lives_ten_minutes_whatever_timeout_says if {
	outcome({"offset": 600}, legacy) == "allowed"
	says(worth({"offset": -601}, legacy), "denied", "the ticket is more than ten minutes off")
	outcome({"offset": 600, "step": "legacy-ticket"}, both_keys({"timeout": 60})) == "allowed"
}

again := {"replayed": "same-system"}

used := "the ticket was used before on this system, and replay protection is on"

test_replay_of_an_enhanced_ticket_is_switched_by_its_segment if {
	says(worth(again, testing.estate), "denied", used)
	says(worth(again, noted(testing.estate)), "denied", used)
	outcome(again, segment({"replay": true})) == "allowed"
	says(worth(again, segment({"replay": null})), "undecided", "whether replay protection is on is unknown")
}

test_replay_of_a_legacy_ticket_is_switched_by_the_text if {
	says(worth(again, legacy), "denied", used)
	outcome(again, noted(legacy)) == "allowed"
	says(worth(object.union(again, {"step": "legacy-ticket"}), both_keys({"replay": true})), "denied", used)
	unread := testing.also_damaged(testing.estate, "unload", "0500", "PTKTDATA")
	replay := tickets.replay("APP2", "legacy") with input as unread
	replay == "unknown"
}

test_another_system_remembers_no_ticket if {
	outcome({"replayed": "other-system"}, testing.estate) == "allowed"
	outcome({"replayed": "other-system"}, segment({"replay": null})) == "allowed"
	outcome({}, segment({"replay": null})) == "allowed"
}

# A ticket of TYPE(MIXED) at an endpoint with this PSWDMC, where mixed-case passwords are so.
mixed(pswdmc, mixedcase) := object.union(
	object.union(segment({"type": "MIXED"}), {"options": {"mixedcase": mixedcase}}),
	{"endpoints": [object.union(testing.endpoint, {"running": null, "pswdmc": pswdmc})]},
)

yes := testing.fact(true)

test_a_mixed_ticket_needs_mixed_case_passwords_and_no_folding if {
	outcome({}, mixed(testing.fact("R"), yes)) == "allowed"
	outcome({}, mixed(testing.fact("Y"), yes)) == "allowed"
	says(worth({}, mixed(testing.fact("Y"), testing.fact(false))), "denied", "TYPE(MIXED) tickets need mixed-case passwords, which are not in effect")
	says(
		worth({}, mixed(testing.fact("N"), yes)),
		"denied",
		"IMS Connect folds passwords to upper case (PSWDMC=N), and the ticket is of TYPE(MIXED)",
	)
}

lost := testing.unknown("it is cut")

test_a_mixed_ticket_is_undecided_where_folding_is_unknown if {
	says(worth({}, mixed(testing.fact("R"), lost)), "undecided", "whether mixed-case passwords are in effect is unknown")
	says(worth({}, mixed(lost, yes)), "undecided", "whether IMS Connect folds passwords (PSWDMC) is unknown")
}

typed(type, pswdmc, mixedcase) := object.union(mixed(pswdmc, mixedcase), {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"type": type}}}}})

test_a_ticket_of_upper_case_survives_folding if {
	outcome({}, typed("UPPER", testing.fact("N"), testing.fact(false))) == "allowed"
	outcome({}, typed("UPPER", lost, lost)) == "allowed"
	outcome({"step": "legacy-ticket"}, object.union(typed("MIXED", testing.fact("N"), lost), {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {
		"type": "MIXED",
		"protection": "*MASKED*",
	}}}}})) == "allowed"
}

test_an_unknown_type_matters_only_where_tickets_are_folded if {
	outcome({}, typed(null, testing.fact("R"), yes)) == "allowed"
	says(worth({}, typed(null, testing.fact("N"), yes)), "undecided", "TYPE of the enhanced key is unknown, and TYPE(MIXED) would not do here")
}
