# METADATA
# title: A link with tickets is not persistent
# description: >-
#   IBM advises against tickets on connections that are not persistent: each new connection needs a new ticket, and a second
#   one for the same user in the same second is refused as a replay. PERSISTENT=N is the default of a link. Source: IMS,
#   "Securing IMS-to-IMS TCP/IP connections", "RMTIMSCON statement".
# custom:
#   id: PT-G01
#   severity: medium
#   judges: [link]
#   needs: [hwscfg]
#   gate: warns
package auditor.policies.link_not_persistent

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.links
import data.auditor.lib.places
import data.auditor.lib.result

verdicts contains verdict if {
	some row in links.rows
	verdict := judge(row)
}

verdicts contains verdict if some verdict in links.beside("medium")

judge(row) := result.not_applicable(row.object, "the link names no application, so that no ticket is made for it", {
	"severity": "medium",
	"places": places.primary(row.link.at, "the link"),
}) if {
	links.state(row.link.application) == "none"
} else := result.passed(row.object, {
	"severity": "medium",
	"message": "The connection is persistent: one ticket opens it, and it stays open.",
	"facts": {"persistent": true},
	"places": places.primary(row.link.persistent.at, "PERSISTENT= of the link"),
}) if {
	row.link.persistent.value == true
} else := result.undecided(row.object, unknown(row.link), {
	"severity": "medium",
	"places": places.primary(row.link.at, "the link"),
}) if {
	count(unknown(row.link)) > 0
} else := result.failed(row.object, {
	"severity": "medium",
	"message": sprintf("Link %s is not persistent, so that each new connection needs a new ticket.", [row.link.id]),
	"facts": {"persistent": false, "origin": row.link.persistent.origin, "application": row.link.application.value},
	"places": array.concat(
		places.primary(row.link.persistent.at, "PERSISTENT= of the link, or the statement where its default N holds"),
		places.related(row.link.application.at, "tickets are made for this application"),
	),
	"remediation": commands.other([sprintf(
		"Code PERSISTENT=Y on RMTIMSCON ID=%s in the member of %s; it counts from the next restart of that IMS Connect.",
		[row.link.id, row.endpoint],
	)]),
})

# Why it cannot be told whether tickets are made for connections that do not last; empty when it can.
unknown(link) := {evidence.why(link.application, "whether the link names an application is unknown") |
	links.state(link.application) == "unknown"
} | {evidence.why(link.persistent, "whether the link is persistent is unknown") | link.persistent.value == null}
