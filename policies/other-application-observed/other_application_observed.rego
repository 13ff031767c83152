# METADATA
# title: Logons for another application
# description: >-
#   Records of an IMS Connect's job name another application than the endpoint uses: the running name drifted from what is
#   audited, or the senders choose it. Source: IMS, "ODACCESS statement", "DATASTORE statement"; z/OS RACF Macros and
#   Interfaces, "Record extensions" (INIT_APPL).
# custom:
#   id: PT-H04
#   severity: high
#   judges: [endpoint]
#   needs: [smf, hwscfg]
#   gate: no
package auditor.policies.other_application_observed

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.observed
import data.auditor.lib.other_application_observed.beside
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := judge(endpoint, endpoints.appl(endpoint), beside.rows_of(endpoint))
}

judge(endpoint, application, rows) := result.undecided(endpoints.named(endpoint), observed.uncovered(endpoint) | none_seen, {"severity": "high"}) if {
	count(rows) == 0
} else := result.undecided(endpoints.named(endpoint), {evidence.why(application, "the application name is unknown")}, {"severity": "high"}) if {
	application.value == null
} else := beside.drifted(endpoint, application.value, [row | some row in rows; row.application != application.value])

none_seen := evidence.instead("smf", {"no logon of its job is recorded"})
