# METADATA
# title: Tickets of a client that nobody declared
# description: >-
#   RACF accepted tickets for a user at an IMS Connect, and no confirmed client of the inventory makes tickets for that user
#   there. What is not declared is not audited: neither its requester nor its key is looked at. Source: IBM Education
#   Assistant z/OS 3.1, "SETROPTS APPLAUDIT for successful logons" (every accepted ticket is recorded).
# custom:
#   id: PT-H02
#   severity: high
#   judges: [endpoint/user]
#   needs: [smf, hwscfg, clients, unload]
#   gate: no
package auditor.policies.undeclared_client_observed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if {
	some verdict in observed.unseen("high")
	object_ := verdict.object
	not object_ in strange
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	some user in observed.users(endpoint)
	rows := observed.of_user(endpoint, user)
	verdict := evidence.settled(undeclarable(rows), judge(endpoint, user, rows, undeclared(endpoint, user, rows)))
}

# Whether somebody declares the tickets is open without an inventory; where none was accepted nothing is asked.
undeclarable(rows) := evidence.not_offered("clients") if observed.accepted(rows) > 0

undeclarable(rows) := set() if observed.accepted(rows) == 0

verdicts contains verdict if {
	some endpoint in endpoints.drda
	number := observed.strangers(endpoint)
	number > 0
	verdict := result.undecided(
		endpoints.named(endpoint),
		{sprintf("%d accepted tickets are of users whom the unload does not have", [number])} | observed.hidden(endpoint),
		{"severity": "high"},
	)
}

# Endpoints where tickets of users were accepted whom the unload does not have: they get one verdict, with all reasons.
strange := {endpoints.named(endpoint) | some endpoint in endpoints.drda; observed.strangers(endpoint) > 0}

# Applications for which tickets of the user were accepted that no confirmed client makes.
undeclared(endpoint, user, rows) := {row.application |
	some row in rows
	row.accepted > 0
	count(observed.ticket_clients(endpoint, user, row.application)) == 0
}

judge(endpoint, user, rows, strange) := result.not_applicable(observed.named(endpoint, user), "no ticket of the user was accepted", {"severity": "high"}) if {
	observed.accepted(rows) == 0
} else := result.passed(observed.named(endpoint, user), {
	"severity": "high",
	"message": sprintf("The tickets for %s are those of a declared client.", [user]),
	"facts": {"applications": observed.applications(rows)},
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"assumptions": observed.assumptions,
}) if {
	count(strange) == 0
} else := result.failed(observed.named(endpoint, user), finding(endpoint, user, [row |
	some row in rows
	row.application in strange
]))

finding(endpoint, user, rows) := {
	"severity": "high",
	"message": sprintf(
		"%d tickets for %s and %s were accepted at %s (%s), and no confirmed client makes them.",
		[observed.accepted(rows), user, concat(", ", observed.applications(rows)), endpoint.name, observed.period(rows)],
	),
	"facts": {"absent": true, "applications": observed.applications(rows), "jobs": observed.jobs(rows)},
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"remediation": commands.other(array.concat(
		["Find out who logs on with this user, and declare the client or stop it. A draft for the inventory:"],
		[draft(endpoint, user, application) | some application in observed.applications(rows)],
	)),
	"assumptions": observed.assumptions,
}

draft(endpoint, user, application) := sprintf(
	"- {id: seen-%s, endpoint: %s, kind: %s, generates_tickets: true, application: %s, %susers: [%s], status: draft}",
	[user, endpoint.name, kind(requesters), application, asked_by(requesters), user],
) if {
	requesters := makers(application, user)
}

# Who asked RACF for tickets of the user, as far as records tell.
makers(application, user) := sort({row.requester |
	some row in input.observed.generated
	row.application == application
	row.user == user
	row.requester != null
	row.made > 0
})

kind(requesters) := "off-host" if count(requesters) == 0

kind(requesters) := "racf-service" if count(requesters) > 0

asked_by(requesters) := concat("", [sprintf("requester: %s, ", [first]) | some first in array.slice(requesters, 0, 1)])
