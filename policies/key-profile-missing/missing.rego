# METADATA
# title: Key profiles to be defined
# description: >-
#   What an application without a key profile has instead, and the commands that define one.
package auditor.lib.key_profile_missing.missing

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.names
import data.auditor.lib.places
import data.auditor.lib.profiles

qualified(application) := sort([name | some name in data.auditor.lib.keys.names; startswith(name, sprintf("%s.", [application]))])

covering(application) := profiles.candidates("PTKTDATA", application)

message(application) := sprintf("There is no key profile %s, only qualified ones: the RACF services cannot generate a ticket.", [application]) if {
	count(qualified(application)) > 0
} else := sprintf("There is no discrete key profile %s: generic key profiles are ignored, so every ticket is a wrong password.", [application]) if {
	count(covering(application)) > 0
} else := sprintf("There is no key profile %s: every ticket is a wrong password.", [application])

finding(endpoint) := {
	"severity": "critical",
	"message": message(application),
	"facts": {
		"absent": true,
		"application": application,
		"origin": endpoints.appl(endpoint).origin,
		"qualified": qualified(application),
		"generic": covering(application),
		"nearest": sort([name | some name in data.auditor.lib.keys.names; names.near(name, application)]),
		"clients": sort([client.id | some client in endpoints.ticket_clients(endpoint)]),
	},
	"places": places.ordered(array.concat(
		places.primary(endpoints.appl(endpoint).at, sprintf("the application name, from %s", [endpoints.appl(endpoint).origin])),
		[place |
			some client in endpoints.ticket_clients(endpoint)
			some place in places.related(client.at, sprintf("client %s generates tickets for this endpoint", [client.id]))
		],
	)),
	"remediation": remedy(application),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	application := endpoints.appl(endpoint).value
}

# A name that RACF cannot use needs another name, not a profile (PT-A11).
remedy(application) := commands.other([unusable]) if {
	count(endpoints.unusable(application)) > 0
} else := object.union(
	commands.racf(
		"PTKTDATA",
		array.concat([sprintf("%s SSIGNON(EPTKEYLABEL(<label>))", [commands.define("PTKTDATA", application)])], creator(application)),
		[commands.delete("PTKTDATA", application)],
	),
	{"other": [
		"<label> must name a key that exists in the CKDS of every system: make an HMAC key in ICSF first, or name the one there is.",
		concat("", ["Whoever makes tickets off the host must hold the same key", partners(application), "."]),
		"Where the clients can only make legacy tickets, use SSIGNON(KEYLABEL(label)) instead.",
	]},
)

creator(application) := [one | some one in commands.defined("PTKTDATA", application); startswith(one, "PERMIT ")]

# Off-host clients of the application, who make tickets with its key.
partners(application) := sprintf(": client %s", [concat(", ", ids)]) if {
	ids := sort({client.id | some client in input.clients; client.kind == "off-host"; client.application != null; upper(client.application) == application})
	count(ids) > 0
} else := ""

unusable := "Give the endpoint an application name that tickets can be made for first (PT-A11); then define its key profile."
