# METADATA
# title: Control
# description: >-
#   Who can give himself, or a colleague, what tickets rest on: with SPECIAL, as owner of a profile, requester or group, by
#   group-SPECIAL in a group or above it, by CONNECT or JOIN in a group that is permitted, by class authority (CLAUTH), and by
#   ALTER on a discrete profile. Group-SPECIAL reaches what the group owns, and goes on through owners: users and subgroups
#   that it owns, and what these own.
#   Source: RACF Security Administrator's Guide, "The CLAUTH attribute", "User attributes", "Scope of authority for
#   group-SPECIAL users", "Owners of resource profiles", "Processing options that are controlled by a shared POSIT value",
#   "Restricting the creation of general resource profiles (GENERICOWNER ...)".
package auditor.lib.control

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.dates
import data.auditor.lib.inscope
import data.auditor.lib.profiles

# Ways of each user: rows of kind, name (a group, class or profile, or nothing), how many things are reached, the first of
# them, and the place that says so; of ALTER also the class and the name of the profile.
ways[user] contains row if {
	some user, entry in input.users
	entry.special == true
	row := {"kind": "SPECIAL", "name": null, "count": 0, "reaches": [], "at": field(entry.at, "user", "special")}
}

ways[owner] contains row if {
	some owner, things in owned
	input.users[owner]
	row := {"kind": "owner", "name": null, "count": count(things), "reaches": few(things), "at": owned_at(sort(things)[0])}
}

ways[user] contains row if {
	some pair in specials
	user := pair[0]
	group := pair[1]
	things := reached[group]
	connection := input.users[user].connections[group]
	row := {
		"kind": "group-SPECIAL", "name": group, "count": count(things), "reaches": few(things),
		"at": field(connection.at, "connection", "special"),
	}
}

ways[user] contains row if {
	some group, _ in permitted
	some user, member in input.groups[group].members
	member.authority in {"CONNECT", "JOIN"}
	not left(user, group)
	row := {"kind": member.authority, "name": group, "count": count(permitted[group]), "reaches": few(permitted[group]), "at": member.at}
}

ways[user] contains row if {
	some user, classes in authorities
	some class in classes
	stopped(class, user) == "no"
	row := {"kind": "CLAUTH", "name": class, "count": 0, "reaches": [], "at": input.users[user].at}
}

ways[user] contains row if {
	some name, users in altering
	some user in users
	object_ := profiles.named(name[0], name[1])
	row := {"kind": "ALTER", "name": object_, "count": 1, "reaches": [object_], "at": input.profiles[name[0]][name[1]].at, "of": name}
}

# What may be a way: class authority where GENERICOWNER is not known.
perhaps[user] contains class if {
	some user, classes in authorities
	some class in classes
	stopped(class, user) == "unknown"
}

few(things) := array.slice(sort(things), 0, 5)

field(at, kind, name) := [at[0], at[1], span[0], span[1]] if {
	span := input.columns[kind][name]
} else := at

left(user, group) if dates.revoked(input.users[user].connections[group])

# -- what tickets rest on ------------------------------------------------------------------------------------------------

# Who can ask RACF for tickets: the IDs with UPDATE on a profile that decides about them, and the members of the groups.
makers := (listed & user_ids) | {user |
	some group in (listed - user_ids)
	some user in data.auditor.lib.members.counted[group]
}

listed := {id |
	some row in inscope.rows
	row.kind == "authority"
	some id, permit in row.profile.acl
	permit.access in data.auditor.lib.access.sufficient.UPDATE
}

# Groups that a profile in scope lets in, with the objects of these profiles; ALTER is what counts on a key profile.
permitted[group] contains thing if {
	some row in data.auditor.lib.inscope.rows
	thing := row.object
	some group in (object.keys(row.profile.acl) & group_ids)
	row.profile.acl[group].access in data.auditor.lib.access.sufficient[counts[row.kind]]
}

counts := {"application": "READ", "authority": "READ", "key": "ALTER"}

# Things by their owner, as objects: profiles, requesters and permitted groups.
owned[owner] contains thing if {
	some row in data.auditor.lib.inscope.rows
	owner := row.profile.owner
	thing := row.object
}

owned[owner] contains thing if {
	some user in makers
	owner := input.users[user].owner
	owner != user
	thing := sprintf("user:%s", [user])
}

owned[owner] contains thing if {
	some group, _ in permitted
	owner := input.groups[group].owner
	thing := sprintf("group:%s", [group])
}

# What decides who may submit jobs as a requester, or switch to him, is as good as the requester.
owned[owner] contains thing if {
	some name in surrogate_profiles
	owner := input.profiles.SURROGAT[name].owner
	thing := data.auditor.lib.profiles.named("SURROGAT", name)
}

