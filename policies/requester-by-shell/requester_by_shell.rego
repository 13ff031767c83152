# METADATA
# title: A shell or server can switch to the requester
# description: >-
#   READ on SURROGAT BPX.SRV.<requester> lets `su -s`, or a thread of a server, become the requester without a password, and
#   what RACF sees then is the requester. It takes an OMVS segment of the requester. Source: UNIX System Services Planning,
#   "Defining servers to process users without passwords"; UNIX System Services Command Reference, "su".
# custom:
#   id: PT-B20
#   severity: high
#   severities: [critical, high, medium]
#   judges: [user, system]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.requester_by_shell

import rego.v1

import data.auditor.lib.becoming
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.requesters
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:SURROGAT"}

lost := harm.open({"acl", "uacc"}, needs)

active := input.classes.SURROGAT.active.value

# There can be a hundred thousand users who may ask: of most no profile tells, and no wide one lets anybody in.
watched := requesters.everyone if {
	"SURROGAT" in becoming.loud
} else := object.keys(requesters.clients) | {user | some user in requesters.holders; input.profiles.SURROGAT[becoming.switch(user)]}

doors := {user: becoming.door("SURROGAT", becoming.switch(user), user) | some user in watched}

sound := evidence.shared(lost, {"severity": "high"}, {"object", "message", "facts"})

others := requesters.everyone - watched

# One verdict tells of all of them, where no other speaks of the system.
verdicts contains verdict if {
	count(others) > 0
	count(requesters.gaps) == 0
	told := {
		"object": "system",
		"message": sprintf("No shell and no server of others can switch to one of %d more users who may ask for tickets.", [count(others)]),
		"facts": {"users": count(others)},
	}
	verdict := object.union(told, sound)
}

verdicts contains verdict if {
	some user, door in doors
	verdict := evidence.settled(lost | door.lost, judge(user, door, word(user, door)))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in inscope.unread_users(requesters.lost, "high")

verdicts contains verdict if {
	evidence.offered("clients")
	some verdict in inscope.beside_people(requesters.everyone, requesters.gaps, needs, "high")
}

# An open door leads to nobody without a UID.
word(user, door) := "segment" if {
	becoming.word(door, active) in {"public", "named"}
	input.users[user].uid == null
} else := becoming.word(door, active)

judge(user, _, "undefined") := result.not_applicable(users.named(user), sprintf("%s is not defined to RACF", [user]), {"severity": "high"})

judge(user, door, "undecided") := result.undecided(users.named(user), becoming.reasons(door, active), {"severity": "high"})

judge(user, door, "closed") := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("No shell and no server of others can switch to %s.", [user]),
	"facts": becoming.facts(door),
	"places": places.primary(input.users[user].at, "the requester"),
})

judge(user, door, "public") := result.failed(users.named(user), finding(user, door, requesters.weight))

judge(user, door, "named") := result.failed(users.named(user), finding(user, door, "medium")) if input.site.schedulers != null

judge(user, door, "named") := result.advised(users.named(user), finding(user, door, "medium")) if input.site.schedulers == null

judge(user, door, "segment") := result.undecided(users.named(user), unread, {"severity": "high"}) if {
	unread := evidence.lost_of_user({"0270"}, user)
	count(unread) > 0
} else := result.advised(users.named(user), object.union(finding(user, door, "medium"), {
	"message": sprintf("%s could switch to %s as soon as it has a UID.", [becoming.who(door), user]),
	"assumptions": ["FACILITY BPX.UNIQUE.USER, which gives a UID at first use, is not examined."],
}))

judge(user, door, "inactive") := result.advised(users.named(user), object.union(finding(user, door, "medium"), {
	"message": sprintf("When class SURROGAT is activated, %s can switch to %s.", [becoming.who(door), user]),
	"assumptions": ["While class SURROGAT is inactive, nobody switches to another user by it."],
}))

judge(user, door, "warning") := result.advised(users.named(user), object.union(finding(user, door, "medium"), {
	"message": sprintf("SURROGAT %s is in WARNING mode, which may let everybody switch to %s.", [door.profile, user]),
	"assumptions": ["What WARNING does to this check is not documented."],
	"remediation": becoming.unwarned(door),
}))

finding(user, door, severity) := {
	"severity": severity,
	"message": sprintf("%s can switch a shell or a server thread to %s, and have its tickets made: no password is needed.", [becoming.who(door), user]),
	"facts": object.union(becoming.facts(door), {"clients": sort(object.get(requesters.clients, user, set()))}),
	"places": becoming.proof(door),
	"remediation": object.union(becoming.closed(door), {"other": ["See first in SMF type 80 records which servers act for this user."]}),
}
