# METADATA
# title: Ticket authority that no client declares
# description: >-
#   Whoever has UPDATE on a profile that decides about IRRPTAUTH resources becomes the users it decides, and READ is enough to
#   guess tickets, because evaluating them counts no failures. An entry that serves no confirmed client of the inventory is
#   one nobody answers for. Source: RACF Callable Services, "RACF authorization"; RACF Security Administrator's Guide,
#   "Granting access authorities".
# custom:
#   id: PT-B15
#   severity: high
#   severities: [high, medium]
#   judges: [profile]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.undeclared_ticket_authority

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.impersonators
import data.auditor.lib.inscope
import data.auditor.lib.members
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

needs := {"unload", "unload:PTKTDATA", "unload:users"}

lost := harm.open({"acl"}, needs)

# Profiles that decide about tickets of an application in scope.
subjects contains name if {
	evidence.offered("clients")
	some name in authority.names
	count(authority.applications(name) & inscope.applications) > 0
}

verdicts contains verdict if {
	some name, profile in findings
	some share, ids in profile.shares
	takes := commands.unpermit_all("PTKTDATA", name, ids)
	gives := commands.permit_all("PTKTDATA", name, profile.acl, ids)
	some i, id in ids
	verdict := finding(name, profile, share, {"id": id, "take": takes[i], "give": gives[i]})
}

verdicts contains verdict if {
	some name, reason in doubtful
	some id in undeclared[name]
	verdict := result.undecided(inscope.entry_object(subject(name), id), {reason}, {"severity": "high"})
}

verdicts contains verdict if {
	some name in subjects
	not undeclared[name]
	not conditional[name]
	not harmed[name]
	verdict := object.union(
		{
			"object": profiles.named("PTKTDATA", name),
			"message": sprintf("Every entry of %s serves a client that the inventory declares.", [name]),
			"places": places.primary(input.profiles.PTKTDATA[name].at, "the profile"),
		},
		sound,
	)
}

# A condition that no input proves: the entry counts for somebody, or for nobody.
verdicts contains verdict if {
	some name, ids in conditional
	some id in ids
	verdict := result.undecided(inscope.entry_object(subject(name), id), {access.conditional_reason("PTKTDATA", name, id)}, {
		"severity": "high",
		"places": access.conditional_places("PTKTDATA", name, "READ"),
	})
}

verdicts contains verdict if {
	some name, reasons in harmed
	not undeclared[name]
	verdict := result.undecided(profiles.named("PTKTDATA", name), lost | reasons, {"severity": "high"})
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if {
	evidence.offered("clients")
	some verdict in inscope.beside(subjects, inscope.unnamed, needs, "high")
}

# Profiles of whose list something is lost, or of those it names.
harmed[name] := reasons if {
	some name in subjects
	reasons := harm.of_profile({"acl"}, "PTKTDATA", name) | harm.of_list(input.profiles.PTKTDATA[name])
	count(reasons) > 0
}

# What all passes share.
sound := evidence.shared(lost, {"severity": "high"}, {"object", "message", "places"})

# Entries of each profile that no confirmed client explains.
undeclared := {name: ids |
	some name in subjects
	acl := input.profiles.PTKTDATA[name].acl
	ids := {id |
		some id in ((object.keys(acl) & usable) - requesters[name])
		acl[id].access in data.auditor.lib.access.sufficient.READ
		not explained(name, id)
	}
	count(ids) > 0
}

# The same of entries under a condition, where no other verdict tells of the ID.
conditional := {name: ids |
	some name in subjects
	input.profiles.PTKTDATA[name].conditional != []
	ids := {id |
		some id in ((access.conditional_entries("PTKTDATA", name, "READ") & usable) - requesters[name])
		not id in object.get(undeclared, name, set())
		not explained(name, id)
	}
	count(ids) > 0
}

# A group of declared requesters alone.
explained(name, id) if {
	members.active[id]
	count(members.active[id] - requesters[name]) == 0
}

# IDs that somebody can use today: users who are not revoked, and groups with a member who is not.
usable := (object.keys(input.users) - dates.revoked_users) | {group | some group, _ in members.active}

# Requesters of confirmed clients, by the profile that decides for one of their users. Where generic checking is unknown that
# is the profile which would decide with it.
asking[profile] contains requester if {
	some row in confirmed
	requester := row.requester
	some profile in decided_by[row.resource]
}

requesters[name] := ids if {
	some name in subjects
	ids := {id | some id in asking[name]}
}

decided_by := {resource: names |
	some resource in {row.resource | some row in confirmed}
	names := ({profiles.deciding("PTKTDATA", resource).name} | {name |
		count(profiles.deciding("PTKTDATA", resource).undecided) > 0
		some name in profiles.candidates("PTKTDATA", resource)
	}) - {null}
}

# What confirmed clients declare to ask for, whatever their kind.
confirmed contains row if {
	some client in array.concat(input.clients, input.other_clients)
	client.status == "confirmed"
	client.generates_tickets
	client.requester != null
	client.application != null
	some user in client.users
	row := {"requester": client.requester, "resource": sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user])}
}

