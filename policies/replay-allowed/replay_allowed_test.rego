package auditor.policies.replay_allowed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.replay_allowed

replay := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"replay": true}}}}}

switched_off := {"profiles": {"PTKTDATA": {"APP1": {"appldata": "no replay protection - DO NOT CHANGE"}}}}

legacy := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "APP1.DES.KEY"}}}}}

key := "profile:PTKTDATA/APP1"

test_protection_passes if testing.words(replay_allowed.verdicts) == {key: "pass"} with input as testing.estate

test_enhanced_replay_fails if {
	verdicts := replay_allowed.verdicts with input as testing.changed(replay)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"switched_off": ["enhanced"], "documented_need": [], "ports_without_tls": []}
	verdict.places == [{"at": [0, 101, 416, 419], "role": "primary", "note": "REPLAY is YES"}]
	verdict.remediation.racf == ["RALTER PTKTDATA APP1 SSIGNON(REPLAY(NO))", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == ["RALTER PTKTDATA APP1 SSIGNON(REPLAY(YES))", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_the_two_switches_are_independent if {
	verdicts := replay_allowed.verdicts with input as testing.changed(object.union(switched_off, legacy))
	some verdict in verdicts
	verdict.facts.switched_off == ["legacy"]
	verdict.places[0].at == [0, 100, 754, 1008]
	verdict.remediation.racf[0] == "RALTER PTKTDATA APP1 NOAPPLDATA"
}

test_a_left_over_is_an_advisory if {
	testing.words(replay_allowed.verdicts) == {key: "advisory"} with input as testing.changed(switched_off)
}

test_with_the_kind_of_key_unknown_the_text_counts if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"appldata": "NO REPLAY PROTECTION", "ssignon": null}}}, "unload": {"ssignon": "absent"}})
	testing.words(replay_allowed.verdicts) == {key: "fail"} with input as estate
}

test_without_key_records_the_enhanced_switch_is_unknown if {
	testing.words(replay_allowed.verdicts) == {key: "undecided"} with input as testing.changed({"unload": {"ssignon": "absent"}})
}

test_a_blank_switch_is_undecided if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"replay": null}}}}})
	testing.words(replay_allowed.verdicts) == {key: "undecided"} with input as estate
}

test_a_port_without_tls_makes_it_high if {
	estate := testing.changed(object.union(replay, {"tls": [object.union(testing.estate.tls[0], {"tls": "none"})]}))
	verdicts := replay_allowed.verdicts with input as estate
	{[verdict.severity, verdict.facts.ports_without_tls[0]] | some verdict in verdicts} == {["high", "ICON1/5555"]}
}

test_a_documented_need_is_marked if {
	clients := [testing.client("busy", "off-host", {"users": ["PARTNER1"], "tickets_per_second": 3})]
	verdicts := replay_allowed.verdicts with input as testing.changed(object.union(replay, {"clients": clients}))
	{[verdict.verdict, verdict.facts.documented_need[0]] | some verdict in verdicts} == {["fail", "busy"]}
}

test_an_inactive_class_masks_the_finding if {
	estate := testing.changed(object.union(replay, {"classes": {"PTKTDATA": {"active": testing.fact(false)}}}))
	verdicts := replay_allowed.verdicts with input as estate
	{verdict.masked_by | some verdict in verdicts} == {"PT-A01"}
}

test_other_ports_in_clear_do_not_raise_it if {
	clear := object.union(testing.estate.tls[0], {"tls": "none"})
	second := object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": testing.fact("APP2")})
	rows := [testing.estate.tls[0], object.union(clear, {"endpoint": "ICON2"}), object.union(clear, {"endpoint": "ICON9"})]
	verdicts := replay_allowed.verdicts with input as testing.changed(object.union(replay, {"endpoints": [testing.endpoint, second], "tls": rows}))
	{[verdict.severity, verdict.facts.ports_without_tls] | some verdict in verdicts} == {["medium", []]}
}

test_only_a_rate_above_one_ticket_a_user_is_a_documented_need if {
	busy := {"users": ["PARTNER1", "BATCH1"], "tickets_per_second": 3}
	clients := [
		testing.client("busy", "off-host", object.union(busy, {"application": "app1"})),
		testing.client("shared", "off-host", object.union(busy, {"tickets_per_second": 2})),
		testing.client("slow", "off-host", {"users": [], "tickets_per_second": 1}),
		testing.client("unsaid", "off-host", object.union(busy, {"tickets_per_second": null})),
		testing.client("password", "password", object.union(busy, {"generates_tickets": false})),
		testing.client("elsewhere", "off-host", object.union(busy, {"application": "APP2"})),
		testing.client("nameless", "off-host", object.union(busy, {"application": null})),
	]
	verdicts := replay_allowed.verdicts with input as testing.changed(object.union(replay, {"clients": clients}))
	[verdict.facts.documented_need | some verdict in verdicts] == [["busy"]]
}

test_a_lost_key_record_leaves_a_pass_undecided if {
	testing.words(replay_allowed.verdicts) == {key: "undecided"} with input as testing.changed(testing.damaged("unload", "0530", "PTKTDATA"))
}

test_without_a_key_profile_there_is_nothing_to_judge if {
	testing.words(replay_allowed.verdicts) == {"system": "not_applicable"} with input as testing.only_profiles(testing.estate, "PTKTDATA", {})
}

test_without_an_unload_nothing_is_judged if {
	bare := testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {})
	testing.words(replay_allowed.verdicts) == {"system": "undecided"} with input as bare
}

test_without_a_member_the_scope_stays_open if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(replay_allowed.verdicts) == {"system": "undecided"} with input as estate
}

test_which_appl_profile_decides_is_no_matter_of_keys if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := replay_allowed.verdicts with input as estate
	not testing.words(verdicts).system
}

remedy(change) := verdict.remediation if {
	hurried := testing.client("hurried", "off-host", object.union({"users": ["PARTNER1"]}, change))
	estate := object.union(testing.changed(replay), {"clients": array.concat(testing.estate.clients, [hurried])})
	verdicts := replay_allowed.verdicts with input as estate
	some verdict in verdicts
}

test_while_a_client_needs_tickets_faster_a_person_must_choose if {
	count(remedy({"tickets_per_second": 0.5}).racf) == 2
	every change in [{"connections": "non-persistent"}, {"tickets_per_second": 1}, {"tickets_per_second": 5}] {
		remedy(change).racf == []
		remedy(change).undo == []
		contains(remedy(change).other[0], "client hurried needs that until it keeps its connections (PT-A10). Then: RALTER PTKTDATA APP1 SSIGNON(REPLAY(NO)); SETROPTS RACLIST(PTKTDATA) REFRESH.")
	}
}
