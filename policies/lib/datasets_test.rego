package auditor.lib.datasets_test

import rego.v1

import data.auditor.lib.datasets
import data.auditor.lib.testing

# An estate with data set profiles of these names; one that ends in "/volume" is discrete.
with_names(names, egn) := object.union(testing.estate, {
	"data_sets": [found | some name in names; found := profile(split(name, "/"))],
	"options": object.union(testing.estate.options, {"egn": egn}),
})

profile([name]) := testing.data_set(name, true, {})

profile([name, volume]) := object.union(testing.data_set(name, false, {}), {"volume": volume})

guard(names, egn, name) := found if {
	found := datasets.guard(name) with input as with_names(names, egn)
}

on := testing.fact(true)

off := testing.fact(false)

# What decides: the first profile that does, or null.
decides(names, egn, name) := chosen if {
	found := guard(names, egn, name)
	count(found.unknown) == 0
	some index, chosen in names
	found.profiles == {index}
} else := null

test_a_discrete_profile_decides_before_any_generic_one if {
	decides(["SYS1.RACF", "SYS1.RACF/VOL001"], on, "SYS1.RACF") == "SYS1.RACF/VOL001"
	decides(["SYS1.RACF*", "SYS1.RACFX/VOL001"], on, "SYS1.RACF") == "SYS1.RACF*"
	guard(["SYS1.RACF/VOL001", "SYS1.RACF/VOL002", "SYS1.**"], on, "SYS1.RACF").profiles == {0, 1}
	decides(["SYS1.*/VOL001"], on, "SYS1.RACF") == null
}

test_the_most_specific_generic_one_decides if {
	decides(["SYS1.**", "SYS1.RACF.**", "SYS1.RACF*"], on, "SYS1.RACF") == "SYS1.RACF.**"
	decides(["SYS1.**", "SYS1.RAC%"], on, "SYS1.RACF") == "SYS1.RAC%"
	decides(["SYS1.**", "SYS1.*"], on, "SYS1.RACF") == "SYS1.*"
	decides(["SYS1.RACF"], on, "SYS1.RACF") == "SYS1.RACF"
	decides(["SYS2.**"], on, "SYS1.RACF") == null
}

test_with_egn_an_asterisk_stays_in_its_qualifier if {
	decides(["SYS1.RA*"], on, "SYS1.RACF") == "SYS1.RA*"
	decides(["SYS1.RA*"], on, "SYS1.RACF.BACKUP") == null
	decides(["SYS1.*"], on, "SYS1.RACF.BACKUP") == null
	decides(["SYS1.*.BACKUP"], on, "SYS1.RACF.BACKUP") == "SYS1.*.BACKUP"
	decides(["SYS1.*.BACKUP"], on, "SYS1.BACKUP") == null
	decides(["SYS1.**.BACKUP"], on, "SYS1.BACKUP") == "SYS1.**.BACKUP"
	decides(["SYS1.**"], on, "SYS1.RACF.BACKUP") == "SYS1.**"
	decides(["SYS1.RACF.**"], on, "SYS1.RACF") == "SYS1.RACF.**"
	decides(["SYS1.RACF*.**"], on, "SYS1.RACFX.BACKUP") == "SYS1.RACF*.**"
	decides(["SYS1.RA%F"], on, "SYS1.RAF") == null
}

test_without_egn_an_ending_asterisk_crosses_qualifiers if {
	decides(["SYS1.RA*"], off, "SYS1.RACF.BACKUP") == "SYS1.RA*"
	decides(["SYS1.*"], off, "SYS1.RACF.BACKUP") == "SYS1.*"
	decides(["SYS1.*.BACKUP"], off, "SYS1.RACF.BACKUP") == "SYS1.*.BACKUP"
}

test_a_profile_of_egn_while_it_is_off_is_undecided if {
	count(guard(["SYS1.**"], off, "SYS1.RACF").unknown) == 1
	count(guard(["SYS1.**", "SYS1.*"], off, "SYS1.RACF").unknown) == 1
	count(guard(["SYS2.**", "SYS1.*"], off, "SYS1.RACF").unknown) == 0
	count(guard(["SYS1.**", "SYS1.RACF/VOL001"], off, "SYS1.RACF").unknown) == 0
	count(guard(["SYS1.**/VOL001"], off, "SYS1.RACF").unknown) == 0
}

test_where_egn_is_unknown_and_matters_it_is_undecided if {
	no_listing := testing.unknown("no listing")
	guard(["SYS1.RA*"], no_listing, "SYS1.RACF.BACKUP").unknown == {"no listing"}
	guard(["SYS1.RA*"], no_listing, "SYS1.RACF.BACKUP").profiles == set()
	decides(["SYS1.RA*"], no_listing, "SYS1.RACF") == "SYS1.RA*"
	decides(["SYS1.**"], no_listing, "SYS1.RACF") == "SYS1.**"
}

test_dollar_and_hyphen_are_letters if {
	decides(["SYS$.R-*.**"], on, "SYS$.R-1.X") == "SYS$.R-*.**"
	decides(["SYSX.R-*.**"], on, "SYS$.R-1.X") == null
}

lost(name) := lost_of(name, "0400")

lost_of(name, type) := object.union(with_names(["SYS1.**"], on), {"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "bad-field", "message": "", "record_type": type, "class": "DATASET", "name": name, "at": [0, 42, 0, 0],
}]}}})

test_a_lost_profile_may_decide_instead if {
	every name in ["SYS1.RACF", "SYS1.RACF*", "SYS1.R*.**"] {
		found := datasets.guard("SYS1.RACF") with input as lost(name)
		count(found.unknown) == 1
	}
	elsewhere := datasets.guard("SYS1.RACF") with input as lost("SYS2.RACF")
	elsewhere.unknown == set()
	entry := datasets.guard("SYS1.RACF") with input as lost_of("SYS1.RACF", "0404")
	entry.unknown == set()
	some_record := datasets.guard("SYS1.RACF") with input as lost_of("SYS1.RACF", null)
	count(some_record.unknown) == 1
}
