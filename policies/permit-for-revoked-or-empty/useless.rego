# METADATA
# title: Entries that serve nobody
# description: >-
#   Users who are revoked and groups in which nobody is active, on the lists of profiles in scope.
package auditor.lib.permit_for_revoked_or_empty.useless

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.places

# IDs that nobody can use, wherever they stand.
idle := (data.auditor.lib.dates.revoked_users | empty) - open

# Users of whom, and groups of whose members, it turns on days since the unload whether they are revoked.
open := data.auditor.lib.dates.turning | {group |
	count(data.auditor.lib.dates.doubts) > 0
	some group, entry in input.groups
	some user, _ in entry.members
	unsettled(user, group)
}

unsettled(user, _) if user in data.auditor.lib.dates.turning

unsettled(user, group) if dates.turns(input.users[user].connections[group])

# Groups without an active member.
empty := {group |
	some group, _ in input.groups
	not alive(group)
}

alive(group) if count(data.auditor.lib.members.active[group]) > 0

# Users that make the tickets of a client.
requesters := {client.requester |
	some client in input.clients
	client.generates_tickets
}

# IDs of the standard list with some access, by the profile's object; an entry with NONE keeps somebody out.
wrong := {row.object: ids |
	some row in data.auditor.lib.inscope.rows
	acl := row.profile.acl
	ids := {id |
		some id in (object.keys(acl) & idle)
		acl[id].access != "NONE"
	}
	count(ids) > 0
}

severity(id) := "high" if id in requesters

severity(id) := "low" if not id in requesters

message(row, id) := sprintf("%s makes the tickets of a client through %s and is revoked: the client stands still.", [id, row.name]) if id in requesters

message(row, id) := sprintf("%s is on the access list of %s and is revoked.", [id, row.name]) if not id in requesters

finding(row, entry, id) := {
	"severity": severity(id),
	"places": array.concat(
		places.primary(places.field(permit.at, "permit", "access"), sprintf("%s has %s", [id, permit.access])),
		principal(id),
	),
	"remediation": remediation(row, id, permit.access),
} if {
	permit := entry.acl[id]
}

principal(id) := places.related(places.field(input.users[id].at, "user", "revoked"), sprintf("%s is revoked", [id])) if {
	id in data.auditor.lib.dates.revoked_users
} else := places.related(places.field(input.groups[id].at, "group", "name"), sprintf("group %s", [id]))

# A requester is needed: it has to be resumed, not removed.
remediation(_, id, _) := commands.released(id) if {
	id in requesters
	input.users[id].contained == true
} else := object.union(data.auditor.lib.commands.empty, {
	"racf": [sprintf("ALTUSER %s RESUME", [id])],
	"other": ["Resume the user only after the reason for the revocation is known."],
	"undo": [sprintf("ALTUSER %s REVOKE", [id])],
}) if {
	id in requesters
}

remediation(row, id, level) := object.union(
	commands.racf(row.class, [commands.unpermit(row.class, row.name, id)], [commands.permit(row.class, row.name, id, level)]),
	{"other": ["Ask the owner first whether the ID will come back into use."]},
) if {
	not id in requesters
}
