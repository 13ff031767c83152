# METADATA
# title: Grants
# description: >-
#   Where an access decision stands in the unload, and whom to permit so that those who need access get it and nobody else
#   does. A group is proposed when all its members need the access, because a list of groups outlives its people.
#   Source: RACF Security Administrator's Guide, "Granting access authorities".
package auditor.lib.grants

import rego.v1

import data.auditor.lib.dates
import data.auditor.lib.places

# IDs to permit in a profile with access list `acl` so that all `users` get in: default groups whose members all need it,
# and users by name where the group would let others in or would not count. Undefined users cannot be permitted.
ids(acl, users) := sort({id |
	some user in users
	input.users[user]
	id := permitted_as(acl, users, user)
})

# The ID that stands for `user`: its default group where that opens the door to none but `users`, else the user.
permitted_as(acl, users, user) := group if {
	not acl[user]
	group := input.users[user].default_group
	connection := input.users[user].connections[group]
	not dates.revoked(connection)
	object.get(input.groups[group], "complete", true)
	members := object.keys(input.groups[group].members)
	user in members
	count(members - users) == 0
} else := user

# The place that decided: an entry, UACC or the attribute of the user. Empty when no profile did.
place(class, decision, user) := entry_place(input.profiles[class][decision.profile], decision, permitted) if {
	decision.profile != null
	permitted := entry_id(decision, user)
} else := array.concat(
	places.primary(places.field(input.users[user].at, "user", "restricted"), "the user is RESTRICTED and has no entry of its own"),
	places.related(input.profiles[class][decision.profile].at, "the profile that decides"),
) if {
	decision.by == "restricted"
} else := places.primary(
	places.field(input.profiles[class][decision.profile].at, "profile", "uacc"),
	sprintf("no entry concerns %s, so UACC %s decides", [user, decision.level]),
) if {
	decision.by == "UACC"
} else := []

entry_place(entry, decision, permitted) := places.primary(
	places.field(row.at, "permit", "access"),
	sprintf("%s %s has %s here", [described(permitted), permitted, decision.level]),
) if {
	row := entry.acl[permitted]
}

# The ID of the entry that decided.
entry_id(decision, user) := user if decision.by == "user"

entry_id(decision, _) := substring(decision.by, 6, -1) if startswith(decision.by, "group ")

entry_id(decision, _) := "*" if decision.by == "ID(*)"

described("*") := "everyone by ID"

described(id) := "user" if input.users[id]

described(id) := "group" if {
	id != "*"
	not input.users[id]
}

# The commands that undo a permit: the entry as it was before, or none.
unpermit(class, name, id) := sprintf("PERMIT %s CLASS(%s) ID(%s) ACCESS(%s)", [name, class, id, row.access]) if {
	row := input.profiles[class][name].acl[id]
} else := sprintf("PERMIT %s CLASS(%s) ID(%s) DELETE", [name, class, id])
