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
import data.auditor.lib.large_group_holds_ticket_authority.wide
import data.auditor.lib.places
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:users"}

verdicts contains verdict if {
	some name, ids in wide.wrong
	some id in ids
	verdict := judge(name, id)
}

verdicts contains verdict if {
	some row in inscope.rows
	row.kind == "authority"
	not wide.wrong[row.name]
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

judge(name, group) := result.failed(inscope.entry_object({"class": "PTKTDATA", "name": name}, group), {
	"severity": "medium",
	"message": wide.message(name, group, wide.loose[group]),
	"facts": {
		"access": permit.access,
		"members": wide.loose[group].members,
		"limit": input.site.max_group_members,
		"leads": wide.loose[group].leads,
	},
	"places": array.concat(
		array.concat(
			places.primary(places.field(permit.at, "permit", "access"), sprintf("group %s has %s", [group, permit.access])),
			places.related(places.field(input.groups[group].at, "group", "name"), sprintf("group %s", [group])),
		),
		[place |
			some row in wide.loose[group].leads
			some place in places.related(input.users[row.user].connections[group].at, sprintf("%s has %s", [row.user, row.authority]))
		],
	),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			array.concat(
				[commands.permit("PTKTDATA", name, id, permit.access) | some id in wide.known_makers(name, group)],
				[commands.unpermit("PTKTDATA", name, group)],
			),
			array.concat(
				[commands.permit("PTKTDATA", name, group, permit.access)],
				[commands.unpermit("PTKTDATA", name, id) | some id in wide.known_makers(name, group)],
			),
		),
		{"other": [sprintf("Check with SMF type 80 records which members of %s make tickets, and permit them through a small group of their own first.", [group])]},
	),
}) if {
	permit := input.profiles.PTKTDATA[name].acl[group]
}

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in inscope.lost_of_people({"acl"})}
