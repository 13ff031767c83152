# METADATA
# title: RACF is off while clients generate tickets
# description: >-
#   With RACF=N IMS Connect ignores the ticket: wasted work, and an illusion of authentication. Source: IMS, "RACF
#   PassTicket for IMS Connect client connections to IMS DB".
# custom:
#   id: PT-A07
#   severity: high
#   judges: [endpoint]
#   needs: [hwscfg, clients]
#   gate: blocks
package auditor.policies.racf_off_but_tickets

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := judge(endpoint, endpoints.named(endpoint))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.undecided(subject, {evidence.why(racf, "whether RACF is on is unknown")}, {"severity": "high"}) if {
	racf := endpoints.racf(endpoint)
	racf.value == null
} else := result.passed(subject, object.union(details(endpoint), {
	"message": "RACF is on: tickets are checked.",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is on here"),
})) if {
	endpoints.racf(endpoint).value == true
} else := result.undecided(subject, evidence.problems("clients"), object.union(details(endpoint), {
	"severity": "high",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
})) if {
	not evidence.offered("clients")
} else := evidence.guarded({"clients"}, result.passed(subject, object.union(details(endpoint), {
	"message": "RACF is off, and no client generates tickets for this endpoint.",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here (PT-E01 judges that)"),
}))) if {
	count(endpoints.ticket_clients(endpoint)) == 0
} else := result.failed(subject, finding(endpoint))

details(endpoint) := {
	"severity": "high",
	"facts": {"racf": endpoints.racf(endpoint).value, "source": endpoints.racf(endpoint).source},
	"assumptions": endpoints.assumptions(endpoint),
}

finding(endpoint) := object.union(details(endpoint), {
	"message": "RACF is off, so IMS Connect ignores the tickets that clients generate: nobody is authenticated.",
	"facts": {
		"racf": false,
		"source": endpoints.racf(endpoint).source,
		"clients": sort([client.id | some client in endpoints.ticket_clients(endpoint)]),
	},
	"places": places.ordered(array.concat(
		places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
		[place |
			some client in endpoints.ticket_clients(endpoint)
			some place in places.related(client.at, sprintf("client %s generates tickets for this endpoint", [client.id]))
		],
	)),
	"remediation": commands.ims(
		["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"],
		[
			sprintf("Code HWS RACF=Y in the member of %s, so that a restart keeps it; or stop the clients from generating.", [endpoint.name]),
			"Put key, APPL and IRRPTAUTH profiles in order first: from then on wrong tickets are refused.",
		],
		["UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"],
	),
})
