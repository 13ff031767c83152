# METADATA
# title: Generic status contradicts the profiles
# description: >-
#   Generic profiles are ignored while generic checking of their class is off, and a profile that was defined while it was
#   off is stored as a discrete one under a name with generic characters, which protects nothing real. Source: RACF
#   Messages and Codes, ICH10321I; RACF Security Administrator's Guide, "Activating generic profile checking".
# custom:
#   id: PT-D02
#   severity: high
#   judges: [profile]
#   needs: [unload, setropts]
#   gate: blocks
package auditor.policies.generic_status_contradicts

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.generic_status_contradicts.generics
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

needs := {"unload", "unload:APPL", "unload:PTKTDATA"}

lost := harm.open(set(), needs)

verdicts contains verdict if {
	some row in generics.subjects
	verdict := evidence.settled(lost, judge(row.class, row.name))
}

verdicts contains verdict if some verdict in scope.no_profiles(generics.subjects, needs)

# Of a profile that is lost it is not known what it is stored as.
verdicts contains verdict if {
	some class in generics.classes
	some verdict in inscope.unread(class, "high")
}

judge(class, name) := result.failed(profiles.named(class, name), generics.disguise(class, name)) if {
	profiles.disguises[class][name]
} else := result.failed(profiles.named(class, name), generics.beside(class, name)) if {
	generics.twin(class, name) != null
} else := result.failed(profiles.named(class, name), generics.ignored(class, name)) if {
	input.classes[class].generic.value == false
} else := result.undecided(profiles.named(class, name), {profiles.generic_reason(class)}, {"severity": "high"}) if {
	input.classes[class].generic.value == null
} else := result.passed(profiles.named(class, name), {
	"severity": "high",
	"message": sprintf("Generic profile checking is on for class %s.", [class]),
	"places": places.primary(input.classes[class].generic.at, "the class is among the generic profile classes"),
})
