# METADATA
# title: Use of ticket authority
# description: >-
#   Which entries SMF records show in use, and why that may not be known.
package auditor.lib.unused_ticket_authority.usage

import rego.v1

import data.auditor.lib.authority
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.profiles

# Entries with UPDATE on profiles that decide about tickets of an application in scope.
entries contains row if {
	some name in data.auditor.lib.authority.names
	count(authority.applications(name) & data.auditor.lib.inscope.applications) > 0
	some id, entry in input.profiles.PTKTDATA[name].acl
	entry.access in {"UPDATE", "CONTROL", "ALTER"}
	id != "*"
	row := {"name": name, "id": id, "at": entry.at, "access": entry.access}
}

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

# Confirmed clients that ask for tickets through an entry: without it they could have none (PT-A08).
declaring(row) := {client.id |
	some client in input.clients
	client.status == "confirmed"
	client.generates_tickets
	client.requester != null
	through(row.id, client.requester)
}

remedy(row, clients) := object.union(
	commands.racf("PTKTDATA", [commands.unpermit("PTKTDATA", row.name, row.id)], [commands.permit("PTKTDATA", row.name, row.id, row.access)]),
	{"other": ["Ask its owner first: what runs once a year leaves no record in a quarter."]},
) if {
	count(clients) == 0
}

remedy(row, clients) := commands.other([sprintf("Find out whether %s is still in use: it is declared, and asks for its tickets through this entry. If it is not, take it out of the inventory, and then the entry away (PERMIT %s CLASS(PTKTDATA) ID(%s) DELETE).", [concat(", ", sort(clients)), row.name, row.id])]) if {
	count(clients) > 0
}

# Why that nothing was made through an entry is not known; empty when it is.
open(row) := evidence.problems("smf") if {
	not evidence.offered("smf")
} else := data.auditor.lib.observed.silent if {
	input.observed == null
} else := (evidence.problems("smf") | short) | unrecorded(row.name)

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
