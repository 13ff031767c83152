# METADATA
# title: What an inactive class APPL lets happen
# description: >-
#   Profiles that shut somebody out and have no effect, and the finding.
package auditor.lib.appl_inactive.idle_class

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.places
import data.auditor.lib.profiles

deciding(endpoint) := profiles.deciding("APPL", endpoints.appl(endpoint).value).name if {
	endpoints.appl(endpoint).value != null
} else := null

# Profiles that let in nobody but those on their lists, once the class is active.
shutting := sort([name |
	some name, entry in input.profiles.APPL
	not entry.warning
	level := access.open_level(entry)
	not access.enough(level, "READ")
])

consequence := sprintf("Check the permits of every APPL profile first. %d of %d would shut out everybody who is not on the list, of every application that uses APPL=: %s.", [
	count(shutting), count(input.profiles.APPL), named(shutting),
])

named([]) := "none"

named(names) := concat(", ", names) if count(names) in numbers.range(1, 20)

named(names) := sprintf("%s and %d more", [concat(", ", array.slice(names, 0, 20)), count(names) - 20]) if count(names) > 20

finding(endpoint) := {
	"severity": "high",
	"message": "Class APPL is not active: its profiles are not looked at, and everyone with a valid credential enters.",
	"facts": {"active": false, "application": endpoints.appl(endpoint).value, "profile": deciding(endpoint)},
	"places": array.concat(
		places.primary(active.at, "APPL is not among the active classes"),
		places.related(endpoints.racf(endpoint).at, "RACF is on at this endpoint"),
	),
	"remediation": {
		"racf": commands.activation("APPL"),
		"ims": [],
		"other": [consequence],
		"undo": commands.deactivation("APPL"),
	},
	"assumptions": endpoints.assumptions(endpoint),
}

active := input.classes.APPL.active
