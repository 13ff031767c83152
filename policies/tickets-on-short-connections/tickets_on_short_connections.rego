# METADATA
# title: Tickets on short-lived connections
# description: >-
#   Every connection needs a new ticket, and only one distinct ticket exists for a user, application and second:
#   under load logons fail with replay protection, and the pressure grows to switch it off. Source: IMS, "RACF
#   PassTicket for IMS Connect client connections to IMS DB".
# custom:
#   id: PT-A10
#   severity: medium
#   judges: [client]
#   needs: [clients]
#   gate: no
package auditor.policies.tickets_on_short_connections

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.observed
import data.auditor.lib.pace
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.written

verdicts contains verdict if {
	some client in input.clients
	verdict := judge(client, sprintf("client:%s", [client.id]))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(input.clients)

judge(client, subject) := result.not_applicable(subject, "the client generates no tickets", {
	"severity": "medium",
	"places": places.primary(client.at, "the client"),
}) if {
	not client.generates_tickets
} else := result.failed(subject, finding(client, "opens a connection for each unit of work", where(client, "connections"))) if {
	pace.per_unit(client)
} else := result.failed(subject, finding(client, "makes one ticket a second or more for a user", where(client, "tickets_per_second"))) if {
	pace.every_second(client)
} else := result.failed(subject, written_finding(client)) if {
	count(closing(client)) > 0
} else := result.undecided(subject, {"the inventory does not say whether the client keeps its connections"}, {
	"severity": "medium",
	"places": places.primary(client.at, "the client"),
}) if {
	client.connections == "unknown"
	not pooled(client)
} else := result.passed(subject, {
	"severity": "medium",
	"message": "The client keeps its connections.",
	"facts": {"connections": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": array.concat(
		places.primary(where(client, "connections"), "connections are pooled"),
		[place | some row in pools(client); some place in places.related(row.connections.at, "the pool in its file")],
	),
	"assumptions": assumed(client),
})

# What files say of the connections of a client, where they say it (the inventory is overruled where it says otherwise).
pools(client) := [row |
	some row in object.get(written.of_client, client.id, set())
	row.connections.value != null
]

closing(client) := [row | some row in pools(client); row.connections.value == "non-persistent"]

pooled(client) if {
	count(pools(client)) > 0
	every row in pools(client) {
		row.connections.value == "persistent"
	}
}

assumed(client) := [] if count(pools(client)) > 0

assumed(client) := ["Connections live as the inventory says: no client file shows a pool of this client."] if count(pools(client)) == 0

written_finding(client) := {
	"severity": "medium",
	"message": sprintf("The pool of client %s closes its connections at once: each unit of work needs a new ticket.", [client.id]),
	"facts": {"connections": "non-persistent", "declared": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": array.concat(
		places.primary(closing(client)[0].connections.at, "the settings of the pool"),
		places.related(where(client, "connections"), "what the inventory says"),
	),
	"remediation": commands.other([
		"Let the pool keep its connections (PT-I04 names the setting).",
		"Do not switch replay protection off instead (PT-C03).",
	]),
}

where(client, key) := object.get(client.places, key, client.at)

# What SMF records show of its users at its endpoint (PT-H01 judges it).
seen(client) := [row |
	some user in client.users
	some row in observed.of_person(user)
	row.endpoint == client.endpoint
]

finding(client, what, at) := {
	"severity": "medium",
	"message": sprintf("Client %s %s: it needs a new ticket each time, and there is one ticket a second for a user.", [client.id, what]),
	"facts": {"connections": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": array.concat(places.primary(at, sprintf("the client %s", [what])), observed.cited(seen(client))),
	"remediation": commands.other([
		"Pool connections and keep the sockets open; let workers use different users.",
		"Do not switch replay protection off instead (PT-C03).",
	]),
	"assumptions": ["tickets_per_second counts the tickets of one user."],
}
