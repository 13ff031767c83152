# METADATA
# title: Names that differ
# description: >-
#   The name a client gives beside the one IMS Connect uses, with places and the ways to make them one.
package auditor.lib.application_name_mismatch.mismatch

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles

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
