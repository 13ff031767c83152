# METADATA
# title: Ticket user may not enter the application
# description: >-
#   The ticket is authentic and the logon is still refused (RACF return code 34), because the user has no READ to
#   the APPL profile that decides. Source: RACF Security Administrator's Guide, "Protecting applications",
#   "Granting access authorities".
# custom:
#   id: PT-A09
#   severity: high
#   judges: [client/user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.user_not_permitted

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.grants
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.user_not_permitted.permission

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(input.clients)

verdicts contains result.not_applicable(sprintf("client:%s", [client.id]), out_of_scope(client), {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	some client in input.clients
	out_of_scope(client)
}

verdicts contains result.undecided(sprintf("client:%s", [client.id]), {"the inventory names no user of this client"}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	some client in input.clients
	not out_of_scope(client)
	count(client.users) == 0
}

verdicts contains verdict if {
	some client in input.clients
	not out_of_scope(client)
	some user in client.users
	verdict := evidence.settled(problems, judge(client, user, sprintf("client:%s/user:%s", [client.id, user])))
}

judge(client, user, subject) := result.undecided(subject, {sprintf("no HWSCFGxx member or display of %s was offered", [client.endpoint])}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	count(endpoints.by_name(client.endpoint)) == 0
} else := at_endpoint(client, user, subject, endpoint) if {
	some endpoint in endpoints.by_name(client.endpoint)
}

at_endpoint(client, user, subject, endpoint) := result.not_applicable(subject, "RACF is off at this endpoint, so nobody is refused", {
	"severity": "high",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "high"}) if {
	endpoints.racf(endpoint).value == null
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "high"}) if {
	endpoints.appl(endpoint).value == null
} else := result.undecided(subject, {evidence.why(permission.active, "whether class APPL is active is unknown")}, {"severity": "high"}) if {
	permission.active.value == null
} else := weighed(client, user, subject, endpoint, access.decide_at(barriers[endpoints.appl(endpoint).value], user, "READ"))

weighed(client, user, subject, endpoint, decision) := result.undecided(subject, decision.reasons, {
	"severity": "high",
	"facts": access.facts(decision),
	"places": places.primary(client.at, "the client"),
}) if {
	decision.outcome == "undecided"
} else := result.not_applicable(subject, "no APPL profile matches the application name: everybody enters (PT-A06 judges that)", {
	"severity": "high",
	"facts": access.facts(decision),
}) if {
	decision.outcome == "unprotected"
} else := result.masked(result.failed(subject, permission.finding(client, user, endpoint, decision)), "PT-D01") if {
	decision.outcome == "denied"
	permission.active.value == false
} else := result.failed(subject, permission.finding(client, user, endpoint, decision)) if {
	decision.outcome == "denied"
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("%s may enter %s%s.", [user, endpoints.appl(endpoint).value, permission.once_active]),
	"facts": access.facts(decision),
	"places": array.concat(grants.place("APPL", decision, user), places.related(client.at, "the client")),
	"assumptions": endpoints.assumptions(endpoint),
})

problems := harm.open({"acl", "conditional", "categories", "uacc"}, {"unload:APPL", "unload:users"})

out_of_scope(client) := "the client generates no tickets" if not client.generates_tickets

# What users meet at each application that an endpoint uses.
barriers := {name: access.barrier("APPL", name) |
	some name in ({endpoints.appl(endpoint).value | some endpoint in input.endpoints} - {null})
}
