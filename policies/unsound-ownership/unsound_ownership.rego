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
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.unsound_ownership.owning

needs := {"unload", "unload:PTKTDATA", "unload:APPL", "unload:users"}

verdicts contains verdict if {
	some row in inscope.rows
	owning.state[row.profile.owner] == "sound"
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
	word := owning.state[row.profile.owner]
	word != "sound"
	word != "unknown"
	verdict := evidence.settled(lost_of[row.lot], judge(row, row.profile.owner))
}

verdicts contains verdict if {
	some row in inscope.rows
	owning.state[row.profile.owner] == "unknown"
	verdict := result.undecided(row.object, owning.nobody(row), {
		"severity": "low",
		"places": row.places,
	})
}

verdicts contains verdict if {
	input.site.security_owners != null
	some group in owning.owner_groups
	verdict := evidence.settled(harm.open({"owner"}, {"unload", "unload:users"}) | harm.of_person(group), judge_group(group))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.rows, inscope.gaps, needs, "low")

judge(row, owner) := object.union(owning.unsound[owner], {
	"object": row.object,
	"message": owning.message(row, owner, owning.state[owner]),
	"places": array.concat(
		places.primary(places.field(row.profile.at, "profile", "owner"), "owner of the profile"),
		owning.owner_place(owner),
	),
	"remediation": owning.remediation(row, owner),
})

judge_group(group) := result.passed(sprintf("group:%s", [group]), {
	"severity": "medium",
	"message": sprintf("Only the security team controls the profiles that group %s owns.", [group]),
	"places": places.primary(places.field(input.groups[group].at, "group", "name"), "the group"),
	"assumptions": ["Groups above it were not looked at."],
}) if {
	count(owning.outsiders(group)) == 0
} else := result.failed(sprintf("group:%s", [group]), {
	"severity": "medium",
	"message": sprintf("Group %s owns profiles, and %s outside the security team may change them.", [group, concat(", ", owning.outsiders(group))]),
	"facts": {"group_special": owning.outsiders(group), "profiles": array.slice(owned, 0, 20), "count": count(owned)},
	"places": places.ordered([place |
		some user in owning.outsiders(group)
		some place in places.primary(
			places.field(input.users[user].connections[group].at, "connection", "special"),
			sprintf("%s has group-SPECIAL in %s", [user, group]),
		)
	]),
	"remediation": object.union(commands.empty, {
		"racf": [sprintf("CONNECT %s GROUP(%s) NOSPECIAL", [user, group]) | some user in owning.outsiders(group)],
		"other": [concat(" ", [
			"Giving the profiles to a group of the security team is the other way. Whoever belongs to that team is named in [site],",
			"as administrator or security owner: being connected to the group is not enough.",
		])],
		"undo": [sprintf("CONNECT %s GROUP(%s) SPECIAL", [user, group]) | some user in owning.outsiders(group)],
	}),
}) if {
	owned := sort([row.object | some row in inscope.rows; row.profile.owner == group])
}

# Why nothing can be said of an owner, by lot.
lost_of := inscope.lost_of_owner

# What all passes of a lot share, and what all verdicts on the profiles of one owner.
sound := {lot: evidence.shared(lost, {"severity": "low", "assumptions": owning.unlisted}, {"object", "message", "facts", "places"}) |
	some lot, lost in lost_of
}

of_owner := places.columns("profile", "owner")
