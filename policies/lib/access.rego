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
import data.auditor.lib.evidence
import data.auditor.lib.profiles
import data.auditor.lib.weigh

ranks := {"NONE": 0, "EXECUTE": 1, "READ": 2, "UPDATE": 3, "CONTROL": 4, "ALTER": 5}

# The rank of an access level; an undefined bit pattern (`X<cc>`) gives no access that could be relied on.
rank(level) := object.get(ranks, level, 0)

# Levels that are enough for each level.
sufficient := {needed: levels |
	some needed, least in ranks
	levels := {level | some level, height in ranks; height >= least}
}

# Whether `level` is enough for `needed`.
enough(level, needed) if object.get(ranks, level, 0) >= object.get(ranks, needed, 0)

# The decision about one user and resource: profile (or null), level, by, needed, outcome (allowed, denied, undecided, or
# unprotected when no profile decides) and reasons.
decide(class, resource, user, needed) := decide_at(barrier(class, resource), user, needed)

# What every user meets at a resource: who asks for many users finds it once.
barrier(class, resource) := {
	"class": class,
	"resource": resource,
	"unread": profiles.unread(class, resource),
	"selection": profiles.deciding(class, resource),
}

decide_at(there, user, needed) := contained(user, needed) if {
	input.users[user].contained == true
} else := unsettled(needed, there.unread) if {
	count(there.unread) > 0
} else := unsettled(needed, there.selection.undecided) if {
	count(there.selection.undecided) > 0
} else := {
	"profile": null, "level": null, "by": "none", "needed": needed, "outcome": "unprotected",
	"reasons": {sprintf("no profile of class %s matches %s", [there.class, there.resource])},
} if {
	there.selection.name == null
} else := in_profile(there.class, there.selection.name, user, needed)

# A contained user (ALTUSER CONTAIN, z/OS 3.2) is refused everything, in what already runs too. Source: IBM, "RACF TechNotes:
# User ID Containment".
contained(user, needed) := {
	"profile": null, "level": null, "by": "none", "needed": needed, "outcome": "denied",
	"reasons": {sprintf("%s is contained, and RACF refuses every access of a contained user", [user])},
}

unsettled(needed, why) := {"profile": null, "level": null, "by": null, "needed": needed, "outcome": "undecided", "reasons": why}

# The decision for a caller to whom "no profile" means `open` (allowed or denied). Where generic checking is unknown it is
# settled when the profile and its absence come to the same.
answer(class, resource, user, needed, open) := answer_at(barrier(class, resource), user, needed, open)

answer_at(there, user, needed, open) := opened(decide_at(there, user, needed), there, user, open)

opened(decision, there, user, open) := object.union(decision, {"outcome": open}) if {
	decision.outcome == "unprotected"
} else := supposed if {
	decision.outcome == "undecided"
	count(there.unread) == 0
	name := profiles.supposed(there.class, there.resource)
	name != null
	supposed := in_profile(there.class, name, user, decision.needed)
	supposed.outcome == open
} else := decision

# The decision inside the profile that decides.
in_profile(class, name, user, needed) := {
	"profile": name,
	"level": found.level,
	"by": found.by,
	"needed": needed,
	"outcome": settled.outcome,
	"reasons": settled.reasons,
} if {
	entry := input.profiles[class][name]
	found := standard(entry, user)
	settled := in_list({"class": class, "name": name, "entry": entry, "user": user, "needed": needed}, found, unread_list(class, name, user))
}

# One answer from the standard list: unread parts of it, or two answers that differ, leave it undecided.
in_list(asked, found, unread) := weigh.undecided(unread) if {
	count(unread) > 0
} else := weigh.undecided(found.unsure) if {
	count(found.unsure) > 0
	two_ways(asked)
} else := by_level(asked, found)

# Whether the list of groups and the default group alone come to different answers.
two_ways(asked) if {
	outcomes := {by_level(asked, found).outcome | some found in [highest(asked.entry, asked.user), current(asked.entry, asked.user)]}
	count(outcomes) > 1
}

# What of the standard list or of the user's groups is not known; the user's own entry is final whatever else there is.
unread_list(class, name, user) := set() if {
	input.profiles[class][name].acl[user]
} else := {sprintf("whether %s is defined is unknown", [user])} if {
	unknown_user(user)
} else := evidence.lost_of_profile({"0505"}, class, name) | evidence.lost_of_user({"0205"}, user)

# Whether the unload does not tell if there is such a user.
unknown_user(user) if {
	not input.users[user]
	untold(user)
}

untold(_) if not input.unload.users

untold(_) if not evidence.offered("unload")

untold(user) if count(evidence.lost_of_user({"0200"}, user)) > 0

# The level from the standard access list, and who gives it. `unsure` names why it could be another one.
standard(entry, user) := {"level": entry.acl[user].access, "by": "user", "unsure": set()} if {
	entry.acl[user]
} else := through_groups(entry, user) if {
	count(group_entries(entry, user)) > 0
} else := public(entry, user)

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

