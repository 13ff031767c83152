# METADATA
# title: Access depends on a group that is not current
# description: >-
#   Without list-of-groups checking only the current connect group counts, and IMS Connect names none, so that it is the
#   default group. Access that comes through any other group is then not there. Source: RACF Security Administrator's
#   Guide, "Activating list-of-groups checking (GRPLIST option)".
# custom:
#   id: PT-D05
#   severity: medium
#   judges: [user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: warns
package auditor.policies.access_through_other_group

import rego.v1

import data.auditor.lib.access_through_other_group.routes
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:APPL", "unload:PTKTDATA"}

lost := harm.open({"acl", "uacc"}, needs)

verdicts contains verdict if {
	some user in routes.people
	verdict := evidence.settled(((lost | harm.of_person(user)) | routes.of_lists(user)), judge(user))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in scope.no_clients(routes.people)

judge(user) := result.passed(users.named(user), {
	"severity": "medium",
	"message": sprintf("List-of-groups checking is active: every group of %s counts.", [user]),
	"places": places.primary(routes.grplist.at, "GRPLIST"),
}) if {
	routes.grplist.value == true
} else := result.passed(users.named(user), {
	"severity": "medium",
	"message": sprintf("No access of %s depends on a group other than its default group.", [user]),
}) if {
	count(routes.dependent(user) | routes.doubts(user)) == 0
} else := result.undecided(users.named(user), routes.doubts(user), {"severity": "medium"}) if {
	count(routes.dependent(user)) == 0
} else := result.undecided(users.named(user), {routes.unknown}, {"severity": "medium"}) if {
	routes.grplist.value == null
} else := result.failed(users.named(user), routes.finding(user))
