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

import data.auditor.lib.pace
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.tickets_on_short_connections.connections

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
} else := result.failed(subject, connections.finding(client, "opens a connection for each unit of work", connections.where(client, "connections"))) if {
	pace.per_unit(client)
} else := result.failed(subject, connections.finding(client, "makes one ticket a second or more for a user", connections.where(client, "tickets_per_second"))) if {
	pace.every_second(client)
} else := result.failed(subject, connections.written_finding(client)) if {
	count(connections.closing(client)) > 0
} else := result.undecided(subject, {"the inventory does not say whether the client keeps its connections"}, {
	"severity": "medium",
	"places": places.primary(client.at, "the client"),
}) if {
	client.connections == "unknown"
	not connections.pooled(client)
} else := result.passed(subject, {
	"severity": "medium",
	"message": "The client keeps its connections.",
	"facts": {"connections": client.connections, "tickets_per_second": client.tickets_per_second},
	"places": array.concat(
		places.primary(connections.where(client, "connections"), "connections are pooled"),
		[place | some row in connections.pools(client); some place in places.related(row.connections.at, "the pool in its file")],
	),
	"assumptions": connections.assumed(client),
})
