# METADATA
# title: RACF is off on a production endpoint
# description: >-
#   With RACF=N IMS Connect asks RACF nothing: whoever reaches the port is taken for who he says he is, unless exit HWSAUTH0
#   authenticates. Source: IMS, "HWS statement", "IMS Connect security for clients of IMS DB".
# custom:
#   id: PT-E01
#   severity: critical
#   judges: [endpoint]
#   needs: [hwscfg, site]
#   gate: blocks
package auditor.policies.racf_off_in_production

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := scope.per_endpoint(endpoint, judge(endpoint, endpoints.named(endpoint)))
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.passed(subject, {
	"severity": "critical",
	"message": "RACF is on.",
	"places": places.primary(racf.at, "RACF is on here"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	racf := endpoints.racf(endpoint)
	racf.value == true
} else := result.undecided(subject, {unknown(endpoint)}, {"severity": "critical"}) if {
	endpoints.racf(endpoint).value == null
} else := result.failed(subject, finding(endpoint, "RACF is off on a production endpoint: IMS Connect checks nobody.")) if {
	endpoint.environment == "production"
} else := result.not_applicable(subject, "the site calls this a test endpoint", {
	"severity": "critical",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoint.environment == "test"
} else := result.advised(subject, finding(
	endpoint,
	"RACF is off; whether this endpoint is production is not said in the configuration.",
))

unknown(endpoint) := why if {
	why := endpoints.racf(endpoint).why
	why != null
} else := "whether RACF is on is unknown"

finding(endpoint, message) := {
	"severity": "critical",
	"message": message,
	"facts": {"racf": false, "source": endpoints.racf(endpoint).source, "environment": endpoint.environment},
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
	"remediation": commands.ims(
		["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"],
		[
			sprintf("Code HWS RACF=Y in the member of %s, or the next restart switches it off again.", [endpoint.name]),
			"If exit HWSAUTH0 authenticates instead, ask for the evidence: no export shows it.",
		],
		["UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"],
	),
	"assumptions": array.concat(endpoints.assumptions(endpoint), ["Exit HWSAUTH0 does not authenticate instead of RACF."]),
}
