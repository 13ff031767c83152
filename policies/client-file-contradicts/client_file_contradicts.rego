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

import data.auditor.lib.client_file_contradicts.compared
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.written

verdicts contains verdict if {
	evidence.offered("client_files")
	some client in compared.judged
	verdict := judge(client, sprintf("client:%s", [client.id]), compared.rows(client))
}

verdicts contains verdict if {
	evidence.offered("client_files")
	some verdict in scope.clients_unknown
}

verdicts contains verdict if {
	evidence.offered("client_files")
	evidence.offered("clients")
	count(compared.judged) == 0
	verdict := evidence.guarded({"client_files", "clients"}, result.not_applicable("system", "no file that was offered is of a client that is declared", {}))
}

verdicts contains verdict if {
	not evidence.offered("client_files")
	some verdict in written.otherwise
}

judge(client, subject, found) := result.undecided(subject, {"the files that the entry names as its evidence hold no client, or were not offered"}, compared.shared(client)) if {
	count(found) == 0
	count(client.evidence) > 0
} else := result.undecided(subject, compared.unsure(client), compared.shared(client)) if {
	count(found) == 0
} else := result.failed(subject, object.union(compared.shared(client), {
	"message": sprintf("The file of client %s contradicts its entry: %s.", [client.id, concat("; ", compared.contradictions(client, found))]),
	"facts": {"differ": compared.contradictions(client, found)},
	"places": compared.cited(client, found),
	"remediation": commands.other([
		"Find out which is right, and correct the entry or the file.",
		"Until then, verdicts on this client are about what it should be.",
	]),
})) if {
	count(compared.contradictions(client, found)) > 0
} else := result.undecided(subject, compared.doubts(client, found), object.union(compared.shared(client), {"places": compared.cited(client, found)})) if {
	count(compared.doubts(client, found)) > 0
} else := evidence.guarded({"client_files"}, result.passed(subject, object.union(compared.shared(client), {
	"message": "What files write of this client is what is declared.",
	"facts": {"differ": []},
	"places": compared.cited(client, found),
})))