surrogate_profiles := {name |
	some user in makers
	some resource in [data.auditor.lib.becoming.submit(user), data.auditor.lib.becoming.switch(user)]
	name := data.auditor.lib.becoming.profile("SURROGAT", resource)
	name != null
}

# Where the unload names the owner of a thing.
owned_at(thing) := field(input.users[substring(thing, 5, -1)].at, "user", "owner") if {
	startswith(thing, "user:")
} else := field(input.groups[substring(thing, 6, -1)].at, "group", "owner") if {
	startswith(thing, "group:")
} else := field(input.profiles.SURROGAT[substring(thing, 17, -1)].at, "profile", "owner") if {
	startswith(thing, "profile:SURROGAT/")
} else := [at | some row in data.auditor.lib.inscope.rows; row.object == thing; at := field(row.profile.at, "profile", "owner")][0]

# -- group-SPECIAL -------------------------------------------------------------------------------------------------------

# Users and groups with group-SPECIAL by a connection that counts: there are few.
specials := {[user, group] |
	some user, entry in input.users
	some group, connection in entry.connections
	connection.special
	not dates.revoked(connection)
}

# What group-SPECIAL in each group reaches: what the group, or an owner below it, owns; and itself where it is permitted.
reached[group] contains thing if {
	some group in {pair[1] | some pair in specials}
	some owner, things in owned
	group in above[owner]
	some thing in things
}

reached[group] contains thing if {
	some group in {pair[1] | some pair in specials}
	permitted[group]
	thing := sprintf("group:%s", [group])
}

# Each owner with all owners above it.
above := {owner: graph.reachable(owners, {owner}) | some owner, _ in owned}

# Who owns each group, and each user that owns something.
owners := {id: {owner_of(id)} | some id in (group_ids | owning)}

owning := (({entry.owner | some entry in input.users} | {entry.owner | some entry in input.groups}) | {owner | some owner, _ in owned}) & user_ids

owner_of(id) := input.groups[id].owner if {
	id in group_ids
} else := input.users[id].owner

group_ids := object.keys(input.groups)

user_ids := object.keys(input.users)

# -- ALTER on a discrete profile -----------------------------------------------------------------------------------------

# Users with ALTER on each discrete profile in scope, by class and name; what everybody may do is other policies' matter.
altering := object.union(of_surrogates, {[row.class, row.name]: access.holders(row.class, row.name, "ALTER") |
	some row in data.auditor.lib.inscope.rows
	not row.profile.generic
	row.name in changeable[row.class]
})

of_surrogates := {["SURROGAT", name]: users |
	some name in surrogate_profiles
	input.profiles.SURROGAT[name].generic == false
	users := access.holders("SURROGAT", name, "ALTER")
}

changeable[class] contains name if {
	some row in data.auditor.lib.inscope.rows
	class := row.class
	name := row.name
	some permit in row.profile.acl
	permit.access == "ALTER"
}

# -- class authority -----------------------------------------------------------------------------------------------------

# CLAUTH counts for all classes of one POSIT number: the class that is meant, by the class that is held.
mates := {"APPL": "APPL", "PTKTDATA": "PTKTDATA", "PTKTVAL": "PTKTDATA"}

authorities[user] contains class if {
	some user, entry in input.users
	is_array(entry.clauth)
	some class in entry.clauth
	class in object.keys(mates)
}

# Whether GENERICOWNER keeps the user from defining profiles that tickets would rest on: yes, no or unknown.
stopped(class, user) := "no" if {
	meant := mates[class]
	not covered(meant, user)
} else := "unknown" if {
	input.options.generic_owner.value == null
} else := "yes" if {
	input.options.generic_owner.value == true
} else := "no"

# Every name that would matter lies below a generic profile of somebody else.
covered(class, user) if {
	count(names_to_define[class]) > 0
	every name in names_to_define[class] {
		some lid in lids[class]
		startswith(name, lid.stem)
		owner := lid.owner
		not his(owner, user)
	}
}

names_to_define := {
	"APPL": inscope.applications,
	"PTKTDATA": {name |
		some application in data.auditor.lib.inscope.applications
		some name in [sprintf("IRRPTAUTH.%s.", [application]), sprintf("%s.", [application])]
	},
}

# Generic profiles that GENERICOWNER looks at: literal up to one or two asterisks at the end.
lids := {class: found |
	some class in ["APPL", "PTKTDATA"]
	found := [{"stem": trim_right(name, "*"), "owner": entry.owner} |
		some name, entry in input.profiles[class]
		entry.generic
		regex.match(`^[^*%&]*[*]{1,2}$`, name)
	]
}

his(owner, user) if owner == user

his(owner, user) if {
	some pair in specials
	pair[0] == user
	pair[1] in graph.reachable(owners, {owner})
}
