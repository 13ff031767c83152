# METADATA
# title: What is said of a user who is not let in
# description: >-
#   The refusal with its places, and whom to permit.
package auditor.lib.user_not_permitted.permission

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.grants
import data.auditor.lib.places
import data.auditor.lib.result

active := input.classes.APPL.active

# While class APPL is inactive nobody is refused; it is judged as if it were active, and PT-D01 masks what fails.
default outcome := "is refused"

outcome := "would be refused once class APPL is active" if active.value == false

default once_active := ""

once_active := ", and would once class APPL is active" if active.value == false

finding(client, user, endpoint, decision) := {
	"severity": "high",
	"message": sprintf(
		"%s may not enter %s: %s. The ticket is good, and the logon %s.",
		[user, endpoints.appl(endpoint).value, result.sentence(decision.reasons), outcome],
	),
	"facts": object.union(access.facts(decision), {"absent": decision.by != "user", "application": endpoints.appl(endpoint).value}),
	"places": array.concat(
		grants.place("APPL", decision, user),
		places.related(client.at, sprintf("client %s logs on with this user", [client.id])),
	),
	"remediation": remedy(decision, user, id),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	id := grants.permitted_as(listed(decision.profile), expected[endpoint.name], user)
}

# The list of the profile that decided; of a contained user none does.
listed(profile) := input.profiles.APPL[profile].acl if {
	profile != null
} else := {}

# PERMIT refuses a user that does not exist, and does not help one that is contained.
remedy(decision, user, id) := commands.released(user) if {
	input.users[user].contained == true
} else := object.union(
	commands.racf(
		"APPL",
		[commands.permit("APPL", decision.profile, id, "READ")],
		[grants.unpermit("APPL", decision.profile, id)],
	),
	{"other": ["Better than a permit for one user: connect it to a group that the profile permits. Never UACC(READ)."]},
) if {
	commands.nameable(user)
} else := commands.other([sprintf("%s is not defined to RACF: define it, or correct the inventory, before it is permitted.", [user])])

# Users that declared clients of each endpoint log on with: whoever else is in a group must not get in through it.
expected[name] contains user if {
	some client in input.clients
	name := client.endpoint
	some user in client.users
}
