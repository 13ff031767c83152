# METADATA
# title: Large or loosely governed groups
# description: >-
#   Which groups on the lists of authority profiles are worrying, and who of them is known to make tickets.
package auditor.lib.large_group_holds_ticket_authority.wide

import rego.v1

import data.auditor.lib.profiles
import data.auditor.lib.site

# Groups that could be worrying, whatever counts as a member: the few whose active members are worth a look.
suspect := {group |
	some group, entry in input.groups
	count(entry.members) > input.site.max_group_members
} | {group |
	some user in able
	some group, _ in input.users[user].connections
}

# Suspect groups of each list that have UPDATE there.
suspects := {name: ids |
	some name in data.auditor.lib.inscope.authorities
	acl := input.profiles.PTKTDATA[name].acl
	ids := {id |
		some id in (object.keys(acl) & suspect)
		acl[id].access in {"UPDATE", "CONTROL", "ALTER"}
	}
}

# Those of them that are worrying, with what is wrong: each group is looked at once.
loose[group] := found if {
	some group in {id | some ids in suspects; some id in ids}
	active := data.auditor.lib.members.active[group]
	found := {"members": count(active), "leads": leads(group, active)}
	worrying(found)
}

worrying(found) if found.members > input.site.max_group_members

worrying(found) if count(found.leads) > 0

# Active members outside the owning team who can let others in, with the authority that lets them.
leads(group, active) := sort([{"user": user, "authority": authority} |
	some user in (active & able)
	authority := lead(group, user)
	not of_the_team(group, user)
])

# Users who can let others into some group: there are few.
able := {user |
	some user, entry in input.users
	some connection in entry.connections
	connection.special
} | {user |
	some entry in input.groups
	some user, member in entry.members
	member.authority in {"CONNECT", "JOIN"}
}

lead(group, user) := "group-SPECIAL" if {
	input.users[user].connections[group].special
} else := authority if {
	authority := input.groups[group].members[user].authority
	authority in {"CONNECT", "JOIN"}
}

# The owning team: the group's owner where that is a user, and the users whom the site names.
of_the_team(group, user) if site.of_the_team(user, input.groups[group].owner)

of_the_team(group, user) if input.groups[group].owner == user

# Groups of each list that are loose and have UPDATE there.
wrong := {name: found |
	some name, ids in suspects
	found := {id | some id in ids; loose[id]}
	count(found) > 0
}

message(name, group, found) := sprintf("Group %s with %d active members may make tickets through %s.", [group, found.members, name]) if {
	found.members > input.site.max_group_members
} else := sprintf("Group %s may make tickets through %s, and members outside its owning team can let others in.", [group, name])

# Requesters of the inventory that have the authority through this group and need it.
known_makers(name, group) := sort([id |
	some id in requesters_of[name]
	input.groups[group].members[id]
	not input.profiles.PTKTDATA[name].acl[id]
])

requesters_of[name] contains client.requester if {
	some client in input.clients
	client.generates_tickets
	client.application != null
	some user in client.users
	name := profiles.deciding("PTKTDATA", sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user])).name
}
