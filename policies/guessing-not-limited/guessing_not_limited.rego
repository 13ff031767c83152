# METADATA
# title: Guessing is not limited
# description: >-
#   A ticket is eight characters in a window of time; only the count of failed logons limits guessing it. Revocation after
#   wrong passwords needs INITSTATS. Source: RACF Security Administrator's Guide, "Revoking unused user IDs (INACTIVE
#   option)"; RACF Command Language Reference, "SETROPTS".
# custom:
#   id: PT-D04
#   severity: medium
#   judges: [system]
#   needs: [setropts]
#   gate: warns
package auditor.policies.guessing_not_limited

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result

initstats := input.options.initstats

revoke := input.options.revoke

attempts := input.options.revoke_attempts

limit := input.site.max_attempts

verdicts contains judged

judged := result.failed("system", finding(initstats.at, "NOINITSTATS is in effect, so failed logons revoke nobody")) if {
	initstats.value == false
} else := result.failed("system", finding(revoke.at, "User IDs are not revoked after wrong passwords")) if {
	revoke.value == false
} else := result.failed("system", finding(
	attempts.at,
	sprintf("A user ID is revoked only after %d wrong passwords, and %d is the limit here", [attempts.value, limit]),
)) if {
	attempts.value > limit
} else := result.undecided("system", unknown, {"severity": "medium"}) if {
	count(unknown) > 0
} else := result.advised("system", {
	"severity": "medium",
	"message": "Two wrong tickets are enough to lock a user out: a small clock difference would do it.",
	"facts": facts,
	"places": places.primary(attempts.at, "the number of attempts"),
	"remediation": commands.other(["Consider SETROPTS PASSWORD(REVOKE(3)) or more, and watch the clocks of ticket generators."]),
}) if {
	attempts.value < 3
	count(endpoints.drda) > 0
} else := result.passed("system", {
	"severity": "medium",
	"message": sprintf("A user ID is revoked after %d wrong passwords or tickets.", [attempts.value]),
	"facts": facts,
	"places": places.primary(attempts.at, "the number of attempts"),
})

unknown := {evidence.why(fact, "whether failed logons revoke users is unknown") |
	some fact in [initstats, revoke]
	fact.value == null
} | {evidence.why(attempts, "how many attempts a user has is unknown") |
	revoke.value == true
	attempts.value == null
}

facts := {"initstats": initstats.value, "revoke": revoke.value, "attempts": attempts.value}

finding(at, message) := {
	"severity": "medium",
	"message": sprintf("%s: tickets and passwords can be guessed without end.", [message]),
	"facts": facts,
	"places": places.primary(at, message),
	"remediation": object.union(commands.empty, {
		"racf": [sprintf("SETROPTS INITSTATS PASSWORD(REVOKE(%d))", [limit])],
		"other": ["This holds for every logon of the system: tell the service desk."],
		"undo": [undo],
	}),
}

undo := sprintf("SETROPTS PASSWORD(REVOKE(%d))", [attempts.value]) if attempts.value != null

undo := "SETROPTS PASSWORD(NOREVOKE)" if attempts.value == null
