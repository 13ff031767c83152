package auditor.lib.evidence_test

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.result
import data.auditor.lib.testing

# Why `need` cannot be met in the estate with `change`.
why(need, change) := reasons if {
	reasons := evidence.problems(need) with input as testing.changed(change)
}

damage(type, class) := testing.damaged("unload", type, class)

lost_one := {"record 42 of the unload is lost (bad-separator)"}

no_database := "no RACF database unload was offered (--unload)"

test_a_whole_unload_meets_every_need if {
	every need in ["unload", "unload:APPL", "unload:users", "unload:ssignon", "setropts", "hwscfg", "clients", "imscon", "tls"] {
		why(need, {}) == set()
	}
}

test_what_was_not_offered_is_the_only_reason if {
	why("tls", testing.not_offered("tls")) == {"no TLS evidence was offered (--tls)"}
	bare := {"unload": {"resources": false, "users": false, "groups": false, "ssignon": "absent"}}
	every need in ["unload", "unload:APPL", "unload:users", "unload:ssignon"] {
		why(need, object.union(bare, testing.not_offered("unload"))) == {no_database}
	}
}

test_an_unload_without_resources_tells_nothing_of_profiles if {
	no_resources := {"unload": {"resources": false}}
	count(why("unload:APPL", no_resources)) == 1
	every need in ["unload", "unload:users", "unload:ssignon", "setropts"] {
		why(need, no_resources) == set()
	}
}

test_an_unload_without_users_or_groups_tells_nothing_of_people if {
	every kind in ["users", "groups"] {
		count(why("unload:users", {"unload": {kind: false}})) == 1
		why("unload:APPL", {"unload": {kind: false}}) == set()
		why("unload", {"unload": {kind: false}}) == set()
	}
}

test_an_unload_without_key_records_is_asked_of_each_profile if {
	why("unload:ssignon", {"unload": {"ssignon": "absent"}}) == set()
	why("unload:PTKTDATA", {"unload": {"ssignon": "absent"}}) == set()
	why("unload:users", {"unload": {"ssignon": "absent"}}) == set()
	why("unload:ssignon", {"unload": {"ssignon": "legacy"}}) == set()
}

test_the_whole_input_needs_every_record if {
	why("unload", damage("0100", null)) == lost_one
	why("unload", damage("0505", "CICS")) == lost_one
	count(why("setropts", testing.damaged("setropts", null, null))) == 1
	why("setropts", damage(null, null)) == set()
}

test_profiles_of_a_class_need_its_profile_records if {
	every row in [["0500", "APPL"], ["0505", "APPL"], ["0505", null], [null, "APPL"], [null, null]] {
		why("unload:APPL", damage(row[0], row[1])) == lost_one
	}
	every row in [["0500", "PTKTDATA"], ["0530", "PTKTDATA"], ["0200", null], ["0100", null]] {
		why("unload:APPL", damage(row[0], row[1])) == set()
	}
}

test_users_need_records_of_users_and_groups if {
	why("unload:users", damage("0505", null)) == set()
	every type in ["0100", "0102", "0200", "0205", "020A", "0270", null] {
		why("unload:users", damage(type, null)) == lost_one
	}
}

test_a_record_0203_only_vouches_for_0205 if {
	why("unload:users", damage("0203", null)) == set()
	none_at_all := {"evidence": {"unload": {"offered": true, "damage": [object.union(
		damage("0203", null).evidence.unload.damage[0],
		{"code": "incomplete"},
	)]}}}
	count(why("unload:users", object.union(testing.estate, none_at_all))) == 1
}

test_keys_need_the_key_records_of_ptktdata if {
	every row in [["0530", "PTKTDATA"], ["0500", "PTKTDATA"], ["0530", null], [null, null]] {
		why("unload:ssignon", damage(row[0], row[1])) == lost_one
	}
	every row in [["0505", "PTKTDATA"], ["0505", null], ["0530", "APPL"], ["0200", null]] {
		why("unload:ssignon", damage(row[0], row[1])) == set()
	}
}

test_damage_without_a_place_is_told_by_its_message if {
	one := object.union(testing.damaged("clients", null, null).evidence.clients.damage[0], {"at": null})
	why("clients", {"evidence": {"clients": {"damage": [one]}}}) == {"clients evidence is lost: column 5 is not blank"}
}

