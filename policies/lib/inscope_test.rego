package auditor.lib.inscope_test

import rego.v1

import data.auditor.lib.inscope
import data.auditor.lib.testing

profiles(class, some_profiles) := testing.changed({"profiles": {class: some_profiles}})

generic := testing.profile(true, {})

second(appl) := object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": appl})

both(appl) := object.union(testing.estate, {"endpoints": [testing.endpoint, second(appl)]})

authorities(names) := found if {
	found := inscope.authorities with input as testing.only_profiles(testing.estate, "PTKTDATA", names)
}

test_the_profiles_that_passtickets_rest_on if {
	rows := inscope.rows with input as testing.changed({"profiles": {
		"APPL": {"APP*": generic, "CICS1": testing.profile(false, {})},
		"PTKTDATA": {"APP1.APPGRP": testing.key_profile, "CICS1": testing.key_profile},
	}})
	{[row.kind, row.name] | some row in rows} == {
		["application", "APP1"],
		["key", "APP1"],
		["key", "APP1.APPGRP"],
		["authority", "IRRPTAUTH.**"],
		["authority", "IRRPTAUTH.APP1.BATCH1"],
		["authority", "IRRPTAUTH.APP1.WEBUSR1"],
	}
}

test_a_row_has_what_verdicts_need if {
	estate := testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))
	rows := inscope.rows with input as estate
	some row in rows
	row == {
		"class": "PTKTDATA",
		"name": "IRRPTAUTH.**",
		"kind": "authority",
		"object": "profile:PTKTDATA/IRRPTAUTH.**",
		"profile": estate.profiles.PTKTDATA["IRRPTAUTH.**"],
		"record": [0, 100],
		"places": [{"at": estate.profiles.PTKTDATA["IRRPTAUTH.**"].at, "role": "primary", "note": "the profile"}],
		"lot": "PTKTDATA",
	}
}

test_the_deciding_profile_may_be_a_generic_and_none if {
	deciding := inscope.deciding with input as object.union(
		testing.only_profiles(testing.estate, "APPL", {"APP*": generic}),
		{"endpoints": [testing.endpoint, second(testing.fact("ZED1"))]},
	)
	deciding == {"APP*": {"APP1"}}
}

test_generics_over_irrptauth_are_authorities_too if {
	names := ["**", "*", "IRRP*", "%RRPTAUTH.APP1.*", "*.APP1.*"]
	authorities({name: generic | some name in names}) == {name | some name in names}
}

test_other_profiles_are_no_authorities if {
	authorities({"APP*": generic, "APP1.**": generic, "CICS1.*.X": generic, "*.*": testing.profile(false, {}), "APP1": testing.key_profile}) == set()
}

test_an_authority_by_its_name_need_not_be_generic if {
	authorities({"IRRPTAUTH.APP1.BATCH1": testing.profile(false, {}), "IRRPTAUTH*": testing.profile(false, {})}) == {"IRRPTAUTH.APP1.BATCH1", "IRRPTAUTH*"}
}

gaps(estate) := found if {
	found := inscope.gaps with input as estate
}

test_what_may_hide_a_profile_is_a_gap if {
	gaps(both(testing.fact("APP2"))) == set()
	gaps(both(testing.unknown("APPL= is coded twice"))) == {"APPL= is coded twice"}
	gaps(both(object.union(testing.not_coded, {"origin": "coded"}))) == {"the application name of ICON2 is unknown"}
	gaps(object.union(testing.estate, {"endpoints": []})) == {"no member offered could be read as an IMS Connect"}
	gaps(object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})) == {"no HWSCFGxx member was offered (--hwscfg)"}
}

test_a_deciding_profile_that_is_unknown_is_a_gap if {
	estate := testing.only_profiles(testing.estate, "APPL", {"APP*": generic})
	untold := testing.with_class(estate, "APPL", {"generic": testing.unknown("not listed")})
	gaps(untold) == {"not listed"}
	unnamed := inscope.unnamed with input as untold
	unnamed == set()
}

test_the_name_of_what_serves_no_drda_client_is_no_gap if {
	closed := object.union(second(testing.unknown("APPL= is coded twice")), {"odaccess": testing.fact(false)})
	gaps(object.union(testing.estate, {"endpoints": [testing.endpoint, closed]})) == set()
}

beside(found, open, estate) := words if {
	words := testing.words(inscope.beside(found, open, {"unload:PTKTDATA"}, "low")) with input as estate
}

cut := testing.changed(testing.damaged("unload", "0500", "PTKTDATA"))

