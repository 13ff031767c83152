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

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
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
} else := result.failed(subject, finding(client, endpoint)) if {
	upper(client.application) != endpoints.appl(endpoint).value
} else := result.advised(subject, object.union(details(client, endpoint), {
	"message": "The names agree by HWS ID only; IBM asks for ODACCESS APPL= with the SQL Batch utility.",
	"remediation": {
		"racf": [], "ims": [], "undo": [],
		"other": [sprintf("Code ODACCESS APPL=%s in the member of %s.", [upper(client.application), endpoint.name])],
	},
})) if {
	client.kind == "sql-batch"
	endpoints.appl(endpoint).origin == "HWS ID"
} else := result.passed(subject, object.union(details(client, endpoint), {
	"severity": "critical",
	"message": sprintf("Client and endpoint agree on %s.", [endpoints.appl(endpoint).value]),
}))

details(client, endpoint) := {
	"severity": "critical",
	"facts": {
		"generated_for": upper(client.application),
		"endpoint": endpoint.name,
		"application": endpoints.appl(endpoint).value,
		"origin": endpoints.appl(endpoint).origin,
		"not_used": sort(coded("DATASTORE", endpoint.datastores) | coded("RMTIMSCON", endpoint.links)),
	},
	"places": array.concat(
		places.primary(named_at(client), "the application name that the client generates for"),
		places.related(
			endpoints.appl(endpoint).at,
			sprintf("the application name that %s uses, from %s", [endpoint.name, endpoints.appl(endpoint).origin]),
		),
	),
	"assumptions": endpoints.assumptions(endpoint),
}

# Application names of the member that DRDA clients have no part in.
coded(keyword, statements) := {sprintf("%s APPL=%s", [keyword, name]) |
	some statement in statements
	name := statement.application.value
	not name in {null, ""}
}

named_at(client) := object.get(client.places, "application", client.at)

finding(client, endpoint) := object.union(details(client, endpoint), {
	"message": sprintf(
		"Client %s generates for %s, and %s gives %s to RACF (from %s): every logon fails.",
		[client.id, upper(client.application), endpoint.name, name, endpoints.appl(endpoint).origin],
	),
	"remediation": {
		"racf": [],
		"ims": running(client, endpoint),
		"other": [
			sprintf("Set the application name (applName) of client %s to %s.", [client.id, name]),
			sprintf(
				"Or, if %s is the right name for every client of %s: code ODACCESS APPL=%s in its member, so that a restart keeps it.",
				[upper(client.application), endpoint.name, upper(client.application)],
			),
			"APPL= of DATASTORE and of RMTIMSCON is not used for DRDA clients and was not compared.",
		],
		"undo": undo(client, endpoint),
	},
}) if {
	name := endpoints.appl(endpoint).value
}

# Only where no other client lives by the name that the endpoint uses now, and the other name has its key and its APPL
# profile: without them the change would trade this fault for two others.
running(client, endpoint) := [sprintf("UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(%s))", [upper(client.application)])] if {
	alone(client, endpoint)
} else := []

undo(client, endpoint) := [sprintf("UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(%s))", [endpoints.appl(endpoint).value])] if {
	alone(client, endpoint)
} else := []

alone(client, endpoint) if {
	name := upper(client.application)
	keys.usable(name)
	profiles.deciding("APPL", name).name != null
	every other in endpoints.ticket_clients(endpoint) {
		same_name(other, client)
	}
}

same_name(other, client) if {
	other.application != null
	upper(other.application) == upper(client.application)
}
