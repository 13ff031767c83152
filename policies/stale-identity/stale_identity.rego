# METADATA
# title: Stale identity holds access
# description: >-
#   A user that nobody has used for long keeps the right to enter an application or to make tickets. IMS Connect records a
#   logon only with ODRACFST=Y, so that the date of a busy user can be old. Source: IMS, "IMS Connect security for clients of
#   IMS DB"; RACF Security Administrator's Guide, "Revoking unused user IDs (INACTIVE option)".
# custom:
#   id: PT-B11
#   severity: low
#   judges: [user]
#   needs: [unload, hwscfg, clients]
#   gate: warns
package auditor.policies.stale_identity

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.stale_identity.unused
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:PTKTDATA", "unload:APPL"}

lost := evidence.problems_of(needs) | inscope.gaps

# In full: behind an import both would be found whether they are asked for or not.
holders := data.auditor.lib.stale_identity.holding.holders

somebody := data.auditor.lib.stale_identity.holding.somebody

nameless := harm.open({"acl"}, needs)

verdicts contains verdict if {
	some user in unused.stale
	verdict := judge(user)
}

# Users of the inventory are told one by one; of everybody else it is said once that nobody is stale.
verdicts contains verdict if {
	some user in unused.known_holders
	user in unused.declared
	not user in unused.stale
	verdict := evidence.settled((((nameless | harm.of_person(user)) | inscope.gaps) | since(user)), fresh(user))
}

verdicts contains evidence.settled(lost | dates.doubts, result.passed("system", {
	"severity": "low",
	"message": sprintf("No user with access was left unused for more than %d days.", [input.site.stale_days]),
	"facts": {"holders": count(holders)},
})) if {
	count(unused.stale) == 0
	count(inscope.gaps) == 0
	count(somebody) > 0
}

# Whose use is told one by one is not known without the inventory.
verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in inscope.unread_users(unused.declared, "low")

verdicts contains verdict if some verdict in inscope.beside_people(somebody, inscope.gaps, needs, "low")

judge(user) := result.undecided(users.named(user), {sprintf("%s has neither a date of last use nor one of creation", [user])}, {
	"severity": "low",
	"facts": unused.facts(user),
	"places": unused.dated_at(user),
}) if {
	user in unused.undated
} else := result.undecided(users.named(user), dates.doubts, {
	"severity": "low",
	"facts": unused.facts(user),
	"places": unused.dated_at(user),
}) if {
	count(dates.doubts) > 0
} else := result.advised(users.named(user), object.union(unused.finding(user), {
	"message": sprintf("%s looks unused since %s, but its date cannot be trusted: %s.", [user, users.last_used(user), result.sentence(unused.doubts(user))]),
	"remediation": commands.other(["Find out from SMF records whether the user is in use before any access is taken away."]),
})) if {
	count(unused.doubts(user)) > 0
} else := result.failed(users.named(user), object.union(unused.finding(user), {
	"message": sprintf("%s was last used on %s, more than %d days ago, and still holds access.", [user, users.last_used(user), input.site.stale_days]),
	"remediation": unused.remediation(user),
}))

fresh(user) := result.passed(users.named(user), {
	"severity": "low",
	"message": sprintf("%s was used within %d days, or is revoked.", [user, input.site.stale_days]),
	"facts": {"last_used": input.users[user].last_access},
	"places": places.primary(places.field(input.users[user].at, "user", "last_access"), "date of last use"),
})

# Why the days since the unload could have made a user stale, or not: none for one whose last use is recent in any case.
since(user) := dates.doubts if {
	user in unused.old
} else := set()
