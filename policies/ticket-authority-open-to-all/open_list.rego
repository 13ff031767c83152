# METADATA
# title: Profiles open to everyone
# description: >-
#   Which authority profiles are open to everyone, or may be, and what closes them.
package auditor.lib.ticket_authority_open_to_all.open_list

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.harm
import data.auditor.lib.openness
import data.auditor.lib.places

# Authority profiles of which something is lost that tells whom they are open to, or all of it.
harmed[name] := reasons if {
	some name, _ in data.auditor.lib.harm.profiles_by_name
	could_be_authority(name)
	reasons := harm.of_profile({"acl", "uacc", "conditional"}, "PTKTDATA", name)
	count(reasons) > 0
}

could_be_authority(name) if name in data.auditor.lib.authority.names

could_be_authority(name) if authority.reaches(name)

of_uacc := places.columns("profile", "uacc")

# Profiles that are open to everyone, or may be.
open := {name |
	levels := data.auditor.lib.access.sufficient.READ
	some name in data.auditor.lib.authority.names
	input.profiles.PTKTDATA[name].uacc in levels
} | ({name |
	levels := data.auditor.lib.access.sufficient.READ
	some name in data.auditor.lib.authority.names
	input.profiles.PTKTDATA[name].acl["*"].access in levels
} | {name |
	some name in data.auditor.lib.authority.names
	rows := input.profiles.PTKTDATA[name].conditional
	rows != [] # of most there are none
	count(conditional(rows)) > 0
})

conditional(rows) := [row |
	some row in rows
	row.id == "*"
	access.enough(row.access, "READ")
]

finding(name, entry) := {
	"facts": {
		"profile": name,
		"level": access.open_level(entry),
		"needed": "READ",
		"by": given_by(entry),
	},
	"places": places.ordered(openness.proof(entry)),
	"remediation": remediation(name, entry),
	"assumptions": ["The higher of UACC and ID(*) counts as open to everyone; which of them RACF uses for defined users is not settled here."],
}

given_by(entry) := "UACC" if {
	access.rank(entry.uacc) >= access.rank(access.star(entry))
} else := "ID(*)"

# Declared requesters keep what they need: in the profile itself if it is theirs alone, else in one of their own.
remediation(name, entry) := commands.racf(
	"PTKTDATA",
	array.concat(array.concat(own.racf, direct), openness.closing("PTKTDATA", name, entry)),
	array.concat(openness.reopening("PTKTDATA", name, entry), own.undo),
) if {
	own := authority.specific(name)
	direct := [commands.permit("PTKTDATA", name, id, "UPDATE") |
		some id in sort({row.requester | some row in authority.served(name); row.resource == name})
		not entry.acl[id]
	]
}
