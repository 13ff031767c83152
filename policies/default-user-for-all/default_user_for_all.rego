# METADATA
# title: Messages without a user get one
# description: >-
#   With TCPIP RACFID= each message that names no user is passed to IMS as that user's, and OTMA checks a user ID, never a
#   password: a client without any credential is that user. Source: IMS, "IMS Connect default RACF user ID", "General OTMA
#   security considerations".
# custom:
#   id: PT-G08
#   severity: medium
#   judges: [endpoint]
#   needs: [hwscfg, site]
#   gate: warns
package auditor.policies.default_user_for_all

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.links
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in input.endpoints
	verdict := judge(endpoint, endpoints.named(endpoint), links.state(endpoint.racfid))
}

verdicts contains verdict if some verdict in scope.nowhere

judge(endpoint, subject, coded) := result.passed(subject, {
	"severity": "medium",
	"message": "The member names no user for messages that name none.",
	"places": places.primary(endpoint.racfid.at, "RACFID= names nobody here"),
}) if {
	coded == "none"
} else := result.not_applicable(subject, "the member was read whole and has no port at which messages for IMS TM arrive", {
	"severity": "medium",
	"places": places.primary(endpoint.racfid.at, "RACFID= of TCPIP"),
}) if {
	count(endpoint.tm_ports) == 0
	count(unread(endpoint)) == 0
} else := result.not_applicable(subject, "the site calls this a test endpoint", {
	"severity": "medium",
	"places": places.primary(endpoint.racfid.at, "RACFID= of TCPIP"),
}) if {
	endpoint.environment == "test"
} else := result.undecided(subject, evidence.instead("hwscfg", {evidence.why(endpoint.racfid, "whether RACFID= is coded is unknown")}), {"severity": "medium"}) if {
	coded == "unknown"
} else := result.undecided(subject, unread(endpoint), {
	"severity": "medium",
	"places": places.primary(endpoint.racfid.at, "RACFID= of TCPIP"),
}) if {
	count(endpoint.tm_ports) == 0
} else := result.failed(subject, finding(endpoint, sprintf("Whoever sends a message without a user is %s.", [endpoint.racfid.value]))) if {
	endpoint.environment == "production"
} else := result.advised(subject, finding(endpoint, sprintf(
	"Whoever sends a message without a user is %s; whether this endpoint is production is not said in the configuration.",
	[endpoint.racfid.value],
)))

# Why the endpoint may have ports for IMS TM that are not known; a set of reasons.
unread(endpoint) := {endpoint.unread | endpoint.unread != null}

finding(endpoint, message) := {
	"severity": "medium",
	"message": message,
	"facts": {
		"user": endpoint.racfid.value,
		"ports": sort([port.id.value | some port in endpoint.tm_ports; port.id.value != null]),
		"environment": endpoint.environment,
	},
	"places": array.concat(
		places.primary(endpoint.racfid.at, "RACFID= of TCPIP"),
		[place | some port in endpoint.tm_ports; some place in places.related(port.at, "a port at which messages for IMS TM arrive")],
	),
	"remediation": commands.other([
		sprintf("Find out which clients of %s send no user: SMF shows the transactions of %s. Give each its own.", [endpoint.name, endpoint.racfid.value]),
		"Then take RACFID= off TCPIP in the member; it counts from the next restart of IMS Connect.",
	]),
	"assumptions": ["No exit of IMS Connect refuses such messages or gives them another user."],
}
