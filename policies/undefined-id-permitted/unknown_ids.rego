# METADATA
# title: IDs that are not defined
# description: >-
#   Which IDs on lists are no user and no group, and what takes them off.
package auditor.lib.undefined_id_permitted.unknown_ids

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.inscope

# IDs on the lists of a profile that are neither a user nor a group, by the profile's object; few profiles have any.
undefined := {name: ids |
	some name, all_ids in unknown
	ids := {id | some id in all_ids; not inscope.nobody(id)}
	count(ids) > 0
}

unknown[name] contains id if {
	some row in data.auditor.lib.inscope.rows
	name := row.object
	some id in (object.keys(row.profile.acl) - defined)
}

unknown[name] contains id if {
	some row in data.auditor.lib.inscope.rows
	some permit in row.profile.conditional
	name := row.object
	id := permit.id
	not id in defined
}

defined := object.keys(input.users) | object.keys(input.groups)

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
