# METADATA
# title: Who can give himself the right
# description: >-
#   Ticket authority is as safe as those who can hand it out: SPECIAL, owners, group-SPECIAL, CONNECT or JOIN in a group that
#   is permitted, class authority and ALTER on a discrete profile each let a user become a ticket maker, or make a colleague
#   one. The site names who may. Source: RACF Security Administrator's Guide, "User attributes", "The CLAUTH attribute",
#   "Owners of resource profiles", "Scope of authority for group-SPECIAL users".
# custom:
#   id: PT-B16
#   severity: high
#   severities: [high, advisory]
#   judges: [user]
#   needs: [unload, setropts, hwscfg]
#   gate: blocks
package auditor.policies.ticket_authority_within_reach

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.control
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.site
import data.auditor.lib.users

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:SURROGAT", "unload:users", "unload:clauth"}

subjects := {user | some user, _ in control.ways} | {user | some user, _ in control.perhaps}

verdicts contains verdict if {
	some user in subjects
	verdict := judge(user)
}

verdicts contains result.undecided("system", reasons, {"severity": "high"}) if {
	reasons := open | conditional
	count(reasons) > 0
}

verdicts contains result.not_applicable("system", "no user can give himself what tickets rest on", {"severity": "high"}) if {
	count(subjects) == 0
	count(open | conditional) == 0
}

# ALTER on a discrete profile in scope under a condition that no input proves, for somebody the site does not name.
conditional := {access.conditional_reason(row.class, row.name, id) |
	some row in inscope.rows
	row.profile.conditional != []
	row.profile.generic == false
	some id in access.conditional_entries(row.class, row.name, "ALTER")
	not id in site.administrators
}

# What is lost of that on which who can give himself the right rests.
open := union({inscope.gaps, evidence.problems_of(needs), harm.of_field("owner"), unread})

# Users whose class authority is not known.
unread := {"whether some users may define profiles (CLAUTH, record 0202) is not known" |
	some entry in input.users
	entry.clauth == null
}

judge(user) := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s may administer what tickets rest on: the site names it.", [user]),
	"facts": {"ways": facts(user)},
	"places": first_place(user),
}) if {
	user in site.administrators
} else := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s is revoked on %s, and so cannot use what it could give itself.", [user, input.as_of]),
	"facts": {"ways": facts(user)},
	"places": first_place(user),
}) if {
	user in dates.revoked_users
} else := result.undecided(users.named(user), {generic_owner}, {
	"severity": "high",
	"facts": {"clauth": sort(control.perhaps[user])},
	"places": places.primary(input.users[user].at, "the user"),
}) if {
	count(rows(user)) == 0
} else := result.advised(users.named(user), finding(user, "advisory")) if {
	input.site.administrators == null
} else := result.failed(users.named(user), finding(user, "high"))

generic_owner := evidence.why(input.options.generic_owner, "whether GENERICOWNER is in effect is unknown")

rows(user) := found if {
	found := ordered[user]
} else := []

ordered := {user: rows_ |
	some user, found in control.ways
	rows_ := [sorted[2] | some sorted in sort([[row.kind, row.name, row] | some row in found])]
}

facts(user) := [{"kind": row.kind, "name": row.name, "count": row.count, "reaches": row.reaches} | some row in rows(user)]

first_place(user) := places.primary(rows(user)[0].at, told(rows(user)[0])) if {
	count(rows(user)) > 0
} else := places.primary(input.users[user].at, "the user")

finding(user, severity) := {
	"severity": severity,
	"message": sprintf("%s can give itself, or a colleague, what tickets rest on: %s.", [user, concat("; ", [told(row) | some row in array.slice(rows(user), 0, 5)])]),
	"facts": {"ways": facts(user)},
	"places": places.ordered([place | some row in array.slice(rows(user), 0, 10); some place in places.primary(row.at, told(row))]),
	"remediation": remediation(user),
	"assumptions": [sentence | some sentence in assumed; "CLAUTH" in {row.kind | some row in rows(user)}],
}

