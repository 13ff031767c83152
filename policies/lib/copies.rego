# METADATA
# title: Copies of keys
# description: >-
#   What the profiles of data sets that hold keys let everybody do, and the findings on them: the RACF database, its copies and
#   unloads (PT-C10), and the data sets of ICSF keys (PT-C12).
#   Source: RACF Security Administrator's Guide, "Protecting the RACF database"; RACF Command Language Reference, "ALTDSD".
package auditor.lib.copies

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.commands
import data.auditor.lib.datasets
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result

# -- what a profile lets everybody do ------------------------------------------------------------------------------------

# An entry of a table of global access or of a conditional list: it may let everybody in, and is never a reason to pass.
doubts(name, entry) := {sprintf("the global access table has %s/%s, which may let everybody in", [member.name, member.access]) |
	some member in object.get(input.profiles, ["GLOBAL", "DATASET", "members"], [])
	access.perhaps_enough(member.access, "READ")
	datasets.could_decide(member.name, name)
} | ({sprintf("%s lets everybody in under a condition (%s), which cannot be judged", [entry.name, row.kind]) |
	some row in entry.conditional
	row.id == "*"
	access.perhaps_enough(row.access, "READ")
} | {sprintf("UACC or ID(*) of %s has the level %s, which RACF does not define", [entry.name, level]) |
	some level in [entry.uacc, access.star(entry)]
	access.perhaps_enough(level, "READ")
	not access.enough(level, "READ")
})

# Whether accesses from READ on are recorded, successful ones and refused ones, by the owner or by an auditor.
recorded(entry) if {
	some asked in [entry.audit, entry.global_audit]
	asked.level in {"ALL", "SUCCESS"}
	asked.success_from in {"EXECUTE", "READ"}
	some other in [entry.audit, entry.global_audit]
	other.level in {"ALL", "FAIL"}
	other.failure_from in {"EXECUTE", "READ"}
}

# Whether nobody opens a data set that no profile covers - true, false or null (unknown).
protect_all := input.options.protect_all.value

# What stands against the profiles of a name, by weight: public (everybody reads), warning, erase, log.
faults(found) := {fault | some entry in found.entries; some fault in against(entry)}

against(entry) := ({"public" | becoming.lets_everybody(entry)} | {"warning" | entry.warning}) | ({"erase" | entry.erase == false} | {"log" | not recorded(entry)})

# Why what everybody may do is not known.
unclear(found) := {reason | some name in found.names; some entry in found.entries; some reason in doubts(name, entry)}

# The same data set on another volume may have no discrete profile.
volume(found) := [sprintf("The data set is taken to be on the volume of its discrete profile (%s).", [concat(", ", sort(volumes))]) |
	volumes := {entry.volume | some entry in found.entries; not entry.generic}
	count(volumes) > 0
]

words := {
	"public": "UACC or ID(*) lets everybody read it",
	"warning": "the profile is in WARNING mode, which lets everybody in",
	"erase": "the profile has no ERASE, so that what is deleted can be read later",
	"log": "accesses to it are not all recorded",
}

facts(profile, found) := {
	"profile": profile, "volumes": sort({entry.volume | some entry in found.entries; entry.volume != ""}),
	"data_sets": array.slice(sort(found.names), 0, 20),
}

proofs(found) := [place | some entry in found.entries; some place in proof(entry)]

# The fields that stand against a profile, the weightiest first, and the profile itself.
proof(entry) := array.concat(against_rows(entry), places.primary(entry.at, "the profile"))

against_rows(entry) := array.concat(
	array.concat(
		[place |
			access.enough(entry.uacc, "READ")
			some place in places.primary(places.field(entry.at, "data_set", "uacc"), sprintf("UACC(%s)", [entry.uacc]))
		],
		[place |
			access.enough(access.star(entry), "READ")
			some place in places.primary(places.field(entry.acl["*"].at, "data_set_permit", "access"), sprintf("ID(*) has %s", [entry.acl["*"].access]))
		],
	),
	[place |
		some fault, field in {"warning": "warning", "erase": "erase", "log": "audit"}
		fault in against(entry)
		some place in places.primary(places.field(entry.at, "data_set", field), words[fault])
	],
)

# A finding on the profiles of a name.
finding(profile, found, faults, severity) := {
	"severity": severity,
	"message": sprintf("%s: %s.", [subject(found), concat("; ", [words[fault] | some fault in sort(faults)])]),
	"facts": object.union(facts(profile, found), {"faults": sort(faults)}),
	"places": proofs(found),
	"assumptions": array.concat(volume(found), ["SETROPTS ERASE(ALL) erases whatever a profile says, and is not examined." | "erase" in faults]),
	"remediation": commands.other([steps(profile, faults)]),
}

subject(found) := concat(", ", array.slice(sort(found.names), 0, 3))

# No command is recommended: who copies or unloads the data set for his work stands in no export, and the commands on data set
# profiles cannot be tried on the model.
steps(profile, faults) := concat(" ", array.concat(
	[
		"Permit by name first who copies or unloads it for his work (READ), and then:",
		concat("; ", array.concat(
			[sprintf("ALTDSD '%s'%s", [profile, concat("", [operands[fault] | some fault in sort(faults)])])],
			[sprintf("PERMIT '%s' ID(*) DELETE", [profile]) | "public" in faults],
		)),
		"and SETROPTS GENERIC(DATASET) REFRESH if the profile is generic.",
	],
	["Whoever could read it may have it: change masked keys afterwards." | count({"public", "warning"} & faults) > 0],
))

operands := {"public": " UACC(NONE)", "warning": " NOWARNING", "erase": " ERASE", "log": " AUDIT(ALL(READ))"}

# What is to be said of the system: data sets without a profile, and those of which it is not known what decides them.
system(names, severity) := result.failed("system", {
	"severity": severity,
	"message": sprintf("No profile covers %s, and PROTECTALL(FAILURES) is not in effect: everybody reads it.", [concat(", ", array.slice(sort(datasets.uncovered(names)), 0, 5))]),
	"facts": {"data_sets": array.slice(sort(datasets.uncovered(names)), 0, 20), "absent": true},
	"places": places.primary(input.options.protect_all.at, "protection of what has no profile"),
	"remediation": commands.other(["Permit first who needs it: ADDSD '<name>' UACC(NONE) ERASE AUDIT(ALL(READ)), PERMIT ... ID(<job's user>) ACCESS(READ)."]),
}) if {
	count(datasets.uncovered(names)) > 0
	protect_all == false
} else := result.undecided("system", datasets.unsettled(names), {"severity": severity}) if {
	count(datasets.unsettled(names)) > 0
} else := result.undecided("system", {evidence.why(input.options.protect_all, "whether PROTECTALL(FAILURES) is in effect is unknown")}, {"severity": severity}) if {
	count(datasets.uncovered(names)) > 0
	protect_all == null
} else := result.passed("system", {
	"severity": severity,
	"message": sprintf("No profile covers %s, which nobody opens while PROTECTALL(FAILURES) is in effect.", [concat(", ", array.slice(sort(datasets.uncovered(names)), 0, 5))]),
	"facts": {"data_sets": array.slice(sort(datasets.uncovered(names)), 0, 20), "absent": true},
	"places": places.primary(input.options.protect_all.at, "protection of what has no profile"),
}) if {
	count(datasets.uncovered(names)) > 0
}
