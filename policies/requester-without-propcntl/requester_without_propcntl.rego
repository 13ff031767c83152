# METADATA
# title: Jobs that a server submits run as the requester
# description: >-
#   A job submitted without USER= runs as its submitter, PROTECTED or not. A server that many use hands its user ID to whoever
#   makes it submit a job, unless class PROPCNTL has a profile of that name. Source: RACF Security Administrator's Guide, "User
#   ID propagation when jobs are submitted", "Propagating protected user IDs".
# custom:
#   id: PT-B24
#   severity: advisory
#   judges: [user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: "no"
package auditor.policies.requester_without_propcntl

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.requesters
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:PROPCNTL", "setropts"}

lost := harm.open(set(), needs)

servers := {row.user | some row in requesters.rows; row.kind == "racf-service"}

active := input.classes.PROPCNTL.active.value

verdicts contains verdict if {
	some user in servers
	verdict := evidence.settled(lost, judge(user, profiles.unread("PROPCNTL", user) | profiles.deciding("PROPCNTL", user).undecided))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(servers)

judge(user, unread) := result.undecided(users.named(user), users.untold(user), {}) if {
	users.unknown(user)
} else := result.not_applicable(users.named(user), sprintf("%s is not defined to RACF", [user]), {}) if {
	users.undefined(user)
} else := result.undecided(users.named(user), unread, {}) if {
	count(unread) > 0
} else := result.undecided(users.named(user), {evidence.why(input.classes.PROPCNTL.active, "whether class PROPCNTL is active is unknown")}, {}) if {
	active == null
} else := result.passed(users.named(user), {
	"message": sprintf("A job that %s submits for somebody does not run as %s.", [user, user]),
	"facts": {"profile": profiles.deciding("PROPCNTL", user).name, "active": true},
	"places": places.primary(entry.at, "the profile"),
}) if {
	active == true
	entry := input.profiles.PROPCNTL[profiles.deciding("PROPCNTL", user).name]
} else := result.advised(users.named(user), {
	"message": sprintf("A job that %s submits without USER= runs as %s, and has its tickets made.", [user, user]),
	"facts": {"profile": profiles.deciding("PROPCNTL", user).name, "active": active, "absent": true},
	"places": places.primary(input.users[user].at, "the requester"),
	"assumptions": ["Whether the server lets anybody submit jobs is in no input."],
	"remediation": object.union(made(user), {"other": [activation | active == false]}),
})

made(user) := commands.racf("PROPCNTL", [commands.define("PROPCNTL", user)], [commands.delete("PROPCNTL", user)]) if {
	profiles.deciding("PROPCNTL", user).name == null
} else := commands.empty

activation := "Class PROPCNTL is inactive: activate it once every profile in it is meant (SETROPTS CLASSACT(PROPCNTL) RACLIST(PROPCNTL))."
