# METADATA
# title: Profiles that decide who enters
# description: >-
#   The profiles that decide for the endpoints, whom they let in, and how they are closed.
package auditor.lib.application_open_to_all.entrance

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.grants
import data.auditor.lib.openness
import data.auditor.lib.places
import data.auditor.lib.profiles

# Profiles that decide who may enter an application of an endpoint.
subjects contains name if {
	some endpoint in data.auditor.lib.endpoints.drda
	name := decided_by(endpoint)
}

decided_by(endpoint) := name if {
	application := endpoints.appl(endpoint).value
	application != null
	name := profiles.deciding("APPL", application).name
	name != null
}

# Endpoints whose application a profile decides.
users(name) := {endpoint | some endpoint in data.auditor.lib.endpoints.drda; decided_by(endpoint) == name}

unclear(endpoint) := {evidence.why(appl, "the application name is unknown")} if {
	appl := endpoints.appl(endpoint)
	appl.value == null
} else := profiles.deciding("APPL", endpoints.appl(endpoint).value).undecided

conditional(name) := [row |
	some row in input.profiles.APPL[name].conditional
	row.id == "*"
	access.enough(row.access, "READ")
]

severity(users_of) := "critical" if {
	some endpoint in users_of
	endpoint.environment == "production"
	count(endpoints.ticket_clients(endpoint)) > 0
} else := "high"

finding(name, entry, users_of) := {
	"severity": severity(users_of),
	"message": sprintf("APPL %s lets every user of the system into the application.", [name]),
	"facts": {
		"profile": name,
		"level": access.open_level(entry),
		"needed": "READ",
		"by": given_by(entry),
		"endpoints": sort({endpoint.name | some endpoint in users_of}),
		"excluded": sort(excluded(entry)),
	},
	"places": places.ordered(array.concat(
		openness.proof(entry),
		[place |
			some endpoint in users_of
			some place in places.related(endpoints.appl(endpoint).at, sprintf("%s uses this profile", [endpoint.name]))
		],
	)),
	"remediation": remediation(name, entry, users_of),
	"assumptions": array.concat(
		["The higher of UACC and ID(*) counts as open to everyone; which of them RACF uses for defined users is not settled here."],
		[sentence | some endpoint in users_of; some sentence in endpoints.assumptions(endpoint)],
	),
}

given_by(entry) := "UACC" if {
	openness.uacc(entry)
} else := "ID(*)"

# Entries below READ shut their user or group out all the same.
excluded(entry) := {id |
	some id, permit in entry.acl
	id != "*"
	level := permit.access
	not access.enough(level, "READ")
}

remediation(name, entry, users_of) := object.union(
	commands.racf("APPL", array.concat(permits, openness.closing("APPL", name, entry)), array.concat(openness.reopening("APPL", name, entry), taken)),
	{"other": ["Permit every group that uses the application first: closing the profile cuts off everyone who is not named."]},
) if {
	permitted := grants.ids(entry.acl, relying(users_of))
	permits := [commands.permit("APPL", name, id, "READ") | some id in permitted]
	taken := [grants.unpermit("APPL", name, id) | some id in permitted]
}

# Declared users who get in only because everyone does.
relying(users_of) := {user |
	some endpoint in users_of
	some client in input.clients
	client.endpoint == endpoint.name
	some user in client.users
	access.decide("APPL", endpoints.appl(endpoint).value, user, "READ").by in {"UACC", "ID(*)", "restricted"}
}
