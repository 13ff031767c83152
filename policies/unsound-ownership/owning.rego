# METADATA
# title: Owners of profiles in scope
# description: >-
#   What is wrong with each owner, looked at once, and to whom its profiles go.
package auditor.lib.unsound_ownership.owning

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.site
import data.auditor.lib.users

# Owners of profiles in scope with what is wrong, each looked at once.
owners := {row.profile.owner | some row in data.auditor.lib.inscope.rows}

state[owner] := word if {
	some owner in owners
	word := ownership(owner)
}

# Only a command leaves an owner blank: its issuer, where nobody says who that is.
ownership(owner) := "unknown" if {
	owner == ""
} else := "undefined" if {
	not input.users[owner]
	not input.groups[owner]
} else := "revoked" if {
	dates.revoked(input.users[owner])
	not users.turns(owner)
} else := "personal" if {
	input.users[owner]
	input.site.security_owners != null
	not owner in data.auditor.lib.site.security_owners
} else := "sound"

severity("undefined") := "medium"

severity(word) := "low" if word != "undefined"

message(row, owner, "undefined") := sprintf("%s, the owner of %s, does not exist.", [owner, row.name])

message(row, owner, "revoked") := sprintf("%s, the owner of %s, is revoked.", [owner, row.name])

message(row, owner, "personal") := sprintf("%s is owned by %s, a user that the site does not name as a security owner.", [row.name, owner])

unsound[owner] := found if {
	some owner, word in state
	word != "sound"
	found := result.failed("", {
		"severity": severity(word),
		"facts": {"owner": owner, "ownership": word, "absent": word == "undefined"},
	})
}

owner_place(owner) := places.related(places.field(input.users[owner].at, "user", "revoked"), sprintf("user %s", [owner])) if {
	input.users[owner]
} else := []

# The owner to give profiles to: the first group that the site names and that exists, else the first such user.
successor := array.concat(
	[id | some id in data.auditor.lib.site.security_owners; input.groups[id]],
	[id |
		some id in data.auditor.lib.site.security_owners
		input.users[id]
		not dates.revoked(input.users[id])
	],
)[0]

remediation(row, owner) := object.union(
	commands.racf(row.class, [commands.alter(row.class, row.name, sprintf("OWNER(%s)", [successor]))], []),
	{"undo": undo(row, owner), "other": lasting(owner)},
) if {
	successor
} else := commands.other([sprintf("Give the profile to the group of the security team: RALTER %s %s OWNER(<security group>).", [row.class, row.name])])

lasting(owner) := ["There is no undo: RACF refuses an owner that does not exist."] if state[owner] == "undefined"

lasting(owner) := [] if state[owner] != "undefined"

undo(row, owner) := array.concat([commands.alter(row.class, row.name, sprintf("OWNER(%s)", [owner]))], commands.refresh(row.class)) if {
	state[owner] != "undefined"
} else := []

# -- groups that own profiles --------------------------------------------------------------------------------------------

owner_groups := owners & object.keys(input.groups)

# Group-SPECIAL users of a group that do not belong to the security team.
outsiders(group) := sort([user |
	some user, _ in input.groups[group].members
	connection := input.users[user].connections[group]
	connection.special
	not dates.revoked(connection)
	not site.of_the_team(user, group)
])

nobody(row) := harm.of_profile({"owner"}, row.class, row.name) if {
	count(harm.of_profile({"owner"}, row.class, row.name)) > 0
} else := {"who issues the command that defines the profile, and so owns it, is not known"}

unlisted := ["The owners are the right ones: the site names no security owners."] if {
	input.site.security_owners == null
} else := []
