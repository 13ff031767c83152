# METADATA
# title: Applications without a profile
# description: >-
#   What was tried in vain, who is declared to enter, and the commands that define a profile.
package auditor.lib.application_unprotected.unprotected

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.grants
import data.auditor.lib.places
import data.auditor.lib.profiles

# Generic profiles that would match, were they looked at; and disguised ones that only look as if.
tried(application) := [{"profile": name, "why": "generic profile checking is off for class APPL"} |
	some name in profiles.candidates("APPL", application)
]

disguises(application) := [{"profile": name, "why": "stored as a discrete profile under a generic name"} |
	some name, pattern in data.auditor.lib.profiles.disguises.APPL
	regex.match(pattern, application)
]

# Users that declared clients of the endpoint log on with.
declared(endpoint) := {user |
	some client in input.clients
	client.endpoint == endpoint.name
	some user in client.users
}

finding(endpoint) := {
	"severity": "high",
	"message": sprintf("No profile of class APPL protects %s: everyone with a valid credential enters.", [application]),
	"facts": {
		"absent": true,
		"application": application,
		"origin": endpoints.appl(endpoint).origin,
		"profile": null,
		"level": null,
		"needed": "READ",
		"by": "none",
		"ignored": array.concat(tried(application), disguises(application)),
	},
	"places": places.primary(
		endpoints.appl(endpoint).at,
		sprintf("the application name, from %s", [endpoints.appl(endpoint).origin]),
	),
	"remediation": remedy(endpoint, application),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	application := endpoints.appl(endpoint).value
}

# A name that RACF cannot use needs another name, not a profile (PT-A11).
remedy(_, application) := commands.other([unusable]) if {
	count(endpoints.unusable(application)) > 0
}

remedy(endpoint, application) := object.union(
	commands.racf(
		"APPL",
		array.concat(
			commands.defined("APPL", application),
			[commands.permit("APPL", application, id, "READ") | some id in grants.ids({}, declared(endpoint))],
		),
		[commands.delete("APPL", application)],
	),
	{"other": [
		"Once the profile is in effect it shuts out everybody who is not permitted: permit all users first, best through a group, and refresh last.",
	]},
) if {
	count(endpoints.unusable(application)) == 0
}

unusable := "Give the endpoint an application name that RACF can use first (PT-A11); then define its APPL profile."
