# METADATA
# title: No key profile for the application name
# description: >-
#   Without a discrete PTKTDATA profile of exactly the application name every ticket is a wrong password, and
#   counts toward revocation. Generic key profiles are ignored. Source: RACF Security Administrator's Guide,
#   "Defining profiles in the PTKTDATA class".
# custom:
#   id: PT-A03
#   severity: critical
#   judges: [endpoint]
#   needs: [unload, hwscfg, clients]
#   gate: blocks
package auditor.policies.key_profile_missing

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.key_profile_missing.missing
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := evidence.settled(problems | of_key(endpoints.appl(endpoint).value), judge(endpoint, endpoints.named(endpoint)))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off at this endpoint, so RACF is not asked", {
	"severity": "critical",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "critical"}) if {
	endpoints.racf(endpoint).value == null
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "critical"}) if {
	endpoints.appl(endpoint).value == null
} else := result.undecided(subject, evidence.problems("clients"), {"severity": "critical"}) if {
	not evidence.offered("clients")
	keys.usable(endpoints.appl(endpoint).value)
} else := result.advised(subject, object.union(missing.finding(endpoint), {"message": sprintf(
	"%s; whether anybody generates tickets for it is not known.",
	[trim_suffix(missing.finding(endpoint).message, ".")],
)})) if {
	not evidence.offered("clients")
} else := evidence.guarded({"clients"}, result.not_applicable(subject, "no client in the inventory generates tickets for this endpoint", {"severity": "critical"})) if {
	count(endpoints.ticket_clients(endpoint)) == 0
} else := result.undecided(subject, evidence.problems("clients"), {"severity": "critical"}) if {
	keys.usable(endpoints.appl(endpoint).value)
	every client in endpoints.ticket_clients(endpoint) {
		client.status == "draft"
	}
} else := result.passed(subject, {
	"severity": "critical",
	"message": sprintf("There is a key profile %s.", [endpoints.appl(endpoint).value]),
	"facts": {"application": endpoints.appl(endpoint).value},
	"places": places.primary(input.profiles.PTKTDATA[endpoints.appl(endpoint).value].at, "the key profile"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	keys.usable(endpoints.appl(endpoint).value)
} else := result.failed(subject, missing.finding(endpoint))

problems := harm.open(set(), {"unload:PTKTDATA"})

# The profile may be the one that is lost.
of_key(application) := harm.of_profile(set(), "PTKTDATA", application) if application != null

of_key(null) := set()
