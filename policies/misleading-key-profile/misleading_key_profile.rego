# METADATA
# title: Misleading PTKTDATA names
# description: >-
#   A generic profile holds no key that RACF would use; a qualified one adds an accepted key that nobody expects; a name of
#   another shape is ignored. None of them blocks the unqualified profile. Source: RACF Security Administrator's Guide,
#   "Determining PTKTDATA profile names", "Defining profiles in the PTKTDATA class".
# custom:
#   id: PT-C06
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.misleading_key_profile

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.misleading_key_profile.shapes
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA"}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in shapes.judged
	reasons := (lost | shapes.open(name)) | harm.of_profile({"ssignon"}, "PTKTDATA", name)
	verdict := evidence.settled(reasons, judge(name, profiles.named("PTKTDATA", name)))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "medium")

verdicts contains verdict if some verdict in inscope.beside(shapes.judged, inscope.unnamed, needs, "medium")

judge(name, subject) := result.failed(subject, shapes.finding(name, {
	"message": sprintf("Generic profile %s has key data (an SSIGNON segment), and RACF never uses it.", [name]),
	"places": array.concat(
		places.primary(entry.ssignon.at, "key data of a generic profile"),
		places.related(places.field(entry.at, "profile", "generic"), "the profile is generic"),
	),
})) if {
	entry := input.profiles.PTKTDATA[name]
	entry.generic
	entry.ssignon != null
} else := result.failed(subject, shapes.finding(name, {
	"message": sprintf("Generic profile %s looks as if it gave %s a key, and RACF ignores it.", [name, concat(" and ", sort(shapes.covering[name]))]),
	"places": places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "a generic name that matches an application"),
})) if {
	shapes.covering[name]
} else := shapes.advice(name, subject, sprintf("%s is generic: RACF ignores it when it looks for a key, so that it gives none.", [name]), "generic") if {
	input.profiles.PTKTDATA[name].generic
	count(shapes.beginnings(name)) > 0
} else := shapes.advice(name, subject, sprintf("%s has a name of a shape that RACF ignores when it looks for a key.", [name]), "ignored") if {
	shapes.ignored(name, input.profiles.PTKTDATA[name])
} else := shapes.advice(name, subject, sprintf(adds[keys.any_key(name)], [name]), "qualified") if {
	count(split(name, ".")) > 1
	split(name, ".")[0] in shapes.applications
} else := result.passed(subject, {
	"severity": "medium",
	"message": sprintf("%s is what its name says.", [name]),
	"places": places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "the profile's name"),
})

# What a qualified profile adds, by whether it holds a key.
adds := {
	"yes": "%s adds a key that is accepted at logon and that RACF never makes tickets with.",
	"no": "%s has the name of a further key profile and holds no key: no ticket is accepted for it.",
	"unknown": "%s has the name of a further key profile, whose key would be accepted at logon; whether it holds one is unknown.",
}
