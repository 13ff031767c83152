# METADATA
# title: Client files beside the inventory
# description: >-
#   Which client of the inventory a file speaks of, and in what the two differ.
package auditor.lib.client_file_contradicts.compared

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.written

# Clients that have a file, or name one: of the others no file says anything.
judged contains client if {
	some client in data.auditor.lib.written.declared
	count(rows(client)) > 0
}

judged contains client if {
	some client in data.auditor.lib.written.declared
	count(client.evidence) > 0
}

judged contains client if {
	some client in data.auditor.lib.written.declared
	count(maybe(client)) > 0
}

# Written clients that may be this one, for not all of them is known.
maybe(client) := {row.id | some row in perhaps(client)}

perhaps(client) := [row |
	some row in data.auditor.lib.written.clients
	count(written.matching(row)) == 0
	client.id in written.perhaps(row)
]

# Without any member the endpoint of every file is unknown; what else is not known is a reason of its own.
unsure(client) := evidence.instead("hwscfg", {sentence}) | {sentence | count(vague) > 0} if {
	sentence := sprintf("%s may be this client, for not all of it is known", [concat(", ", sort(maybe(client)))])
	vague := [fact | some row in perhaps(client); some fact in [row.application, row.user, row.requester]; fact.why != null]
}

# Written clients that are this one: those that are it for certain, else those that nearly are and no other one's.
rows(client) := of_client if {
	of_client := object.get(data.auditor.lib.written.of_client, client.id, set())
	count(of_client) > 0
} else := {row |
	some row in data.auditor.lib.written.clients
	count(written.matching(row)) == 0
	nearly(client, row)
}

# The same user at the same endpoint for another application, or with another user for the same one.
nearly(client, row) if {
	row.endpoint.value == client.endpoint
	count(written.users(row) & written.users_of(client)) > 0
}

shared(client) := {"severity": "high", "places": places.primary(client.at, "the client as it is declared")}

cited(client, found) := array.concat(
	places.primary(client.at, "the client as it is declared"),
	[place | some at in sort({row.at | some row in found}); some place in places.related(at, "the client in its file")],
)

contradictions(client, found) := sort({what | some row in found; some what in differences(client, row)})

differences(client, row) := union({
	{"it has a password, and the entry says that it makes tickets" | secret(client, row)},
	{sprintf("applName is %s, and the entry says %s", [row.application.value, client.application]) | other_application(client, row)},
	{sprintf("port %d is none of %s", [row.port.value, client.endpoint]) | written.not_listening(client, row)},
	{sprintf("the user is %s, whom the entry does not name", [concat(" or ", sort(written.users(row)))]) | written.by_another(client, row)},
	{"a library that makes tickets is not on its class path" | no_library(client, row)},
})

secret(client, row) if {
	client.generates_tickets
	row.password in {"literal", "encoded"}
}

other_application(client, row) if {
	client.generates_tickets
	written.of_another(client, row)
}

no_library(client, row) if {
	client.kind == "sql-batch"
	client.generates_tickets
	row.form == "jcl"
	row.password == "none"
	row.generates.value == false
}

doubts(client, found) := {fact.why |
	some row in found
	some fact in open(client, row)
	fact.why != null
}

open(client, row) := [row.application, row.port, row.user, row.generates] if {
	client.kind == "sql-batch"
	row.form == "jcl"
} else := [row.application, row.port, row.user]
