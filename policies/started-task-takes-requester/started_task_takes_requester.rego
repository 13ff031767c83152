# METADATA
# title: A started procedure can take a requester's name
# description: >-
#   A generic STARTED profile with USER(=MEMBER) runs a procedure as the user of its name. Without a real group whoever can put
#   a procedure of a requester's name into a PROCLIB runs it as that requester; with one only where the requester is connected
#   to the group. Source: RACF Security Administrator's Guide, "Setting up the STARTED class" (attention), "Defining profile
#   data".
# custom:
#   id: PT-B22
#   severity: medium
#   severities: [high, medium]
#   judges: [profile]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.started_task_takes_requester

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.requesters
import data.auditor.lib.result

needs := {"unload", "unload:users", "unload:STARTED"}

lost := harm.open({"started"}, needs) | requesters.gaps

active := input.classes.STARTED.active.value

generic := input.classes.STARTED.generic.value

# Generic profiles that take the name of the procedure.
subjects := {name: entry |
	some name, entry in input.profiles.STARTED
	entry.generic
	entry.started.user == "=MEMBER"
}

verdicts contains verdict if {
	some name, entry in subjects
	verdict := evidence.settled(lost | harm.of_profile({"started"}, "STARTED", name), judge(name, entry, taken(name, entry)))
}

verdicts contains verdict if some verdict in inscope.beside_people(object.keys(subjects), requesters.gaps, needs, "medium")

verdicts contains verdict if some verdict in inscope.unread("STARTED", "medium")

# Requesters whose name this profile decides for a procedure, and who can be in its group.
taken(name, entry) := {user |
	some user in requesters.everyone
	decides(user) == name
	fits(user, entry.started.group)
}

decides(user) := name if {
	name := profiles.deciding("STARTED", sprintf("%s.%s", [user, user])).name
	name != null
} else := profiles.supposed("STARTED", sprintf("%s.%s", [user, user]))

fits(_, group) if groupless(group)

fits(user, group) if {
	connection := input.users[user].connections[group]
	not dates.revoked(connection)
}

groupless(group) if group in {"", "=MEMBER"}

judge(name, entry, users) := result.passed(profiles.named("STARTED", name), {
	"severity": "medium",
	"message": sprintf("%s runs procedures in group %s, to which no requester is connected.", [name, entry.started.group]),
	"facts": facts(entry, users),
	"places": places.primary(entry.started.at, "STDATA"),
}) if {
	group := entry.started.group
	not groupless(group)
	count(users) == 0
} else := result.undecided(profiles.named("STARTED", name), {profiles.generic_reason("STARTED")}, {"severity": "medium"}) if {
	generic == null
} else := result.passed(profiles.named("STARTED", name), {
	"severity": "medium",
	"message": sprintf("Generic profiles of class STARTED are not used, so that %s runs nothing.", [name]),
	"facts": facts(entry, users),
	"places": places.primary(entry.started.at, "STDATA"),
}) if {
	generic == false
} else := result.advised(profiles.named("STARTED", name), finding(name, entry, users)) if {
	active == false
} else := result.failed(profiles.named("STARTED", name), object.union(finding(name, entry, users), {"severity": weight(entry, users)}))

weight(entry, users) := "high" if {
	groupless(entry.started.group)
	count(users) > 0
} else := "medium"

finding(name, entry, users) := {
	"severity": "medium",
	"message": message(name, users),
	"facts": facts(entry, users),
	"places": places.primary(entry.started.at, sprintf("USER(=MEMBER) GROUP(%s)", [entry.started.group])),
	"assumptions": ["Who can change a PROCLIB or start a task is in no input."],
	"remediation": remediation(name, entry, users),
}

message(name, users) := sprintf("A procedure named %s would run as that requester through STARTED %s.", [concat(" or ", array.slice(sort(users), 0, 5)), name]) if {
	count(users) > 0
} else := sprintf("A procedure of any user's name runs as that user through STARTED %s: it has no group.", [name])

facts(entry, users) := {"group": entry.started.group, "requesters": array.slice(sort(users), 0, 20), "active": active}

# A group of started tasks is the site's to name: one that its STARTED profiles use, and that keeps every requester out whom
# the profile takes now.
remediation(name, entry, users) := object.union(
	commands.racf(
		"STARTED",
		[commands.alter("STARTED", name, sprintf("STDATA(GROUP(%s))", [usual(users)]))],
		[commands.alter("STARTED", name, given(entry.started.group))],
	),
	{"other": [leave(users)]},
) if {
	groupless(entry.started.group)
	usual(users) != null
} else := commands.other([leave(users)])

given("") := "STDATA(NOGROUP)"

given(group) := sprintf("STDATA(GROUP(%s))", [group]) if group != ""

named_too := "Name a group of started tasks in STDATA, and take %s out of it (REMOVE) or give it a STARTED profile of its own."

leave(users) := sprintf(named_too, [concat(", ", array.slice(sort(users), 0, 5))]) if {
	count(users) > 0
} else := "Name a group of started tasks in STDATA; RACF then refuses users who are not connected to it."

usual(users) := sort(groups - joined(users))[0] if {
	count(groups - joined(users)) > 0
} else := null

groups := {entry.started.group | some entry in input.profiles.STARTED; input.groups[entry.started.group]}

joined(users) := {group | some user in users; some group in groups; fits(user, group)}
