# METADATA
# title: Replayed tickets
# description: >-
#   RACF refused a ticket because it had been used before. A second request of the same second makes the same ticket, so it is
#   worth reading and no proof of an attack. Source: RACF Macros and Interfaces, "Event codes and event code qualifiers"
#   (qualifier 33 of event 1).
# custom:
#   id: PT-H10
#   severity: advisory
#   judges: [endpoint/user]
#   needs: [smf, hwscfg, unload]
#   gate: no
package auditor.policies.replay_observed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if some verdict in observed.unseen("advisory")

verdicts contains verdict if {
	some endpoint in endpoints.drda
	some user in observed.users(endpoint)
	verdict := judge(endpoint, user, observed.of_user(endpoint, user))
}

judge(endpoint, user, rows) := result.advised(observed.named(endpoint, user), {
	"message": sprintf("%d tickets of %s were refused at %s because they had been used before (%s).", [replays(rows), user, endpoint.name, observed.period(rows)]),
	"facts": {"applications": observed.applications(rows)},
	"places": observed.places(rows, "replayed_at", "a replayed ticket"),
	"remediation": commands.other(["Let workers use different users, or keep connections: a second request of one second is the same ticket. Otherwise find out who sends the old one."]),
	"assumptions": observed.assumptions,
}) if {
	replays(rows) > 0
} else := result.undecided(observed.named(endpoint, user), observed.uncovered(endpoint) | wordless(rows), {}) if {
	count(observed.uncovered(endpoint) | wordless(rows)) > 0
} else := result.passed(observed.named(endpoint, user), {
	"message": sprintf("No ticket of %s was refused as a replay.", [user]),
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"assumptions": observed.assumptions,
})

replays(rows) := sum([row.replayed | some row in rows])

# Refusals for a reason of which nobody knows the word may be replays: the word for 33 was never published.
wordless(rows) := {"tickets were refused for a reason whose word is not known: [site.smf.words] can tell which stands for 33"} if {
	not replay_named
	some row in rows
	row.refused["a reason not named here"] > 0
} else := set()

# The site tells the word for a replay.
replay_named if {
	some number in input.site.smf.words
	number == 33
}
