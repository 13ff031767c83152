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

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.unused_ticket_authority.usage

needs := {"unload", "unload:PTKTDATA", "unload:users"}

verdicts contains verdict if {
	some row in usage.entries
	lost := harm.open({"acl"}, needs) | harm.of_profile({"acl"}, "PTKTDATA", row.name)
	verdict := evidence.settled(lost, judge(row, usage.used(row)))
}

verdicts contains verdict if some verdict in inscope.beside(usage.entries, inscope.unnamed, needs, "low")

subject(row) := sprintf("%s/id:%s", [profiles.named("PTKTDATA", row.name), row.id])

judge(row, rows) := result.passed(subject(row), {
	"severity": "low",
	"message": sprintf("%s had tickets made through %s %s.", [row.id, row.name, observed.period(rows)]),
	"facts": {"access": row.access},
	"places": array.concat(observed.places(rows, "at", "a ticket that was made"), places.related(row.at, "the entry")),
}) if {
	count(rows) > 0
} else := result.undecided(subject(row), usage.open(row), {
	"severity": "low",
	"places": places.primary(row.at, "the entry"),
}) if {
	count(usage.open(row)) > 0
} else := result.failed(subject(row), {
	"severity": "low",
	"message": sprintf("%s may have tickets made through %s, and none was made in %d days with records.", [row.id, row.name, input.observed.days]),
	"facts": {"access": row.access, "absent": true},
	"places": places.primary(row.at, "the entry"),
	"remediation": usage.remedy(row, usage.declaring(row)),
})
