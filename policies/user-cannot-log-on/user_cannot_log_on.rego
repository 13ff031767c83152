# METADATA
# title: Declared ticket user cannot log on with a ticket
# description: >-
#   PROTECTED, revoked, cut off from its default group, or bound to a factor that takes no PassTicket: every ticket for the
#   user is made in vain. An expired password is no reason. Source: RACF Security Administrator's Guide, "Defining protected
#   user IDs"; IBM MFA, "Using IBM MFA with PassTickets"; APAR OA48304.
# custom:
#   id: PT-B12
#   severity: high
#   judges: [user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.user_cannot_log_on

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.user_cannot_log_on.barriers
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:MFADEF"}

lost := harm.open({"acl", "conditional", "categories", "uacc"}, needs)

verdicts contains verdict if {
	some user, _ in barriers.targets
	verdict := evidence.settled(lost | harm.of_person(user), judge(user))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(barriers.declared)

judge(user) := barriers.free(user) if {
	users.unhindered(user)
} else := result.undecided(users.named(user), users.untold(user), {"severity": "high"}) if {
	users.unknown(user)
} else := result.failed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s cannot log on with a ticket: it is not defined to RACF.", [user]),
	"facts": {"reasons": sort(barriers.reasons(user)), "applications": sort(barriers.targets[user]), "absent": true},
	"places": barriers.declared_at("primary", user),
	"remediation": commands.other([sprintf("Correct the inventory, or define %s.", [user])]),
}) if {
	users.undefined(user)
} else := result.failed(users.named(user), {
	"severity": "high",
	"message": sprintf("%s cannot log on with a ticket: %s.", [user, result.sentence(barriers.reasons(user))]),
	"facts": {"reasons": sort(barriers.reasons(user)), "limits": sort(barriers.limits(user)), "applications": sort(barriers.targets[user])},
	"places": places.ordered(array.concat(barriers.causes(user), barriers.declared_at("related", user))),
	"remediation": barriers.remediation(user),
}) if {
	count(barriers.reasons(user)) > 0
} else := result.undecided(users.named(user), barriers.doubts(user), {
	"severity": "high",
	"places": places.primary(input.users[user].at, "the user"),
}) if {
	count(barriers.doubts(user)) > 0
} else := result.advised(users.named(user), {
	"severity": "high",
	"message": sprintf("%s may log on only at certain times: %s.", [user, result.sentence(barriers.limits(user))]),
	"facts": {"limits": sort(barriers.limits(user)), "applications": sort(barriers.targets[user])},
	"places": array.concat(
		places.primary(places.field(input.users[user].at, "user", "days"), "days and hours of logon"),
		barriers.declared_at("related", user),
	),
	"remediation": commands.other(["Make sure that the client works at these times only, or widen them with ALTUSER WHEN(DAYS(...) TIME(...))."]),
}) if {
	count(barriers.limits(user)) > 0
} else := barriers.free(user)
