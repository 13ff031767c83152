# METADATA
# title: Ports
# description: The DRDA ports of each IMS Connect, of its member and of displays, and what is said of those that are not known.
package auditor.lib.ports

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.result

# Ports of the member, and those that only a display shows.
shown(endpoint) := array.concat(endpoint.ports, [port |
	some port in endpoint.running.ports
	number := port.id.value
	not number in {known.id.value | some known in endpoint.ports}
])

rows contains row if {
	some endpoint in endpoints.drda
	some port in shown(endpoint)
	port.id.value != null
	row := {"endpoint": endpoint.name, "number": port.id.value, "at": port.at}
}

subject(port) := sprintf("endpoint:%s/port:%d", [port.endpoint, port.number])

# What a policy about DRDA ports says of those it does not know.
beside(severity) := {verdict | some verdict in data.auditor.lib.scope.otherwise} | ({verdict |
	some endpoint in data.auditor.lib.endpoints.drda
	some port in shown(endpoint)
	port.id.value == null
	verdict := result.undecided(
		endpoints.named(endpoint),
		{evidence.why(port.id, "the number of a port is unknown")},
		{"severity": severity},
	)
} | {verdict |
	some endpoint in data.auditor.lib.endpoints.drda
	count(shown(endpoint)) == 0
	verdict := result.undecided(endpoints.named(endpoint), evidence.instead("hwscfg", {"no DRDA port of this endpoint is known"}), {"severity": severity})
})
