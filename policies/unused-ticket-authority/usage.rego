# METADATA
# title: Use of ticket authority
# description: >-
#   Which entries SMF records show in use, and why that may not be known.
package auditor.lib.unused_ticket_authority.usage

import rego.v1

import data.auditor.lib.authority
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

# Why that nothing was made through an entry is not known; empty when it is.
open(row) := evidence.problems("smf") if {
	not evidence.offered("smf")
} else := data.auditor.lib.observed.silent if {
	input.observed == null
} else := (evidence.problems("smf") | short) | unrecorded(row.name)

short := {sprintf("there are records of %d days, and stale_days is %d", [input.observed.days, input.site.stale_days]) |
	input.observed.days < input.site.stale_days
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
