package auditor.lib.entering_test

import rego.v1

import data.auditor.lib.entering
import data.auditor.lib.testing

check(user, estate) := answer if {
	answer := entering.check(user, "APP1") with input as estate
}

outcomes(estate) := {check(user, estate).outcome | some user in ["BATCH1", "SECADM", "NOBODY"]}

test_the_list_decides if {
	check("BATCH1", testing.estate).outcome == "allowed"
	check("BATCH1", testing.estate).profile == "APP1"
	check("SECADM", testing.estate).outcome == "denied"
	check("NOBODY", testing.estate).outcome == "denied"
}

test_no_profile_lets_everybody_in if {
	outcomes(testing.only_profiles(testing.estate, "APPL", {})) == {"allowed"}
}

test_an_inactive_class_lets_everybody_in if {
	off := testing.with_class(testing.estate, "APPL", {"active": testing.fact(false)})
	outcomes(off) == {"allowed"}
	check("SECADM", off).reasons == {"class APPL is not active, so no profile is looked at"}
	check("SECADM", off).profile == null
}

test_an_unknown_class_keeps_nobody_out_for_certain if {
	unsure := testing.with_class(testing.estate, "APPL", {"active": testing.unknown("no listing")})
	check("BATCH1", unsure).outcome == "allowed"
	check("SECADM", unsure).outcome == "undecided"
	check("SECADM", unsure).reasons == {"no listing"}
	silent := testing.with_class(testing.estate, "APPL", {"active": {"value": null, "at": null, "origin": null, "why": null}})
	check("SECADM", silent).reasons == {"whether class APPL is active is unknown"}
}

test_a_lost_generic_leaves_it_undecided if {
	lost := testing.also_damaged(testing.only_profiles(testing.estate, "APPL", {}), "unload", "0500", "APPL")
	outcomes(lost) == {"undecided"}
}
