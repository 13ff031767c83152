# METADATA
# title: A client stands in a file and not in the inventory
# description: >-
#   What is not declared is not judged: no trial of its tickets, no check of its authority. Source: no list of clients
#   exists on the mainframe; IMS, "SQL Batch utility", names the statements that make one.
# custom:
#   id: PT-I03
#   severity: medium
#   judges: [client]
#   needs: [client_files, clients]
#   gate: no
package auditor.policies.undeclared_client_in_file

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.written

verdicts contains verdict if {
	some client in written.clients
	verdict := judge(client, written.named(client))
}

verdicts contains verdict if some verdict in written.otherwise

judge(client, subject) := result.undecided(subject, evidence.problems("clients"), shared(client)) if {
	not evidence.offered("clients")
} else := result.passed(subject, object.union(shared(client), {
	"message": sprintf("It is declared as %s.", [concat(", ", sort(written.matching(client)))]),
	"facts": {"declared": sort(written.matching(client))},
	"assumptions": by_port(client),
})) if {
	count(written.matching(client)) > 0
} else := result.undecided(subject, reasons(client), shared(client)) if {
	count(written.perhaps(client)) > 0
} else := result.failed(subject, object.union(shared(client), {
	"message": sprintf("%s writes down a client that the inventory does not declare.", [client.file]),
	"facts": {"application": client.application.value, "endpoint": client.endpoint.value, "users": sort(written.users(client))},
	"remediation": commands.other([
		"Find out who runs it (auditor clients discover drafts the entry), and declare it with status confirmed.",
		"Or take it away, with the rights that were given for it.",
	]),
}))

# A join by port is right as long as no member that was not offered has the same port.
by_port(client) := [] if count(written.proven(client)) > 0

by_port(client) := [sentence] if {
	count(written.proven(client)) == 0
	sentence := sprintf("No IMS Connect whose member was not offered has port %d.", [client.port.value])
}

shared(client) := {"severity": "medium", "places": places.primary(client.at, "the client in its file")}

# What is not known of it, so that it may be a client that is declared.
reasons(client) := evidence.instead("hwscfg", {maybe(client)} | open([client.endpoint])) | open([client.application, client.user, client.requester])

maybe(client) := sprintf("it may be %s, for not all of it is known", [concat(" or ", sort(written.perhaps(client)))])

open(facts) := {fact.why | some fact in facts; fact.why != null}
