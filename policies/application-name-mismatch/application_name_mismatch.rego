# METADATA
# title: Client and endpoint disagree on the application name
# description: >-
#   The application name is an input of the ticket: a client that generates for another name than IMS Connect
#   gives to RACF fails at every logon. Only ODACCESS APPL= counts, else HWS ID=; APPL= of DATASTORE and RMTIMSCON
#   is not used here. Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB", "ODACCESS
#   statement".
# custom:
#   id: PT-A05
#   severity: critical
#   judges: [client]
#   needs: [hwscfg, clients]
#   gate: blocks
package auditor.policies.application_name_mismatch

import rego.v1

import data.auditor.lib.application_name_mismatch.mismatch
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
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
	"severity": "critical",
	"places": places.primary(client.at, "the client"),
}) if {
	not client.generates_tickets
} else := result.undecided(subject, {"the inventory does not say for which application the client generates"}, {
	"severity": "critical",
	"places": places.primary(client.at, "the client"),
}) if {
	client.application == null
} else := result.undecided(subject, {sprintf("no HWSCFGxx member or display of %s was offered", [client.endpoint])}, {
	"severity": "critical",
	"places": places.primary(client.at, "the client"),
}) if {
	count(endpoints.by_name(client.endpoint)) == 0
} else := compared(client, subject, endpoint) if {
	some endpoint in endpoints.by_name(client.endpoint)
}

compared(client, subject, endpoint) := result.not_applicable(subject, sprintf("%s serves no DRDA clients", [endpoint.name]), {
	"severity": "critical",
	"places": places.primary(client.at, "the client"),
}) if {
	endpoints.no_drda(endpoint)
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name of the endpoint is unknown")}, {
	"severity": "critical",
	"places": places.primary(client.at, "the client"),
}) if {
	endpoints.appl(endpoint).value == null
} else := result.failed(subject, mismatch.finding(client, endpoint)) if {
	upper(client.application) != endpoints.appl(endpoint).value
} else := result.advised(subject, object.union(mismatch.details(client, endpoint), {
	"message": "The names agree by HWS ID only; IBM asks for ODACCESS APPL= with the SQL Batch utility.",
	"remediation": {
		"racf": [], "ims": [], "undo": [],
		"other": [sprintf("Code ODACCESS APPL=%s in the member of %s.", [upper(client.application), endpoint.name])],
	},
})) if {
	client.kind == "sql-batch"
	endpoints.appl(endpoint).origin == "HWS ID"
} else := result.passed(subject, object.union(mismatch.details(client, endpoint), {
	"severity": "critical",
	"message": sprintf("Client and endpoint agree on %s.", [endpoints.appl(endpoint).value]),
}))
