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
proven(written) := {client.id |
	some client in declared
	points_to(client, written)
}

points_to(client, written) if client.id == written.id

points_to(client, written) if {
	some evidence in client.evidence
	of_file(evidence, written)
}

of_file(evidence, written) if {
	is_string(evidence)
	same_file(evidence, written.file)
}

of_file(evidence, written) if {
	is_object(evidence)
	same_file(evidence.file, written.file)
	evidence.line in {null, written.line}
}

same_file(name, file) if name == file

same_file(name, file) if endswith(file, sprintf("/%s", [trim_prefix(name, "./")]))

same_file(name, file) if endswith(file, sprintf("!%s", [trim_prefix(name, "./")]))

# Declared clients with the same endpoint, application and user, all of which are known.
same(written) := {client.id |
	some client in declared
	written.endpoint.value == client.endpoint
	alike(written.application, client.application)
	count(users(written) & users_of(client)) > 0
}

alike(fact, name) if fact.value == upper(name)

alike(fact, null) if fact.origin == "default"

# Whoever the file names: the user of the URL, else of the job.
users(written) := {written.user.value} if {
	written.user.value != null
} else := {written.requester.value} if {
	written.requester.value != null
} else := set()

users_of(client) := {user | some user in client.users} | {user | user := client.requester; user != null}

# Declared clients that a written one is.
matching(written) := names if {
	names := proven(written)
	count(names) > 0
} else := same(written)

# Declared clients that it may be: nothing that is known says otherwise.
perhaps(written) := {client.id |
	some client in declared
	not elsewhere(client, written)
	not of_another(client, written)
	not by_another(client, written)
}

elsewhere(client, written) if {
	written.endpoint.value != null
	written.endpoint.value != client.endpoint
}

elsewhere(client, written) if not_listening(client, written)

# The member of the declared endpoint was read whole, and does not have the port that is written.
not_listening(client, written) if {
	some endpoint in endpoints.by_name(client.endpoint)
	endpoint.member
	not endpoint.damaged
	written.port.value != null
	count(endpoint.ports) > 0
	every port in endpoint.ports {
		port.id.value != null
		port.id.value != written.port.value
	}
}

of_another(client, written) if {
	written.application.value != null
	client.application != null
	written.application.value != upper(client.application)
}

by_another(client, written) if {
	count(users(written)) > 0
	count(users_of(client)) > 0
	count(users(written) & users_of(client)) == 0
}

# Written clients that are a declared one, in the order of their ids.
of_client[name] contains written if {
	some written in clients
	some name in matching(written)
}

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
