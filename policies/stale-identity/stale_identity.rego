# METADATA
# title: Stale identity holds access
# description: >-
#   A user that nobody has used for long keeps the right to enter an application or to make tickets. IMS Connect records a
#   logon only with ODRACFST=Y, so that the date of a busy user can be old. Source: IMS, "IMS Connect security for clients of
#   IMS DB"; RACF Security Administrator's Guide, "Revoking unused user IDs (INACTIVE option)".
# custom:
#   id: PT-B11
#   severity: low
#   judges: [user]
#   needs: [unload, hwscfg, clients]
#   gate: warns
package auditor.policies.stale_identity

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:PTKTDATA", "unload:APPL"}

lost := evidence.problems_of(needs) | inscope.gaps

nameless := harm.open({"acl"}, needs)

verdicts contains verdict if {
	some user in stale
	verdict := judge(user)
}

# Users of the inventory are told one by one; of everybody else it is said once that nobody is stale.
verdicts contains verdict if {
	some user in known_holders
	user in declared
	not user in stale
	verdict := evidence.settled((((nameless | harm.of_person(user)) | inscope.gaps) | since(user)), fresh(user))
}

verdicts contains evidence.settled(lost | dates.doubts, result.passed("system", {
	"severity": "low",
	"message": sprintf("No user with access was left unused for more than %d days.", [input.site.stale_days]),
	"facts": {"holders": count(holders)},
})) if {
	count(stale) == 0
	count(inscope.gaps) == 0
	count(somebody) > 0
}

# Whose use is told one by one is not known without the inventory.
verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in inscope.unread_users(declared, "low")

verdicts contains verdict if some verdict in inscope.beside_people(somebody, inscope.gaps, needs, "low")

# Why the days since the unload could have made a user stale, or not: none for one whose last use is recent in any case.
since(user) := dates.doubts if {
	user in old
} else := set()

# -- who holds access ----------------------------------------------------------------------------------------------------

# IDs with READ on an application, and with UPDATE on an authority profile.
entering := {id | some name, _ in inscope.deciding; some id in access.entries("APPL", name, "READ")}

makers := {id |
	some name in inscope.authorities
	some id in access.entries("PTKTDATA", name, "UPDATE")
}

# Everybody who holds access: dear to find, and of interest only where nobody is stale.
holders := expanded(entering | makers)

# Whether anybody does, told by those who are looked at anyway if it can be.
somebody := known_holders if {
	count(known_holders) > 0
} else := holders

# Users among `ids`, and the members of the groups among them.
expanded(ids) := (ids & user_ids) | (in_groups(ids & group_ids) & user_ids)

user_ids := object.keys(input.users)

group_ids := object.keys(input.groups)

in_groups(groups) := {user | some group in groups; some user, _ in input.groups[group].members}

declared := {user | some client in input.clients; some user in client.users} | {client.requester | some client in input.clients}

# -- who is stale --------------------------------------------------------------------------------------------------------

# Days of last use that are too long ago: there are far fewer days than users.
old_days contains day if {
	some day in last_days
	dates.days_between(input.as_of, day) > input.site.stale_days
}

last_days := ({entry.last_access | some entry in input.users} | {input.users[user].created | some user in never_used}) - {null}

never_used := {user | some user, entry in input.users; entry.last_access == null}

# Nobody knows since when they are unused: neither a logon nor their creation is dated.
undated := {user | some user in never_used; input.users[user].created == null}

# Users with an old date, or with none.
old := ({user | some user, entry in input.users; entry.last_access in old_days} | {user |
	some user in never_used
	input.users[user].created in old_days
}) | undated

# Not revoked, and still with access.
stale := {user | some user, _ in through} - dates.revoked_users

# -- their access --------------------------------------------------------------------------------------------------------

# What counts as access: READ on an application, UPDATE on an authority profile.
gates := array.concat(
	[{"class": "APPL", "name": name, "level": "READ"} | some name, _ in inscope.deciding],
	[{"class": "PTKTDATA", "name": name, "level": "UPDATE"} | some name in inscope.authorities],
)

# Old users with their groups; a connection that is revoked does not count.
groups_of := {user: groups |
	some user in old
	groups := {group |
		some group, connection in input.users[user].connections
		dates.counts(connection)
	}
}

# Users who are looked at one by one, and the IDs that can stand for them on a list.
concerned := (old | declared) & user_ids

standing_for := {user: ids |
	some user in concerned
	ids := {user} | object.keys(input.users[user].connections)
}

standing := {id | some ids in standing_for; some id in ids}

known_holders := {user | some user, ids in standing_for; count(ids & openers) > 0}

# The gates that an ID opens, and those on whose list it stands at all: one pass over the lists.
opened[id] contains gate if {
	some row in mentions
	id := row.id
	gate := row.gate
	row.access in access.sufficient[gate.level]
}

openers := {id | some id, _ in opened}

listing[id] contains gate if {
	some row in mentions
	id := row.id
	gate := row.gate
}

mentions := [{"id": id, "gate": gate, "access": acl[id].access} |
	some gate in gates
	acl := input.profiles[gate.class][gate.name].acl
	some id in (object.keys(acl) & standing)
]

# The access of each user with an old date: rows of class, profile, level and how it is held.
through[user] contains object.union(gate, {"by": "user"}) if {
	some user in old
	some gate in opened[user]
}

