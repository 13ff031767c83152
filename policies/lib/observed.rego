# METADATA
# title: Observed
# description: >-
#   What SMF records say of the logons at an endpoint. One record is proof that something happens; that something does not
#   happen is known only where the job of the IMS Connect is proven to be recorded, by an accepted ticket of its own.
#   Source: IBM Education Assistant z/OS 3.1, "SETROPTS APPLAUDIT for successful logons"; z/OS V2.5, "RACF enhanced
#   PassTicket" (reference: smf-irradu00, section 1).
package auditor.lib.observed

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.profiles
import data.auditor.lib.result

# The object of a user at an endpoint.
named(endpoint, user) := sprintf("endpoint:%s/user:%s", [endpoint.name, user])

# Logons at each endpoint, by its name and the user.
logons[name][user] contains row if {
	some row in input.observed.logons
	row.endpoint != null
	row.user != null
	name := row.endpoint
	user := row.user
}

# The logons of a user at an endpoint, as an array.
of_user(endpoint, user) := [row |
	some row in input.observed.logons
	row.endpoint == endpoint.name
	row.user == user
]

# Users of whom there are records at an endpoint.
users(endpoint) := {row.user |
	some row in input.observed.logons
	row.endpoint == endpoint.name
	row.user != null
}

# Accepted tickets of users at an endpoint whom the unload does not have.
strangers(endpoint) := sum([row.accepted |
	some row in input.observed.logons
	row.endpoint == endpoint.name
	row.user == null
])

# How many tickets of these rows were accepted, and refused.
accepted(rows) := sum([row.accepted | some row in rows])

refused(rows) := sum([number | some row in rows; some number in row.refused])

# Applications of these rows, sorted.
applications(rows) := sort({row.application | some row in rows})

jobs(rows) := sort({row.job | some row in rows})

# The period of these rows, in words.
period(rows) := span(min([row.first | some row in rows]), max([row.last | some row in rows]))

span(first, last) := sprintf("on %s", [first]) if first == last

span(first, last) := sprintf("from %s to %s", [first, last]) if first != last

# Some records of these rows, of one kind (`accepted_at`, `refused_at`), as places with the first as proof.
places(rows, kind, note) := [{"at": at, "role": role(index), "note": note} |
	some index, at in array.slice(sort([cell | some row in rows; some cell in row[kind]]), 0, 3)
]

role(0) := "primary"

role(index) := "related" if index > 0

# Rows of accepted tickets of a user, at any endpoint.
of_person(user) := [row |
	some row in input.observed.logons
	row.user == user
	row.accepted > 0
]

# One record of each row as a related place, with a note for each row.
cited(rows) := [place |
	some row in rows
	some at in array.slice(row.accepted_at, 0, 1)
	place := {"at": at, "role": "related", "note": sprintf("seen: %d accepted tickets, up to %d a minute, last on %s", [row.accepted, row.peak, row.last])}
]

# Whether the logons of an endpoint are proven to be recorded.
covered(endpoint) if {
	some row in input.observed.coverage
	row.endpoint == endpoint.name
}

# Why nothing that is absent at an endpoint is known to be absent; a set of reasons, empty when it is.
uncovered(endpoint) := evidence.problems("smf") if {
	not evidence.offered("smf")
} else := data.auditor.lib.observed.silent | lost_at(endpoint) if {
	input.observed == null
} else := {unproven(endpoint)} | lost_at(endpoint) if {
	not covered(endpoint)
} else := lost_at(endpoint)

silent := {"no SMF record is of a day that counts for the day of the audit"}

unproven(endpoint) := sprintf("no record of an accepted ticket comes from the job of %s: that its logons are recorded is not proven", [endpoint.name])

# Lost records that could have been of the application of an endpoint.
lost_at(endpoint) := {evidence.said(damage) |
	some damage in input.evidence.smf.damage
	could_be(damage, endpoints.appl(endpoint).value)
}

could_be(damage, _) if damage.name == null

could_be(damage, application) if damage.name == application

could_be(_, null) := true

# One undecided verdict for each endpoint of which there is no record, or some of users whom the unload may have lost, saying
# why.
unseen(severity) := {verdict |
	some endpoint in data.auditor.lib.endpoints.drda
	reasons := hidden(endpoint)
	count(reasons) > 0
	verdict := result.undecided(endpoints.named(endpoint), reasons, {"severity": severity})
}

hidden(endpoint) := reasons | nobody(reasons) if {
	count(users(endpoint)) == 0
	reasons := uncovered(endpoint) | unnamed(endpoint)
} else := unnamed(endpoint)

unnamed(endpoint) := losses if {
	some row in input.observed.logons
	row.endpoint == endpoint.name
	row.user == null
} else := set()

# Why a user whom the unload does not have may be one whose record is lost: a set of reasons, empty where it is whole.
losses := evidence.incomplete("unload:users") | {evidence.said(damage) |
	some damage in input.evidence.unload.damage
	object.get(damage, "field", null) == null
	damage.class == null
	evidence.could_be(damage, {"0200"})
}

nobody(reasons) := {"no record is of a user whom the unload has"} if count(reasons) == 0

nobody(reasons) := set() if count(reasons) > 0

# Declared clients of an endpoint for a user; drafts declare nothing.
declared(endpoint, user) := [client |
	some clients in [input.clients, input.other_clients]
	some client in clients
	client.endpoint == endpoint.name
	client.status == "confirmed"
	user in client.users
]

# Those that generate tickets for one of the applications.
ticket_clients(endpoint, user, application) := [client |
	some client in declared(endpoint, user)
	client.generates_tickets
	upper(client.application) == application
]

# What every verdict on observed facts rests on.
assumptions := ["IMS Connect asks RACF with LOG=ASIS or LOG=ALL, so that every accepted ticket leaves a record; its user ID cache may leave out some."]

# -- whether successful logons with a password would be seen ---------------------------------------------------------------

# Why they are certainly not recorded for an application, and why that is open; sets of reasons, both empty where they are.
# Source: IBM Education Assistant z/OS 3.1, "SETROPTS APPLAUDIT for successful logons".
blind(application) := data.auditor.lib.observed.settings | unlogged(application)

settings := {reason |
	some reason, here in {
		"SETROPTS APPLAUDIT is not in effect": input.options.applaudit.value == false,
		"class APPL is not RACLISTed": input.classes.APPL.raclisted.value == false,
	}
	here
}

unsure(application) := {why |
	some fact in [input.options.applaudit, input.classes.APPL.raclisted]
	fact.value == null
	why := evidence.why(fact, "whether SETROPTS APPLAUDIT is in effect, and APPL RACLISTed, is unknown")
} | profiles.deciding("APPL", application).undecided

unlogged(application) := evidence.instead("unload", {"no APPL profile decides about the application, so none asks for a record"}) if {
	found := profiles.deciding("APPL", application)
	found.name == null
	count(found.undecided) == 0
} else := {sprintf("profile %s of class APPL does not ask for records of successful logons", [name])} if {
	name := profiles.deciding("APPL", application).name
	profile := input.profiles.APPL[name]
	not logs(profile)
} else := set()

# The profile asks for records of successes, from READ on.
logs(profile) if {
	some asked in [profile.audit, profile.global_audit]
	asked.level in {"ALL", "SUCCESS"}
	asked.success_from == "READ"
}
