# METADATA
# title: Logon statistics are not kept
# description: >-
#   With ODRACFST=N RACF records no last access for logons of DRDA clients: user IDs that are used through IMS Connect alone
#   look unused, and RACF may revoke them although they are busy. Source: IMS, "IMS Connect security for clients of IMS
#   DB"; RACF Security Administrator's Guide, "Revoking unused user IDs (INACTIVE option)".
# custom:
#   id: PT-E06
#   severity: low
#   judges: [endpoint]
#   needs: [hwscfg, setropts]
#   gate: "no"
package auditor.policies.logon_statistics_off

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

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off here, so no logon could be recorded", {"severity": "low"}) if {
	endpoints.racf(endpoint).value == false
} else := result.passed(subject, {
	"severity": "low",
	"message": "Logons of DRDA clients are recorded (at most once a day for each user).",
	"places": places.primary(statistics(endpoint).at, "ODRACFST is on"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	statistics(endpoint).value == true
} else := result.undecided(subject, {reason(statistics(endpoint), "whether logons are recorded (ODRACFST) is unknown")}, {"severity": "low"}) if {
	statistics(endpoint).value == null
} else := result.failed(subject, finding(endpoint)) if {
	inactive.value == true
} else := result.undecided(subject, {reason(inactive, "whether unused user IDs are revoked is unknown")}, {"severity": "low"}) if {
	inactive.value == null
} else := result.advised(subject, object.union(finding(endpoint), {"message": concat(" ", [
	"Logons of DRDA clients are not recorded; RACF revokes no unused user IDs,",
	"but the age of an identity (PT-B11) cannot be told.",
])}))

statistics(endpoint) := endpoints.effective(endpoint, "odracfst")

inactive := input.options.inactive

reason(fact, _) := fact.why if fact.why != null

reason(fact, otherwise) := otherwise if fact.why == null

finding(endpoint) := {
	"severity": "low",
	"message": "Logons of DRDA clients are not recorded, and RACF revokes unused user IDs: busy ones may be among them.",
	"facts": {"odracfst": false, "inactive_days": input.options.inactive_days.value},
	"places": array.concat(
		places.primary(statistics(endpoint).at, "ODRACFST is off"),
		places.related(inactive.at, "revoking of unused user IDs"),
	),
	"remediation": commands.ims(
		["UPDATE IMSCON TYPE(CONFIG) SET(ODRACFST(ON))"],
		[sprintf("Code ODRACFST=Y on the ODACCESS statement of %s, so that a restart keeps it.", [endpoint.name])],
		["UPDATE IMSCON TYPE(CONFIG) SET(ODRACFST(OFF))"],
	),
	"assumptions": endpoints.assumptions(endpoint),
}
