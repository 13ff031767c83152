# METADATA
# title: The data set of ICSF keys is readable
# description: >-
#   The CKDS holds PassTicket keys under the master key of ICSF. Everybody who reads it copies them, and needs no more than a way
#   to a system with the same master key. The site names the data sets. Source: RACF-IC-000030 of the DISA STIG; z/OS ICSF
#   Administrator's Guide, "Setting up profiles in the CSFKEYS general resource class".
# custom:
#   id: PT-C12
#   severity: medium
#   judges: [profile, system]
#   needs: [unload, setropts]
#   gate: warns
package auditor.policies.key_data_set_readable

import rego.v1

import data.auditor.lib.copies
import data.auditor.lib.datasets
import data.auditor.lib.evidence
import data.auditor.lib.profiles
import data.auditor.lib.result

names := {name | some name in input.site.ckds_data_sets}

verdicts contains result.not_applicable("system", "the site names no data set of ICSF keys ([site] ckds_data_sets)", {"severity": "medium"}) if {
	count(names) == 0
}

verdicts contains evidence.settled(datasets.open_damage, copies.system(names, "medium"))

verdicts contains verdict if {
	some profile, found in datasets.decided(names)
	lost := datasets.open_damage | datasets.lost(profile, found.names)
	verdict := evidence.settled(lost, judge(profile, found, copies.faults(found) & {"public", "warning"}))
}

judge(profile, found, faults) := result.failed(profiles.named("DATASET", profile), copies.finding(profile, found, faults, "medium")) if {
	count(faults) > 0
} else := result.undecided(profiles.named("DATASET", profile), copies.unclear(found), {"severity": "medium"}) if {
	count(copies.unclear(found)) > 0
} else := result.passed(profiles.named("DATASET", profile), {
	"severity": "medium",
	"message": sprintf("%s: nobody reads it but by name.", [copies.subject(found)]),
	"facts": copies.facts(profile, found),
	"places": copies.proofs(found),
	"assumptions": copies.volume(found),
})
