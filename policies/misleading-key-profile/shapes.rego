# METADATA
# title: Names of key profiles
# description: >-
#   Which names RACF ignores or reads otherwise than they look.
package auditor.lib.misleading_key_profile.shapes

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

# Which applications there are matters for names that are generic or qualified.
open(name) := data.auditor.lib.inscope.unnamed | data.auditor.lib.inscope.unlinked if regex.match(`[.*%&]`, name)

open(name) := set() if not regex.match(`[.*%&]`, name)

# Names for which tickets can be made and checked here.
applications := data.auditor.lib.inscope.applications | data.auditor.lib.inscope.linked

# Every profile that is no authority profile, and authority profiles that were given a key.
judged contains name if {
	some name, _ in input.profiles.PTKTDATA
	not name in data.auditor.lib.inscope.authorities
}

judged contains name if {
	some name in data.auditor.lib.inscope.authorities
	input.profiles.PTKTDATA[name].ssignon != null
}

# Generic profiles that match an effective application, with the applications.
covering := {name: {row.application | some row in matches; row.name == name} | some name in {row.name | some row in matches}}

matches contains {"name": name, "application": application} if {
	some application in applications
	some name in profiles.candidates("PTKTDATA", application)
	not name in data.auditor.lib.inscope.authorities
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
	"remediation": object.union(fixing(name), {"other": array.concat(
		[sprintf("Give %s a discrete profile with a key first%s.", [application, policy(application)]) | some application in lacking(name)],
		["Check with RLIST that nothing but this name relies on the profile; a key that was typed into it cannot be restored."],
	)}),
})

# An authority profile keeps its lists and loses only the key data.
fixing(name) := commands.racf("PTKTDATA", [commands.alter("PTKTDATA", name, "NOSSIGNON")], []) if {
	name in data.auditor.lib.inscope.authorities
} else := commands.racf("PTKTDATA", [commands.delete("PTKTDATA", name)], commands.restored("PTKTDATA", name))

lacking(name) := sort([application |
	some application in object.get(covering, name, set())
	not application in data.auditor.lib.keys.names
])

policy(application) := " (PT-A03)" if application in data.auditor.lib.inscope.applications

policy(application) := "" if not application in data.auditor.lib.inscope.applications
