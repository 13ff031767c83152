# METADATA
# title: The RACF database, a copy or an unload is readable
# description: >-
#   Whoever reads the database, a backup or an unload of it reads masked keys and all that is needed to guess passwords. Each data
#   set that the site names must have UACC(NONE), no ID(*), no WARNING, ERASE, and every access recorded. Source: RACF Security
#   Administrator's Guide, "Protecting the RACF database".
# custom:
#   id: PT-C10
#   severity: high
#   judges: [profile, system]
#   needs: [unload, setropts]
#   gate: blocks
package auditor.policies.racf_database_readable

import rego.v1

import data.auditor.lib.copies
import data.auditor.lib.datasets
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.profiles
import data.auditor.lib.result

names := {name | some name in input.site.racf_data_sets}

decided := datasets.decided(names)

# A masked key is in every copy of the database, for whoever reads it.
severity := "critical" if {
	some name in inscope.key_profiles
	input.profiles.PTKTDATA[name].ssignon.protection == "*MASKED*"
} else := "high"

verdicts contains result.undecided("system", {"the site does not say which data sets hold the RACF database, its copies and unloads ([site] racf_data_sets)"}, {"severity": "high"}) if {
	count(names) == 0
}

verdicts contains evidence.settled(datasets.open_damage, copies.system(names, severity))

verdicts contains verdict if {
	some profile, found in decided
	lost := datasets.open_damage | datasets.lost(profile, found.names)
	verdict := evidence.settled(lost, judge(profile, found, copies.faults(found)))
}

# That everybody reads it is a fault whatever else is unclear; a lesser fault is not all there is to say then.
judge(profile, found, faults) := result.failed(profiles.named("DATASET", profile), copies.finding(profile, found, faults, severity)) if {
	count({"public", "warning"} & faults) > 0
} else := result.undecided(profiles.named("DATASET", profile), copies.unclear(found), {"severity": severity}) if {
	count(copies.unclear(found)) > 0
} else := result.failed(profiles.named("DATASET", profile), copies.finding(profile, found, faults, lesser(faults))) if {
	count(faults) > 0
} else := result.passed(profiles.named("DATASET", profile), {
	"severity": severity,
	"message": sprintf("%s: nobody reads it but by name, and every access is recorded.", [copies.subject(found)]),
	"facts": copies.facts(profile, found),
	"places": copies.proofs(found),
	"assumptions": copies.volume(found),
})

lesser(faults) := "medium" if {
	"erase" in faults
} else := "low"
