package auditor.lib.authority_test

import rego.v1

import data.auditor.lib.authority
import data.auditor.lib.testing

# The estate with these profiles of class PTKTDATA: name to whether it is generic.
with_names(names) := testing.only_profiles(testing.estate, "PTKTDATA", {name: testing.profile(generic, {}) | some name, generic in names})

known(estate) := found if {
	found := authority.known with input as estate
}

applications(name, names) := found if {
	found := authority.applications(name) with input as with_names(names)
}

test_names_that_reach_irrptauth if {
	every name in ["IRRPTAUTH.APP1.U", "**", "*", "IRR*", "&X", "IRR&X", "&X.APP1.U", "**.U1", "IRRPTAUTH*"] {
		authority.reaches(name)
	}
	every name in ["APP1", "APP&X", "APP*", "IRRPTAUT%", "APP%.**", "IRRPTAUTH", "*%"] {
		not authority.reaches(name)
	}
}

test_applications_are_known_by_endpoints_clients_and_the_site if {
	known(testing.only_profiles(with_names({}), "APPL", {})) == {"APP1"}
	clients := [testing.client("one", "off-host", {"application": "app2"}), testing.client("two", "off-host", {"application": null})]
	estate := object.union(with_names({}), {"clients": clients, "site": {"other_applications": ["APP3"]}})
	known(estate) == {"APP1", "APP2", "APP3"}
	known(object.union(with_names({}), {"site": {"other_applications": null}})) == {"APP1"}
}

test_applications_are_known_by_discrete_keys_and_authority_for_one if {
	known(with_names({"APP4": false, "APP5.GRPA": false, "IRRPTAUTH.APP6.*": true, "IRRPTAUTH.APP7.U": false})) == {
		"APP1", "APP4", "APP5", "APP6", "APP7",
	}
}

test_no_application_is_known_by_a_pattern_or_half_a_name if {
	known(with_names({"AP%": false, "ODD": true, "IRRPTAUTH.APP9": false, "IRRPTAUTH.AP*.U": true, "IRRPTAUTHX": false})) == {"APP1"}
	known(testing.only_profiles(with_names({}), "APPL", {"APP8": testing.profile(false, {}), "AP*": testing.profile(true, {})})) == {"APP1", "APP8"}
}

others := {"APP1": false, "OTHER": false}

test_a_profile_spans_the_applications_it_matches if {
	applications("IRRPTAUTH.APP9.*", others) == {"APP9"}
	applications("IRRPTAUTH.*.U1", others) == {"APP1", "OTHER"}
	applications("IRRPTAUTH.**", others) == {"APP1", "OTHER"}
	applications("**.U1", others) == {"APP1", "OTHER"}
	applications("IRRPTAUTH.AP*.U1", others) == {"APP1"}
	applications("IRRPTAUTH.APP1", others) == set()
}

spanning(name, generic) if authority.spanning(name) with input as with_names(object.union(others, {name: generic}))

test_what_spans_applications if {
	spanning("IRRPTAUTH.*.U1", true)
	spanning("IRRPTAUTH.%*.U1", true)
	not spanning("IRRPTAUTH.AP*.U1", true)
	not spanning("IRRPTAUTH.APP1.*", true)
	not spanning("IRRPTAUTH.*.U1", false)
}

test_a_prefix_is_no_whole_name_and_no_asterisk_alone if {
	authority.prefix("IRRPTAUTH.AP*")
	not authority.prefix("IRRPTAUTH.APP1.*")
	not authority.prefix("IRRPTAUTH.*.U1")
	not authority.prefix("IRRPTAUTH.**")
}

# -- fixing --------------------------------------------------------------------------------------------------------------

broad := "IRRPTAUTH.**"

open(acl) := testing.only_profiles(testing.estate, "PTKTDATA", {broad: object.union(testing.profile(true, acl), {"uacc": "UPDATE"})})

test_only_requesters_that_exist_are_served if {
	clients := [
		testing.client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]}),
		testing.client("gone", "racf-service", {"requester": "GONE1", "users": ["WEBUSR1"]}),
	]
	estate := object.union(open({}), {"clients": clients})
	rows := authority.served(broad) with input as estate
	{row.requester | some row in rows} == {"BATCH1"}
}

test_only_those_who_can_make_tickets_are_taken_off if {
	estate := open({"SECADM": "UPDATE", "PARTNER1": "READ"})
	fixing := authority.narrowed(broad) with input as estate
	commands := fixing.racf
	[command | some command in commands; endswith(command, "DELETE")] == ["PERMIT IRRPTAUTH.** CLASS(PTKTDATA) ID(SECADM) DELETE"]
	"RALTER PTKTDATA IRRPTAUTH.** UACC(NONE)" in commands
}
