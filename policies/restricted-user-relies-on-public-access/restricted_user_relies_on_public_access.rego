# METADATA
# title: RESTRICTED user relies on public access
# description: >-
#   UACC and ID(*) give nothing to a user with the RESTRICTED attribute: it is refused although everybody is let in. Source:
#   RACF Security Administrator's Guide, "Defining restricted user IDs".
# custom:
#   id: PT-B13
#   severity: medium
#   judges: [user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: warns
package auditor.policies.restricted_user_relies_on_public_access

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.restricted_user_relies_on_public_access.relying
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:APPL"}

lost := harm.open({"acl", "uacc"}, needs)

verdicts contains verdict if {
	some user in relying.declared
	verdict := masked(evidence.settled(((lost | harm.of_person(user)) | relying.of_lists(user)), judge(user)))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(relying.declared)

judge(user) := result.not_applicable(users.named(user), "the user is not defined to RACF", {"severity": "medium"}) if {
	not input.users[user]
} else := result.passed(users.named(user), {
	"severity": "medium",
	"message": sprintf("%s is not RESTRICTED.", [user]),
	"places": places.primary(places.field(input.users[user].at, "user", "restricted"), "no RESTRICTED attribute"),
}) if {
	not input.users[user].restricted
} else := judge_restricted(user, sort(relying.refusing(user)))

judge_restricted(user, rows) := result.undecided(users.named(user), {unknown_class}, {
	"severity": "medium",
	"places": relying.attribute(user),
}) if {
	count(rows) > 0
	active.value == null
} else := result.failed(users.named(user), relying.finding(user, rows)) if {
	count(rows) > 0
} else := result.undecided(users.named(user), relying.doubts(user) | relying.unsure(user), {
	"severity": "medium",
	"places": relying.attribute(user),
}) if {
	count(relying.doubts(user) | relying.unsure(user)) > 0
} else := result.passed(users.named(user), {
	"severity": "medium",
	"message": sprintf("%s is RESTRICTED and does not rely on public access.", [user]),
	"facts": {"applications": sort(relying.applications(user))},
	"places": relying.attribute(user),
})

active := input.classes.APPL.active

# No APPL profile refuses anybody while the class is inactive.
masked(judged) := result.masked(judged, "PT-D01") if active.value == false

masked(judged) := judged if not active.value == false

unknown_class := why if {
	why := active.why
	why != null
} else := "whether class APPL is active is unknown"
