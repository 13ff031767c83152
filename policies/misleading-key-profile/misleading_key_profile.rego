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

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA"}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in judged
	reasons := (lost | open(name)) | harm.of_profile({"ssignon"}, "PTKTDATA", name)
	verdict := evidence.settled(reasons, judge(name, profiles.named("PTKTDATA", name)))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "medium")

verdicts contains verdict if some verdict in inscope.beside(judged, inscope.unnamed, needs, "medium")

# Which applications there are matters for names that are generic or qualified.
open(name) := inscope.unnamed | inscope.unlinked if regex.match(`[.*%&]`, name)

open(name) := set() if not regex.match(`[.*%&]`, name)

# Names for which tickets can be made and checked here.
applications := inscope.applications | inscope.linked

# Every profile that is no authority profile, and authority profiles that were given a key.
judged contains name if {
	some name, _ in input.profiles.PTKTDATA
	not name in inscope.authorities
}

judged contains name if {
	some name in inscope.authorities
	input.profiles.PTKTDATA[name].ssignon != null
}

# Generic profiles that match an effective application, with the applications.
covering := {name: {row.application | some row in matches; row.name == name} | some name in {row.name | some row in matches}}

matches contains {"name": name, "application": application} if {
	some application in applications
	some name in profiles.candidates("PTKTDATA", application)
	not name in inscope.authorities
}

judge(name, subject) := result.failed(subject, finding(name, {
	"message": sprintf("Generic profile %s has key data (an SSIGNON segment), and RACF never uses it.", [name]),
	"places": array.concat(
		places.primary(entry.ssignon.at, "key data of a generic profile"),
		places.related(places.field(entry.at, "profile", "generic"), "the profile is generic"),
	),
})) if {
	entry := input.profiles.PTKTDATA[name]
	entry.generic
	entry.ssignon != null
} else := result.failed(subject, finding(name, {
	"message": sprintf("Generic profile %s looks as if it gave %s a key, and RACF ignores it.", [name, concat(" and ", sort(covering[name]))]),
	"places": places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "a generic name that matches an application"),
})) if {
	covering[name]
} else := advice(name, subject, sprintf("%s is generic: RACF ignores it when it looks for a key, so that it gives none.", [name]), "generic") if {
	input.profiles.PTKTDATA[name].generic
	count(beginnings(name)) > 0
} else := advice(name, subject, sprintf("%s has a name of a shape that RACF ignores when it looks for a key.", [name]), "ignored") if {
	ignored(name, input.profiles.PTKTDATA[name])
} else := advice(name, subject, sprintf(adds[keys.any_key(name)], [name]), "qualified") if {
	count(split(name, ".")) > 1
	split(name, ".")[0] in applications
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

# Applications that the first qualifier of a generic name is or matches.
beginnings(name) := {application |
	some application in applications
	regex.match(profiles.pattern(split(name, ".")[0]), application)
}

# More than three qualifiers, a qualifier that can be no application, group or user, or a disguised discrete name.
ignored(name, entry) if {
	not entry.generic
	count(split(name, ".")) > 3
}

ignored(name, entry) if {
	not entry.generic
	some part in split(name, ".")
	not regex.match(`^[A-Z0-9#$@]{1,8}$`, part)
}

advice(name, subject, message, shape) := result.advised(subject, {
	"severity": "medium",
	"message": message,
	"facts": {"shape": shape, "generic": input.profiles.PTKTDATA[name].generic, "key": keys.any_key(name)},
	"places": array.concat(
		places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "the profile's name"),
		plain(split(name, ".")[0], name),
	),
	"remediation": commands.other([sprintf(clearing[keys.any_key(name)], [name])]),
})

clearing := {
	"yes": "Find out who holds the key of %s; delete the profile when nobody needs it.",
	"no": "Check with RLIST what %s is meant for; delete it when nobody needs it, or define a discrete profile with a key.",
	"unknown": "List %s with RLIST SSIGNON: who holds its key, if it has one? Delete the profile when nobody needs it.",
}

# The unqualified profile beside it.
plain(application, name) := places.related(entry.at, "the unqualified profile, which RACF tries as well") if {
	application != name
	entry := input.profiles.PTKTDATA[application]
} else := []

finding(name, more) := object.union(more, {
	"severity": "medium",
	"facts": {
		"generic": true,
		"key_data": input.profiles.PTKTDATA[name].ssignon != null,
		"applications": sort(object.get(covering, name, set())),
	},
	"remediation": object.union(mending(name), {"other": array.concat(
		[sprintf("Give %s a discrete profile with a key first%s.", [application, policy(application)]) | some application in lacking(name)],
		["Check with RLIST that nothing but this name relies on the profile; a key that was typed into it cannot be restored."],
	)}),
})

# An authority profile keeps its lists and loses only the key data.
mending(name) := commands.racf("PTKTDATA", [commands.alter("PTKTDATA", name, "NOSSIGNON")], []) if {
	name in inscope.authorities
} else := commands.racf("PTKTDATA", [commands.delete("PTKTDATA", name)], commands.restored("PTKTDATA", name))

lacking(name) := sort([application |
	some application in object.get(covering, name, set())
	not application in keys.names
])

policy(application) := " (PT-A03)" if application in inscope.applications

policy(application) := "" if not application in inscope.applications
