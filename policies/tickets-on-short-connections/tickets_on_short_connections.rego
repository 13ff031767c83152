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
import data.auditor.lib.pace
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

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
} else := result.undecided(subject, {"the inventory does not say whether the client keeps its connections"}, {
	"severity": "medium",
	"places": places.primary(client.at, "the client"),
}) if {
	client.connections == "unknown"
} else := result.passed(subject, {
	"severity": "medium",
	"message": "The client keeps its connections.",
	"facts": {"connections": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": places.primary(where(client, "connections"), "connections are pooled"),
})

where(client, key) := object.get(client.places, key, client.at)

finding(client, what, at) := {
	"severity": "medium",
	"message": sprintf("Client %s %s: it needs a new ticket each time, and there is one ticket a second for a user.", [client.id, what]),
	"facts": {"connections": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": places.primary(at, sprintf("the client %s", [what])),
	"remediation": commands.other([
		"Pool connections and keep the sockets open; let workers use different users.",
		"Do not switch replay protection off instead (PT-C03).",
	]),
	"assumptions": ["tickets_per_second counts the tickets of one user."],
}
