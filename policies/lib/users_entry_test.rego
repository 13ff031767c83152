package auditor.lib.users_entry_test

import rego.v1

import data.auditor.lib.entering
import data.auditor.lib.testing
import data.auditor.lib.users

name := "WEBUSR1"

of(change) := testing.changed({"users": {name: change}})

blocked(estate) if {
	found := users.blockers(name, "APP1") with input as estate
	found == {"WEBUSR1 has an active MFA factor, none that takes PassTickets, and no bypass for APP1"}
}

unsure(estate) := found if {
	found := users.possible(name, "APP1") with input as estate
}

factor(called, active) := {"name": called, "active": active}

mfa := of({"factors": [factor("AZFTOTP1", true)]})

bypass := {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {name: "READ"})}}}

lost := testing.damaged("unload", "020A", null)

lost_reason := {"a record of the unload is lost that could have been of user WEBUSR1"}

# -- multi-factor authentication -----------------------------------------------------------------------------------------

test_an_active_factor_without_a_bypass_stops if {
	blocked(mfa)
	unsure(mfa) == set()
}

test_a_factor_that_is_not_active_stops_nobody if not blocked(of({"factors": [factor("AZFTOTP1", false)]}))

test_the_passticket_factor_lets_tickets_through if {
	both := of({"factors": [factor("AZFTOTP1", true), factor("AZFPTKT1", true)]})
	not blocked(both)
	unsure(object.union(both, lost)) == set()
}

test_the_passticket_factor_counts_only_while_active if {
	blocked(of({"factors": [factor("AZFTOTP1", true), factor("AZFPTKT1", false)]}))
}

test_a_bypass_lets_the_user_in_whatever_factors_are_lost if {
	not blocked(object.union(mfa, bypass))
	unsure(object.union(object.union(mfa, bypass), lost)) == set()
}

test_a_bypass_of_an_inactive_class_permits_nobody if {
	blocked(object.union(object.union(mfa, bypass), {"classes": {"MFADEF": {"active": testing.fact(false)}}}))
}

unknown_class := {"classes": {"MFADEF": {"active": testing.unknown("no listing")}}}

test_a_bypass_of_an_unknown_class_leaves_it_open if {
	estate := object.union(object.union(mfa, bypass), unknown_class)
	not blocked(estate)
	unsure(estate) == {"whether WEBUSR1 may bypass MFA for an application is unknown"}
}

test_no_bypass_stops_whatever_the_class_is if blocked(object.union(mfa, unknown_class))

bypassed(estate, application) := found if {
	found := users.bypass(name, application) with input as estate
}

test_a_bypass_for_an_unknown_application_is_unknown if {
	bypassed(mfa, "APP1") == "no"
	bypassed(mfa, null) == "unknown"
}

test_a_lost_factor_could_be_one_that_takes_tickets if {
	not blocked(object.union(mfa, lost))
	unsure(object.union(mfa, lost)) == lost_reason
}

test_a_lost_factor_could_be_one_that_does_not if unsure(testing.changed(lost)) == lost_reason

# -- the check of class APPL ---------------------------------------------------------------------------------------------

entry(estate) := found if {
	found := entering.check(name, "APP1") with input as estate
}

shut := testing.only_profiles(testing.estate, "APPL", {"APP1": testing.profile(false, {})})

unknown_appl(why) := {"classes": {"APPL": {"active": why}}}

test_a_denial_counts_while_the_class_is_active if entry(shut).outcome == "denied"

test_an_inactive_class_lets_everybody_in if {
	entry(object.union(shut, unknown_appl(testing.fact(false)))).outcome == "allowed"
}

test_a_denial_of_an_unknown_class_leaves_it_open if {
	decision := entry(object.union(shut, unknown_appl(testing.unknown("no listing"))))
	decision.outcome == "undecided"
	decision.reasons == {"no listing"}
}

test_a_class_that_is_unknown_without_a_reason_has_one if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	entry(object.union(shut, unknown_appl(silent))).reasons == {"whether class APPL is active is unknown"}
}

test_who_is_let_in_either_way_is_let_in if {
	entry(object.union(testing.estate, unknown_appl(testing.unknown("no listing")))).outcome == "allowed"
}

test_no_profile_lets_everybody_in if {
	entry(testing.only_profiles(testing.estate, "APPL", {})).outcome == "allowed"
}

test_a_decision_that_is_open_stays_open_in_an_active_class if {
	variable := testing.only_profiles(testing.estate, "APPL", {"&APPS": testing.profile(true, {})})
	contains(concat("", entry(variable).reasons), "RACF variable")
}

# -- together ------------------------------------------------------------------------------------------------------------

can(estate) := found if {
	found := users.can_log_on(name, "APP1") with input as estate
}

test_whether_a_user_can_log_on if {
	can(testing.estate) == "yes"
	can(mfa) == "no"
	can(shut) == "no"
	can(of({"start_time": "0800"})) == "unknown"
	can(object.union(shut, unknown_appl(testing.unknown("no listing")))) == "unknown"
}