# -- the finding ---------------------------------------------------------------------------------------------------------

# Of profiles whose entries cannot be judged: why.
doubtful[name] := profiles.variable_reason("PTKTDATA") if {
	some name, _ in undeclared
	contains(name, "&")
}

doubtful[name] := profiles.generic_reason("PTKTDATA") if {
	input.classes.PTKTDATA.generic.value == null
	some name, _ in undeclared
	not contains(name, "&")
	input.profiles.PTKTDATA[name].generic
}

# There can be ten thousands of findings: what those of one profile share is found once. `groups`: who asks through a group
# and is not declared; `shares`: the entries of which all, or only some, are undeclared.
findings := {name: profile |
	some name, ids in undeclared
	not doubtful[name]
	groups := {id: sort(members.active[id] - requesters[name]) | some id in (ids - user_ids)}
	partly := {id | some id, people in groups; count(members.active[id]) > count(people)}
	profile := {
		"object": profiles.named("PTKTDATA", name),
		"acl": input.profiles.PTKTDATA[name].acl,
		"groups": groups,
		"shares": {"all": sort(ids - partly), "some": sort(partly)},
		"advice": {"all": advice(name, false), "some": advice(name, true)},
		"plain": {word: object.union(verdict, mask(name)) | some word, verdict in plain},
	}
}

user_ids := object.keys(input.users)

# A generic profile decides nothing while the class is not generic.
mask(name) := {"masked_by": "PT-D02"} if {
	input.profiles.PTKTDATA[name].generic
	input.classes.PTKTDATA.generic.value == false
} else := {}

finding(name, profile, share, entry) := object.union(profile.plain[severities[share][permit.access]], {
	"object": sprintf("%s/id:%s", [profile.object, id]),
	"message": message(name, id, permit.access, {"partly": partly, "people": people}),
	"facts": object.union({"access": permit.access, "undeclared": array.slice(people, 0, 20), "count": count(people), "partly": partly}, acting(people)),
	"places": [{"at": array.concat(array.slice(permit.at, 0, 2), of_access), "role": "primary", "note": sprintf("%s has %s", [id, permit.access])}],
	"remediation": {
		"racf": array.concat([entry.take], refreshes),
		"ims": [],
		"other": [profile.advice[share]],
		"undo": array.concat([entry.give], refreshes),
	},
}) if {
	id := entry.id
	permit := profile.acl[id]
	people := object.get(profile.groups, id, [id])
	partly := share == "some"
}

# What all findings share, found once.
plain := {word: result.failed("", {"severity": word}) | some word in ["high", "medium"]}

severities := {share: {level: severity(level, share == "some") | some level in data.auditor.lib.access.sufficient.READ} |
	some share in ["all", "some"]
}

refreshes := commands.refresh("PTKTDATA")

of_access := places.columns("permit", "access")

subject(name) := {"class": "PTKTDATA", "name": name}

# Who can act as one of them, and so makes tickets too.
acting(people) := {"acting": array.slice(sort(others), 0, 20)} if {
	others := {pair[0] | some user in array.slice(people, 0, 20); some pair in impersonators.actors(user)}
	count(others) > 0
} else := {}

severity("READ", _) := "medium"

severity(level, true) := "medium" if level != "READ"

severity(level, false) := "high" if level != "READ"

message(name, id, level, found) := sprintf("%s may try out tickets through %s without a trace of failures, and no confirmed client needs that.", [id, name]) if {
	level == "READ"
} else := sprintf("Group %s may make tickets through %s, and no confirmed client asks as %s.", [id, name, concat(", ", array.slice(found.people, 0, 5))]) if {
	found.partly
} else := sprintf("%s may make tickets through %s, and no confirmed client asks as %s.", [id, name, id])

advice(name, false) := sprintf("See first in SMF type 80 records (event code 82, PTCREATE) that nobody asks for tickets through %s; or declare the client that does.", [name])

advice(name, true) := concat(" ", [
	sprintf("Permit the declared requesters of %s by name before the group is taken off;", [name]),
	"see in SMF type 80 records (event code 82, PTCREATE) who else asks for tickets.",
])