assumed := ["Of the supplied classes only PTKTVAL shares the POSIT number of PTKTDATA, and none that of APPL."]

# One way in words.
told(row) := "SPECIAL" if {
	row.kind == "SPECIAL"
} else := sprintf("owner of %s", [list(row)]) if {
	row.kind == "owner"
} else := sprintf("group-SPECIAL in %s, which reaches %s", [row.name, list(row)]) if {
	row.kind == "group-SPECIAL"
} else := sprintf("CLAUTH(%s)", [row.name]) if {
	row.kind == "CLAUTH"
} else := sprintf("ALTER on %s", [row.name]) if {
	row.kind == "ALTER"
} else := sprintf("%s in group %s, which %s permits", [row.kind, row.name, list(row)])

list(row) := concat(", ", row.reaches) if {
	row.count <= count(row.reaches)
} else := sprintf("%s and %d more", [concat(", ", row.reaches), row.count - count(row.reaches)])

# -- mending -------------------------------------------------------------------------------------------------------------

remediation(user) := {
	"racf": array.concat([one | some row in rows(user); some one in taken(user, row)], refreshes(user)),
	"ims": [],
	"other": array.concat(
		[sentence | some row in rows(user); some sentence in advice(user, row)],
		["If the user administers RACF, name it under administrators in [site] instead."],
	),
	"undo": array.concat([one | some row in rows(user); some one in given(user, row)], refreshes(user)),
}

refreshes(user) := [one |
	some class in ["APPL", "PTKTDATA", "SURROGAT"]
	class in {split(substring(row.name, 8, -1), "/")[0] | some row in rows(user); row.kind == "ALTER"}
	some one in commands.refresh(class)
]

taken(user, row) := [sprintf("ALTUSER %s NOSPECIAL", [user])] if {
	row.kind == "SPECIAL"
} else := [sprintf("CONNECT %s GROUP(%s) NOSPECIAL", [user, row.name])] if {
	row.kind == "group-SPECIAL"
} else := [sprintf("CONNECT %s GROUP(%s) AUTHORITY(USE)", [user, row.name])] if {
	row.kind in {"CONNECT", "JOIN"}
} else := [sprintf("ALTUSER %s NOCLAUTH(%s)", [user, row.name])] if {
	row.kind == "CLAUTH"
} else := [commands.unpermit(part[0], part[1], user)] if {
	row.kind == "ALTER"
	part := profile_of(row)
	input.profiles[part[0]][part[1]].acl[user]
} else := []

given(user, row) := [sprintf("ALTUSER %s SPECIAL", [user])] if {
	row.kind == "SPECIAL"
} else := [sprintf("CONNECT %s GROUP(%s) SPECIAL", [user, row.name])] if {
	row.kind == "group-SPECIAL"
} else := [sprintf("CONNECT %s GROUP(%s) AUTHORITY(%s)", [user, row.name, row.kind])] if {
	row.kind in {"CONNECT", "JOIN"}
} else := [sprintf("ALTUSER %s CLAUTH(%s)", [user, row.name])] if {
	row.kind == "CLAUTH"
} else := [commands.permit(part[0], part[1], user, "ALTER")] if {
	row.kind == "ALTER"
	part := profile_of(row)
	input.profiles[part[0]][part[1]].acl[user]
} else := []

advice(user, row) := [sprintf("Give what %s owns (%s) to a group of the security team: RALTER, ALTUSER or ALTGROUP with OWNER(...).", [user, list(row)])] if {
	row.kind == "owner"
} else := [sprintf("%s has ALTER on %s through a group: permit the group less, or take the user out of it.", [user, row.name])] if {
	row.kind == "ALTER"
	part := profile_of(row)
	not listed(part, user)
} else := []

listed(part, user) if input.profiles[part[0]][part[1]].acl[user]

# Class and name of the profile that a row of kind ALTER is about.
profile_of(row) := [substring(rest, 0, cut), substring(rest, cut + 1, -1)] if {
	rest := substring(row.name, 8, -1)
	cut := indexof(rest, "/")
}
