# METADATA
# title: No APPL profile protects the application
# description: >-
#   The check of class APPL at logon fails open: where no profile matches the application name, every valid
#   credential enters. Source: RACF Security Administrator's Guide, "Authorizing access to RACF-protected
#   applications".
# custom:
#   id: PT-A06
#   severity: high
#   judges: [endpoint]
#   needs: [unload, setropts, hwscfg]
#   gate: blocks
package auditor.policies.application_unprotected

import rego.v1

import data.auditor.lib.application_unprotected.unprotected
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := evidence.settled(problems, judge(endpoint, endpoints.named(endpoint)))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off at this endpoint, so RACF is not asked", {
	"severity": "high",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "high"}) if {
	endpoints.racf(endpoint).value == null
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "high"}) if {
	endpoints.appl(endpoint).value == null
} else := result.not_applicable(subject, "class APPL is not active (PT-D01 judges that)", {
	"severity": "high",
	"places": places.primary(active.at, "APPL is not among the active classes"),
}) if {
	active.value == false
} else := result.undecided(subject, {evidence.why(active, "whether class APPL is active is unknown")}, {"severity": "high"}) if {
	active.value == null
} else := result.undecided(subject, deciding(endpoint).undecided, {"severity": "high"}) if {
	count(deciding(endpoint).undecided) > 0
} else := result.failed(subject, unprotected.finding(endpoint)) if {
	deciding(endpoint).name == null
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("APPL profile %s protects %s.", [deciding(endpoint).name, endpoints.appl(endpoint).value]),
	"facts": {"application": endpoints.appl(endpoint).value, "profile": deciding(endpoint).name},
	"places": places.primary(input.profiles.APPL[deciding(endpoint).name].at, "the profile that decides"),
	"assumptions": endpoints.assumptions(endpoint),
})

problems := harm.open(set(), {"unload:APPL"})

active := input.classes.APPL.active

deciding(endpoint) := profiles.deciding("APPL", endpoints.appl(endpoint).value)
