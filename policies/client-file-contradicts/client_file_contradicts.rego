# METADATA
# title: A file contradicts the declaration of a client
# description: >-
#   The inventory says what should be, the file what is written; where they differ, one of them is wrong, and every verdict on
#   the client rests on the inventory. A pool keeps one password and opens connections whenever it likes: with a password in
#   it the client makes no tickets. Sources: IMS, "SQL Batch utility" (both libraries are required), "Connecting to an IMS
#   database by using the JDBC DriverManager interface".
# custom:
#   id: PT-I02
#   severity: high
#   judges: [client]
#   needs: [client_files, clients]
#   gate: no
package auditor.policies.client_file_contradicts

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.written

verdicts contains verdict if {
	evidence.offered("client_files")
	some client in judged
	verdict := judge(client, sprintf("client:%s", [client.id]), rows(client))
}

verdicts contains verdict if {
	evidence.offered("client_files")
	some verdict in scope.clients_unknown
}

verdicts contains verdict if {
	evidence.offered("client_files")
	evidence.offered("clients")
	count(judged) == 0
	verdict := evidence.guarded({"client_files", "clients"}, result.not_applicable("system", "no file that was offered is of a client that is declared", {}))
}

verdicts contains verdict if {
	not evidence.offered("client_files")
	some verdict in written.otherwise
}

# Clients that have a file, or name one: of the others no file says anything.
judged contains client if {
	some client in written.declared
	count(rows(client)) > 0
}

judged contains client if {
	some client in written.declared
	count(client.evidence) > 0
}

judged contains client if {
	some client in written.declared
	count(maybe(client)) > 0
}

# Written clients that may be this one, for not all of them is known.
maybe(client) := {row.id | some row in perhaps(client)}

perhaps(client) := [row |
	some row in written.clients
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
	of_client := object.get(written.of_client, client.id, set())
	count(of_client) > 0
} else := {row |
	some row in written.clients
	count(written.matching(row)) == 0
	nearly(client, row)
}

# The same user at the same endpoint for another application, or with another user for the same one.
nearly(client, row) if {
	row.endpoint.value == client.endpoint
	count(written.users(row) & written.users_of(client)) > 0
}

judge(client, subject, found) := result.undecided(subject, {"the files that the entry names as its evidence hold no client, or were not offered"}, shared(client)) if {
	count(found) == 0
	count(client.evidence) > 0
} else := result.undecided(subject, unsure(client), shared(client)) if {
	count(found) == 0
} else := result.failed(subject, object.union(shared(client), {
	"message": sprintf("The file of client %s contradicts its entry: %s.", [client.id, concat("; ", contradictions(client, found))]),
	"facts": {"differ": contradictions(client, found)},
	"places": cited(client, found),
	"remediation": commands.other([
		"Find out which is right, and correct the entry or the file.",
		"Until then, verdicts on this client are about what it should be.",
	]),
})) if {
	count(contradictions(client, found)) > 0
} else := result.undecided(subject, doubts(client, found), object.union(shared(client), {"places": cited(client, found)})) if {
	count(doubts(client, found)) > 0
} else := evidence.guarded({"client_files"}, result.passed(subject, object.union(shared(client), {
	"message": "What files write of this client is what is declared.",
	"facts": {"differ": []},
	"places": cited(client, found),
})))

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
