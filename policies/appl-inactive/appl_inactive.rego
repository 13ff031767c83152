# METADATA
# title: APPL class is not active
# description: >-
#   While class APPL is inactive all its profiles are decoration: everyone with a valid credential enters. Source:
#   RACF Security Administrator's Guide, "Authorizing access to RACF-protected applications".
# custom:
#   id: PT-D01
#   severity: high
#   judges: [endpoint]
#   needs: [setropts, hwscfg]
#   gate: blocks
package auditor.policies.appl_inactive

import rego.v1

import data.auditor.lib.appl_inactive.idle_class
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

active := input.classes.APPL.active

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := judge(endpoint, endpoints.named(endpoint))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off at this endpoint, so no profile is looked at", {
	"severity": "high",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.passed(subject, {
	"severity": "high",
	"message": "Class APPL is active.",
	"facts": {"active": true},
	"places": places.primary(active.at, "APPL is among the active classes"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	active.value == true
} else := result.undecided(subject, {evidence.why(active, "whether class APPL is active is unknown")}, {"severity": "high"}) if {
	active.value == null
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "high"}) if {
	endpoints.racf(endpoint).value == null
} else := result.failed(subject, idle_class.finding(endpoint))
