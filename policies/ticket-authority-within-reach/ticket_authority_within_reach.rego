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
	verdict := judge(user, object.get(ordered, user, []))
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

judge(user, rows) := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s may administer what tickets rest on: the site names it.", [user]),
	"facts": {"ways": facts(rows)},
	"places": first_place(user, rows),
}) if {
	user in site.administrators
} else := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s is revoked on %s, and so cannot use what it could give itself.", [user, input.as_of]),
	"facts": {"ways": facts(rows)},
	"places": first_place(user, rows),
}) if {
	user in dates.revoked_users
} else := result.undecided(users.named(user), {generic_owner}, {
	"severity": "high",
	"facts": {"clauth": sort(control.perhaps[user])},
	"places": places.primary(input.users[user].at, "the user"),
}) if {
	count(rows) == 0
} else := result.advised(users.named(user), finding(user, rows, "advisory")) if {
	input.site.administrators == null
} else := result.failed(users.named(user), finding(user, rows, "high"))

generic_owner := evidence.why(input.options.generic_owner, "whether GENERICOWNER is in effect is unknown")

ordered := {user: rows_ |
	some user, found in control.ways
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

# -- mending -------------------------------------------------------------------------------------------------------------

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