# An entry of its own is final; of several groups the first one is told.
through[user] contains object.union(gate, {"by": by}) if {
	some user, all_groups in groups_of
	groups := all_groups & openers
	some group in groups
	by := sprintf("group %s", [group])
	some gate in opened[group]
	not on_list(user, gate)
	not before(groups, group, gate)
}

on_list(user, gate) if gate in listing[user]

before(groups, group, gate) if {
	some other in groups
	other < group
	gate in opened[other]
}

# -- verdicts ------------------------------------------------------------------------------------------------------------

fresh(user) := result.passed(users.named(user), {
	"severity": "low",
	"message": sprintf("%s was used within %d days, or is revoked.", [user, input.site.stale_days]),
	"facts": {"last_used": input.users[user].last_access},
	"places": places.primary(places.field(input.users[user].at, "user", "last_access"), "date of last use"),
})

judge(user) := result.undecided(users.named(user), {sprintf("%s has neither a date of last use nor one of creation", [user])}, {
	"severity": "low",
	"facts": facts(user),
	"places": dated_at(user),
}) if {
	user in undated
} else := result.undecided(users.named(user), dates.doubts, {
	"severity": "low",
	"facts": facts(user),
	"places": dated_at(user),
}) if {
	count(dates.doubts) > 0
} else := result.advised(users.named(user), object.union(finding(user), {
	"message": sprintf("%s looks unused since %s, but its date cannot be trusted: %s.", [user, users.last_used(user), result.sentence(doubts(user))]),
	"remediation": commands.other(["Find out from SMF records whether the user is in use before any access is taken away."]),
})) if {
	count(doubts(user)) > 0
} else := result.failed(users.named(user), object.union(finding(user), {
	"message": sprintf("%s was last used on %s, more than %d days ago, and still holds access.", [user, users.last_used(user), input.site.stale_days]),
	"remediation": remediation(user),
}))

# Why the date of last use says nothing.
doubts(user) := (({reason | some reason in unrecorded(user)} | protected(user)) | logged_on(user)) | {"logon statistics are off (NOINITSTATS)" | input.options.initstats.value == false}

logged_on(user) := {sprintf("SMF records show that a ticket of it was accepted on %s", [row.last]) | some row in observed.of_person(user)}

protected(user) := {"it is PROTECTED, and jobs do not always record its use"} if input.users[user].protected

protected(user) := set() if not input.users[user].protected

unrecorded(user) := {sprintf("%s does not record DRDA logons (ODRACFST)", [endpoint.name]) |
	some endpoint in silent
	target(user, endpoint)
}

silent contains endpoint if {
	some endpoint in endpoints.drda
	not records_logons(endpoint)
}

records_logons(endpoint) if endpoints.effective(endpoint, "odracfst").value == true

target(user, endpoint) if {
	some client in input.clients
	client.endpoint == endpoint.name
	user in client.users
}

# Without an inventory everybody who may enter can be a target.
target(user, endpoint) if {
	not evidence.offered("clients")
	some row in through[user]
	row.class == "APPL"
	endpoints.appl(endpoint).value in inscope.deciding[row.name]
}

finding(user) := {
	"severity": "low",
	"facts": facts(user),
	"places": array.concat(
		array.concat(dated_at(user), observed.cited(observed.of_person(user))),
		[place | some row in array.slice(sort(through[user]), 0, 10); some place in grant(user, row)],
	),
	"assumptions": [sprintf("Days are counted to %s.", [input.as_of])],
}

facts(user) := {
	"last_used": users.last_used(user),
	"limit": input.site.stale_days,
	"never_used": input.users[user].last_access == null,
	"access": array.slice(sort(through[user]), 0, 50),
}

dated_at(user) := places.primary(places.field(input.users[user].at, "user", dated(user)), "date of last use")

dated(user) := "last_access" if input.users[user].last_access != null

dated(user) := "created" if input.users[user].last_access == null

grant(user, row) := places.related(permit.at, sprintf("%s holds %s on %s by %s", [user, row.level, row.name, row.by])) if {
	permit := input.profiles[row.class][row.name].acl[holder(user, row.by)]
}

holder(user, "user") := user

holder(_, by) := substring(by, 6, -1) if startswith(by, "group ")

# An entry of its own with NONE outweighs every group. (Sorted rows name the groups first.)
remediation(user) := object.union(commands.empty, {
	"racf": array.concat(
		array.concat([commands.permit(row.class, row.name, user, "NONE") | some row in by_group], [taking(user, row) | some row in own]),
		refreshes,
	),
	"other": ["Ask the owner of the user first. ALTUSER REVOKE takes everything from it; these commands only this access."],
	"undo": array.concat(
		array.concat(
			[commands.unpermit(row.class, row.name, user) | some row in by_group],
			[commands.permit(row.class, row.name, user, input.profiles[row.class][row.name].acl[user].access) | some row in own],
		),
		refreshes,
	),
}) if {
	rows := sort(through[user])
	own := [row | some row in rows; row.by == "user"]
	by_group := [row | some row in rows; row.by != "user"]
	refreshes := [one | some class in sort({row.class | some row in rows}); some one in commands.refresh(class)]
}

taking(user, row) := commands.unpermit(row.class, row.name, user) if {
	profile := input.profiles[row.class][row.name]
	count(access.group_entries(profile, user)) == 0
	level := row.level
	not open(profile, level)
} else := commands.permit(row.class, row.name, user, "NONE")

open(entry, needed) if access.enough(access.open_level(entry), needed)
