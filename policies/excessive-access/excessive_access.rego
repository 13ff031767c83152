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
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:APPL"}

# Levels above what each kind of profile needs.
above := {
	"application": {"UPDATE", "CONTROL", "ALTER"},
	"authority": {"CONTROL", "ALTER"},
	"key": {"EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER"},
}

enough := {"application": "READ", "authority": "UPDATE", "key": "NONE"}

verdicts contains verdict if {
	some row in inscope.rows
	some id in excess[row.object]
	verdict := judge(row, id, left_by_creator(row.profile, id))
}

verdicts contains verdict if {
	some row in inscope.rows
	row.object in open_keys
	verdict := open_key(row, row.profile)
}

verdicts contains verdict if {
	some row in inscope.rows
	not excess[row.object]
	not row.object in open_keys
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("Nobody has more than %s on %s.", [enough[row.kind], row.name]),
			"places": row.places,
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "medium")

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in inscope.lost({"acl", "uacc"})}

# IDs with too much, by the profile's object; the one pass over all entries.
excess := {row.object: ids |
	some row in inscope.rows
	levels := above[row.kind]
	ids := {id | some id, permit in row.profile.acl; permit.access in levels}
	count(ids) > 0
}

# Key profiles whose UACC lets everybody in.
open_keys := {row.object |
	some row in inscope.rows
	row.kind == "key"
	row.profile.uacc in above.key
}

severity(entry, "ALTER") := "high" if not entry.generic

severity(entry, "ALTER") := "medium" if entry.generic

severity(_, level) := "medium" if level != "ALTER"

# Probably the entry that RDEFINE made for its issuer.
left_by_creator(entry, id) if {
	entry.acl[id].access == "ALTER"
	entry.owner == id
} else := false

judge(row, id, left) := result.failed(inscope.entry_object(row, id), {
	"severity": severity(entry, permit.access),
	"message": message(row, id, permit.access, left),
	"facts": {"access": permit.access, "enough": enough[row.kind], "kind": row.kind, "creator": left},
	"places": array.concat(
		places.primary(places.field(permit.at, "permit", "access"), sprintf("%s has %s", [id, permit.access])),
		places.related(places.field(entry.at, "profile", "owner"), "owner of the profile"),
	),
	"remediation": object.union(
		commands.racf(row.class, [mending(row, id, left)], [commands.permit(row.class, row.name, id, permit.access)]),
		{"other": prevention(left)},
	),
}) if {
	entry := row.profile
	permit := entry.acl[id]
}

message(row, id, _, true) := sprintf("%s has ALTER on %s, probably left by ADDCREATOR, and %s is enough.", [id, row.name, enough[row.kind]])

message(row, id, level, false) := sprintf("%s has %s on %s, and %s is enough.", [id, level, row.name, enough[row.kind]])

mending(row, id, left) := commands.unpermit(row.class, row.name, id) if {
	left == true
} else := commands.unpermit(row.class, row.name, id) if {
	row.kind == "key"
} else := commands.permit(row.class, row.name, id, enough[row.kind])

prevention(left) := ["SETROPTS NOADDCREATOR keeps RDEFINE from adding its issuer with ALTER, for all classes."] if {
	left == true
	not input.options.addcreator.value == false
} else := ["Check with SMF type 80 records that nobody uses the higher level."]

open_key(row, entry) := result.failed(row.object, {
	"severity": severity(entry, entry.uacc),
	"message": sprintf("Key profile %s has UACC(%s), and nobody needs access to it.", [row.name, entry.uacc]),
	"facts": {"access": entry.uacc, "enough": "NONE", "kind": "key"},
	"places": places.primary(places.field(entry.at, "profile", "uacc"), sprintf("UACC is %s", [entry.uacc])),
	"remediation": commands.racf(
		row.class,
		[commands.alter(row.class, row.name, "UACC(NONE)")],
		[commands.alter(row.class, row.name, sprintf("UACC(%s)", [entry.uacc]))],
	),
})
