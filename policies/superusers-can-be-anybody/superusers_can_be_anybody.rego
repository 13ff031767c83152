# METADATA
# title: Superusers can be anybody
# description: >-
#   Where no profile of class FACILITY covers BPX.DAEMON, every superuser has daemon authority: it becomes any user with an OMVS
#   segment without a password, a requester or the user of a ticket too. Source: UNIX System Services Planning, "BPX.DAEMON",
#   "Setting up the UNIX-related FACILITY and SURROGAT class profiles".
# custom:
#   id: PT-B21
#   severity: high
#   judges: [system]
#   needs: [unload, hwscfg, clients]
#   gate: blocks
package auditor.policies.superusers_can_be_anybody

import rego.v1

import data.auditor.lib.becoming
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.requesters
import data.auditor.lib.result

needs := {"unload", "unload:users", "unload:FACILITY"}

daemon := becoming.door("FACILITY", "BPX.DAEMON", "")

# Requesters and ticket users that a superuser can become.
reachable := {user |
	some user in (requesters.everyone | requesters.targets)
	input.users[user].uid != null
}

superusers := {user | some user, entry in input.users; entry.uid == 0}

verdicts contains evidence.settled(((harm.open({"acl", "uacc"}, needs) | requesters.gaps) | (daemon.lost | unread)), judged)

unread := {reason | some user in (requesters.everyone | requesters.targets); some reason in evidence.lost_of_user({"0270"}, user)}

judged := result.undecided("system", daemon.unread, {"severity": "high"}) if {
	count(daemon.unread) > 0
} else := result.undecided("system", daemon.undecided, {"severity": "high"}) if {
	count(daemon.undecided) > 0
} else := result.passed("system", {
	"severity": "high",
	"message": "BPX.DAEMON is protected: a superuser alone becomes nobody else.",
	"facts": object.union(facts, {"profile": daemon.profile}),
	"places": places.primary(input.profiles.FACILITY[daemon.profile].at, "the profile"),
}) if {
	daemon.profile != null
	not daemon.everybody
} else := result.failed("system", {
	"severity": "high",
	"message": sprintf("Everybody may be a daemon through %s: any superuser becomes any user.", [daemon.profile]),
	"facts": object.union(facts, {"profile": daemon.profile}),
	"places": becoming.proof(daemon),
	"remediation": object.union(becoming.narrowed(daemon), {"other": [choice]}),
}) if {
	daemon.profile != null
} else := result.passed("system", {
	"severity": "high",
	"message": "No requester and no user of tickets has a UID, so that no superuser becomes one.",
	"facts": object.union(facts, {"profile": null}),
}) if {
	count(reachable) == 0
} else := result.failed("system", {
	"severity": "high",
	"message": sprintf("No profile covers FACILITY BPX.DAEMON: every superuser becomes %s without a password.", [concat(", ", array.slice(sort(reachable), 0, 5))]),
	"facts": object.union(facts, {"profile": null, "absent": true}),
	"places": [place | some user in array.slice(sort(superusers), 0, 10); some place in places.primary(input.users[user].uid_at, sprintf("%s has UID 0", [user]))],
	"assumptions": ["Whoever has READ on FACILITY BPX.SUPERUSER, or sets a UID, is a superuser too."],
	"remediation": commands.other([choice]),
})

choice := concat(" ", [
	"Decide who may be a daemon before it is protected: RDEFINE FACILITY BPX.DAEMON UACC(NONE) stops every daemon that is not permitted,",
	"or whose address space has loaded an uncontrolled program. Permit the user IDs of the daemons first, and test with one system.",
])

facts := {
	"superusers": array.slice(sort(superusers), 0, 20),
	"switch_to_uid_0": array.slice(sort(object.keys(becoming.door("FACILITY", "BPX.SUPERUSER", "").named)), 0, 20),
	"reachable": array.slice(sort(reachable), 0, 20),
}
