# METADATA
# title: Large or loosely governed group holds ticket authority
# description: >-
#   Every member of a group on the list of an IRRPTAUTH profile can make tickets, and so can everybody whom a member with
#   CONNECT, JOIN or group-SPECIAL lets in. Members are counted from connections, because a universal group does not list
#   them. Source: RACF System Programmer's Guide, "Group name and user ID occurrences that IRRUT100 lists"; RACF Callable
#   Services, "RACF authorization".
# custom:
#   id: PT-B05
#   severity: medium
#   judges: [profile]
#   needs: [unload]
#   gate: warns
package auditor.policies.large_group_holds_ticket_authority

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.members
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.site

needs := {"unload", "unload:PTKTDATA", "unload:users"}

verdicts contains verdict if {
	some name, ids in wrong
	some id in ids
	verdict := judge(name, id)
}

verdicts contains verdict if {
	some row in inscope.rows
	row.kind == "authority"
	not wrong[row.name]
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("No large or loosely governed group may make tickets through %s.", [row.name]),
			"places": row.places,
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(inscope.authorities, set(), needs, "medium")

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in inscope.lost_of_people({"acl"})}

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
	some name in inscope.authorities
	acl := input.profiles.PTKTDATA[name].acl
	ids := {id |
		some id in (object.keys(acl) & suspect)
		acl[id].access in {"UPDATE", "CONTROL", "ALTER"}
	}
}

# Those of them that are worrying, with what is wrong: each group is looked at once.
loose[group] := found if {
	some group in {id | some ids in suspects; some id in ids}
	active := members.active[group]
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

judge(name, group) := result.failed(inscope.entry_object({"class": "PTKTDATA", "name": name}, group), {
	"severity": "medium",
	"message": message(name, group, loose[group]),
	"facts": {
		"access": permit.access,
		"members": loose[group].members,
		"limit": input.site.max_group_members,
		"leads": loose[group].leads,
	},
	"places": array.concat(
		array.concat(
			places.primary(places.field(permit.at, "permit", "access"), sprintf("group %s has %s", [group, permit.access])),
			places.related(places.field(input.groups[group].at, "group", "name"), sprintf("group %s", [group])),
		),
		[place |
			some row in loose[group].leads
			some place in places.related(input.users[row.user].connections[group].at, sprintf("%s has %s", [row.user, row.authority]))
		],
	),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			array.concat(
				[commands.permit("PTKTDATA", name, id, permit.access) | some id in known_makers(name, group)],
				[commands.unpermit("PTKTDATA", name, group)],
			),
			array.concat(
				[commands.permit("PTKTDATA", name, group, permit.access)],
				[commands.unpermit("PTKTDATA", name, id) | some id in known_makers(name, group)],
			),
		),
		{"other": [sprintf("Check with SMF type 80 records which members of %s make tickets, and permit them through a small group of their own first.", [group])]},
	),
}) if {
	permit := input.profiles.PTKTDATA[name].acl[group]
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
