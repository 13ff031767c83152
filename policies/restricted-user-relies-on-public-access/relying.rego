# METADATA
# title: RESTRICTED users and the profiles that decide for them
# description: >-
#   Which profiles would let everybody in and have nothing for the user, why that may not be known, and the finding.
package auditor.lib.restricted_user_relies_on_public_access.relying

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles

# Endpoints that tickets are made for, by user; with RACF off nobody is asked.
targets[user] contains name if {
	some endpoint in data.auditor.lib.endpoints.drda
	endpoints.racf(endpoint).value != false
	some client in endpoints.ticket_clients(endpoint)
	some user in client.users
	name := endpoint.name
}

# Users of clients whose endpoint cannot be looked at, with the reasons.
astray[user] contains reason if {
	some client in input.clients
	client.generates_tickets
	some reason in endpoints.nowhere(client)
	some user in client.users
}

# Everybody whom tickets are made for, also where RACF is off: who is looked at must not depend on what a member says.
declared contains user if {
	some client in input.clients
	client.generates_tickets
	some user in client.users
}

# What is lost of the profiles that decide.
of_lists(user) := {reason |
	input.users[user].restricted
	some application in applications(user)
	name := profiles.deciding("APPL", application).name
	name != null
	some reason in harm.of_profile({"acl", "uacc"}, "APPL", name)
}

# Applications of the user's endpoints.
applications(user) := {name |
	some id in targets[user]
	some endpoint in endpoints.by_name(id)
	name := endpoints.appl(endpoint).value
	name != null
}

# What keeps the deciding profile of an application from being known.
doubts(user) := ({reason |
	some name in applications(user)
	some reason in profiles.deciding("APPL", name).undecided
} | nameless(user)) | {reason | some reason in astray[user]}

nameless(user) := {sprintf("the application name of %s is unknown", [id]) |
	some id in targets[user]
	some endpoint in endpoints.by_name(id)
	endpoints.appl(endpoint).value == null
}

# Profiles that would let everybody in, and have nothing for this user.
refusing(user) := {row |
	some application in applications(user)
	name := profiles.deciding("APPL", application).name
	entry := input.profiles.APPL[name]
	access.standard(entry, user).by == "restricted"
	access.enough(access.open_level(entry), "READ")
	row := {"application": application, "profile": name}
}

# Why a group may not count that keeps the user from relying on public access: RACF looks at the default group alone while
# list-of-groups checking is off.
unsure(user) := {reason |
	some application in applications(user)
	entry := input.profiles.APPL[profiles.deciding("APPL", application).name]
	some reason in access.standard(entry, user).unsure
	access.current(entry, user).by == "restricted"
	access.enough(access.open_level(entry), "READ")
}

attribute(user) := places.primary(places.field(input.users[user].at, "user", "restricted"), "the RESTRICTED attribute")

finding(user, rows) := {
	"severity": "medium",
	"message": sprintf("%s is RESTRICTED: public access to %s does not count for it, and it has no other.", [user, concat(" and ", [row.application | some row in rows])]),
	"facts": {
		"profile": rows[0].profile,
		"level": "NONE",
		"needed": "READ",
		"by": "restricted",
		"applications": [row.application | some row in rows],
	},
	"places": array.concat(attribute(user), [place | some row in rows; some place in public(input.profiles.APPL[row.profile])]),
	"remediation": object.union(
		commands.racf(
			"APPL",
			[commands.permit("APPL", name, principal(user), "READ") | some name in names],
			[commands.unpermit("APPL", name, principal(user)) | some name in names],
		),
		{"other": [sprintf("Permit the smallest group that fits: every member of %s gets the access.", [principal(user)]) | principal(user) != user]},
	),
} if {
	names := sort({row.profile | some row in rows})
}

# What lets everybody else in.
public(entry) := array.concat(
	[place | access.enough(access.star(entry), "READ"); some place in places.related(places.field(entry.acl["*"].at, "permit", "access"), "ID(*) lets everybody else in")],
	[place | access.enough(entry.uacc, "READ"); some place in places.related(places.field(entry.at, "profile", "uacc"), "UACC lets everybody else in")],
)

# The default group, because it counts without GRPLIST too; the user itself where its connection does not count.
principal(user) := group if {
	group := input.users[user].default_group
	input.groups[group]
	connection := input.users[user].connections[group]
	not dates.revoked(connection)
} else := user
