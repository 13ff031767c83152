# METADATA
# title: Ticket authority that is never used
# description: >-
#   An entry lets somebody have tickets made for others, and no ticket was made through it in the whole period: what nobody
#   uses can go. Source: z/OS Security Server RACF Callable Services, "RACF authorization"; event 82 (PTCREATE).
# custom:
#   id: PT-H06
#   severity: low
#   judges: [permit]
#   needs: [smf, unload, hwscfg]
#   gate: no
package auditor.policies.unused_ticket_authority

import rego.v1

import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:users"}

# Entries with UPDATE on profiles that decide about tickets of an application in scope.
entries contains row if {
	some name in authority.names
	count(authority.applications(name) & inscope.applications) > 0
	some id, entry in input.profiles.PTKTDATA[name].acl
	entry.access in {"UPDATE", "CONTROL", "ALTER"}
	id != "*"
	row := {"name": name, "id": id, "at": entry.at, "access": entry.access}
}

verdicts contains verdict if {
	some row in entries
	lost := harm.open({"acl"}, needs) | harm.of_profile({"acl"}, "PTKTDATA", row.name)
	verdict := evidence.settled(lost, judge(row, used(row)))
}

verdicts contains verdict if some verdict in inscope.beside(entries, inscope.unnamed, needs, "low")

subject(row) := sprintf("%s/id:%s", [profiles.named("PTKTDATA", row.name), row.id])

# Records of tickets that were made through an entry.
used(row) := [made |
	some made in input.observed.generated
	made.made > 0
	made.user != null
	through(row.id, made.requester)
	row.name in decided_by[sprintf("IRRPTAUTH.%s.%s", [made.application, made.user])]
]

through(id, requester) if id == requester

through(id, requester) if input.users[requester].connections[id]

# The profile that decides for each ticket that was made.
decided_by[resource] contains name if {
	some made in input.observed.generated
	made.user != null
	resource := sprintf("IRRPTAUTH.%s.%s", [made.application, made.user])
	name := profiles.deciding("PTKTDATA", resource).name
}

judge(row, rows) := result.passed(subject(row), {
	"severity": "low",
	"message": sprintf("%s had tickets made through %s %s.", [row.id, row.name, observed.period(rows)]),
	"facts": {"access": row.access},
	"places": array.concat(observed.places(rows, "at", "a ticket that was made"), places.related(row.at, "the entry")),
}) if {
	count(rows) > 0
} else := result.undecided(subject(row), open(row), {
	"severity": "low",
	"places": places.primary(row.at, "the entry"),
}) if {
	count(open(row)) > 0
} else := result.failed(subject(row), {
	"severity": "low",
	"message": sprintf("%s may have tickets made through %s, and none was made in %d days with records.", [row.id, row.name, input.observed.days]),
	"facts": {"access": row.access, "absent": true},
	"places": places.primary(row.at, "the entry"),
	"remediation": remedy(row, declared(row)),
})

# Confirmed clients that this entry lets ask for tickets: without it PT-A08 finds that they may not.
declared(row) := {client.id |
	some ticket in authority.served(row.name)
	through(row.id, ticket.requester)
	some client in input.clients
	client.id == ticket.client
	client.status == "confirmed"
}

remedy(row, clients) := object.union(
	commands.racf("PTKTDATA", [commands.unpermit("PTKTDATA", row.name, row.id)], [commands.permit("PTKTDATA", row.name, row.id, row.access)]),
	{"other": ["Ask its owner first: what runs once a year leaves no record in a quarter."]},
) if {
	count(clients) == 0
} else := commands.other([concat(" ", [
	sprintf("The inventory declares %s, which needs this entry.", [concat(", ", array.slice(sort(clients), 0, 5))]),
	"Ask its owner whether it still runs; if not, take the client out of the inventory first, and then the entry out of the list.",
])])

# Why that nothing was made through an entry is not known; empty when it is.
open(row) := evidence.problems("smf") if {
	not evidence.offered("smf")
} else := observed.silent if {
	input.observed == null
} else := (evidence.problems("smf") | short) | (unrecorded(row.name) | unsettled(row))

# A ticket that this ID had made, where it is not known which profile decided about it.
unsettled(row) := {reason |
	some made in input.observed.generated
	made.made > 0
	made.user != null
	through(row.id, made.requester)
	some reason in profiles.deciding("PTKTDATA", sprintf("IRRPTAUTH.%s.%s", [made.application, made.user])).undecided
}

short := {sprintf(text, [days, input.site.stale_days]) |
	some text, days in {
		"there are records of %d days, and stale_days is %d": input.observed.days,
		"records of tickets made (PTCREATE) reach over %d days, and stale_days is %d": input.observed.generation_days,
	}
	days < input.site.stale_days
}

# The profile asks for a record of each ticket, or one was seen under it.
unrecorded(name) := set() if {
	asks(input.profiles.PTKTDATA[name])
} else := set() if {
	some deciding in decided_by
	name in deciding
} else := {sprintf("%s does not ask for records of successes, so that tickets may be made without one", [name])}

asks(profile) if {
	some asked in [profile.audit, profile.global_audit]
	asked.level in {"ALL", "SUCCESS"}
	asked.success_from in {"READ", "UPDATE"}
}
