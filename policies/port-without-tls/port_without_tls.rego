# METADATA
# title: A DRDA port has no TLS
# description: >-
#   User ID and ticket, or password, and all data cross the network in clear; a captured ticket works on another system with
#   the same key, and here where replay is allowed. IMS Connect has no TLS of its own for DRDA ports, so that no member can
#   show it. Source: IMS, "SSL and IMS Connect", "ODACCESS statement".
# custom:
#   id: PT-E03
#   severity: high
#   judges: [port]
#   needs: [hwscfg, tls]
#   gate: warns
package auditor.policies.port_without_tls

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

# Ports of the member, and those that only a display shows.
shown(endpoint) := array.concat(endpoint.ports, [port |
	some port in endpoint.running.ports
	number := port.id.value
	not number in {known.id.value | some known in endpoint.ports}
])

ports contains row if {
	some endpoint in endpoints.drda
	some port in shown(endpoint)
	port.id.value != null
	row := {"endpoint": endpoint.name, "number": port.id.value, "at": port.at}
}

verdicts contains verdict if {
	some port in ports
	verdict := judge(port)
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	some port in shown(endpoint)
	port.id.value == null
	verdict := result.undecided(endpoints.named(endpoint), {evidence.why(port.id, "the number of a port is unknown")}, {"severity": "high"})
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	count(shown(endpoint)) == 0
	verdict := result.undecided(endpoints.named(endpoint), evidence.instead("hwscfg", {"no DRDA port of this endpoint is known"}), {"severity": "high"})
}

verdicts contains verdict if some verdict in scope.otherwise

subject(port) := sprintf("endpoint:%s/port:%d", [port.endpoint, port.number])

stated(port) := {row |
	some row in input.tls
	row.endpoint == port.endpoint
	row.port == port.number
}

judge(port) := result.undecided(subject(port), {unknown}, {
	"severity": "high",
	"places": places.primary(port.at, "the port; nothing here can show AT-TLS"),
}) if {
	count(stated(port)) == 0
} else := result.undecided(subject(port), {sprintf("the statement is of %s, more than a year before %s", [statement.as_of, input.as_of])}, {
	"severity": "high",
	"places": places.primary(statement.at, "the statement about the port"),
}) if {
	some statement in stated(port)
	expired(statement)
} else := result.failed(subject(port), {
	"severity": "high",
	"message": sprintf("DRDA port %d has no TLS: tickets, passwords and data cross the network in clear.", [port.number]),
	"facts": {"port": port.number, "tls": "none", "evidence": statement.evidence},
	"places": array.concat(
		places.primary(statement.at, "the statement about the port"),
		places.related(port.at, "the port in the member"),
	),
	"remediation": commands.other([
		sprintf("Add an AT-TLS rule for inbound connections to port %d (TTLSRule with Direction Inbound).", [port.number]),
		"Turn TLS on in the clients first, or they cannot connect.",
	]),
}) if {
	some statement in stated(port)
	statement.tls == "none"
} else := result.passed(subject(port), {
	"severity": "high",
	"message": "The site states that TLS is required on this port.",
	"facts": {"port": port.number, "tls": "required", "evidence": statement.evidence},
	"places": places.primary(statement.at, "the statement about the port"),
	"assumptions": ["AT-TLS is as the site states it; no export of the mainframe was read for it."],
}) if {
	some statement in stated(port)
}

# A statement stands for a year; one without a day is taken as it is.
expired(statement) if {
	statement.as_of != null
	dates.days_between(input.as_of, statement.as_of) > 366
}

unknown := evidence.options.tls if {
	not input.evidence.tls.offered
} else := "the TLS evidence says nothing about this port"
