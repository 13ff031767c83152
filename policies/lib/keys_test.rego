package auditor.lib.keys_test

import rego.v1

import data.auditor.lib.keys
import data.auditor.lib.testing

# The estate with another SSIGNON segment of APP1.
segment(change) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": change}}}})

# The estate whose PTKTDATA profiles are these key profiles only.
holding(names) := testing.only_profiles(testing.estate, "PTKTDATA", {name: testing.key_profile | some name in names})

# `base` with a record of this type about this profile of PTKTDATA lost (null: it cannot be told which).
losing(base, type, name) := object.union(base, {"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "truncated", "message": "it is cut", "at": null,
	"record_type": type, "class": "PTKTDATA", "name": name,
}]}}})

legacy(estate) := answer if {
	answer := keys.legacy("APP1") with input as estate
}

enhanced(estate) := answer if {
	answer := keys.enhanced("APP1") with input as estate
}

exists(name, estate) := answer if {
	answer := keys.exists(name) with input as estate
}

test_only_discrete_profiles_without_generic_characters_count if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {
		"APP1": testing.key_profile,
		"APP2": object.union(testing.key_profile, {"generic": true}),
		"APP3*": testing.key_profile,
		"IRRPTAUTH.APP1.BATCH1": testing.key_profile,
		"IRRPTAU": testing.key_profile,
	})
	names := keys.names with input as estate
	names == {"APP1", "IRRPTAU"}
}

test_whether_a_key_profile_exists if {
	exists("APP1", testing.estate) == "yes"
	exists("APP2", testing.estate) == "no"
	exists("APP1", testing.changed({"profiles": {"PTKTDATA": {"APP1": {"generic": true}}}})) == "no"
	exists("APP2", losing(testing.estate, "0500", "APP2")) == "unknown"
	exists("APP2", losing(testing.estate, null, null)) == "unknown"
	exists("APP2", losing(testing.estate, "0530", "APP2")) == "no"
	exists("APP1", losing(testing.estate, "0500", null)) == "yes"
	exists("APP1", testing.changed(testing.not_offered("unload"))) == "unknown"
}

test_a_legacy_key_shows_in_its_protection if {
	legacy(segment({"protection": "  "})) == "no"
	legacy(segment({"protection": "*UNKNOWN*"})) == "unknown"
	every protection in ["*MASKED*", "*KEYTOKEN*", "APP1.DES.KEY", " *MASKED* "] {
		legacy(segment({"protection": protection})) == "yes"
	}
}

test_an_enhanced_key_shows_in_its_label if {
	enhanced(testing.estate) == "yes"
	enhanced(segment({"key_label": "  "})) == "no"
	enhanced(segment({"key_label": null})) == "unknown"
	old_release := object.union(segment({"key_label": null}), {"unload": {"ssignon": "legacy"}})
	enhanced(old_release) == "no"
	enhanced(object.union(testing.estate, {"unload": {"ssignon": "legacy"}})) == "yes"
}

test_a_profile_without_a_segment_has_no_key if {
	legacy(segment(null)) == "no"
	enhanced(segment(null)) == "no"
	legacy(holding(["APP2"])) == "no"
	enhanced(holding(["APP2"])) == "no"
}

test_a_segment_that_may_be_lost_leaves_both_keys_unknown if {
	every estate in [
		losing(segment(null), "0530", "APP1"),
		losing(segment(null), "0530", null),
		losing(holding(["APP2"]), "0500", "APP1"),
		testing.changed({"unload": {"ssignon": "absent"}}),
	] {
		legacy(estate) == "unknown"
		enhanced(estate) == "unknown"
	}
}

last := count(testing.estate.inputs)

# The estate with this entry for APP1, an unload without SSIGNON records, and a change as the last input.
changing(entry) := object.union(testing.changed({"profiles": {"PTKTDATA": {"APP1": entry}}, "unload": {"ssignon": "absent"}}), {
	"inputs": array.concat(testing.estate.inputs, [{"kind": "change"}]),
})

test_a_segment_that_a_change_makes_is_known_whatever_the_unload_lacks if {
	estate := changing({"ssignon": {"at": [last, 1, 0, 0], "protection": "", "key_label": "A.LABEL"}})
	[legacy(estate), enhanced(estate)] == ["no", "yes"]
}

test_a_profile_that_a_change_makes_without_a_segment_holds_no_key if {
	estate := changing({"ssignon": null, "at": [last, 1, 0, 0]})
	[legacy(estate), enhanced(estate)] == ["no", "no"]
}

test_what_a_change_left_alone_is_not_known_without_key_records if {
	every estate in [
		changing({"ssignon": null}),
		changing({"ssignon": {"at": [1, 1, 0, 0]}}),
		changing({"at": [last, 1, 0, 0]}),
	] {
		[legacy(estate), enhanced(estate)] == ["unknown", "unknown"]
	}
}

# A generic profile with a whole segment, and APPLDATA that would switch replay protection off.
generic_one := object.union(segment({"protection": "*MASKED*"}), {"profiles": {"PTKTDATA": {"APP1": {
	"generic": true,
	"appldata": "NO REPLAY PROTECTION",
}}}})

test_what_a_generic_profile_holds_counts_for_nothing if {
	legacy(generic_one) == "no"
	enhanced(generic_one) == "no"
	legacy(losing(generic_one, "0500", "APP1")) == "unknown"
	enhanced(losing(generic_one, "0500", "APP1")) == "unknown"
	not keys.legacy_replay("APP1") with input as generic_one
}

test_a_segment_that_was_read_is_known_whatever_is_lost if {
	legacy(losing(testing.estate, "0530", null)) == "no"
	enhanced(losing(testing.estate, "0530", null)) == "yes"
	legacy(losing(segment(null), "0530", "APP2")) == "no"
}

# What is held, and made, by segment.
held(change) := [some_key, made] if {
	some_key := keys.any_key("APP1") with input as segment(change)
	made := keys.made("APP1") with input as segment(change)
}

test_what_the_services_make_of_the_keys if {
	held({}) == ["yes", "enhanced"]
	held({"protection": "*MASKED*"}) == ["yes", "enhanced"]
	held({"protection": "*MASKED*", "key_label": ""}) == ["yes", "legacy"]
	held({"protection": "*MASKED*", "key_label": null}) == ["yes", "unknown"]
	held({"protection": "*UNKNOWN*", "key_label": ""}) == ["unknown", "unknown"]
	held({"protection": "", "key_label": null}) == ["unknown", "unknown"]
	held({"protection": "", "key_label": ""}) == ["no", "none"]
	held(null) == ["no", "none"]
}

test_the_text_that_switches_replay_protection_off if {
	every text, off in {
		"NO REPLAY PROTECTION": true,
		"  no replay protection - do not change": true,
		"REPLAY PROTECTION": false,
		"": false,
	} {
		off == switched_off(text)
	}
}

default switched_off(_) := false

switched_off(text) if keys.legacy_replay("APP1") with input as testing.changed({"profiles": {"PTKTDATA": {"APP1": {"appldata": text}}}})

test_an_authority_profile_is_no_key_profile if {
	estate := holding(["APP1", "IRRPTAUTH.APP1.BATCH1"])
	usable := {name | some name in ["APP1", "APP2", "IRRPTAUTH.APP1.BATCH1"]; keys.usable(name)} with input as estate
	usable == {"APP1"}
}
