# METADATA
# title: A password where a ticket is declared
# description: >-
#   A user logged on without a ticket at an endpoint where all its declared clients use tickets: a client fell back to a
#   stored password, or somebody else has it. Source: IBM Education Assistant z/OS 3.1, "SETROPTS APPLAUDIT for successful
#   logons" (a successful password logon is recorded only where three settings ask for it).
# custom:
#   id: PT-H05
#   severity: high
#   judges: [client/user]
#   needs: [smf, hwscfg, clients, unload, setropts]
#   gate: no
package auditor.policies.password_instead_of_ticket

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(subjects)

verdicts contains verdict if {
	some client in subjects
	some user in client.users
	verdict := judge(client, user, sprintf("client:%s/user:%s", [client.id, user]))
}

judge(client, user, subject) := result.undecided(subject, endpoints.nowhere(client), {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	count(endpoints.nowhere(client)) > 0
} else := result.not_applicable(subject, "a client of the inventory logs on with the password of this user", {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	by_password(client.endpoint, user)
} else := seen(client, user, subject, endpoint, with_password(endpoint, user)) if {
	some endpoint in endpoints.by_name(client.endpoint)
}

# Clients that declare tickets; a draft declares nothing.
subjects contains client if {
	some client in input.clients
	client.generates_tickets
	client.status == "confirmed"
	count(client.users) > 0
}

by_password(name, user) if {
	some client in input.clients
	client.endpoint == name
	not client.generates_tickets
	user in client.users
}

with_password(endpoint, user) := [row | some row in observed.of_user(endpoint, user); row.passwords > 0]

seen(client, user, subject, endpoint, rows) := result.failed(subject, {
	"severity": "high",
	"message": sprintf(
		"%s logged on at %s without a ticket %d times (%s), and client %s declares tickets.",
		[user, endpoint.name, sum([row.passwords | some row in rows]), observed.period(rows), client.id],
	),
	"facts": {"applications": observed.applications(rows), "jobs": observed.jobs(rows)},
	"places": observed.places(rows, "passwords_at", "a logon without a ticket"),
	"remediation": commands.other([sprintf("Find the stored password of %s, and remove it from the client; then change it.", [user])]),
	"assumptions": observed.assumptions,
}) if {
	count(rows) > 0
} else := result.undecided(subject, open(endpoint), {"severity": "high", "places": places.primary(client.at, "the client")}) if {
	count(open(endpoint)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("No logon of %s without a ticket was seen.", [user]),
	"places": places.primary(client.at, "the client"),
	"assumptions": observed.assumptions,
})

# Why a logon with a password would not have been seen, or perhaps not.
open(endpoint) := observed.uncovered(endpoint) | blind(endpoints.appl(endpoint).value)

blind(null) := {"the application name of the endpoint is unknown"}

blind(application) := observed.blind(application) | observed.unsure(application) if application != null
