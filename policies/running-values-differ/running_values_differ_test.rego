package auditor.policies.running_values_differ_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.running_values_differ

judged(change) := [verdict | some verdict in verdicts][0] if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, change)]})
	verdicts := running_values_differ.verdicts with input as estate
}

running(change) := {"running": change}

test_same_values_pass if judged({}).verdict == "pass"

test_racf_switched_off_is_the_weaker if {
	verdict := judged(running({"racf": testing.fact(false)}))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.differences == [{"parameter": "RACF", "member": true, "running": false}]
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]
	verdict.remediation.undo == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"]
	verdict.places[0].note == "RACF as it runs"
	verdict.places[0].role == "primary"
}

test_racf_switched_on_is_lost_at_restart if {
	verdict := judged({"racf": testing.fact(false)})
	verdict.verdict == "fail"
	verdict.severity == "medium"
}

test_a_cache_switched_on_is_the_weaker if judged(running({"uidcache": testing.fact(true)})).severity == "high"

test_statistics_switched_off_are_the_weaker if judged(running({"odracfst": testing.fact(false)})).severity == "high"

test_folding_changed_is_a_difference if {
	verdict := judged(running({"pswdmc": testing.fact("N")}))
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(PSWDMC(RCF))"]
}

test_another_application_name_is_a_difference if {
	verdict := judged(running({"odbmappl": testing.fact("APP2")}))
	verdict.facts.differences == [{"parameter": "ODBMAPPL", "member": "APP1", "running": "APP2"}]
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(APP1))"]
}

test_an_uncoded_name_is_blank if {
	verdict := judged({"appl": testing.not_coded})
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(0))"]
}

test_no_display_is_undecided_never_a_pass if {
	verdict := judged({"running": null})
	verdict.verdict == "undecided"
	contains(verdict.reason, "--imscon")
}

after(change, source) := judged_then[0] if {
	estate := object.union(testing.estate, {
		"inputs": [{"kind": "unload"}, {"kind": "imscon"}, {"kind": "hwscfg"}],
		"change": change,
		"endpoints": [object.union(testing.endpoint, {"running": null, "source": source})],
	})
	judged_then := [verdict | some verdict in running_values_differ.verdicts with input as estate]
}

test_a_display_of_before_the_restart_was_offered if {
	contains(after({"layer": "active"}, 2).reason, "after the restart")
}

test_a_member_of_today_has_no_display if {
	contains(after({"layer": "active"}, 1).reason, "was offered")
	contains(after({"layer": "active"}, 0).reason, "was offered")
}

test_without_a_change_there_is_no_restart if contains(after(null, 2).reason, "was offered")

test_no_member_is_undecided if judged({"member": false}).verdict == "undecided"

test_a_value_the_display_does_not_show_is_undecided if {
	verdict := judged(running({"racf": testing.unknown("the display shows no RACF")}))
	verdict.verdict == "undecided"
	verdict.reason == "the display shows no RACF"
}

test_an_unknown_member_value_is_undecided if {
	judged({"appl": testing.unknown("ODACCESS is there twice")}).verdict == "undecided"
}

test_a_silent_display_is_undecided if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	verdict := judged(running({"odbmappl": silent}))
	verdict.reason == "the display or the member does not show ODBMAPPL"
}

test_a_difference_outweighs_what_is_unknown if {
	both := {"racf": testing.fact(false), "pswdmc": testing.unknown("not shown")}
	judged(running(both)).verdict == "fail"
}

test_a_damaged_display_is_undecided if {
	damage := {"evidence": {"imscon": {"offered": true, "damage": [{
		"input": "imscon", "code": "column-shifted", "message": "m", "record_type": null, "class": null, "name": null,
		"at": [4, 3, 0, 0],
	}]}}}
	verdicts := running_values_differ.verdicts with input as testing.changed(damage)
	testing.words(verdicts) == {"endpoint:ICON1": "undecided"}
}

test_damage_to_another_display_does_not_matter if {
	damage := {"evidence": {"imscon": {"offered": true, "damage": [{
		"input": "imscon", "code": "column-shifted", "message": "m", "record_type": null, "class": null, "name": null,
		"at": [5, 3, 0, 0],
	}]}}}
	verdicts := running_values_differ.verdicts with input as testing.changed(damage)
	testing.words(verdicts) == {"endpoint:ICON1": "pass"}
}

test_a_value_that_only_the_display_shows_is_no_difference if {
	verdict := judged({"racf": testing.unknown("HWS.RACF is coded twice")})
	verdict.verdict == "undecided"
	verdict.reason == "HWS.RACF is coded twice"
}

test_a_name_that_only_the_display_shows_is_no_difference if {
	verdict := judged({"appl": testing.unknown("ODACCESS is there twice"), "racf": testing.fact(false)})
	[row.parameter | some row in verdict.facts.differences] == ["RACF"]
}

test_an_uncoded_name_that_runs_blank_passes if {
	judged({"appl": testing.not_coded, "running": {"odbmappl": testing.fact("")}}).verdict == "pass"
}

test_unknown_odaccess_is_never_a_pass if {
	judged({"odaccess": testing.unknown("the member is cut")}).verdict == "undecided"
}

test_no_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(running_values_differ.verdicts) == {"system": "undecided"} with input as estate
}

# -- a name that IMS Connect does not take -------------------------------------------------------------------------------

test_no_command_sets_a_name_that_ims_connect_does_not_take if {
	every name in ["APP-1", "app1", "APPLICATION1", "APP 1"] {
		verdict := judged({"appl": testing.fact(name), "running": {"racf": testing.fact(false)}})
		verdict.verdict == "fail"
		verdict.remediation.ims == []
		verdict.remediation.undo == []
		contains(verdict.remediation.other[0], "PT-A11")
	}
}

test_every_name_that_ims_connect_takes_is_set if {
	every name in ["APP$1", "#PP@1", "A", "APPLICA1"] {
		verdict := judged({"appl": testing.fact(name)})
		verdict.remediation.ims == [sprintf("UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(%s))", [name])]
	}
}

test_another_value_is_set_beside_a_name_that_is_right if {
	verdict := judged(running({"racf": testing.fact(false)}))
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]
}
