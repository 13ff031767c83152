package auditor.lib.profiles_test

import rego.v1

import data.auditor.lib.profiles
import data.auditor.lib.testing

# The estate with these APPL profiles: name to whether it is generic.
with_names(names) := testing.only_profiles(testing.estate, "APPL", {name: testing.profile(generic, {}) | some name, generic in names})

not_told := {"classes": {"APPL": {"generic": testing.unknown(null)}}}

deciding(estate) := found if {
	found := profiles.deciding("APPL", "APP1") with input as estate
}

test_a_discrete_profile_goes_before_the_most_specific_generic if {
	deciding(with_names({"APP1": false, "APP*": true})).name == "APP1"
	deciding(with_names({"*": true, "APP*": true, "APP%": true})).name == "APP%"
	deciding(with_names({"APP2": false})).name == null
}

test_generics_that_are_off_decide_nothing if {
	found := deciding(object.union(with_names({"APP*": true}), {"classes": {"APPL": {"generic": testing.fact(false)}}}))
	found == {"name": null, "undecided": set()}
}

test_unknown_generic_checking_has_a_reason_of_its_own_without_one if {
	deciding(object.union(with_names({"APP*": true}), not_told)).undecided == {"whether generic profile checking is on for class APPL is unknown"}
	told := {"classes": {"APPL": {"generic": testing.unknown("no listing")}}}
	deciding(object.union(with_names({"APP*": true}), told)).undecided == {"no listing"}
}

candidates(names) := found if {
	estate := with_names(names)
	found := profiles.candidates("APPL", "APP1") with input as estate
}

test_candidates_match_each_once_the_most_specific_first if {
	candidates({"APP1*": true, "APP1%": true, "APP*": true, "B*": true, "LONGERNAME*": true}) == ["APP1*", "APP*"]
}

# -- the profile that would decide ---------------------------------------------------------------------------------------

supposed(names, generic) := name if {
	estate := object.union(with_names(names), {"classes": {"APPL": {"generic": generic}}})
	name := profiles.supposed("APPL", "APP1") with input as estate
}

test_a_generic_profile_is_supposed_only_where_generic_checking_is_unknown if {
	unknown := testing.unknown("no listing")
	supposed({"APP*": true}, unknown) == "APP*"
	supposed({"APP*": true}, testing.fact(true)) == null
	supposed({"APP*": true, "APP1": false}, unknown) == null
	supposed({"APP&V": true}, unknown) == null
	supposed({}, unknown) == null
}

# -- lost profiles -------------------------------------------------------------------------------------------------------

unread(estate) := reasons if {
	reasons := profiles.unread("APPL", "APP1") with input as estate
}

lost(name) := object.union(with_names({}), {"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "bad-separator", "message": "column 5 is not blank",
	"record_type": "0500", "class": "APPL", "name": name, "at": [0, 42, 1, 80],
}]}}})

test_a_lost_profile_matters_when_it_could_cover_the_resource if {
	unread(testing.estate) == set()
	count(unread(lost(null))) == 1
	count(unread(lost("APP1"))) == 2
	unread(lost("AP*")) == {"profile AP* of class APPL is lost"}
	unread(lost("B*")) == set()
	unread(lost("APP")) == set()
}

# No profile decides after a more specific one that was read; one of the same name may be its other kind.
test_a_lost_profile_that_is_less_specific_than_one_that_was_read_decides_nothing if {
	read := {"profiles": {"APPL": {"AP*": testing.profile(true, {})}}}
	unread(object.union(lost("A*"), read)) == set()
	unread(object.union(lost("APP*"), read)) == {"profile APP* of class APPL is lost"}
	unread(object.union(lost("AP*"), read)) == {"profile AP* of class APPL is lost"}
}

test_a_discrete_profile_that_was_read_is_final if {
	unread(object.union(lost("AP*"), {"profiles": {"APPL": {"APP1": testing.profile(false, {})}}})) == set()
	unread(object.union(lost(null), {"profiles": {"APPL": {"APP1": testing.profile(false, {})}}})) == set()
}

test_without_an_unload_every_profile_is_unread if {
	unread(object.union(testing.estate, testing.not_offered("unload"))) == {"no RACF database unload was offered (--unload)"}
}

# -- disguised profiles --------------------------------------------------------------------------------------------------

test_only_discrete_profiles_with_generic_characters_are_disguised if {
	estate := with_names({"APP1": false, "AP*": true, "A%": false, "A&V": false, "B*": false})
	found := profiles.disguises with input as estate
	object.keys(found.APPL) == {"A%", "A&V", "B*"}
}

# -- patterns ------------------------------------------------------------------------------------------------------------

test_a_name_that_ends_in_the_beginning_of_a_qualifier_is_a_plain_pattern if {
	profiles.pattern("IRRPTAUTH.APP1.U1*") == "^IRRPTAUTH[.]APP1[.]U1.*$"
	profiles.pattern("AP*") == "^AP.*$"
	profiles.pattern("*") == "^.*$"
}

test_any_other_name_is_taken_apart if {
	profiles.pattern("IRRPTAUTH.APP1.*") == "^IRRPTAUTH[.]APP1[.][^.]+([.][^.]+)*$"
	profiles.pattern("IRRPTAUTH.A*.U1*") == "^IRRPTAUTH[.]A[^.]*[.]U1.*$"
	profiles.pattern("APP$1*") == "^APP[$]1.*$"
}
