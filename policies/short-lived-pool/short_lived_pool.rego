# METADATA
# title: A pool makes connections short-lived
# description: >-
#   Each connection needs a new ticket, and only one distinct ticket exists for a user, application and second. Liberty and
#   traditional WebSphere read 0 and -1 of a timeout the opposite way round. Sources: WebSphere Liberty, "connectionManager",
#   "Configuration differences ... connectionManager element"; HikariCP README; IMS, "RACF PassTicket for IMS Connect client
#   connections to IMS DB".
# custom:
#   id: PT-I04
#   severity: medium
#   judges: [client]
#   needs: [client_files]
#   gate: no
package auditor.policies.short_lived_pool

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.written

verdicts contains verdict if {
	some client in written.clients
	verdict := judge(client, written.named(client))
}

verdicts contains verdict if some verdict in written.otherwise

judge(client, subject) := result.not_applicable(subject, "the file shows no pool of this client", shared(client)) if {
	client.pool == null
} else := result.not_applicable(subject, "it logs on without tickets", shared(client)) if {
	client.generates.value == false
} else := result.undecided(subject, {evidence.why(client.connections, "how long its connections live is unknown")}, shared(client)) if {
	client.connections.value == null
} else := result.failed(subject, object.union(shared(client), {
	"message": sprintf("The pool of %s closes connections at once: each unit of work needs a new ticket.", [client.id]),
	"facts": facts(client),
	"remediation": remedy(client),
})) if {
	client.connections.value == "non-persistent"
} else := result.advised(subject, object.union(shared(client), {
	"message": sprintf("The pool of %s keeps a connection for %d seconds%s.", [client.id, client.pool.seconds, tickets(client)]),
	"facts": facts(client),
	"remediation": remedy(client),
})) if {
	client.connections.value == "short-lived"
} else := result.passed(subject, object.union(shared(client), {
	"message": "The pool keeps its connections.",
	"facts": facts(client),
}))

shared(client) := {"severity": "medium", "places": places.primary(place(client), "the settings of the pool")}

place(client) := client.connections.at if {
	client.connections.at != null
} else := client.at

facts(client) := {"pool": client.pool.kind, "connections": client.connections.value, "settings": client.pool.settings}

# Every connection of the pool is made anew so often.
tickets(client) := sprintf(": up to %d tickets a minute", [ceil((client.pool.most * 60) / client.pool.seconds)]) if {
	client.pool.most > 0
} else := ""

remedy(client) := commands.other([
	advice[client.pool.kind],
	"Do not switch replay protection off instead (PT-C03).",
])

advice := {
	"liberty": "Leave agedTimeout at -1 and maxIdleTime above 0: in Liberty 0 closes at once and -1 never does.",
	"websphere": "Set agedTimeout and unusedTimeout to 0 or more: in traditional WebSphere 0 never closes and -1 closes at once.",
	"hikari": "Raise maxLifetime to half an hour (1800000).",
	"tomcat": "Let max-idle be as large as max-active, and max-age 0.",
	"dbcp2": "Let maxIdle be as large as maxTotal, and maxConnLifetimeMillis -1.",
}
