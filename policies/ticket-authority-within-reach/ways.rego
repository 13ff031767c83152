# METADATA
# title: Ways to what tickets rest on
# description: >-
#   The ways of a user in words and places, and what takes each away.
package auditor.lib.ticket_authority_within_reach.ways

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.places

ordered := {user: rows_ |
	some user, found in data.auditor.lib.control.ways
	rows_ := [sorted[2] | some sorted in sort([[row.kind, row.name, row] | some row in found])]
}

facts(rows) := [{"kind": row.kind, "name": row.name, "count": row.count, "reaches": row.reaches} | some row in rows]

first_place(user, rows) := places.primary(rows[0].at, told(rows[0])) if {
	count(rows) > 0
} else := places.primary(input.users[user].at, "the user")

finding(user, rows, severity) := {
	"severity": severity,
	"message": sprintf("%s can give itself, or a colleague, what tickets rest on: %s.", [user, concat("; ", array.slice(ways, 0, 5))]),
	"facts": {"ways": facts(rows)},
	"places": places.ordered([place | some i, row in array.slice(rows, 0, 10); some place in places.primary(row.at, ways[i])]),
	"remediation": remediation(user, rows),
	"assumptions": [sentence | some sentence in assumed; "CLAUTH" in {row.kind | some row in rows}],
} if {
	ways := [told(row) | some row in rows]
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

# -- fixing --------------------------------------------------------------------------------------------------------------

remediation(user, rows) := {
	"racf": array.concat([one | some step in steps; some one in step.take], refreshes),
	"ims": [],
	"other": array.concat(
		[step.say | some step in steps; step.say != null],
		["If the user administers RACF, name it under administrators in [site] instead."],
	),
	"undo": array.concat([one | some step in steps; some one in step.give], refreshes),
} if {
	steps := [way_off(user, row) | some row in rows]
	classes := {row.of[0] | some row in rows; row.kind == "ALTER"}
	refreshes := [one | some class in ["APPL", "PTKTDATA", "SURROGAT"]; class in classes; some one in refreshing[class]]
}

refreshing := {class: commands.refresh(class) | some class in ["APPL", "PTKTDATA", "SURROGAT"]}

# What takes one way away, what gives it back, and what is to be said where that is for people to do.
way_off(user, row) := {"take": [], "give": [], "say": alter_through_group(user, row)} if {
	row.kind == "ALTER"
	profile := row.of
	not listed(profile, user)
} else := commands_only(commands.unpermit(row.of[0], row.of[1], user), commands.permit(row.of[0], row.of[1], user, "ALTER")) if {
	row.kind == "ALTER"
} else := commands_only(sprintf("CONNECT %s GROUP(%s) AUTHORITY(USE)", [user, row.name]), sprintf("CONNECT %s GROUP(%s) AUTHORITY(%s)", [user, row.name, row.kind])) if {
	row.kind in {"CONNECT", "JOIN"}
} else := {"take": [], "give": [], "say": sprintf("Give what %s owns (%s) to a group of the security team: RALTER, ALTUSER or ALTGROUP with OWNER(...).", [user, list(row)])} if {
	row.kind == "owner"
} else := commands_only(sprintf("CONNECT %s GROUP(%s) NOSPECIAL", [user, row.name]), sprintf("CONNECT %s GROUP(%s) SPECIAL", [user, row.name])) if {
	row.kind == "group-SPECIAL"
} else := commands_only(sprintf("ALTUSER %s NOCLAUTH(%s)", [user, row.name]), sprintf("ALTUSER %s CLAUTH(%s)", [user, row.name])) if {
	row.kind == "CLAUTH"
} else := commands_only(sprintf("ALTUSER %s NOSPECIAL", [user]), sprintf("ALTUSER %s SPECIAL", [user])) if {
	row.kind == "SPECIAL"
}

listed(profile, user) if input.profiles[profile[0]][profile[1]].acl[user]

commands_only(take, give) := {"take": [take], "give": [give], "say": null}

alter_through_group(user, row) := sprintf("%s has ALTER on %s through a group: permit the group less, or take the user out of it.", [user, row.name])
