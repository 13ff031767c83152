package auditor.policies.key_profile_missing_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_profile_missing

broken := {}

only(profiles) := testing.only_profiles(testing.estate, "PTKTDATA", profiles)

fault(estate) := verdict if {
	verdicts := key_profile_missing.verdicts with input as estate
	some verdict in verdicts
}

test_a_key_profile_passes if {
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "pass"} with input as testing.estate
}

test_no_key_profile_fails if {
	verdict := fault(only({"APP2": testing.key_profile, "XXXXXXXX": testing.key_profile}))
	verdict.verdict == "fail"
	verdict.severity == "critical"
	verdict.facts.nearest == ["APP2"]
	verdict.facts.clients == ["batch", "gateway", "partner"]
	verdict.places[0].role == "primary"
	verdict.remediation.racf == [
		"RDEFINE PTKTDATA APP1 UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(UPDATE) FAILURES(READ)) SSIGNON(EPTKEYLABEL(<label>))",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.undo == ["RDELETE PTKTDATA APP1", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.other[1] == "Whoever makes tickets off the host must hold the same key: client partner."
}

test_only_qualified_profiles_cannot_generate if {
	verdict := fault(only({"APP1.APPGRP": testing.key_profile}))
	verdict.verdict == "fail"
	contains(verdict.message, "only qualified ones")
}

test_a_generic_key_profile_is_ignored if {
	verdict := fault(only({"APP*": testing.profile(true, {})}))
	verdict.verdict == "fail"
	contains(verdict.message, "generic key profiles are ignored")
	verdict.facts.generic == ["APP*"]
}

test_slips_of_the_pen_are_named if {
	names := {"APP": testing.key_profile, "APP11": testing.key_profile, "AP": testing.key_profile, "OTHER": testing.key_profile}
	fault(only(names)).facts.nearest == ["AP", "APP", "APP11"]
}

test_nobody_generates_is_out_of_scope if {
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as object.union(testing.estate, {"clients": []})
}

test_without_an_inventory_a_missing_profile_is_an_advisory if {
	estate := object.union(only({}), {"clients": [], "evidence": {"clients": {"offered": false}}})
	fault(estate).verdict == "advisory"
	contains(fault(estate).message, "is not known")
}

test_without_an_inventory_a_profile_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_a_lost_record_could_be_the_profile if {
	estate := testing.also_damaged(only({}), "unload", "0500", "PTKTDATA")
	fault(estate).verdict == "undecided"
	contains(fault(estate).reason, "record 42 of the unload is lost")
}

test_no_unload_is_undecided if {
	fault(testing.changed(testing.not_offered("unload"))).verdict == "undecided"
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(key_profile_missing.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	estate := testing.with_endpoint({"odaccess": testing.fact(false)})
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_odaccess_is_never_a_pass if {
	words := testing.words(key_profile_missing.verdicts) with input as testing.with_endpoint({"odaccess": testing.unknown("the member is cut")})
	words["endpoint:ICON1"] == "undecided"
}

test_racf_off_is_out_of_scope if {
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as testing.with_endpoint(testing.racf_off)
}

test_unknown_racf_is_undecided if {
	estate := object.union(testing.with_endpoint({"running": null, "racf": testing.unknown("HWS.RACF is coded twice")}), broken)
	testing.words(key_profile_missing.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_unknown_application_is_undecided if {
	estate := testing.with_endpoint({"running": null, "appl": testing.unknown("ODACCESS.APPL is coded twice")})
	verdicts := key_profile_missing.verdicts with input as estate
	[verdict.reason | some verdict in verdicts; verdict.verdict == "undecided"] == ["ODACCESS.APPL is coded twice"]
}

test_an_unusable_name_gets_no_profile if {
	verdict := fault(testing.with_endpoint({"running": null, "appl": testing.fact("IMS.APP1")}))
	verdict.verdict == "fail"
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "PT-A11")
}

test_qualified_profiles_of_other_applications_do_not_count if {
	verdict := fault(only({"APP2.APPGRP": testing.key_profile}))
	verdict.message == "There is no key profile APP1: every ticket is a wrong password."
	verdict.facts.qualified == []
}

test_other_names_are_no_slips_of_the_pen if {
	fault(only({name: testing.key_profile | some name in ["A", "ZZ", "APP1XXXX", "CICS", "ZZZZZZ"]})).facts.nearest == []
}

test_two_characters_more_or_exchanged_are_a_slip if {
	fault(only({"APP1XX": testing.key_profile, "APZZ": testing.key_profile})).facts.nearest == ["APP1XX", "APZZ"]
}

# -- drafts ----------------------------------------------------------------------------------------------------------------

drafts := [testing.client("one", "off-host", {"status": "draft"})]

test_a_draft_alone_lets_nothing_pass if {
	estate := object.union(testing.estate, {"clients": drafts})
	testing.words(key_profile_missing.verdicts)["endpoint:ICON1"] == "undecided" with input as estate
}

test_a_confirmed_client_beside_a_draft_passes if {
	estate := object.union(testing.estate, {"clients": array.concat(drafts, testing.estate.clients)})
	testing.words(key_profile_missing.verdicts)["endpoint:ICON1"] == "pass" with input as estate
}

test_drafts_for_another_endpoint_leave_it_open if {
	estate := object.union(testing.estate, {"clients": [testing.client("one", "off-host", {"status": "draft", "endpoint": "ICON2"})]})
	testing.words(key_profile_missing.verdicts)["endpoint:ICON1"] == "undecided" with input as estate
}
