# METADATA
# title: Entries with more than is needed
# description: >-
#   Entries of lists with more than tickets need, why a creator has them, and how they are lowered.
package auditor.lib.excessive_access.entries

import rego.v1

import data.auditor.lib.commands

# Levels above what each kind of profile needs.
above := {
	"application": {"UPDATE", "CONTROL", "ALTER"},
	"authority": {"CONTROL", "ALTER"},
	"key": {"EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER"},
}

enough := {"application": "READ", "authority": "UPDATE", "key": "NONE"}

# IDs with too much, by the profile's object; the one pass over all entries.
excess := {row.object: ids |
	some row in data.auditor.lib.inscope.rows
	levels := above[row.kind]
	ids := {id | some id, permit in row.profile.acl; permit.access in levels}
	count(ids) > 0
}

# Key profiles whose UACC lets everybody in.
open_keys := {row.object |
	some row in data.auditor.lib.inscope.rows
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

message(row, id, _, true) := sprintf("%s has ALTER on %s, probably left by ADDCREATOR, and %s is enough.", [id, row.name, enough[row.kind]])

message(row, id, level, false) := sprintf("%s has %s on %s, and %s is enough.", [id, level, row.name, enough[row.kind]])

fixing(row, id, left) := commands.unpermit(row.class, row.name, id) if {
	left == true
} else := commands.unpermit(row.class, row.name, id) if {
	row.kind == "key"
} else := commands.unpermit(row.class, row.name, id) if {
	not commands.nameable(id) # PERMIT refuses an ID that is not defined, and takes it from the list all the same
} else := commands.permit(row.class, row.name, id, enough[row.kind])

prevention(left) := ["SETROPTS NOADDCREATOR keeps RDEFINE from adding its issuer with ALTER, for all classes."] if {
	left == true
	not input.options.addcreator.value == false
} else := ["Check with SMF type 80 records that nobody uses the higher level."]
