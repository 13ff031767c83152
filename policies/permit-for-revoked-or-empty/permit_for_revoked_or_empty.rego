# METADATA
# title: Permit for a revoked or empty principal
# description: >-
#   A permit for a revoked user or a group without active members serves nobody, and comes back to life unseen. Where the
#   revoked user is to make the tickets of a client, the client stands still. Source: RACF Security Administrator's Guide,
#   "Revoking unused user IDs (INACTIVE option)"; CICS, "REQUEST PASSTICKET".
# custom:
#   id: PT-B10
#   severity: low
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.permit_for_revoked_or_empty

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.members
import data.auditor.lib.places
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

# IDs that nobody can use, wherever they stand.
idle := (dates.revoked_users | empty) - open

# Users of whom, and groups of whose members, it turns on days since the unload whether they are revoked.
open := dates.turning | {group |
	count(dates.doubts) > 0
	some group, entry in input.groups
	some user, _ in entry.members
	unsettled(user, group)
}

unsettled(user, _) if user in dates.turning

unsettled(user, group) if dates.turns(input.users[user].connections[group])

# Groups without an active member.
empty := {group |
	some group, _ in input.groups
	not alive(group)
}

alive(group) if count(members.active[group]) > 0

# Users that make the tickets of a client.
requesters := {client.requester |
	some client in input.clients
	client.generates_tickets
}

verdicts contains verdict if {
	some row in inscope.rows
	some id in wrong[row.object]
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile, id))
}

# Whose revocation turns on days since an old unload: nothing is said of them but that.
verdicts contains verdict if {
	some row in inscope.rows
	some id in (object.keys(row.profile.acl) & open)
	row.profile.acl[id].access != "NONE"
	verdict := result.undecided(inscope.entry_object(row, id), dates.doubts, {
		"severity": severity(id),
		"places": places.primary(places.field(row.profile.acl[id].at, "permit", "access"), "its revocation is open"),
	})
}

verdicts contains verdict if {
	some row in inscope.rows
	not wrong[row.object]
	count(object.keys(row.profile.acl) & open) == 0
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("Every permit of %s is for somebody who can use it.", [row.name]),
			"places": row.places,
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "low")

lost_of := inscope.lost_of_people({"acl"})

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "low"}, {"object", "message", "places"}) | some lot, lost in lost_of}

# IDs of the standard list with some access, by the profile's object; an entry with NONE keeps somebody out.
wrong := {row.object: ids |
	some row in inscope.rows
	acl := row.profile.acl
	ids := {id |
		some id in (object.keys(acl) & idle)
		acl[id].access != "NONE"
	}
	count(ids) > 0
}

severity(id) := "high" if id in requesters

severity(id) := "low" if not id in requesters

judge(row, entry, id) := result.failed(inscope.entry_object(row, id), object.union(finding(row, entry, id), {
	"message": message(row, id),
	"facts": {"access": entry.acl[id].access, "revoked": true, "requester": id in requesters},
	"assumptions": [sprintf("Revocation is judged for %s, by flag and dates.", [input.as_of])],
})) if {
	id in dates.revoked_users
} else := result.failed(inscope.entry_object(row, id), object.union(finding(row, entry, id), {
	"message": sprintf("Group %s has %s on %s and no active member.", [id, entry.acl[id].access, row.name]),
	"facts": {"access": entry.acl[id].access, "members": count(input.groups[id].members), "absent": true},
	"assumptions": [sprintf("Revocation is judged for %s, by flag and dates.", [input.as_of])],
}))

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
	id in dates.revoked_users
} else := places.related(places.field(input.groups[id].at, "group", "name"), sprintf("group %s", [id]))

# A requester is needed: it has to be resumed, not removed.
remediation(_, id, _) := commands.released(id) if {
	id in requesters
	input.users[id].contained == true
} else := object.union(commands.empty, {
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
