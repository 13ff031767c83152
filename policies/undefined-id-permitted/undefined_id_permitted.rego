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

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

verdicts contains verdict if {
	some row in inscope.rows
	some id in undefined[row.object]
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile, id))
}

verdicts contains verdict if {
	some row in inscope.rows
	not undefined[row.object]
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

lost_of := inscope.lost_of_people({"acl", "conditional"})

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in lost_of}

# IDs on the lists of a profile that are neither a user nor a group, by the profile's object; few profiles have any.
undefined := {name: ids |
	some name, all_ids in unknown
	ids := {id | some id in all_ids; not inscope.nobody(id)}
	count(ids) > 0
}

unknown[name] contains id if {
	some row in inscope.rows
	name := row.object
	some id in (object.keys(row.profile.acl) - defined)
}

unknown[name] contains id if {
	some row in inscope.rows
	some permit in row.profile.conditional
	name := row.object
	id := permit.id
	not id in defined
}

defined := object.keys(input.users) | object.keys(input.groups)

judge(row, entry, id) := result.failed(inscope.entry_object(row, id), {
	"severity": severity(row, highest(entry, id)),
	"message": sprintf("%s is on the access list of %s, and no such user or group exists.", [id, row.name]),
	"facts": {"access": standard(entry, id), "conditional": sort([permit.access | some permit in conditional(entry, id)]), "absent": true},
	"places": places.ordered(array.concat(
		[place | permit := entry.acl[id]; some place in places.primary(places.field(permit.at, "permit", "id"), sprintf("%s has %s", [id, permit.access]))],
		[place | some permit in conditional(entry, id); some place in places.related(permit.at, sprintf("%s has %s WHEN(%s)", [id, permit.access, permit.kind]))],
	)),
	"remediation": object.union(commands.racf(row.class, removals(row, entry, id), []), {
		"undo": [],
		"other": ["There is no undo: PERMIT refuses an ID that is not defined. IRRRID00 finds what else names it."],
	}),
})

standard(entry, id) := entry.acl[id].access

standard(entry, id) := null if not entry.acl[id]

conditional(entry, id) := [permit | some permit in entry.conditional; permit.id == id]

highest(entry, id) := "high" if {
	entry.acl[id].access in {"UPDATE", "CONTROL", "ALTER"}
} else := "high" if {
	some permit in conditional(entry, id)
	permit.access in {"UPDATE", "CONTROL", "ALTER"}
} else := "medium"

severity(row, level) := level if row.kind == "authority"

severity(row, _) := "medium" if row.kind != "authority"

removals(row, entry, id) := array.concat(
	[commands.unpermit(row.class, row.name, id) | entry.acl[id]],
	[sprintf("%s WHEN(%s(%s))", [commands.unpermit(row.class, row.name, id), permit.kind, permit.name]) |
		some permit in conditional(entry, id)
	],
)
