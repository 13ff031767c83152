# METADATA
# title: More access than the function needs
# description: >-
#   Entry to an application needs READ, making tickets UPDATE, and a key profile no access at all. ALTER on a discrete
#   profile is control of the profile, and so of the key. Source: RACF Security Administrator's Guide, "Granting access
#   authorities", "Automatic addition of creator's user ID to access list".
# custom:
#   id: PT-B06
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.excessive_access

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.excessive_access.entries
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:APPL"}

verdicts contains verdict if {
	some row in inscope.rows
	some id in entries.excess[row.object]
	verdict := judge(row, id, entries.left_by_creator(row.profile, id))
}

verdicts contains verdict if {
	some row in inscope.rows
	row.object in entries.open_keys
	verdict := open_key(row, row.profile)
}

verdicts contains verdict if {
	some row in inscope.rows
	not entries.excess[row.object]
	not row.object in entries.open_keys
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("Nobody has more than %s on %s.", [entries.enough[row.kind], row.name]),
			"places": row.places,
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "medium")

judge(row, id, left) := result.failed(inscope.entry_object(row, id), {
	"severity": entries.severity(entry, permit.access),
	"message": entries.message(row, id, permit.access, left),
	"facts": {"access": permit.access, "enough": entries.enough[row.kind], "kind": row.kind, "creator": left},
	"places": array.concat(
		places.primary(places.field(permit.at, "permit", "access"), sprintf("%s has %s", [id, permit.access])),
		places.related(places.field(entry.at, "profile", "owner"), "owner of the profile"),
	),
	"remediation": object.union(
		commands.racf(row.class, [entries.fixing(row, id, left)], [commands.permit(row.class, row.name, id, permit.access)]),
		{"other": entries.prevention(left)},
	),
}) if {
	entry := row.profile
	permit := entry.acl[id]
}

open_key(row, entry) := result.failed(row.object, {
	"severity": entries.severity(entry, entry.uacc),
	"message": sprintf("Key profile %s has UACC(%s), and nobody needs access to it.", [row.name, entry.uacc]),
	"facts": {"access": entry.uacc, "enough": "NONE", "kind": "key"},
	"places": places.primary(places.field(entry.at, "profile", "uacc"), sprintf("UACC is %s", [entry.uacc])),
	"remediation": commands.racf(
		row.class,
		[commands.alter(row.class, row.name, "UACC(NONE)")],
		[commands.alter(row.class, row.name, sprintf("UACC(%s)", [entry.uacc]))],
	),
})

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in inscope.lost({"acl", "uacc"})}
