# METADATA
# title: Ticket authority open to everyone
# description: >-
#   UPDATE to an IRRPTAUTH profile for everyone lets everyone become any user it covers; READ lets everyone guess tickets
#   without ever being revoked. Source: z/OS Security Server RACF Callable Services, "RACF authorization" (R_ticketserv,
#   R_GenSec).
# custom:
#   id: PT-B02
#   severity: critical
#   judges: [profile]
#   needs: [unload, setropts]
#   gate: blocks
package auditor.policies.ticket_authority_open_to_all

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.openness
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.ticket_authority_open_to_all.table

lost := harm.open({"acl", "uacc", "conditional"}, {"unload:PTKTDATA"})

verdicts contains verdict if {
	some name in open
	entry := input.profiles.PTKTDATA[name]
	reasons := lost | object.get(harmed, name, set())
	verdict := evidence.settled(reasons, masked(entry, judge(name, profiles.named("PTKTDATA", name), entry, access.open_level(entry))))
}

verdicts contains verdict if {
	some name in (authority.names - open)
	not harmed[name]
	entry := input.profiles.PTKTDATA[name]
	at := entry.at
	verdict := object.union(
		{
			"object": profiles.named("PTKTDATA", name),
			"message": sprintf("%s is open only to those it names.", [name]),
			"facts": {"uacc": entry.uacc, "everyone": object.get(entry.acl, ["*", "access"], "NONE")},
			"places": [{"at": [at[0], at[1], of_uacc[0], of_uacc[1]], "role": "primary", "note": "UACC"}],
		},
		sound,
	)
}

verdicts contains verdict if {
	some name, reasons in harmed
	not name in open
	verdict := result.undecided(profiles.named("PTKTDATA", name), lost | reasons, {"severity": "critical"})
}

verdicts contains verdict if some verdict in scope.no_profiles(authority.names, {"unload:PTKTDATA"})

verdicts contains evidence.guarded({"setropts", "unload:GLOBAL"}, table.global(profiles.named("GLOBAL", "PTKTDATA"))) if count(table.members) > 0

# Authority profiles of which something is lost that tells whom they are open to, or all of it.
harmed[name] := reasons if {
	some name, _ in data.auditor.lib.harm.profiles_by_name
	could_be_authority(name)
	reasons := harm.of_profile({"acl", "uacc", "conditional"}, "PTKTDATA", name)
	count(reasons) > 0
}

could_be_authority(name) if name in authority.names

could_be_authority(name) if authority.reaches(name)

# A generic profile is ignored while generic checking is off.
masked(entry, judged) := result.masked(judged, "PT-D02") if {
	entry.generic
	input.classes.PTKTDATA.generic.value == false
} else := judged

# What all passes share.
sound := evidence.shared(lost, {"severity": "critical"}, {"object", "message", "facts", "places"})

of_uacc := places.columns("profile", "uacc")

# Profiles that are open to everyone, or may be.
open := {name |
	levels := access.sufficient.READ
	some name in authority.names
	input.profiles.PTKTDATA[name].uacc in levels
} | ({name |
	levels := access.sufficient.READ
	some name in authority.names
	input.profiles.PTKTDATA[name].acl["*"].access in levels
} | {name |
	some name in authority.names
	rows := input.profiles.PTKTDATA[name].conditional
	rows != [] # of most there are none
	count(conditional(rows)) > 0
})

judge(name, subject, entry, level) := result.failed(subject, object.union(finding(name, entry), {
	"severity": "critical",
	"message": sprintf("Everyone may ask RACF for tickets through %s, and so become any user it covers.", [name]),
})) if {
	access.enough(level, "UPDATE")
} else := result.failed(subject, object.union(finding(name, entry), {
	"severity": "high",
	"message": sprintf("Everyone may try tickets through %s as often as they like, without ever being revoked.", [name]),
})) if {
	access.enough(level, "READ")
} else := result.undecided(subject, {sprintf("%s is open to everyone under a condition (WHEN) that no input proves", [name])}, {
	"severity": "high",
	"places": places.primary(conditional(entry.conditional)[0].at, "a conditional entry for everyone"),
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
