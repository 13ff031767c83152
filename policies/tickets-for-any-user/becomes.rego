# METADATA
# title: Whom a holder can become
# description: >-
#   The users that a generic authority profile covers and who can log on, found for all profiles at once.
package auditor.lib.tickets_for_any_user.becomes

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.reach

# Generic profiles for the users of one application; those that span several are judged by PT-B04.
subjects contains name if {
	some name in data.auditor.lib.authority.names
	input.profiles.PTKTDATA[name].generic # most are not
	last_generic(name)
	not authority.spanning(name)
}

last_generic(name) if {
	qualifiers := split(name, ".")
	profiles.has_generic_characters(qualifiers[count(qualifiers) - 1])
}

# -- whom a holder can become --------------------------------------------------------------------------------------------

# Users that the profile covers and who can log on: how many, and which of them are privileged.
reachable(name) := {
	"users": sum([one.users | some one in there]),
	"privileged": {user | some one in there; some user in one.privileged},
	"open": count([one | some one in there; one.open]) > 0,
} if {
	there := [one | some application in authority.applications(name); one := inside(name, application)]
}

inside(name, application) := {
	"users": reach.number(free, gates[application]) + count(bypassing),
	"privileged": (reach.those(free & privileged_ids, gates[application]) | (bypassing & privileged_ids)),
	"open": gates[application].open,
} if {
	free := covered(name, application, able.free)
	bypassing := reach.those(reach.those(covered(name, application, able.factored), gates[application]), bypasses[application])
}

# All privileged users are read, of the others those whom some list, group or client names: where class APPL lets strangers in
# there can be more of them.
told(reached) := sprintf("%s%d can log on, %d of them privileged", [at_least(reached.open), reached.users, count(reached.privileged)])

at_least(open) := "at least " if {
	open == true
	input.unload.user_count > count(input.users)
} else := ""

# A profile that spans several applications is another policy's; of the others there is one for each.
gates := {application: reach.gate(application) | some application in applications}

bypasses := {application: reach.bypass(application) | some application in applications}

applications contains application if {
	some name in subjects
	some application in authority.applications(name)
}

# Users who could be reached, by what could keep them out: everybody is looked at only where a profile for everybody meets an
# application that lets strangers in.
able := reach.able(object.keys(input.users)) if {
	everybody_reached
} else := reach.able({user | some users in beginning; some user in users} | {user |
	some gate in gates
	not gate.open
	some user in gate.except
})

everybody_reached if {
	some name in subjects
	for_everybody(name)
	some application in authority.applications(name)
	gates[application].open
}

privileged_ids := object.keys(data.auditor.lib.privileged.users)

# Those of `ids` whom the profile covers: the tail of its name mostly says so without a look at each.
covered(name, application, ids) := ids if {
	for_everybody(name)
} else := ids & named_so(name) if {
	name == sprintf("%s.%s*", [concat(".", array.slice(split(name, "."), 0, 2)), lead(name)])
} else := {user |
	pattern := profiles.pattern(name)
	some user in (ids & named_so(name))
	regex.match(pattern, sprintf("IRRPTAUTH.%s.%s", [application, user]))
}

for_everybody(name) if tail(name) in {["*"], ["**"]}

for_everybody(name) if {
	tail(name) == []
	endswith(name, "*")
}

# The qualifiers behind the application's.
tail(name) := array.slice(qualifiers, 2, count(qualifiers)) if qualifiers := split(name, ".")

# What the names of all users begin with that a profile covers; empty where the profile does not tell.
lead(name) := start if {
	start := regex.find_n(`^[^%*&]*`, tail(name)[0], 1)[0]
} else := ""

leads contains lead(name) if {
	some name in subjects
	not for_everybody(name)
}

named_so(name) := {user | some user in beginning[lead(name)]}

# Users by the beginning of their names, for the beginnings that profiles have: one pass over the users.
beginning[start] contains user if {
	lengths := {count(start) | some start in leads}
	some user, _ in input.users
	some length in lengths
	start := substring(user, 0, length)
	start in leads
}

# Holders of each profile, expanded once.
holders := {name: authority.holders(name) | some name in subjects}

# IDs that could be holders: under a condition that no input proves.
conditional := {name: access.conditional_entries("PTKTDATA", name, "UPDATE") | some name in subjects}

# Holders who need tickets for themselves at most, or are not declared to need any.
needless := {name: ids |
	some name, all_holders in holders
	ids := all_holders - {id | some application in authority.applications(name); some id in gateways[application]}
}

# Requesters who are declared to need tickets of the application for others than themselves, and the groups they are in.
gateways[application] contains id if {
	some row in data.auditor.lib.authority.declared
	row.status == "confirmed"
	row.user != row.requester
	some id in stand_ins[row.requester]
	application := row.application
}

stand_ins[requester] := {requester} | {group | some group, _ in input.users[requester].connections} if {
	some requester in {row.requester | some row in data.auditor.lib.authority.declared}
}

finding(name, reached) := {
	"severity": "high",
	"message": sprintf("%s lets %s become any of its users (%s), and needs fewer.", [name, concat(", ", array.slice(excess, 0, 5)), told(reached)]),
	"facts": object.union(
		{
			"holders": array.slice(all_holders, 0, 50),
			"needless": array.slice(excess, 0, 50),
			"applications": sort(authority.applications(name)),
			"privileged": array.slice(sort(reached.privileged), 0, 20),
		},
		access.conditional_facts(conditional[name]),
	),
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "generic"), "a generic profile for any user"),
		array.concat(
			[place |
				some id in array.slice(all_holders, 0, 10)
				row := entry.acl[id]
				some place in places.related(places.field(row.at, "permit", "access"), sprintf("%s has %s", [id, row.access]))
			],
			declared_by(requesters & holders[name]),
		),
	),
	"remediation": authority.narrowed(name),
} if {
	entry := input.profiles.PTKTDATA[name]
	all_holders := sort(holders[name])
	excess := sort(needless[name])
}

requesters := {client.requester | some client in input.clients}

# Where clients say for whom some of the requesters need tickets; mostly there is none.
declared_by(ids) := [] if {
	count(ids) == 0
} else := [place |
	some client in input.clients
	client.requester in ids
	some place in places.related(client.at, sprintf("client %s says for whom %s needs tickets", [client.id, client.requester]))
]
