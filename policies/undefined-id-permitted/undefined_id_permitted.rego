# METADATA
# title: Access-list entry for an undefined ID
# description: >-
#   Whoever is given a name that is left on an access list inherits the access: DELUSER and DELGROUP leave entries behind.
#   Source: RACF Security Administrator's Guide, "RACF remove ID utility".
# custom:
#   id: PT-B09
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.undefined_id_permitted

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.undefined_id_permitted.unknown_ids

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

verdicts contains verdict if {
	some row in inscope.rows
	some id in unknown_ids.undefined[row.object]
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile, id))
}

verdicts contains verdict if {
	some row in inscope.rows
	not unknown_ids.undefined[row.object]
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("Every ID on the access list of %s is defined.", [row.name]),
			"places": row.places,
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "medium")

judge(row, entry, id) := result.failed(inscope.entry_object(row, id), {
	"severity": unknown_ids.severity(row, unknown_ids.highest(entry, id)),
	"message": sprintf("%s is on the access list of %s, and no such user or group exists.", [id, row.name]),
	"facts": {"access": unknown_ids.standard(entry, id), "conditional": sort([permit.access | some permit in unknown_ids.conditional(entry, id)]), "absent": true},
	"places": places.ordered(array.concat(
		[place | permit := entry.acl[id]; some place in places.primary(places.field(permit.at, "permit", "id"), sprintf("%s has %s", [id, permit.access]))],
		[place | some permit in unknown_ids.conditional(entry, id); some place in places.related(permit.at, sprintf("%s has %s WHEN(%s)", [id, permit.access, permit.kind]))],
	)),
	"remediation": object.union(commands.racf(row.class, unknown_ids.removals(row, entry, id), []), {
		"undo": [],
		"other": ["There is no undo: PERMIT refuses an ID that is not defined. IRRRID00 finds what else names it."],
	}),
})

lost_of := inscope.lost_of_people({"acl", "conditional"})

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in lost_of}
