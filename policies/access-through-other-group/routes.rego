# METADATA
# title: Access that rests on one group
# description: >-
#   Which access of declared users rests on a group beside the current one.
package auditor.lib.access_through_other_group.routes

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles

# Accesses that declared users and requesters need: user, class, resource and level.
wanted contains {"user": user, "class": "APPL", "resource": name, "level": "READ"} if {
	some endpoint in data.auditor.lib.endpoints.drda
	endpoints.racf(endpoint).value != false
	name := endpoints.appl(endpoint).value
	name != null
	some client in endpoints.ticket_clients(endpoint)
	some user in client.users
}

wanted contains wish if {
	some row in data.auditor.lib.authority.declared
	wish := {"user": row.requester, "class": "PTKTDATA", "resource": row.resource, "level": "UPDATE"}
}

# Declared users of whom it is not known which application they enter, with the reasons.
astray[user] contains reason if {
	some client in input.clients
	client.generates_tickets
	some reason in (endpoints.nowhere(client) | nameless(client))
	some user in client.users
}

nameless(client) := {evidence.why(endpoints.appl(endpoint), sprintf("the application name of %s is unknown", [endpoint.name])) |
	some endpoint in endpoints.by_name(client.endpoint)
	endpoints.racf(endpoint).value != false
	endpoints.appl(endpoint).value == null
}

wanted_by[user] contains row if {
	some row in wanted
	user := row.user
}

people contains user if some user, _ in wanted_by

# Also where RACF is off: who is looked at must not depend on what a member says.
people contains user if {
	some client in input.clients
	client.generates_tickets
	some user in client.users
}

# What is lost of the profiles that decide.
of_lists(user) := {reason |
	grplist.value != true
	some want in wanted_by[user]
	name := profiles.deciding(want.class, want.resource).name
	name != null
	not input.profiles[want.class][name].acl[user]
	some reason in harm.of_profile({"acl", "uacc"}, want.class, name)
}

grplist := input.options.grplist

unknown := why if {
	why := grplist.why
	why != null
} else := "whether list-of-groups checking (GRPLIST) is active is unknown"

# Why some access of the user cannot be looked at: its application or the profile that decides is unknown.
doubts(user) := {reason |
	some want in wanted_by[user]
	some reason in profiles.deciding(want.class, want.resource).undecided
} | {reason | some reason in astray[user]}

# Accesses that only a group which is not the default group gives: rows of class, profile, group and level.
dependent(user) := {row |
	some want in wanted_by[user]
	name := profiles.deciding(want.class, want.resource).name
	entry := input.profiles[want.class][name]
	not entry.acl[user]
	best := access.highest(entry, user)
	access.enough(best.level, want.level)
	not enough_now(entry, user, want)
	row := {
		"class": want.class, "profile": name, "level": want.level,
		"group": substring(best.by, 6, -1), "at": entry.acl[substring(best.by, 6, -1)].at,
	}
}

# Whether the user has it while GRPLIST is off.
enough_now(entry, user, want) if access.enough(access.current(entry, user).level, want.level)

finding(user) := {
	"severity": "medium",
	"message": sprintf("%s has access only through a group that is not its default group, and GRPLIST is off.", [user]),
	"facts": {
		"default_group": input.users[user].default_group,
		"through": sort([{"class": row.class, "profile": row.profile, "group": row.group} | some row in rows]),
	},
	"places": places.ordered(array.concat(
		[place | some row in rows; some place in places.primary(row.at, sprintf("group %s gives the access", [row.group]))],
		places.related(grplist.at, "list-of-groups checking is off"),
	)),
	"remediation": remediation(user, rows),
	"assumptions": ["IMS Connect names no group at logon, so the current connect group is the default group."],
} if {
	rows := sort(dependent(user))
}

# PERMIT refuses a default group that does not exist.
remediation(user, rows) := commands.other([sprintf(
	"Its default group %s is not defined: give the user another one with ALTUSER DFLTGRP.",
	[user_group(user)],
)]) if {
	group := user_group(user)
	not commands.nameable(group)
} else := object.union(data.auditor.lib.commands.empty, {
	"racf": array.concat(
		sort({commands.permit(row.class, row.profile, user_group(user), row.level) | some row in rows}),
		[refresh | some class in sort({row.class | some row in rows}); some refresh in commands.refresh(class)],
	),
	"other": ["SETROPTS GRPLIST would make every group count, for every user of the system."],
	"undo": sort({commands.unpermit(row.class, row.profile, user_group(user)) | some row in rows}),
})

user_group(user) := input.users[user].default_group
