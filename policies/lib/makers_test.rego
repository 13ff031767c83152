# METADATA
# title: Makers, tested
# description: Keys that an operator offers can be the same in two profiles; VERIFY stops at the first that fits.
package auditor.lib.makers_test

import rego.v1

import data.auditor.lib.makers
import data.auditor.lib.testing

segment := {"at": [0, 9, 1, 419], "protection": "LABEL", "key_label": "", "type": null, "timeout": null, "replay": null}

long := object.union(segment, {"protection": "", "key_label": "EPT.KEY", "type": "UPPER", "timeout": 60, "replay": false})

keys := {"APP1": segment, "APP1.U1": segment, "APP1.U2": long, "OTHER": segment, "EMPTY": object.union(segment, {"protection": ""})}

client := {"id": "c", "kind": "off-host", "application": "APP1", "key_profile": null}

estate(key_profile, shared) := object.union(
	testing.only_profiles(testing.estate, "PTKTDATA", {name: object.union(testing.profile(false, {}), {"ssignon": one}) |
		some name, one in keys
	}),
	{"clients": [object.union(client, {"key_profile": key_profile})], "shared_keys": [{"kind": "legacy", "profiles": shared}]},
)

trial(user) := {"client": "c", "step": "logon", "presented_user": user, "made_for_user": user, "made_for_application": "APP1"}

legacy := {"kind": "legacy", "type": "UPPER"}

found(key_profile, shared, user) := name if {
	name := makers.finder(trial(user), "APP1", legacy) with input as estate(key_profile, shared)
}

test_without_equal_keys_the_maker_finds_its_own if found("APP1", ["EMPTY", "OTHER"], "U1") == "APP1"

test_a_qualified_profile_with_the_same_key_comes_first if found("APP1", ["APP1", "APP1.U1"], "U1") == "APP1.U1"

test_a_qualified_profile_of_another_user_does_not if found("APP1", ["APP1", "APP1.U1"], "U3") == "APP1"

test_a_profile_without_a_key_of_that_kind_does_not if found("APP1", ["APP1", "APP1.U2"], "U2") == "APP1"

test_the_key_of_another_profile_works_where_it_is_the_same if found("OTHER", ["APP1", "OTHER"], "U3") == "APP1"

test_the_same_key_of_the_other_kind_is_another_key if {
	name := makers.finder(trial("U1"), "APP1", {"kind": "enhanced", "type": "UPPER"}) with input as estate("APP1", ["APP1", "APP1.U1"])
	name == "APP1"
}

test_a_profile_of_the_other_type_reads_another_ticket if {
	both := object.union(estate("OTHER", []), {"shared_keys": [{"kind": "enhanced", "profiles": ["APP1.U2", "OTHER"]}]})
	makers.finder(trial("U2"), "APP1", {"kind": "enhanced", "type": "UPPER"}) == "APP1.U2" with input as both
	makers.finder(trial("U2"), "APP1", {"kind": "enhanced", "type": "MIXED"}) == "OTHER" with input as both
}

test_a_key_whose_type_is_unknown_makes_either if {
	odd := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": object.union(
		testing.profile(false, {}),
		{"ssignon": object.union(long, {"type": null})},
	)})
	made := makers.possible_tickets(trial("U1")) with input as object.union(odd, {"clients": [client]})
	made == {{"kind": "enhanced", "type": "UPPER"}, {"kind": "enhanced", "type": "MIXED"}}
}

test_an_earlier_profile_of_another_key_does_not_come_first if {
	found("APP1", ["APP1", "OTHER"], "U1") == "APP1"
	found("APP1", ["APP1.U1", "OTHER"], "U1") == "APP1"
}

two_kinds := object.union(long, {"protection": "LABEL"})

test_equal_legacy_keys_say_nothing_of_the_enhanced_ones if {
	both := object.union(estate("APP1", ["APP1", "APP1.U1"]), {"profiles": {"PTKTDATA": {name: {"ssignon": two_kinds} | some name in ["APP1", "APP1.U1"]}}})
	makers.finder(trial("U1"), "APP1", {"kind": "enhanced", "type": "UPPER"}) == "APP1" with input as both
	makers.finder(trial("U1"), "APP1", legacy) == "APP1.U1" with input as both
}

test_a_profile_of_unknown_type_may_read_the_ticket if {
	odd := object.union(estate("OTHER", []), {
		"profiles": {"PTKTDATA": {"APP1.U2": {"ssignon": {"type": null}}}},
		"shared_keys": [{"kind": "enhanced", "profiles": ["APP1.U2", "OTHER"]}],
	})
	makers.finder(trial("U2"), "APP1", {"kind": "enhanced", "type": "UPPER"}) == "APP1.U2" with input as odd
}

maker(change) := name if {
	name := makers.maker(trial("U1")) with input as object.union(estate(null, []), {"clients": [object.union(client, change)]})
}

test_racf_makes_tickets_with_the_plain_profile if {
	maker({"kind": "racf-service", "key_profile": "OTHER"}) == "APP1"
	maker({"kind": "off-host", "key_profile": "OTHER"}) == "OTHER"
	maker({"kind": "off-host", "key_profile": "", "application": "app1"}) == "APP1"
}

test_an_inventory_without_application_or_profile_names_no_maker if maker({"application": null}) == ""

test_the_qualified_profile_makes_the_ticket_of_its_trial if {
	step := {"step": "qualified-key"}
	first := makers.maker(object.union(trial("U1"), step)) with input as estate(null, [])
	first == "APP1.U1"
	none := makers.maker(object.union(trial("U3"), step)) with input as estate("OTHER", [])
	none == "OTHER"
}

test_a_generic_profile_has_no_settings if {
	with_generic := testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": object.union(
		testing.profile(true, {}),
		{"ssignon": long},
	)})
	not makers.setting("APP1", "timeout") with input as with_generic
	makers.setting("APP1.U2", "timeout") == 60 with input as estate("APP1", [])
}
