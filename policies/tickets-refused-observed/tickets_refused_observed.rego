# METADATA
# title: Tickets that RACF refuses
# description: >-
#   Logons are refused after RACF tried the string as a ticket too, again and again. A wrong password looks the same, so it
#   is a finding only for a user whose declared clients all use tickets. Source: IBM Education Assistant z/OS 3.1, "SETROPTS
#   APPLAUDIT for successful logons"; RACF Macros and Interfaces, "Event codes and event code qualifiers".
# custom:
#   id: PT-H03
#   severity: high
#   severities: [high, medium]
#   judges: [endpoint/user]
#   needs: [smf, hwscfg, clients, unload, setropts]
#   gate: no
package auditor.policies.tickets_refused_observed

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.tickets_refused_observed.refusals

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if some verdict in observed.unseen("high")

verdicts contains verdict if {
	some endpoint in endpoints.drda
	some user in observed.users(endpoint)
	rows := observed.of_user(endpoint, user)
	verdict := judge(endpoint, user, rows, observed.refused(rows))
}

# Refused tickets of a period that are a rate, not a slip.
steady := 5

judge(endpoint, user, rows, number) := result.passed(observed.named(endpoint, user), {
	"severity": "high",
	"message": sprintf("%d tickets for %s were refused, %d accepted.", [number, user, observed.accepted(rows)]),
	"facts": {"applications": observed.applications(rows)},
	"places": observed.places(rows, "accepted_at", "an accepted ticket"),
	"assumptions": observed.assumptions,
}) if {
	number < steady
	count(observed.uncovered(endpoint)) == 0
} else := result.undecided(observed.named(endpoint, user), observed.uncovered(endpoint), {"severity": "high"}) if {
	number < steady
} else := result.undecided(observed.named(endpoint, user), evidence.problems("clients"), {"severity": refusals.severity(rows)}) if {
	not evidence.offered("clients")
} else := result.failed(observed.named(endpoint, user), refusals.finding(endpoint, user, rows)) if {
	refusals.tickets_only(endpoint, user)
} else := result.advised(observed.named(endpoint, user), object.union(refusals.finding(endpoint, user, rows), {
	"severity": refusals.severity(rows),
	"message": sprintf("%s A wrong password looks the same.", [refusals.said(endpoint, user, rows)]),
}))
