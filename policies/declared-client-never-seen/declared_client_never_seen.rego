# METADATA
# title: A declared client that is never seen
# description: >-
#   The inventory declares a ticket client, and no logon of any of its users was recorded: it is gone, or it reaches another
#   endpoint than it says. Source: IBM Education Assistant z/OS 3.1, "SETROPTS APPLAUDIT for successful logons".
# custom:
#   id: PT-H09
#   severity: low
#   judges: [client]
#   needs: [smf, hwscfg, clients]
#   gate: no
package auditor.policies.declared_client_never_seen

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(input.clients)

verdicts contains verdict if {
	some client in input.clients
	verdict := judge(client, sprintf("client:%s", [client.id]))
}

judge(client, subject) := result.not_applicable(subject, "the client generates no tickets", details(client)) if {
	not client.generates_tickets
} else := result.not_applicable(subject, "the client is a draft: it declares nothing yet", details(client)) if {
	client.status == "draft"
} else := result.undecided(subject, {"the inventory names no user of this client"}, details(client)) if {
	count(client.users) == 0
} else := result.undecided(subject, endpoints.nowhere(client), details(client)) if {
	count(endpoints.nowhere(client)) > 0
} else := at_endpoint(client, subject, endpoint, [row | some user in client.users; some row in observed.of_user(endpoint, user)]) if {
	some endpoint in endpoints.by_name(client.endpoint)
}

details(client) := {"severity": "low", "places": places.primary(client.at, "the client")}

at_endpoint(client, subject, endpoint, rows) := result.passed(subject, object.union(details(client), {
	"message": sprintf("Users of %s were seen %s.", [client.id, observed.period(rows)]),
	"places": array.concat(places.primary(client.at, "the client"), seen(rows)),
})) if {
	count(rows) > 0
} else := result.undecided(subject, observed.uncovered(endpoint), details(client)) if {
	count(observed.uncovered(endpoint)) > 0
} else := result.failed(subject, finding(client, endpoint)) if {
	min([input.observed.days, reach(endpoint)]) >= input.site.stale_days
} else := result.advised(subject, finding(client, endpoint))

# Days over which there are logons of an endpoint: the file may hold other records of a longer time.
reach(endpoint) := dates.days_between(max([row.last | some row in rows]), min([row.first | some row in rows])) + 1 if {
	rows := [row |
		some row in input.observed.logons
		row.endpoint == endpoint.name
	]
	count(rows) > 0
} else := 0

# One logon of each row.
seen(rows) := [place |
	some row in rows
	some at in array.slice(row.accepted_at, 0, 1)
	some place in places.related(at, "a logon")
]

finding(client, endpoint) := object.union(details(client), {
	"message": sprintf("No user of client %s was seen at %s in %d days with records; those of logons there reach over %d days.", [client.id, client.endpoint, input.observed.days, reach(endpoint)]),
	"facts": {"absent": true, "users": sort(client.users)},
	"remediation": commands.other(["Find out whether the client is still in use; then take it out of the inventory, and its permits away."]),
	"assumptions": observed.assumptions,
})
