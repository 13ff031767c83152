# METADATA
# title: Ticket requester has no authority to generate
# description: >-
#   Whoever asks RACF for a ticket needs UPDATE to IRRPTAUTH.application.user in class PTKTDATA. The check fails
#   closed: no profile or an inactive class means no ticket. Off-host generators need no such authority. Source:
#   RACF Callable Services, "RACF authorization" (R_ticketserv, R_GenSec).
# custom:
#   id: PT-A08
#   severity: high
#   judges: [client/user]
#   needs: [unload, setropts, clients]
#   gate: blocks
package auditor.policies.requester_not_permitted

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.requester_not_permitted.granting
import data.auditor.lib.result
import data.auditor.lib.scope

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

judge(client, _, subject) := result.undecided(subject, {"the inventory names no application or no requester"}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	null in {client.application, client.requester}
} else := result.undecided(subject, {evidence.why(granting.active, "whether class PTKTDATA is active is unknown")}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	granting.active.value == null
}

judge(client, user, subject) := judged if {
	client.application != null
	granting.active.value != null
	judged := weighed(client, user, subject, granting.decisions[client.requester][granting.resource(client, user)])
}

weighed(client, user, subject, decision) := result.masked(
	result.failed(subject, object.union(granting.finding(client, user, decision), {
		"message": sprintf("%s cannot have tickets made for %s: class PTKTDATA is not active.", [client.requester, user]),
		"facts": object.union(access.facts(decision), {"absent": false, "resource": granting.resource(client, user), "active": false}),
	})),
	"PT-A01",
) if {
	granting.active.value == false
} else := result.undecided(subject, decision.reasons, {
	"severity": "high",
	"facts": access.facts(decision),
	"places": places.primary(client.at, "the client"),
}) if {
	decision.outcome == "undecided"
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("%s may have tickets made for %s.", [client.requester, user]),
	"facts": access.facts(decision),
	"places": array.concat(granting.decided_at(client, decision), places.related(client.at, "the client")),
}) if {
	decision.outcome == "allowed"
} else := result.failed(subject, granting.finding(client, user, decision))

problems := harm.open({"acl", "conditional", "categories", "uacc"}, {"unload:PTKTDATA", "unload:users"})

out_of_scope(client) := "the client generates no tickets" if {
	not client.generates_tickets
} else := "the client generates tickets with a key of its own: RACF is not asked" if {
	client.kind == "off-host"
} else := "the client logs on with a password" if {
	client.kind == "password"
}
