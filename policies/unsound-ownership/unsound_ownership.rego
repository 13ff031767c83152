# METADATA
# title: Unsound ownership
# description: >-
#   The owner of a profile can change its access list, and so give itself the access; through a group that owns it, every
#   group-SPECIAL user can. An owner that does not exist is whoever is given the name next. Source: RACF Security
#   Administrator's Guide, "Owners of resource profiles".
# custom:
#   id: PT-B14
#   severity: low
#   judges: [profile, group]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.unsound_ownership

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.site
import data.auditor.lib.users

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

verdicts contains verdict if {
	some row in inscope.rows
	state[row.profile.owner] == "sound"
	owner := row.profile.owner
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("%s is owned by %s.", [row.name, owner]),
			"facts": {"owner": owner},
			"places": [{"at": array.concat(row.record, of_owner), "role": "primary", "note": "owner of the profile"}],
		},
		sound[row.lot],
	)
}

verdicts contains verdict if {
	some row in inscope.rows
	word := state[row.profile.owner]
	word != "sound"
	word != "unknown"
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile.owner))
}

verdicts contains verdict if {
	some row in inscope.rows
	state[row.profile.owner] == "unknown"
	verdict := result.undecided(row.object, nobody(row), {
		"severity": "low",
		"places": row.places,
	})
}

verdicts contains verdict if {
	input.site.security_owners != null
	some group in owning_groups
	verdict := evidence.settled(harm.open({"owner"}, {"unload", "unload:users"}) | harm.of_person(group), judge_group(group))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "low")

nobody(row) := harm.of_profile({"owner"}, row.class, row.name) if {
	count(harm.of_profile({"owner"}, row.class, row.name)) > 0
} else := {"who issues the command that defines the profile, and so owns it, is not known"}

# Owners of profiles in scope with what is wrong, each looked at once.
owners := {row.profile.owner | some row in inscope.rows}

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
	not owner in site.security_owners
} else := "sound"

severity("undefined") := "medium"

severity(word) := "low" if word != "undefined"

message(row, owner, "undefined") := sprintf("%s, the owner of %s, does not exist.", [owner, row.name])

message(row, owner, "revoked") := sprintf("%s, the owner of %s, is revoked.", [owner, row.name])

message(row, owner, "personal") := sprintf("%s is owned by %s, a user that the site does not name as a security owner.", [row.name, owner])

# Why nothing can be said of an owner, by lot.
lost_of := inscope.lost_of_owner

# What all passes of a lot share, and what all verdicts on the profiles of one owner.
sound := {lot: evidence.shared(lost, {"severity": "low", "assumptions": unlisted}, {"object", "message", "facts", "places"}) |
	some lot, lost in lost_of
}

of_owner := places.columns("profile", "owner")

unsound[owner] := found if {
	some owner, word in state
	word != "sound"
	found := result.failed("", {
		"severity": severity(word),
		"facts": {"owner": owner, "ownership": word, "absent": word == "undefined"},
	})
}

judge(row, owner) := object.union(unsound[owner], {
	"object": row.object,
	"message": message(row, owner, state[owner]),
	"places": array.concat(
		places.primary(places.field(row.profile.at, "profile", "owner"), "owner of the profile"),
		owner_place(owner),
	),
	"remediation": remediation(row, owner),
})

unlisted := ["The owners are the right ones: the site names no security owners."] if {
	input.site.security_owners == null
} else := []

owner_place(owner) := places.related(places.field(input.users[owner].at, "user", "revoked"), sprintf("user %s", [owner])) if {
	input.users[owner]
} else := []

# The owner to give profiles to: the first group that the site names and that exists, else the first such user.
successor := array.concat(
	[id | some id in site.security_owners; input.groups[id]],
	[id |
		some id in site.security_owners
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

owning_groups := owners & object.keys(input.groups)

# Group-SPECIAL users of a group that do not belong to the security team.
outsiders(group) := sort([user |
	some user, _ in input.groups[group].members
	connection := input.users[user].connections[group]
	connection.special
	not dates.revoked(connection)
	not site.of_the_team(user, group)
])

judge_group(group) := result.passed(sprintf("group:%s", [group]), {
	"severity": "medium",
	"message": sprintf("Only the security team controls the profiles that group %s owns.", [group]),
	"places": places.primary(places.field(input.groups[group].at, "group", "name"), "the group"),
	"assumptions": ["Groups above it were not looked at."],
}) if {
	count(outsiders(group)) == 0
} else := result.failed(sprintf("group:%s", [group]), {
	"severity": "medium",
	"message": sprintf("Group %s owns profiles, and %s outside the security team may change them.", [group, concat(", ", outsiders(group))]),
	"facts": {"group_special": outsiders(group), "profiles": array.slice(owned, 0, 20), "count": count(owned)},
	"places": places.ordered([place |
		some user in outsiders(group)
		some place in places.primary(
			places.field(input.users[user].connections[group].at, "connection", "special"),
			sprintf("%s has group-SPECIAL in %s", [user, group]),
		)
	]),
	"remediation": object.union(commands.empty, {
		"racf": [sprintf("CONNECT %s GROUP(%s) NOSPECIAL", [user, group]) | some user in outsiders(group)],
		"other": [concat(" ", [
			"Giving the profiles to a group of the security team is the other way. Whoever belongs to that team is named in [site],",
			"as administrator or security owner: being connected to the group is not enough.",
		])],
		"undo": [sprintf("CONNECT %s GROUP(%s) SPECIAL", [user, group]) | some user in outsiders(group)],
	}),
}) if {
	owned := sort([row.object | some row in inscope.rows; row.profile.owner == group])
}
