# METADATA
# title: A link names only one of application and user
# description: >-
#   A ticket is made for an application and a user, so a link names both or neither. With only one of them IMS Connect ends
#   abnormally at its start. Source: IMS, "RMTIMSCON statement".
# custom:
#   id: PT-G07
#   severity: high
#   judges: [link]
#   needs: [hwscfg]
#   gate: blocks
package auditor.policies.link_half_defined

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.links
import data.auditor.lib.places
import data.auditor.lib.result

verdicts contains verdict if {
	some row in links.rows
	verdict := judge(row, links.state(row.link.application), links.state(row.link.user))
}

verdicts contains verdict if some verdict in links.beside("high")

judge(row, application, user) := result.undecided(row.object, reasons, {
	"severity": "high",
	"places": places.primary(row.link.at, "the link"),
}) if {
	reasons := unknown(row.link, application, user)
	count(reasons) > 0
} else := result.passed(row.object, {
	"severity": "high",
	"message": both[application],
	"facts": {"application": row.link.application.value, "user": row.link.user.value},
	"places": places.primary(row.link.at, "the link"),
}) if {
	application == user
} else := result.failed(row.object, {
	"severity": "high",
	"message": sprintf("Link %s names %s: IMS Connect ends abnormally when it starts with this member.", [row.link.id, half[application]]),
	"facts": {"application": row.link.application.value, "user": row.link.user.value},
	"places": array.concat(
		places.primary(row.link.at, "the link"),
		places.related({"given": row.link.application.at, "none": row.link.user.at}[application], "the one that it names"),
	),
	"remediation": commands.other([sprintf(
		"Code both APPL= and USERID= on RMTIMSCON ID=%s in the member of %s, or neither. A display shows what runs now; the member counts at the next restart.",
		[row.link.id, row.endpoint],
	)]),
})

both := {"given": "The link names an application and a user.", "none": "The link names neither application nor user: it makes no tickets."}

half := {"given": "an application and no user", "none": "a user and no application"}

unknown(link, application, user) := {evidence.why(link.application, "the application of the link is unknown") |
	application == "unknown"
} | {evidence.why(link.user, "the user of the link is unknown") | user == "unknown"}
