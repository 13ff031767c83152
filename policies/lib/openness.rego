# METADATA
# title: Openness
# description: >-
#   How a profile is open to everyone, by UACC or by an entry for ID(*): where it stands, and what closes it and opens it again.
package auditor.lib.openness

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.places

star(entry) if access.enough(access.star(entry), "READ")

uacc(entry) if access.enough(entry.uacc, "READ")

# Places of what lets everyone in.
proof(entry) := array.concat(
	[place | uacc(entry); some place in places.primary(places.field(entry.at, "profile", "uacc"), sprintf("UACC is %s", [entry.uacc]))],
	[place |
		star(entry)
		row := entry.acl["*"]
		some place in places.primary(places.field(row.at, "permit", "access"), sprintf("ID(*) has %s", [row.access]))
	],
)

# Commands that shut everyone out who is not named.
closing(class, name, entry) := array.concat(
	[commands.alter(class, name, "UACC(NONE)") | uacc(entry)],
	[commands.unpermit(class, name, "*") | star(entry)],
)

# Their undo.
reopening(class, name, entry) := array.concat(
	[commands.alter(class, name, sprintf("UACC(%s)", [entry.uacc])) | uacc(entry)],
	[commands.permit(class, name, "*", access.star(entry)) | star(entry)],
)
