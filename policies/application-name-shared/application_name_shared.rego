# METADATA
# title: One application name or key across trust zones
# description: >-
#   A ticket made for the weaker of two endpoints opens the stronger one when both use the same application name, because
#   RACF remembers used tickets on each system separately. With different names and one key (one ICSF label) whoever holds
#   the key for the weaker one makes tickets for the stronger. Source: RACF System Programmer's Guide, "How RACF processes
#   the password or PassTicket"; RACF Security Administrator's Guide, "Protecting PassTicket keys".
# custom:
#   id: PT-C05
#   severity: high
#   judges: [endpoint]
#   needs: [hwscfg, unload]
#   gate: warns
package auditor.policies.application_name_shared

import rego.v1

import data.auditor.lib.application_name_shared.shares
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

lost := evidence.problems_of({"hwscfg"})

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := judge(endpoint, endpoints.named(endpoint), endpoints.appl(endpoint))
	verdict := scope.per_endpoint(endpoint, evidence.settled(lost, judged))
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject, name) := result.undecided(subject, {object.get({true: name.why}, name.why != null, "the application name is unknown")}, {"severity": "high"}) if {
	name.value == null
} else := result.failed(subject, shares.finding(endpoint, name)) if {
	count(shares.conflicts(endpoint)) > 0
} else := result.failed(subject, shares.finding(endpoint, name)) if {
	name.value in shares.foreign
} else := result.failed(subject, shares.one_key(endpoint, name)) if {
	count(shares.same_key(endpoint)) > 0
} else := result.undecided(subject, {"only one DRDA endpoint was offered, so nothing can be compared"}, {"severity": "high"}) if {
	count(endpoints.drda) == 1
} else := result.undecided(
	subject, {sprintf("%s uses the same application name, and the site states no trust zone or environment that tells them apart or together", [other]) |
		some other in shares.doubtful(endpoint)
	},
	{"severity": "high"},
) if {
	count(shares.doubtful(endpoint)) > 0
} else := result.undecided(subject, {sprintf("the application name of %s is unknown", [other]) | some other in shares.nameless}, {"severity": "high"}) if {
	count(shares.nameless) > 0
} else := result.undecided(subject, shares.unread(endpoint), {"severity": "high"}) if {
	count(shares.others(endpoint)) > 0
	count(shares.unread(endpoint)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("Application name %s is not shared with another trust zone.", [name.value]),
	"facts": {"application": name.value, "endpoints": sort(endpoints.by_application[name.value])},
	"places": places.primary(name.at, sprintf("application name from %s", [name.origin])),
	"assumptions": array.concat(endpoints.assumptions(endpoint), shares.unlisted),
})
