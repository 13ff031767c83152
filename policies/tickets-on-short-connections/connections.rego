# METADATA
# title: Connections of clients
# description: >-
#   What is known of how long a client keeps its connections, and what is said of it.
package auditor.lib.tickets_on_short_connections.connections

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.observed
import data.auditor.lib.places

# What files say of the connections of a client, where they say it (the inventory is overruled where it says otherwise).
pools(client) := [row |
	some row in object.get(data.auditor.lib.written.of_client, client.id, set())
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