# A level that is none counts highest, so that the answer rests on it.
highest(entry, user) := {"level": best[1], "by": sprintf("group %s", [best[2]]), "unsure": set()} if {
	rows := [[object.get(ranks, level, 6), level, group] | some group, level in group_entries(entry, user)]
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

# What the level of the standard list comes to: outcome and reasons.
by_level(asked, found) := granted(asked, {sprintf("%s %s gives %s %s through %s", [asked.class, asked.name, asked.user, found.level, found.by])}) if {
	enough(found.level, asked.needed)
} else := granted(asked, {sprintf("%s %s is in WARNING mode, so it lets everyone through", [asked.class, asked.name])}) if {
	asked.entry.warning
} else := weigh.undecided({sprintf("%s %s gives %s a level that is none (by %s)", [asked.class, asked.name, asked.user, found.by])}) if {
	level := found.level
	not ranks[level]
} else := weigh.undecided({sprintf("%s %s lets %s in only under a condition (WHEN) that no input proves", [asked.class, asked.name, asked.user])}) if {
	conditional_here(asked)
} else := weigh.denied({sprintf(
	"%s %s gives %s only %s (by %s), and %s is needed",
	[asked.class, asked.name, asked.user, found.level, found.by, asked.needed],
)})

granted(asked, reasons) := weigh.allowed(reasons) if not mandatory_here(asked)

granted(asked, _) := weigh.undecided({sprintf(
	"%s %s carries a security label, level or category, which is not resolved here",
	[asked.class, asked.name],
)}) if {
	mandatory_here(asked)
}

mandatory_here(asked) if mandatory(asked.entry)

mandatory_here(asked) if count(evidence.lost_of_profile({"0502"}, asked.class, asked.name)) > 0

# Labels, levels or categories that the user must hold too; no input tells whether SECLABEL and SECDATA decide.
mandatory(entry) if trim_space(entry.seclabel) != ""

mandatory(entry) if trim(entry.seclevel, "0 ") != ""

mandatory(entry) if entry.categories > 0

conditional_here(asked) if conditional(asked.entry, asked.user, asked.needed)

conditional_here(asked) if count(evidence.lost_of_profile({"0507"}, asked.class, asked.name)) > 0

# An entry that counts only under a condition no input can prove.
conditional(entry, user, needed) if {
	some row in entry.conditional
	concerns(row.id, user)
	perhaps_enough(row.access, needed)
}

# Enough, or a level that is none, which could be anything.
perhaps_enough(level, needed) if enough(level, needed)

perhaps_enough(level, _) if not ranks[level]

concerns(id, user) if id == user

concerns(id, user) if {
	id == "*"
	input.users[user]
	not input.users[user].restricted
}

concerns(id, user) if {
	connection := input.users[user].connections[id]
	not dates.revoked(connection)
}

# Facts that every verdict resting on an access decision carries.
facts(decision) := {
	"profile": decision.profile,
	"level": decision.level,
	"needed": decision.needed,
	"by": decision.by,
}

# Users with at least `needed` through `name`: by their own entry or a group that counts. ID(*) and UACC are told apart by
# `open_level`, because they name nobody.
holders(class, name, needed) := direct | (indirect - object.keys(entry.acl)) if {
	entry := input.profiles[class][name]
	levels := sufficient[needed]
	direct := {id | some id, permit in entry.acl; permit.access in levels; input.users[id]}
	indirect := {user | some id, permit in entry.acl; permit.access in levels; some user in data.auditor.lib.members.counted[id]}
}

# IDs on the access list with at least `needed`, ID(*) left out.
entries(class, name, needed) := {id |
	levels := sufficient[needed]
	some id, permit in input.profiles[class][name].acl
	permit.access in levels
	id != "*"
}

# IDs that a conditional entry (WHEN) gives at least `needed`, or a level that is none, and the standard list does not. ID(*)
# is left out: it is told apart, like in `entries`.
conditional_entries(class, name, needed) := {row.id |
	entry := input.profiles[class][name]
	entry.conditional != [] # of most there are none
	some row in entry.conditional
	row.id != "*"
	perhaps_enough(row.access, needed)
	not enough(standard_level(entry, row.id), needed)
}

standard_level(entry, id) := level if {
	level := entry.acl[id].access
} else := "NONE"

# What a verdict says of them.
conditional_reasons(class, name, needed) := {conditional_reason(class, name, id) |
	some id in conditional_entries(class, name, needed)
}

conditional_reason(class, name, id) := sprintf("%s %s names %s under a condition (WHEN) that no input proves", [class, name, id])

# Where they stand; at most ten.
conditional_places(class, name, needed) := array.slice(
	[{"at": row.at, "role": "primary", "note": sprintf("%s has %s under a condition (WHEN %s)", [row.id, row.access, row.kind])} |
		some row in input.profiles[class][name].conditional
		row.id in conditional_entries(class, name, needed)
		perhaps_enough(row.access, needed)
	],
	0, 10,
)

# A fact of a finding, where there are any.
conditional_facts(ids) := {"conditional": array.slice(sort(ids), 0, 50)} if {
	count(ids) > 0
} else := {}

# What everybody may do: the higher of UACC and ID(*), so that no exposure is missed.
open_level(entry) := max([[rank(one), one] | some one in [entry.uacc, star(entry)]])[1]

star(entry) := level if {
	level := entry.acl["*"].access
} else := "NONE"
