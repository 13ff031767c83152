# METADATA
# title: Requesters
# description: >-
#   The users whom RACF checks when it makes a ticket: those that the inventory declares, and those with UPDATE on a profile
#   that decides about tickets of an application in scope. Where such a profile lets everybody, nobody is one by it (PT-B02).
#   Source: RACF Callable Services, "RACF authorization" (R_ticketserv, R_GenSec).
package auditor.lib.requesters

import rego.v1

import data.auditor.lib.authority
import data.auditor.lib.endpoints
import data.auditor.lib.harm
import data.auditor.lib.inscope

everyone := object.keys(clients) | holders

# Declared requesters with the clients that ask as them. A SQL Batch job asks as its own user.
clients := {user: ids |
	some user in {row.user | some row in rows}
	ids := {row.client | some row in rows; row.user == user}
}

rows := {{"user": client.requester, "client": client.id, "kind": client.kind} |
	some client in array.concat(input.clients, input.other_clients)
	client.generates_tickets
	client.requester != null
} | {{"user": user, "client": client.id, "kind": client.kind} |
	some client in input.clients
	client.generates_tickets
	client.kind == "sql-batch"
	client.requester == null
	some user in client.users
}

kinds(user) := {row.kind | some row in rows; row.user == user}

# Users whom a profile names, or a group that it names.
holders := {id |
	some name in deciding
	some id in (authority.holders(name) - {"*"})
	input.users[id]
}

# Users who may ask, and of whom no more than the name is known: on a list themselves, or members of a group that is.
lost := {id |
	some id in (listed | {member | some group in listed; some member, _ in input.groups[group].members})
	id in harm.lost_users
} - object.keys(clients) if {
	count(harm.lost_users) > 0
} else := set()

listed := {id | some name in deciding; some id, _ in input.profiles.PTKTDATA[name].acl}

deciding := {name |
	some name in authority.names
	count(authority.applications(name) & inscope.applications) > 0
	not authority.open_to_all(name)
}

# Users for whom some client has tickets made: they log on with tickets, so they cannot be PROTECTED.
targets := {user |
	some client in array.concat(input.clients, input.other_clients)
	client.generates_tickets
	some user in client.users
}

# Whether some DRDA endpoint serves production: what a requester can reach there is worth more.
production if {
	some endpoint in endpoints.drda
	endpoint.environment == "production"
}

weight := "critical" if {
	production
} else := "high"

# Why some requester may not have been found.
gaps := inscope.gaps | harm.open({"acl", "uacc"}, {"unload", "unload:PTKTDATA", "unload:users"})