test_the_reasons_of_all_needs_are_told if {
	both := evidence.problems_of({"setropts", "tls", "clients"}) with input as testing.changed({"evidence": {
		"setropts": {"offered": false},
		"tls": {"offered": false},
	}})
	both == {"no SETROPTS LIST was offered (--setropts)", "no TLS evidence was offered (--tls)"}
}

judged(word, facts) := result.verdict("x", word, {"severity": "high", "facts": facts, "places": ["here"]})

turned(word, facts) := evidence.settled({"it is lost"}, judged(word, facts)).verdict

test_a_verdict_that_rests_on_absence_is_undecided if {
	turned("pass", {}) == "undecided"
	turned("not_applicable", {}) == "undecided"
	turned("fail", {"absent": true}) == "undecided"
	turned("advisory", {"absent": true}) == "undecided"
	settled := evidence.settled({"it is lost"}, judged("fail", {"absent": true}))
	[settled.reason, settled.severity, settled.facts, settled.places] == ["it is lost", "high", {"absent": true}, ["here"]]
}

test_a_proven_verdict_stands if {
	evidence.settled({"it is lost"}, judged("undecided", {"absent": true})) == judged("undecided", {"absent": true})
	evidence.settled(set(), judged("pass", {})) == judged("pass", {})
	every word in ["fail", "advisory"] {
		turned(word, {}) == word
		turned(word, {"absent": false}) == word
	}
}

test_needs_guard_a_verdict if {
	lost := evidence.guarded({"tls"}, judged("pass", {})) with input as testing.changed(testing.not_offered("tls"))
	lost.verdict == "undecided"
	whole := evidence.guarded({"tls"}, judged("pass", {})) with input as testing.estate
	whole.verdict == "pass"
}

test_a_fact_says_why_it_is_unknown if {
	evidence.why(testing.unknown("it is cut"), "unknown") == "it is cut"
	evidence.why(testing.not_coded, "unknown") == "unknown"
}

# -- what passes share ---------------------------------------------------------------------------------------------------

own := {"object": "profile:PTKTDATA/A", "message": "Nothing is wrong.", "facts": {"a": 1}, "places": [{"at": [0, 1, 2, 3], "role": "primary", "note": "A"}]}

test_passes_that_share_are_settled_as_one_by_one if {
	details := {"severity": "high", "assumptions": ["So it is."]}
	every reasons in [set(), {"it is lost"}, {"it is lost", "so is that"}] {
		object.union(own, evidence.shared(reasons, details, object.keys(own))) == evidence.settled(reasons, result.passed(own.object, object.union(details, own)))
	}
}

test_facts_that_all_have_are_shared_too if {
	details := {"severity": "high", "facts": {"a": 1}}
	object.union(object.remove(own, ["facts"]), evidence.shared(set(), details, {"object", "message", "places"})) == result.passed(own.object, object.union(details, own))
}

# -- an unload of a part of a database ---------------------------------------------------------------------------------------

part(code, type) := {"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": code, "message": "it is a part", "record_type": type,
	"class": null, "name": null, "at": null,
}]}}}

test_a_part_of_a_database_is_said_in_its_own_words if {
	evidence.problems("unload:users") == {"it is a part"} with input as testing.changed(part("incomplete", "0205"))
	evidence.problems("unload:APPL") == {"it is a part"} with input as testing.changed(part("partial", null))
	evidence.problems("unload:APPL") == set() with input as testing.changed(part("incomplete", "0205"))
	evidence.problems("unload:APPL") == {"unload evidence is lost: it is a part"} with input as testing.changed(part("truncated", null))
}

# A site that leaves an input out has to find its one reason, and no other, in what is undecided for that alone.
test_an_input_that_was_not_offered_is_the_reason_itself if {
	evidence.instead("setropts", {"whether it is on is unknown"}) == {"whether it is on is unknown"} with input as testing.estate
	gone := object.union(testing.estate, testing.not_offered("setropts"))
	evidence.instead("setropts", {"whether it is on is unknown"}) == {"no SETROPTS LIST was offered (--setropts)"} with input as gone
}
