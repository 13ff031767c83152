# METADATA
# title: A DRDA port has no TLS
# description: >-
#   User ID and ticket, or password, and all data cross the network in clear; a captured ticket works on another system with
#   the same key, and here where replay is allowed. IMS Connect has no TLS of its own for DRDA ports, so that no member can
#   show it. Source: IMS, "SSL and IMS Connect", "ODACCESS statement"; z/OS Communications Server, IP Configuration Guide,
#   "AT-TLS rules".
# custom:
#   id: PT-E03
#   severity: high
#   judges: [port]
#   needs: [hwscfg, tls]
#   gate: warns
package auditor.policies.port_without_tls

import rego.v1

import data.auditor.lib.attls
import data.auditor.lib.cleartext
import data.auditor.lib.commands
import data.auditor.lib.places
import data.auditor.lib.ports
import data.auditor.lib.result

verdicts contains verdict if {
	some port in ports.rows
	verdict := judge(port, cleartext.answers(port))
}

verdicts contains verdict if some verdict in ports.beside("high")

judge(port, found) := result.undecided(ports.subject(port), {attls.unknown}, {
	"severity": "high",
	"places": places.primary(port.at, "the port; nothing here can show AT-TLS"),
}) if {
	count(found) == 0
	count(attls.unread) == 0
} else := result.undecided(ports.subject(port), attls.unread | attls.reasons(found), {
	"severity": "high",
	"facts": {"port": port.number},
	"places": places.ordered(array.concat(pointed(found), places.related(port.at, "the port in the member"))),
}) if {
	undecided(found)
} else := result.failed(ports.subject(port), {
	"severity": "high",
	"message": sprintf("%s: tickets, passwords and data cross the network in clear.", [lead(port, found)]),
	"facts": facts(port, found),
	"places": places.ordered(array.concat(pointed(found), places.related(port.at, "the port in the member"))),
	"remediation": commands.other([
		sprintf("Add an AT-TLS rule for all inbound connections to port %d (TTLSRule with Direction Inbound).", [port.number]),
		"In its actions code TTLSEnabled On, ApplicationControlled Off, and every version of TLS.",
		"Turn TLS on in the clients first, or they cannot connect; then MODIFY the Policy Agent with REFRESH.",
		"Change legacy keys when TLS comes: three tickets seen on an unencrypted port fix the key.",
	]),
	"assumptions": assumptions(port),
}) if {
	attls.agreed(found) == "fail"
} else := result.passed(ports.subject(port), {
	"severity": "high",
	"message": passing(port),
	"facts": facts(port, found),
	"places": places.ordered(pointed(found)),
	"assumptions": assumptions(port),
})

undecided(_) if count(attls.unread) > 0

undecided(found) if attls.agreed(found) == "undecided"

pointed(found) := [place | some answer in found; some place in answer.places]

lead(port, found) := sprintf("Some connections to DRDA port %d have no TLS", [port.number]) if {
	some answer in found
	answer.tls == "partly"
} else := sprintf("DRDA port %d has no TLS", [port.number])

facts(port, found) := object.union(
	{
		"port": port.number,
		"tls": sort({answer.tls | some answer in found})[0],
		"evidence": concat("; ", sort([answer.evidence | some answer in found])),
	},
	offered(port),
)

# What the rules ask of clients and offer them; a statement of the site tells nothing of it.
offered(_) := {} if count(input.tls_policies) == 0

offered(port) := {
	"client_authentication": sort({attls.authentication(row.rule) | some row in rows}),
	"protocols": sort({name | some row in rows; some name, fact in row.rule.protocols; fact.value == true}),
} if {
	count(input.tls_policies) > 0
	rows := [row | some policy in input.tls_policies; some row in attls.way(policy, port).rows; row.does in {"on", "asks"}]
}

passing(port) := "The site states that TLS is required on this port." if {
	count(attls.stated(port)) > 0
} else := "Each connection to this port meets an AT-TLS rule with TLS on."

assumptions(port) := array.concat(
	["AT-TLS is as the site states it; no export of the mainframe was read for it." | count(attls.stated(port)) > 0; count(input.tls_policies) == 0],
	[sentence | count(input.tls_policies) > 0; some sentence in attls.assumptions(port)],
)
