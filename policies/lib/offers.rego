# METADATA
# title: Offers
# description: >-
#   The verdict on a DRDA port from what each AT-TLS policy says of it: on which all agree, or why it is open. A statement of the
#   site cannot tell how TLS is set up.
package auditor.lib.offers

import rego.v1

import data.auditor.lib.attls
import data.auditor.lib.places
import data.auditor.lib.ports
import data.auditor.lib.result

# What one policy says of a port: the rules it rests on, and why it is open.
answering(word, rows, why) := {"word": word, "reasons": why, "says": "", "facts": {}, "places": attls.marked(rows)}

lost(policy) := {"word": "undecided", "reasons": {policy.lost}, "says": "", "facts": {}, "places": []}

# The verdict on a port for which each policy has an answer; a statement of the site cannot tell how TLS is set up.
judged(port, severity, answers, details) := result.undecided(ports.subject(port), {data.auditor.lib.attls.unknown}, {
	"severity": severity,
	"places": places.primary(port.at, "the port; nothing here can show AT-TLS"),
}) if {
	count(answers) == 0
	count(data.auditor.lib.attls.unread) == 0
	count(attls.stated(port)) == 0
} else := result.undecided(ports.subject(port), data.auditor.lib.attls.unread | attls.reasons(answers), {
	"severity": severity,
	"places": places.primary(port.at, "the port"),
}) if {
	open_(answers)
} else := result.not_applicable(ports.subject(port), "a statement of the site cannot tell how TLS is set up", {
	"severity": severity,
	"places": places.primary(port.at, "the port"),
}) if {
	count(answers) == 0
} else := result.failed(ports.subject(port), {
	"severity": severity,
	"message": details.fail,
	"facts": facts(port, answers),
	"places": ordered(port, answers),
	"remediation": details.remediation,
	"assumptions": attls.assumptions(port),
}) if {
	attls.agreed(answers) == "fail"
} else := result.passed(ports.subject(port), {
	"severity": severity,
	"message": details.pass,
	"facts": facts(port, answers),
	"places": ordered(port, answers),
	"assumptions": attls.assumptions(port),
})

open_(_) if count(data.auditor.lib.attls.unread) > 0

open_(answers) if {
	count(answers) > 0
	attls.agreed(answers) == "undecided"
}

facts(port, answers) := object.union_n(array.concat([{"port": port.number}], [one.facts | some one in answers]))

# The rules that prove it, and the port in the member.
ordered(port, answers) := places.ordered(array.concat(
	[place | some one in answers; some place in one.places],
	places.related(port.at, "the port in the member"),
))
