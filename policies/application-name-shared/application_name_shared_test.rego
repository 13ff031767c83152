package auditor.policies.application_name_shared_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.application_name_shared

second(name, change) := object.union(
	object.union(testing.endpoint, {"name": "ICON2", "running": null, "id": testing.fact("ICON2"), "appl": testing.fact(name)}),
	change,
)

pair(name, change) := object.union(testing.estate, {"endpoints": [testing.endpoint, second(name, change)]})

both(word) := {"endpoint:ICON1": word, "endpoint:ICON2": word}

test_different_names_pass if testing.words(application_name_shared.verdicts) == both("pass") with input as pair("APP2", {})

test_one_zone_may_share if testing.words(application_name_shared.verdicts) == both("pass") with input as pair("APP1", {})

test_two_zones_fail if {
	verdicts := application_name_shared.verdicts with input as pair("APP1", {"trust_zone": "outside"})
	testing.words(verdicts) == both("fail")
	some verdict in verdicts
	verdict.object == "endpoint:ICON1"
	verdict.facts.shared_with == [{"endpoint": "ICON2", "trust_zone": "outside", "environment": "production"}]
	[place.role | some place in verdict.places] == ["primary", "related"]
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(<name>))"]
	verdict.remediation.undo == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(APP1))"]
}

test_production_and_test_fail if {
	testing.words(application_name_shared.verdicts) == both("fail") with input as pair("APP1", {"environment": "test"})
}

test_an_unlabelled_endpoint_is_undecided if {
	testing.words(application_name_shared.verdicts) == both("undecided") with input as pair("APP1", {"trust_zone": null})
}

test_one_endpoint_is_undecided if {
	testing.words(application_name_shared.verdicts) == {"endpoint:ICON1": "undecided"} with input as testing.estate
}

test_the_name_of_another_subsystem_fails if {
	estate := object.union(testing.estate, {"site": {"other_applications": ["APP1"]}})
	testing.words(application_name_shared.verdicts) == {"endpoint:ICON1": "fail"} with input as estate
}

test_an_unknown_name_leaves_the_other_open if {
	estate := pair("APP2", {"appl": testing.unknown("APPL= is coded twice")})
	testing.words(application_name_shared.verdicts) == both("undecided") with input as estate
}

test_no_drda_is_out_of_scope if {
	testing.words(application_name_shared.verdicts)["endpoint:ICON2"] == "not_applicable" with input as pair("APP1", {"odaccess": testing.fact(false)})
}

test_an_unlabelled_endpoint_with_a_name_of_its_own_passes if {
	testing.words(application_name_shared.verdicts) == both("pass") with input as pair("APP2", {"trust_zone": null, "environment": null})
}

test_two_zones_with_names_of_their_own_pass if {
	testing.words(application_name_shared.verdicts) == both("pass") with input as pair("APP2", {"trust_zone": "outside", "environment": "test"})
}

test_an_environment_that_is_not_stated_proves_neither if {
	testing.words(application_name_shared.verdicts) == both("undecided") with input as pair("APP1", {"environment": null})
}

words_without(label) := words if {
	unlabelled := [object.union(endpoint, {label: null}) | some endpoint in pair("APP1", {}).endpoints]
	words := testing.words(application_name_shared.verdicts) with input as object.union(testing.estate, {"endpoints": unlabelled})
}

test_two_endpoints_without_a_label_are_not_known_to_belong_together if {
	words_without("trust_zone") == both("undecided")
	words_without("environment") == both("undecided")
}

assumed(estate) := {sentence | some verdict in verdicts; some sentence in verdict.assumptions; contains(sentence, "the site lists none")} if {
	verdicts := application_name_shared.verdicts with input as estate
}

test_a_pass_says_when_other_subsystems_are_not_listed if {
	unlisted := object.union(pair("APP2", {}), {"site": {"other_applications": null}})
	testing.words(application_name_shared.verdicts) == both("pass") with input as unlisted
	count(assumed(unlisted)) == 1
	assumed(pair("APP2", {})) == set()
}

test_a_lost_member_leaves_a_pass_undecided_and_a_fail_as_it_is if {
	cut := testing.damaged("hwscfg", null, null)
	testing.words(application_name_shared.verdicts) == both("undecided") with input as object.union(pair("APP2", {}), cut)
	testing.words(application_name_shared.verdicts) == both("fail") with input as object.union(pair("APP1", {"trust_zone": "outside"}), cut)
}

# -- one key under two names -------------------------------------------------------------------------------------------------

keyed(change) := object.union(pair("APP2", {"trust_zone": "outside"}), {"profiles": {"PTKTDATA": {"APP2": object.union(testing.key_profile, {"ssignon": change})}}})

own_key := {"key_label": "APP2.EPT.KEY"}

test_a_key_of_its_own_passes if testing.words(application_name_shared.verdicts) == both("pass") with input as keyed(own_key)

test_one_label_in_two_zones_fails if {
	verdicts := application_name_shared.verdicts with input as keyed({})
	testing.words(verdicts) == both("fail")
	some verdict in verdicts
	verdict.object == "endpoint:ICON1"
	verdict.message == "APP1 has the key of APP2 too: whoever holds it for one makes tickets for the other."
	verdict.facts.one_key_with == [{"endpoint": "ICON2", "application": "APP2", "labels": ["APP1.EPT.KEY"]}]
	[place.role | some place in verdict.places] == ["primary", "related"]
}

test_a_legacy_label_is_a_key_too if {
	testing.words(application_name_shared.verdicts) == both("fail") with input as keyed({"key_label": "", "protection": "APP1.EPT.KEY"})
}

test_words_about_a_key_are_no_label if {
	masked := object.union(keyed({"key_label": "", "protection": "*MASKED*"}), {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"key_label": "", "protection": "*MASKED*"}}}}})
	testing.words(application_name_shared.verdicts) == both("pass") with input as masked
}

test_a_qualified_profile_counts_for_its_application if {
	estate := object.union(keyed(own_key), {"profiles": {"PTKTDATA": {"APP2.WEBUSR1": testing.key_profile}}})
	testing.words(application_name_shared.verdicts) == both("fail") with input as estate
}

test_one_key_inside_one_zone_passes if {
	testing.words(application_name_shared.verdicts) == both("pass") with input as object.union(keyed({}), {"endpoints": pair("APP2", {}).endpoints})
}

test_without_the_key_profiles_two_zones_are_undecided if {
	testing.words(application_name_shared.verdicts) == both("undecided") with input as object.union(keyed(own_key), testing.not_offered("unload"))
	testing.words(application_name_shared.verdicts) == both("undecided") with input as object.union(keyed(own_key), testing.damaged("unload", "0530", "PTKTDATA"))
}