test_the_system_is_judged_beside_the_profiles if {
	beside({"A"}, set(), testing.estate) == {}
	beside({"A"}, set(), cut) == {"system": "undecided"}
	beside({"A"}, {"a name is unknown"}, testing.estate) == {"system": "undecided"}
	beside(set(), set(), testing.estate) == {"system": "not_applicable"}
	beside(set(), set(), cut) == {"system": "undecided"}
	beside(set(), {"a name is unknown"}, testing.estate) == {"system": "undecided"}
}

test_ptktdata_is_off_only_where_that_is_known if {
	inscope.ptktdata_off with input as testing.with_class(testing.estate, "PTKTDATA", {"active": testing.fact(false)})
	not known_off(testing.estate)
	not known_off(testing.with_class(testing.estate, "PTKTDATA", {"active": testing.unknown("no listing")}))
}

known_off(estate) if inscope.ptktdata_off with input as estate

test_the_needs_of_each_class_are_its_own if {
	lost := inscope.lost({"acl"}) with input as testing.changed(testing.not_offered("unload"))
	lost == {class: {"no RACF database unload was offered (--unload)"} | some class in ["APPL", "PTKTDATA"]}
}

# The estate with one record of the unload lost: type, class, name, the other side of a connection, field.
without(row) := testing.changed({"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "cut", "message": "it is cut", "at": null,
	"record_type": row[0], "class": row[1], "name": row[2], "other": row[3], "field": row[4],
}]}}})

lots_of(row, parts) := {lot | some lot, reasons in lost; count(reasons) > 0} if {
	estate := without(row)
	lost := inscope.lost(parts) with input as estate
}

test_what_is_lost_of_one_profile_leaves_the_others if {
	lots_of(["0505", "APPL", "APP1", null, null], {"acl"}) == {"profile:APPL/APP1"}
	lots_of(["0505", "APPL", "APP1", null, null], {"owner"}) == set()
	lots_of(["0500", "APPL", "APP1", null, "owner"], {"owner"}) == {"profile:APPL/APP1"}
	lots_of(["0500", "APPL", "APP1", null, "owner"], {"acl"}) == set()
	lots_of(["0505", "APPL", "NOT.IN.SCOPE", null, null], {"acl"}) == set()
}

test_what_could_be_of_any_profile_leaves_its_class if {
	lots_of(["0505", "APPL", null, null, null], {"acl"}) == {"APPL"}
	lots_of(["0505", "APPL", null, null, null], {"owner"}) == set()
	lots_of([null, null, null, null, null], {"owner"}) == {"APPL", "PTKTDATA"}
}

test_a_list_hangs_on_those_it_names if {
	estate := without(["0205", null, "BATCH1", "APPGRP", null])
	lost := inscope.lost_of_people({"acl"}) with input as estate
	{lot | some lot, reasons in lost; count(reasons) > 0} == {"profile:APPL/APP1"}
	other := without(["0205", null, "BATCH1", "NOGRP", null])
	rest := inscope.lost_of_people({"acl"}) with input as other
	{lot | some lot, reasons in rest; count(reasons) > 0} == set()
}

test_a_lost_profile_is_undecided_by_its_name if {
	estate := object.union(without(["0500", "APPL", "APP*", null, null]), {"profiles": testing.estate.profiles})
	verdicts := inscope.beside({"A"}, set(), {"unload:APPL"}, "low") with input as estate
	testing.words(verdicts) == {"profile:APPL/APP*": "undecided"}
	far := without(["0500", "APPL", "ZZZ", null, null])
	none := inscope.beside({"A"}, set(), {"unload:APPL"}, "low") with input as far
	none == set()
}

test_ids_that_name_nobody if {
	{id | some id in ["*", "&RACUID", "=MEMBER", "BATCH1"]; inscope.nobody(id)} == {"*", "&RACUID", "=MEMBER"}
}

test_rows_are_there_where_no_profile_decides_an_application if {
	rows := inscope.rows with input as testing.only_profiles(testing.estate, "APPL", {})
	{row.kind | some row in rows} == {"authority", "key"}
	none := inscope.rows with input as testing.only_profiles(testing.only_profiles(testing.estate, "APPL", {}), "PTKTDATA", {})
	none == []
}

test_an_endpoint_without_its_member_leaves_the_scope_open if {
	moved := [object.union(testing.client("one", "off-host", {"users": ["WEBUSR1"]}), {"endpoint": "ICON9"})]
	gaps := inscope.unnamed with input as object.union(testing.estate, {"clients": moved})
	gaps == {"no member or display of ICON9 was offered"}
	inscope.unnamed == set() with input as testing.estate
}
