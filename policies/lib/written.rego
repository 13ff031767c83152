# METADATA
# title: Written
# description: >-
#   Clients as files write them down, laid beside those that the inventory declares. Which declared client a written one is
#   follows from its id or the file that the entry names; else from endpoint, application and user together, where all of
#   them are known. Nothing is merged: where they differ, policies say so. Sources: IMS, "Connecting to an IMS database by
#   using the JDBC DriverManager interface", "SQL Batch utility".
package auditor.lib.written

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.result

# The object of a written client.
named(client) := sprintf("client:%s", [client.id])

# Clients that files write down, but for those in comments.
clients contains client if {
	some client in input.written
	not client.comment
}

# Clients that a person has confirmed.
declared contains client if {
	some client in input.clients
	client.status == "confirmed"
}

# Declared clients that a written one is for certain, by its id or by the file that the entry names.
proven(row) := {client.id |
	some client in declared
	points_to(client, row)
}

points_to(client, row) if client.id == row.id

points_to(client, row) if {
	some entry in client.evidence
	of_file(entry, row)
}

of_file(entry, row) if {
	is_string(entry)
	same_file(entry, row.file)
}

of_file(entry, row) if {
	is_object(entry)
	same_file(entry.file, row.file)
	entry.line in {null, row.line}
}

same_file(name, file) if name == file

same_file(name, file) if endswith(file, sprintf("/%s", [trim_prefix(name, "./")]))

same_file(name, file) if endswith(file, sprintf("!%s", [trim_prefix(name, "./")]))

# Declared clients with the same endpoint, application and user, all of which are known.
same(row) := {client.id |
	some client in declared
	row.endpoint.value == client.endpoint
	alike(row.application, client.application)
	count(users(row) & users_of(client)) > 0
}

alike(fact, name) if {
	name != null
	fact.value == upper(name)
}

alike(fact, null) if fact.origin == "default"

# Whoever the file names: the user of the URL, else of the job.
users(row) := {row.user.value} if {
	row.user.value != null
} else := {row.requester.value} if {
	row.requester.value != null
} else := set()

users_of(client) := {user | some user in client.users} | {client.requester | client.requester != null}

# Declared clients that a written one is.
matching(row) := names if {
	names := proven(row)
	count(names) > 0
} else := same(row)

# Declared clients that it may be: nothing that is known says otherwise.
perhaps(row) := {client.id |
	some client in declared
	not not_listening(client, row)
	not of_another(client, row)
	not by_another(client, row)
}

# The member of the declared endpoint was read whole, and does not have the port that is row.
not_listening(client, row) if {
	row.port.value != null
	some endpoint in endpoints.by_name(client.endpoint)
	endpoint.member
	not endpoint.damaged
	count(endpoint.ports) > 0
	every port in endpoint.ports {
		port.id.value != null
		port.id.value != row.port.value
	}
}

of_another(client, row) if {
	row.application.value != null
	client.application != null
	row.application.value != upper(client.application)
}

by_another(client, row) if {
	count(users(row)) > 0
	count(users_of(client)) > 0
	count(users(row) & users_of(client)) == 0
}

# Written clients of each declared one.
of_client := {row[0]: {pair[1] | some pair in pairs; pair[0] == row[0]} | some row in pairs}

pairs := {[name, client] | some client in clients; some name in matching(client)}

# What a policy says when no client file was offered, or none of them writes a client down.
otherwise contains result.undecided("system", evidence.problems("client_files"), {}) if {
	not evidence.offered("client_files")
}

otherwise contains verdict if {
	evidence.offered("client_files")
	count(clients) == 0
	verdict := evidence.guarded(
		{"client_files"},
		result.not_applicable("system", "the client files that were offered write down no client of IMS", {}),
	)
}
