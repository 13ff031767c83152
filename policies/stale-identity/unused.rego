# METADATA
# title: Users left unused, and the access they still hold
# description: >-
#   Whose last use is too long ago, what opens applications and ticket authority to them, and how their access is taken
#   away.
package auditor.lib.stale_identity.unused

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.users

user_ids := object.keys(input.users)

declared := {user | some client in input.clients; some user in client.users} | {client.requester | some client in input.clients}

# -- who is stale --------------------------------------------------------------------------------------------------------

# Days of last use that are too long ago: there are far fewer days than users.
old_days contains day if {
	some day in last_days
	dates.days_between(input.as_of, day) > input.site.stale_days
}

last_days := ({entry.last_access | some entry in input.users} | {input.users[user].created | some user in never_used}) - {null}

never_used := {user | some user, entry in input.users; entry.last_access == null}

# Nobody knows since when they are unused: neither a logon nor their creation is dated.
undated := {user | some user in never_used; input.users[user].created == null}

# Users with an old date, or with none.
old := ({user | some user, entry in input.users; entry.last_access in old_days} | {user |
	some user in never_used
	input.users[user].created in old_days
}) | undated

# Not revoked, and still with access.
stale := {user | some user, _ in through} - data.auditor.lib.dates.revoked_users

# -- their access --------------------------------------------------------------------------------------------------------

# What counts as access: READ on an application, UPDATE on an authority profile.
gates := array.concat(
	[{"class": "APPL", "name": name, "level": "READ"} | some name, _ in data.auditor.lib.inscope.deciding],
	[{"class": "PTKTDATA", "name": name, "level": "UPDATE"} | some name in data.auditor.lib.inscope.authorities],
)

# Old users with their groups; a connection that is revoked does not count.
groups_of := {user: groups |
	some user in old
	groups := {group |
		some group, connection in input.users[user].connections
		dates.counts(connection)
	}
}

# Users who are looked at one by one, and the IDs that can stand for them on a list.
concerned := (old | declared) & user_ids

standing_for := {user: ids |
	some user in concerned
	ids := {user} | object.keys(input.users[user].connections)
}

standing := {id | some ids in standing_for; some id in ids}

known_holders := {user | some user, ids in standing_for; count(ids & openers) > 0}

# The gates that an ID opens, and those on whose list it stands at all: one pass over the lists.
opened[id] contains gate if {
	some row in mentions
	id := row.id
	gate := row.gate
	row.access in data.auditor.lib.access.sufficient[gate.level]
}

openers := {id | some id, _ in opened}

listing[id] contains gate if {
	some row in mentions
	id := row.id
	gate := row.gate
}

mentions := [{"id": id, "gate": gate, "access": acl[id].access} |
	some gate in gates
	acl := input.profiles[gate.class][gate.name].acl
	some id in (object.keys(acl) & standing)
]

# The access of each user with an old date: rows of class, profile, level and how it is held.
through[user] contains object.union(gate, {"by": "user"}) if {
	some user in old
	some gate in opened[user]
}

# An entry of its own is final; of several groups the first one is told.
through[user] contains object.union(gate, {"by": by}) if {
	some user, all_groups in groups_of
	groups := all_groups & openers
	some group in groups
	by := sprintf("group %s", [group])
	some gate in opened[group]
	not on_list(user, gate)
	not before(groups, group, gate)
}

on_list(user, gate) if gate in listing[user]

before(groups, group, gate) if {
	some other in groups
	other < group
	gate in opened[other]
}

# Why the date of last use says nothing.
doubts(user) := (({reason | some reason in unrecorded(user)} | protected(user)) | logged_on(user)) | {"logon statistics are off (NOINITSTATS)" | input.options.initstats.value == false}

logged_on(user) := {sprintf("SMF records show that a ticket of it was accepted on %s", [row.last]) | some row in observed.of_person(user)}

protected(user) := {"it is PROTECTED, and jobs do not always record its use"} if input.users[user].protected

protected(user) := set() if not input.users[user].protected

unrecorded(user) := {sprintf("%s does not record DRDA logons (ODRACFST)", [endpoint.name]) |
	some endpoint in silent
	target(user, endpoint)
}

silent contains endpoint if {
	some endpoint in data.auditor.lib.endpoints.drda
	not records_logons(endpoint)
}

records_logons(endpoint) if endpoints.effective(endpoint, "odracfst").value == true

target(user, endpoint) if {
	some client in input.clients
	client.endpoint == endpoint.name
	user in client.users
}

# Without an inventory everybody who may enter can be a target.
target(user, endpoint) if {
	not evidence.offered("clients")
	some row in through[user]
	row.class == "APPL"
	endpoints.appl(endpoint).value in data.auditor.lib.inscope.deciding[row.name]
}

finding(user) := {
	"severity": "low",
	"facts": facts(user),
	"places": array.concat(
		array.concat(dated_at(user), observed.cited(observed.of_person(user))),
		[place | some row in array.slice(sort(through[user]), 0, 10); some place in grant(user, row)],
	),
	"assumptions": [sprintf("Days are counted to %s.", [input.as_of])],
}

facts(user) := {
	"last_used": users.last_used(user),
	"limit": input.site.stale_days,
	"never_used": input.users[user].last_access == null,
	"access": array.slice(sort(through[user]), 0, 50),
}

dated_at(user) := places.primary(places.field(input.users[user].at, "user", dated(user)), "date of last use")

dated(user) := "last_access" if input.users[user].last_access != null

dated(user) := "created" if input.users[user].last_access == null

grant(user, row) := places.related(permit.at, sprintf("%s holds %s on %s by %s", [user, row.level, row.name, row.by])) if {
	permit := input.profiles[row.class][row.name].acl[holder(user, row.by)]
}

holder(user, "user") := user

holder(_, by) := substring(by, 6, -1) if startswith(by, "group ")

# An entry of its own with NONE outweighs every group. (Sorted rows name the groups first.)
remediation(user) := object.union(data.auditor.lib.commands.empty, {
	"racf": array.concat(
		array.concat([commands.permit(row.class, row.name, user, "NONE") | some row in by_group], [taking(user, row) | some row in own]),
		refreshes,
	),
	"other": ["Ask the owner of the user first. ALTUSER REVOKE takes everything from it; these commands only this access."],
	"undo": array.concat(
		array.concat(
			[commands.unpermit(row.class, row.name, user) | some row in by_group],
			[commands.permit(row.class, row.name, user, input.profiles[row.class][row.name].acl[user].access) | some row in own],
		),
		refreshes,
	),
}) if {
	rows := sort(through[user])
	own := [row | some row in rows; row.by == "user"]
	by_group := [row | some row in rows; row.by != "user"]
	refreshes := [one | some class in sort({row.class | some row in rows}); some one in commands.refresh(class)]
}

taking(user, row) := commands.unpermit(row.class, row.name, user) if {
	profile := input.profiles[row.class][row.name]
	count(access.group_entries(profile, user)) == 0
	level := row.level
	not open(profile, level)
} else := commands.permit(row.class, row.name, user, "NONE")

open(entry, needed) if access.enough(access.open_level(entry), needed)
