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
import data.auditor.lib.control
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.site
import data.auditor.lib.ticket_authority_within_reach.ways
import data.auditor.lib.users

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:SURROGAT", "unload:users", "unload:clauth"}

subjects := {user | some user, _ in control.ways} | {user | some user, _ in control.perhaps}

verdicts contains verdict if {
	some user in subjects
	verdict := judge(user, object.get(ways.ordered, user, []))
}

verdicts contains result.undecided("system", reasons, {"severity": "high"}) if {
	reasons := open | conditional
	count(reasons) > 0
}

verdicts contains result.not_applicable("system", "no user can give himself what tickets rest on", {"severity": "high"}) if {
	count(subjects) == 0
	count(open | conditional) == 0
}

judge(user, rows) := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s may administer what tickets rest on: the site names it.", [user]),
	"facts": {"ways": ways.facts(rows)},
	"places": ways.first_place(user, rows),
}) if {
	user in site.administrators
} else := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s is revoked on %s, and so cannot use what it could give itself.", [user, input.as_of]),
	"facts": {"ways": ways.facts(rows)},
	"places": ways.first_place(user, rows),
}) if {
	user in dates.revoked_users
} else := result.undecided(users.named(user), {generic_owner}, {
	"severity": "high",
	"facts": {"clauth": sort(control.perhaps[user])},
	"places": places.primary(input.users[user].at, "the user"),
}) if {
	count(rows) == 0
} else := result.advised(users.named(user), ways.finding(user, rows, "advisory")) if {
	input.site.administrators == null
} else := result.failed(users.named(user), ways.finding(user, rows, "high"))

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

generic_owner := evidence.why(input.options.generic_owner, "whether GENERICOWNER is in effect is unknown")
