# METADATA
# title: A server's requester can log on with a password
# description: >-
#   The user ID of a server that asks RACF for tickets needs no password: PROTECTED keeps everybody from logging on as it.
#   Not so where it is the target of tickets, because a PROTECTED user cannot log on with one: a SQL Batch user always is.
#   Source: RACF Security Administrator's Guide, "Defining protected user IDs".
# custom:
#   id: PT-B19
#   severity: medium
#   judges: [user]
#   needs: [unload, hwscfg, clients]
#   gate: warns
package auditor.policies.requester_logs_on_with_password

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.requesters
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users"}

lost := harm.open(set(), needs)

verdicts contains verdict if {
	some user, _ in requesters.clients
	verdict := evidence.settled(lost | harm.of_person(user), judge(user))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(requesters.clients)

judge(user) := result.not_applicable(users.named(user), reason, {"severity": "medium"}) if {
	reason := exempt(user)
} else := result.undecided(users.named(user), users.untold(user), {"severity": "medium"}) if {
	users.unknown(user)
} else := result.not_applicable(users.named(user), sprintf("%s is not defined to RACF", [user]), {"severity": "medium"}) if {
	users.undefined(user)
} else := result.passed(users.named(user), {
	"severity": "medium",
	"message": sprintf("%s is PROTECTED: nobody logs on as it.", [user]),
	"facts": facts(user),
	"places": places.primary(places.field(input.users[user].at, "user", "protected"), "PROTECTED"),
}) if {
	input.users[user].protected
} else := result.failed(users.named(user), {
	"severity": "medium",
	"message": sprintf("%s asks RACF for tickets as a server and is not PROTECTED: whoever has its password has its tickets.", [user]),
	"facts": facts(user),
	"places": places.primary(places.field(input.users[user].at, "user", "protected"), "not PROTECTED"),
	"remediation": object.union(commands.empty, {
		"racf": [sprintf("ALTUSER %s NOPASSWORD NOPHRASE", [user])],
		"other": [sprintf("Check first that no job and no script logs on as %s with a password.", [user]), lasting],
	}),
})

lasting := "There is no command that takes this back: a password that is gone has to be set anew."

# Why PROTECTED is no answer here.
exempt(user) := sprintf("%s is a user of SQL Batch, whose job is its own ticket target: a PROTECTED user cannot log on with a ticket", [user]) if {
	"sql-batch" in requesters.kinds(user)
} else := sprintf("tickets are made for %s itself: a PROTECTED user cannot log on with one", [user]) if {
	user in requesters.targets
}

facts(user) := {"clients": sort(requesters.clients[user]), "protected": input.users[user].protected}
