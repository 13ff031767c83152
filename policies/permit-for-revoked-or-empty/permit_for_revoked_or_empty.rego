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

import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.permit_for_revoked_or_empty.useless
import data.auditor.lib.places
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

verdicts contains verdict if {
	some row in inscope.rows
	some id in useless.wrong[row.object]
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile, id))
}

# Whose revocation turns on days since an old unload: nothing is said of them but that.
verdicts contains verdict if {
	some row in inscope.rows
	some id in (object.keys(row.profile.acl) & useless.open)
	row.profile.acl[id].access != "NONE"
	verdict := result.undecided(inscope.entry_object(row, id), dates.doubts, {
		"severity": useless.severity(id),
		"places": places.primary(places.field(row.profile.acl[id].at, "permit", "access"), "its revocation is open"),
	})
}

verdicts contains verdict if {
	some row in inscope.rows
	not useless.wrong[row.object]
	count(object.keys(row.profile.acl) & useless.open) == 0
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

judge(row, entry, id) := result.failed(inscope.entry_object(row, id), object.union(useless.finding(row, entry, id), {
	"message": useless.message(row, id),
	"facts": {"access": entry.acl[id].access, "revoked": true, "requester": id in useless.requesters},
	"assumptions": [sprintf("Revocation is judged for %s, by flag and dates.", [input.as_of])],
})) if {
	id in dates.revoked_users
} else := result.failed(inscope.entry_object(row, id), object.union(useless.finding(row, entry, id), {
	"message": sprintf("Group %s has %s on %s and no active member.", [id, entry.acl[id].access, row.name]),
	"facts": {"access": entry.acl[id].access, "members": count(input.groups[id].members), "absent": true},
	"assumptions": [sprintf("Revocation is judged for %s, by flag and dates.", [input.as_of])],
}))

lost_of := inscope.lost_of_people({"acl"})

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "low"}, {"object", "message", "places"}) | some lot, lost in lost_of}
