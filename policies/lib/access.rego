# METADATA
# title: Access
# description: >-
#   The access decision of RACROUTE REQUEST=AUTH for one user and one resource, from the profile alone: user entry, groups,
#   ID(*), UACC, RESTRICTED, the conditional list, WARNING and mandatory access.
#   Source: RACF Security Administrator's Guide, "Authorizing access to RACF-protected resources", "Granting access
#   authorities", "Defining restricted user IDs", "Activating list-of-groups checking (GRPLIST option)".
package auditor.lib.access

import rego.v1

import data.auditor.lib.dates
import data.auditor.lib.profiles

ranks := {"NONE": 0, "EXECUTE": 1, "READ": 2, "UPDATE": 3, "CONTROL": 4, "ALTER": 5}

# The rank of an access level; an undefined bit pattern (`X<cc>`) gives no access that could be relied on.
rank(level) := object.get(ranks, level, 0)

# Whether `level` is enough for `needed`.
enough(level, needed) if rank(level) >= rank(needed)

# The decision about one user and resource: profile (or null), level, by, needed, outcome (allowed, denied, undecided, or
# unprotected when no profile decides) and reasons.
decide(class, resource, user, needed) := object.union(base, {"outcome": "undecided", "reasons": selection.undecided}) if {
	selection := profiles.deciding(class, resource)
	count(selection.undecided) > 0
	base := {"profile": null, "level": null, "by": null, "needed": needed}
} else := {
	"profile": null, "level": null, "by": "none", "needed": needed, "outcome": "unprotected",
	"reasons": {sprintf("no profile of class %s matches %s", [class, resource])},
} if {
	profiles.deciding(class, resource).name == null
} else := in_profile(class, profiles.deciding(class, resource).name, user, needed)

# The decision inside the profile that decides.
in_profile(class, name, user, needed) := {
	"profile": name,
	"level": found.level,
	"by": found.by,
	"needed": needed,
	"outcome": outcome(entry, found, user, needed),
	"reasons": reasons(entry, class, name, found, user, needed),
} if {
	entry := input.profiles[class][name]
	found := standard(entry, user)
}

# The level from the standard access list, and who gives it. `unsure` names why it could be another one.
standard(entry, user) := {"level": entry.acl[user].access, "by": "user", "unsure": set()} if {
	entry.acl[user]
} else := through_groups(entry, user) if {
	count(group_entries(entry, user)) > 0
} else := {"level": "NONE", "by": "restricted", "unsure": set()} if {
	input.users[user].restricted
} else := {"level": entry.acl["*"].access, "by": "ID(*)", "unsure": set()} if {
	entry.acl["*"]
	input.users[user]
} else := {"level": entry.uacc, "by": "UACC", "unsure": set()}

# Entries of groups the user is connected to, by group; a connection that is revoked does not count.
group_entries(entry, user) := {group: entry.acl[group].access |
	some group, connection in input.users[user].connections
	entry.acl[group]
	not dates.revoked(connection)
}

# With list-of-groups checking the highest level of all groups, else that of the default group; unknown: both if they agree.
through_groups(entry, user) := highest(entry, user) if {
	input.options.grplist.value == true
} else := current(entry, user) if {
	input.options.grplist.value == false
} else := highest(entry, user) if {
	highest(entry, user).level == current(entry, user).level
} else := object.union(highest(entry, user), {"unsure": {"whether list-of-groups checking (GRPLIST) is active is unknown"}})

highest(entry, user) := {"level": best[1], "by": sprintf("group %s", [best[2]]), "unsure": set()} if {
	rows := [[rank(level), level, group] | some group, level in group_entries(entry, user)]
	top := max([row[0] | some row in rows])
	best := [row | some row in sort(rows); row[0] == top][0]
}

current(entry, user) := {"level": level, "by": sprintf("group %s", [group]), "unsure": set()} if {
	group := input.users[user].default_group
	level := group_entries(entry, user)[group]
} else := public(entry, user)

# What everybody gets; RESTRICTED users nothing.
public(entry, user) := {"level": "NONE", "by": "restricted", "unsure": set()} if {
	input.users[user].restricted
} else := {"level": entry.acl["*"].access, "by": "ID(*)", "unsure": set()} if {
	entry.acl["*"]
	input.users[user]
} else := {"level": entry.uacc, "by": "UACC", "unsure": set()}

outcome(entry, found, user, needed) := "undecided" if {
	count(found.unsure) > 0
} else := "undecided" if {
	enough_or_warned(entry, found, needed)
	mandatory(entry)
} else := "allowed" if {
	enough_or_warned(entry, found, needed)
} else := "undecided" if {
	conditional(entry, user, needed)
} else := "denied"

enough_or_warned(_, found, needed) if enough(found.level, needed)

enough_or_warned(entry, _, _) if entry.warning

# Labels, levels or categories that the user must hold too; no input tells whether SECLABEL and SECDATA decide.
mandatory(entry) if entry.seclabel != ""

mandatory(entry) if not entry.seclevel in {"", "000"}

mandatory(entry) if entry.categories > 0

# An entry that counts only under a condition no input can prove.
conditional(entry, user, needed) if {
	some row in entry.conditional
	concerns(row.id, user)
	enough(row.access, needed)
}

concerns(id, user) if id == user

concerns("*", user) if {
	input.users[user]
	not input.users[user].restricted
}

concerns(group, user) if {
	connection := input.users[user].connections[group]
	not dates.revoked(connection)
}

reasons(entry, class, name, found, user, needed) := found.unsure if {
	count(found.unsure) > 0
} else := {sprintf("%s %s carries a security label, level or category, which is not resolved here", [class, name])} if {
	enough_or_warned(entry, found, needed)
	mandatory(entry)
} else := {sprintf("%s %s gives %s %s through %s", [class, name, user, found.level, found.by])} if {
	enough(found.level, needed)
} else := {sprintf("%s %s is in WARNING mode, so it lets everyone through", [class, name])} if {
	entry.warning
} else := {sprintf("%s %s lets %s in only under a condition (WHEN) that no input proves", [class, name, user])} if {
	conditional(entry, user, needed)
} else := {sprintf("%s %s gives %s only %s (by %s), and %s is needed", [class, name, user, found.level, found.by, needed])}

# Facts that every verdict resting on an access decision carries.
facts(decision) := {
	"profile": decision.profile,
	"level": decision.level,
	"needed": decision.needed,
	"by": decision.by,
}

# Users with at least `needed` through `name`: by their own entry or a group that counts. ID(*) and UACC are told apart by
# `open_level`, because they name nobody.
holders(class, name, needed) := direct | indirect if {
	entry := input.profiles[class][name]
	direct := {id | some id, permit in entry.acl; input.users[id]; enough(permit.access, needed)}
	indirect := {user |
		some id, permit in entry.acl
		enough(permit.access, needed)
		some user, _ in input.groups[id].members
		not entry.acl[user]
		connection := input.users[user].connections[id]
		not dates.revoked(connection)
	}
}

# IDs on the access list with at least `needed`, ID(*) left out.
entries(class, name, needed) := {id |
	some id, permit in input.profiles[class][name].acl
	id != "*"
	enough(permit.access, needed)
}

# What everybody may do: the higher of UACC and ID(*), so that no exposure is missed.
open_level(entry) := level if {
	rows := [[rank(one), one] | some one in [entry.uacc, star(entry)]]
	level := sort(rows)[1][1]
}

star(entry) := entry.acl["*"].access

star(entry) := "NONE" if not entry.acl["*"]
