# METADATA
# title: Tickets that were refused
# description: >-
#   The reasons RACF recorded, whether the definitions foretell them, and the finding.
package auditor.lib.tickets_refused_observed.refusals

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.entering
import data.auditor.lib.keys
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.users

# The declared clients of the user all use tickets, and there is one.
tickets_only(endpoint, user) if {
	clients := observed.declared(endpoint, user)
	count(clients) > 0
	every client in clients {
		client.generates_tickets
	}
}

severity(rows) := "high" if observed.accepted(rows) == 0

severity(rows) := "medium" if observed.accepted(rows) > 0

said(endpoint, user, rows) := sprintf(
	"%d tickets for %s were refused at %s (%s; %s), %d accepted. %s",
	[
		observed.refused(rows), user, endpoint.name, concat(", ", reasons(rows)), observed.period(rows),
		observed.accepted(rows), predicted(user, refused_rows(rows)),
	],
)

refused_rows(rows) := [row | some row in rows; observed.refused([row]) > 0]

reasons(rows) := sort({reason | some row in rows; some reason, _ in row.refused})

# What the model of RACF says of a good ticket for the user, as the cause.
predicted(user, rows) := sprintf("The cause is to be expected: %s.", [result.sentence(causes)]) if {
	causes := {cause | some row in rows; some cause in expected(user, row.application)}
	count(causes) > 0
} else := "By the profiles a good ticket of this user gets in, so the key or the clock of its maker differs, or the ticket is for another application."

expected(user, application) := (users.blockers(user, application) | barred(user, application)) | keyless(application)

barred(user, application) := {reason | some reason in decision.reasons} if {
	decision := entering.check(user, application)
	decision.outcome == "denied"
} else := set()

keyless(application) := {"class PTKTDATA is not active"} if {
	input.classes.PTKTDATA.active.value == false
} else := {sprintf("there is no key profile %s", [application])} if {
	keys.exists(application) == "no"
} else := {sprintf("key profile %s has no key", [application])} if {
	keys.any_key(application) == "no"
} else := set()

finding(endpoint, user, rows) := {
	"severity": severity(rows),
	"message": said(endpoint, user, rows),
	"facts": {
		"applications": observed.applications(refused_rows(rows)),
		"reasons": reasons(rows),
		"causes": sort({cause | some row in refused_rows(rows); some cause in expected(user, row.application)}),
	},
	"places": observed.places(rows, "refused_at", "a refused ticket"),
	"remediation": commands.other(["Compare the key, the application name and the clock (GMT) of the maker; `auditor ticket explain` tells which of them a captured ticket was made with."]),
	"assumptions": data.auditor.lib.observed.assumptions,
}
