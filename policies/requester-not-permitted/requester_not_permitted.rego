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
import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
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

problems := harm.open({"acl", "conditional", "categories", "uacc"}, {"unload:PTKTDATA", "unload:users"})

out_of_scope(client) := "the client generates no tickets" if {
	not client.generates_tickets
} else := "the client generates tickets with a key of its own: RACF is not asked" if {
	client.kind == "off-host"
} else := "the client logs on with a password" if {
	client.kind == "password"
}

active := input.classes.PTKTDATA.active

resource(client, user) := sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user])

judge(client, _, subject) := result.undecided(subject, {"the inventory names no application or no requester"}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	null in {client.application, client.requester}
} else := result.undecided(subject, {evidence.why(active, "whether class PTKTDATA is active is unknown")}, {
	"severity": "high",
	"places": places.primary(client.at, "the client"),
}) if {
	active.value == null
}

judge(client, user, subject) := judged if {
	client.application != null
	active.value != null
	judged := weighed(client, user, subject, decisions[client.requester][resource(client, user)])
}

# Each ticket that clients are declared to need, decided once.
decisions[requester][name] := decision if {
	some client in input.clients
	client.application != null
	requester := client.requester
	requester != null
	some user in client.users
	name := resource(client, user)
	decision := access.decide("PTKTDATA", name, requester, "UPDATE")
}

weighed(client, user, subject, decision) := result.masked(
	result.failed(subject, object.union(finding(client, user, decision), {
		"message": sprintf("%s cannot have tickets made for %s: class PTKTDATA is not active.", [client.requester, user]),
		"facts": object.union(access.facts(decision), {"absent": false, "resource": resource(client, user), "active": false}),
	})),
	"PT-A01",
) if {
	active.value == false
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
	"places": array.concat(decided_at(client, decision), places.related(client.at, "the client")),
}) if {
	decision.outcome == "allowed"
} else := result.failed(subject, finding(client, user, decision))

# Where the level stands: the entry that gives it, else the profile.
decided_at(client, decision) := places.primary(input.profiles.PTKTDATA[decision.profile].acl[client.requester].at, "the requester's entry") if {
	decision.by == "user"
} else := places.primary(input.profiles.PTKTDATA[decision.profile].at, "the profile that decides") if {
	decision.profile != null
} else := []

finding(client, user, decision) := {
	"severity": "high",
	"message": sprintf("%s may not have tickets made for %s: %s.", [client.requester, user, result.sentence(decision.reasons)]),
	"facts": object.union(access.facts(decision), {
		"absent": decision.by != "user",
		"resource": name,
		"candidates": profiles.candidates("PTKTDATA", name),
		"disguised": disguised(name),
	}),
	"places": places.ordered(array.concat(
		decided_at(client, decision),
		places.primary(client.at, sprintf("client %s asks for tickets", [client.id])),
	)),
	"remediation": remedy(client, name, decision),
} if {
	name := resource(client, user)
}

# Discrete profiles that only look as if they covered the resource (PT-D02).
disguised(name) := sort([one |
	some one, pattern in data.auditor.lib.profiles.disguises.PTKTDATA
	regex.match(pattern, name)
])

# PERMIT refuses a requester that does not exist, and does not help one that is contained.
remedy(client, name, decision) := commands.released(client.requester) if {
	input.users[client.requester].contained == true
} else := object.union(
	commands.racf(
		"PTKTDATA",
		array.concat(permission(client, name, decision), activation),
		array.concat(deactivation, taken_back(client, name, decision)),
	),
	{"other": array.concat(undefined(client), more_specific(name, decision))},
) if {
	commands.nameable(client.requester)
} else := commands.other(undefined(client))

permission(client, name, decision) := array.concat(definition(name, decision), carried(client, name, decision)) if {
	decision.outcome != "allowed"
} else := []

activation := commands.activation("PTKTDATA") if active.value == false

activation := [] if active.value != false

deactivation := commands.deactivation("PTKTDATA") if active.value == false

deactivation := [] if active.value != false

definition(name, decision) := [] if {
	decision.profile == name
} else := commands.defined("PTKTDATA", name)

# The permit, and those of other declared requesters of the same ticket, who have it through the profile that decided until now.
carried(client, name, decision) := array.concat(
	[commands.permit("PTKTDATA", name, client.requester, "UPDATE")],
	[commands.permit("PTKTDATA", name, requester, "UPDATE") |
		decision.profile != name
		some requester in sort(declared[name])
		requester != client.requester
		decisions[requester][name].outcome == "allowed"
		input.users[requester]
	],
)

# Who is declared to need each ticket.
declared[name] contains requester if {
	some row in authority.declared
	row.status == "confirmed"
	name := sprintf("IRRPTAUTH.%s.%s", [row.application, row.user])
	requester := row.requester
}

# IDs on the list of the profile that decided until now which have no declared need: their access to this ticket ends.
ending(name, decision) := sort({id |
	some id, permit in input.profiles.PTKTDATA[decision.profile].acl
	access.enough(permit.access, "READ")
	not is_declared(name, id)
})

is_declared(name, id) if {
	some requester in declared[name]
	requester == id
}

taken_back(client, name, decision) := [] if {
	decision.outcome == "allowed"
} else := [commands.delete("PTKTDATA", name)] if {
	decision.profile != name
} else := [commands.permit("PTKTDATA", name, client.requester, decision.level)] if {
	decision.by == "user"
} else := [commands.unpermit("PTKTDATA", name, client.requester)]

undefined(client) := [] if {
	input.users[client.requester]
} else := [sprintf("%s is not defined to RACF: define it, or correct the inventory, before the PERMIT.", [client.requester])]

more_specific(name, decision) := array.concat(
	[sprintf("The new profile replaces %s for %s; only declared requesters are permitted.", [decision.profile, name])],
	[sprintf("Access to %s that ends: %s.", [name, concat(", ", ids)]) | ids := ending(name, decision); count(ids) > 0],
) if {
	decision.profile != null
	decision.profile != name
	decision.outcome != "allowed"
} else := []
