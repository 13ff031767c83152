# METADATA
# title: Tickets made by a requester that nobody declared
# description: >-
#   RACF made tickets for an application of this installation, and no confirmed client declares who asked for them, for whom,
#   or in which job. Source: z/OS Security Server RACF Callable Services, "R_ticketserv", "R_GenSec" (event 82, PTCREATE).
# custom:
#   id: PT-H07
#   severity: high
#   judges: [user]
#   needs: [smf, clients, unload]
#   gate: no
package auditor.policies.undeclared_requester_observed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.users

# Tickets that were made, by who asked.
requesters contains row.requester if {
	some row in input.observed.generated
	row.made > 0
	row.requester != null
}

verdicts contains verdict if {
	some requester in requesters
	found := undeclared(requester)
	verdict := evidence.settled(evidence.not_offered("clients") | nameless(requester, count(found)), judge(requester, found))
}

# Who asked is no user of the unload: never a pass, whatever else is there.
verdicts contains result.undecided("system", unasked, {"severity": "high"}) if {
	count(requesters) > 0
	count(unasked) > 0
}

verdicts contains result.undecided("system", nothing, {"severity": "high"}) if {
	count(requesters) == 0
	count(nothing) > 0
}

verdicts contains result.passed("system", {"severity": "high", "message": "RACF made no ticket for an application of this installation.", "places": []}) if {
	count(requesters) == 0
	count(nothing) == 0
}

# Whose tickets they are is unknown where the unload may have lost the user; what is proven of others stays.
nameless(requester, 0) := observed.losses if {
	some row in rows_of(requester)
	row.user == null
} else := set()

nameless(_, number) := set() if number > 0

unasked := {"tickets were made for somebody whom the unload does not have"} | observed.losses if {
	some row in input.observed.generated
	row.made > 0
	row.requester == null
} else := set()

# Why that no ticket was made is not known; empty when it is.
nothing := unasked if {
	count(unasked) > 0
} else := evidence.problems("smf") if {
	not evidence.offered("smf")
} else := observed.silent if {
	input.observed == null
} else := evidence.problems("smf") | unproven

default unproven := set()

unproven := {"no record of a ticket that the services made is in the period: that they are recorded is not proven"} if input.observed.generation_at == null

rows_of(requester) := [row |
	some row in input.observed.generated
	row.made > 0
	row.requester == requester
]

# Tickets of a requester that no confirmed client explains, each with why.
undeclared(requester) := [{"row": row, "why": why} |
	some row in rows_of(requester)
	some why in unexplained(row)
]

unexplained(row) := {"for users whom the unload does not have"} if {
	row.user == null
	count(observed.losses) == 0
} else := set() if {
	row.user == null
} else := {sprintf("for %s and %s, by no declared client", [row.user, row.application])} if {
	count(declaring(row)) == 0
} else := {sprintf("in job %s, which no client names", [row.job])} if {
	every client in declaring(row) {
		count(client.jobs) > 0
		not runs_in(client, row)
	}
} else := set()

runs_in(client, row) if row.job in client.jobs

declaring(row) := [client |
	some clients in [input.clients, input.other_clients]
	some client in clients
	client.status == "confirmed"
	client.generates_tickets
	client.requester == row.requester
	upper(client.application) == row.application
	row.user in client.users
]

judge(requester, found) := result.passed(users.named(requester), {
	"severity": "high",
	"message": sprintf("The tickets that %s asked for are those of declared clients.", [requester]),
	"places": places_of(rows_of(requester)),
}) if {
	count(found) == 0
} else := result.failed(users.named(requester), {
	"severity": "high",
	"message": sprintf("%s had RACF make tickets %s (%s).", [requester, concat("; ", whys(found)), observed.period([one.row | some one in found])]),
	"facts": {"absent": true, "why": whys(found)},
	"places": places_of([one.row | some one in found]),
	"remediation": commands.other(["Find out what asks for these tickets, and declare the client or take its IRRPTAUTH permit away (PT-B15)."]),
})

whys(found) := sort({one.why | some one in found})

places_of(rows) := observed.places(rows, "at", "a ticket that was made")
