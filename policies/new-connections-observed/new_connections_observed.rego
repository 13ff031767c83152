# METADATA
# title: New connections at a steady rate
# description: >-
#   RACF accepted new tickets for one user and application minute after minute: the connections are not kept, and each new
#   one needs a ticket. It is the observed half of PT-A10; the cause is assumed. Source: IMS, "RACF PassTicket for IMS Connect
#   client connections to IMS DB".
# custom:
#   id: PT-H01
#   severity: medium
#   judges: [endpoint/user]
#   needs: [smf, hwscfg, clients, unload]
#   gate: no
package auditor.policies.new_connections_observed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.keys
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if some verdict in observed.unseen("medium")

verdicts contains verdict if {
	some endpoint in endpoints.drda
	some user in observed.users(endpoint)
	verdict := judge(endpoint, user, observed.of_user(endpoint, user))
}

# Hours of a period that show a rate, not a peak.
twice := 2

judge(endpoint, user, rows) := result.not_applicable(observed.named(endpoint, user), "no ticket of the user was accepted", {"severity": "medium"}) if {
	observed.accepted(rows) == 0
} else := result.failed(observed.named(endpoint, user), replayed(user, rows)) if {
	count(doubled(rows)) > 0
} else := result.undecided(
	observed.named(endpoint, user),
	{sprintf("several jobs make tickets for %s, and records of its logons do not tell them apart", [user])},
	{"severity": "medium", "places": observed.places(busy(rows), "accepted_at", "an accepted ticket")},
) if {
	count(busy(rows)) > 0
	several_jobs(endpoint, user)
} else := result.failed(observed.named(endpoint, user), finding(user, busy(rows))) if {
	count(busy(rows)) > 0
} else := steady(endpoint, user, rows, observed.lost_at(endpoint))

steady(endpoint, user, rows, lost) := result.undecided(observed.named(endpoint, user), lost, {"severity": "medium"}) if {
	count(lost) > 0
} else := result.passed(observed.named(endpoint, user), {
	"severity": "medium",
	"message": sprintf("%d tickets for %s were accepted %s, at no steady rate.", [observed.accepted(rows), user, observed.period(rows)]),
	"facts": {"applications": observed.applications(rows)},
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"assumptions": observed.assumptions,
})

busy(rows) := [row | some row in rows; row.busy_hours >= twice]

# Two accepted tickets of one second, where the profile has no other key than a legacy one: they are one and the same ticket.
doubled(rows) := [row |
	some row in rows
	row.same_second >= 2
	keys.legacy(row.application) == "yes"
	keys.enhanced(row.application) == "no"
	not keys.legacy_replay(row.application)
]

# A batch client for each job: one ticket a job is as it should be.
several_jobs(endpoint, user) if {
	count({row.job | some row in input.observed.generated; row.user == user; row.made > 0}) > 1
	some client in observed.declared(endpoint, user)
	client.kind == "sql-batch"
}

finding(user, rows) := {
	"severity": "medium",
	"message": sprintf(
		"New connections at a steady rate: more than %d accepted tickets a minute for %s in at least %d minutes of %d hours (up to %d a minute, %s).",
		[
			input.observed.pace.tickets, user, input.observed.pace.minutes,
			sum([row.busy_hours | some row in rows]), max([row.peak | some row in rows]), observed.period(rows),
		],
	),
	"facts": {"applications": observed.applications(rows), "rule": input.observed.pace},
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"remediation": commands.other([
		"Keep the connections open and pool them; let workers use different users.",
		"Then say so in the inventory (connections: persistent); do not switch replay protection off instead (PT-C03).",
	]),
	"assumptions": array.concat(observed.assumptions, ["Each accepted ticket is a new connection."]),
}

replayed(user, rows) := {
	"severity": "medium",
	"message": sprintf(
		"Two tickets for %s were accepted in one second. With a legacy key they are the same ticket: replay protection is off in storage, whatever the unload says.",
		[user],
	),
	"facts": {"applications": observed.applications(doubled(rows)), "replayed": true},
	"places": observed.places(doubled(rows), "accepted_at", "an accepted ticket"),
	"remediation": commands.other([
		"Refresh the profiles in storage (SETROPTS RACLIST(PTKTDATA) REFRESH) and compare with PT-C03.",
	]),
	"assumptions": array.concat(observed.assumptions, ["Equal records are two events, not copies of one."]),
}
