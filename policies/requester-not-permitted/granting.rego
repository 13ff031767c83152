# METADATA
# title: What is said of a requester who is not permitted
# description: >-
#   The decision with its places, and the permit or profile that is lacking.
package auditor.lib.requester_not_permitted.granting

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

active := input.classes.PTKTDATA.active

resource(client, user) := sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user])

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
	some row in data.auditor.lib.authority.declared
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
