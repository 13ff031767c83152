package auditor.policies.ticket_case_folded_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ticket_case_folded

key := "profile:PTKTDATA/APP1"

mixed := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"type": "MIXED"}}}}}

word(change) := words[key] if {
	words := testing.words(ticket_case_folded.verdicts) with input as testing.changed(change)
}

folding(value) := {"endpoints": [object.union(testing.endpoint, {"running": null, "pswdmc": value})]}

test_upper_tickets_pass_whatever_folds if word(folding(testing.fact("N"))) == "pass"

test_mixed_tickets_pass_where_nothing_folds if word(mixed) == "pass"

test_mixed_tickets_and_folding_fail if {
	verdicts := ticket_case_folded.verdicts with input as testing.changed(object.union(mixed, folding(testing.fact("N"))))
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.places[0] == {"at": [0, 101, 392, 403], "role": "primary", "note": "TYPE is MIXED"}
	verdict.remediation.racf == ["RALTER PTKTDATA APP1 SSIGNON(TYPE(UPPER))", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_mixed_tickets_without_mixed_case_passwords_fail if {
	word(object.union(mixed, {"options": {"mixedcase": testing.fact(false)}})) == "fail"
}

test_a_running_value_counts if {
	word(object.union(mixed, {"endpoints": [object.union(testing.endpoint, {"running": {"pswdmc": testing.fact("N")}})]})) == "fail"
}

test_unknown_mixed_case_is_undecided if {
	word(object.union(mixed, {"options": {"mixedcase": testing.unknown("the listing does not say it")}})) == "undecided"
}

test_unknown_folding_is_undecided if {
	word(object.union(mixed, folding(testing.unknown("HWS.PSWDMC is coded twice")))) == "undecided"
	word(object.union(mixed, folding({"value": null, "at": null, "origin": null, "why": null}))) == "undecided"
}

test_an_unknown_type_is_undecided if {
	word({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"type": null}}}}}) == "undecided"
}

test_a_legacy_key_is_out_of_scope if {
	word({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"key_label": "", "protection": "*MASKED*"}}}}}) == "not_applicable"
}

test_a_level_that_cannot_say_is_undecided if {
	word({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"key_label": null}}}}}) == "undecided"
}

test_no_key_record_at_all_is_undecided if word({"unload": {"ssignon": "absent"}}) == "undecided"

test_no_key_profile_is_out_of_scope if {
	estate := testing.without_profiles("PTKTDATA", ["APP1"])
	testing.words(ticket_case_folded.verdicts) == {"system": "not_applicable"} with input as estate
}

test_lost_key_records_leave_it_undecided if word(testing.damaged("unload", "0530", "PTKTDATA")) == "undecided"

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(ticket_case_folded.verdicts) == {"system": "undecided"} with input as estate
}

test_a_key_of_another_application_is_not_judged if {
	other := {"profiles": {"PTKTDATA": {"APP2": testing.key_profile}}}
	testing.words(ticket_case_folded.verdicts) == {key: "pass"} with input as testing.changed(other)
}

test_a_qualified_key_of_the_application_is_judged if {
	qualified := {"profiles": {"PTKTDATA": {"APP1.WEBUSR1": testing.key_profile}}}
	testing.words(ticket_case_folded.verdicts)["profile:PTKTDATA/APP1.WEBUSR1"] == "pass" with input as testing.changed(qualified)
}

test_where_racf_is_off_no_key_is_used if {
	testing.words(ticket_case_folded.verdicts) == {"system": "not_applicable"} with input as testing.with_endpoint(testing.racf_off)
}

test_an_endpoint_without_racf_folds_nothing if {
	other := object.union(testing.endpoint, object.union(testing.racf_off, {"name": "ICON2", "pswdmc": testing.fact("N")}))
	word(object.union(mixed, {"endpoints": [testing.endpoint, other]})) == "pass"
}

nameless := {"running": null, "appl": testing.unknown("ODACCESS APPL= is coded twice")}

test_an_unknown_application_name_is_undecided_never_out_of_scope if {
	verdicts := ticket_case_folded.verdicts with input as testing.with_endpoint(nameless)
	[[verdict.object, verdict.reason] | some verdict in verdicts] == [["endpoint:ICON1", "ODACCESS APPL= is coded twice"]]
}

test_no_application_name_matters_where_racf_is_off if {
	estate := testing.with_endpoint(object.union(nameless, testing.racf_off))
	testing.words(ticket_case_folded.verdicts) == {"system": "not_applicable"} with input as estate
}
