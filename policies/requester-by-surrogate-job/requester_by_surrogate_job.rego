# METADATA
# title: Others can submit jobs as the requester
# description: >-
#   Whoever has READ on SURROGAT <requester>.SUBMIT submits jobs that run as the requester, without a password, and RACF makes
#   them his tickets. PROTECTED does not stop that. Only who is trusted as much as the requester may have it. Source: RACF
#   Security Administrator's Guide, "Allowing surrogate job submission", "Using protected user IDs for surrogate job
#   submission".
# custom:
#   id: PT-B17
#   severity: high
#   severities: [critical, high, medium]
#   judges: [user, system]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.requester_by_surrogate_job

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
} else := object.keys(requesters.clients) | {user | some user in requesters.holders; input.profiles.SURROGAT[becoming.submit(user)]}

doors := {user: becoming.door("SURROGAT", becoming.submit(user), user) | some user in watched}

sound := evidence.shared(lost, {"severity": "high"}, {"object", "message", "facts"})

others := requesters.everyone - watched

# One verdict tells of all of them, where no other speaks of the system.
verdicts contains verdict if {
	count(others) > 0
	count(requesters.gaps) == 0
	told := {
		"object": "system",
		"message": sprintf("None of %d more users who may ask for tickets is one as whom others can submit jobs.", [count(others)]),
		"facts": {"users": count(others)},
	}
	verdict := object.union(told, sound)
}

verdicts contains verdict if {
	some user, door in doors
	verdict := evidence.settled(lost | door.lost, judge(user, door, becoming.word(door, active)))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in inscope.unread_users(requesters.lost, "high")

verdicts contains verdict if {
	evidence.offered("clients")
	some verdict in inscope.beside_people(requesters.everyone, requesters.gaps, needs, "high")
}

judge(user, _, "undefined") := result.not_applicable(users.named(user), sprintf("%s is not defined to RACF", [user]), {"severity": "high"})

judge(user, door, "undecided") := result.undecided(users.named(user), becoming.reasons(door, active), {"severity": "high"})

judge(user, door, "closed") := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("Nobody but those whom the site trusts can submit jobs as %s.", [user]),
	"facts": becoming.facts(door),
	"places": places.primary(input.users[user].at, "the requester"),
})

judge(user, door, "public") := result.failed(users.named(user), finding(user, door, requesters.weight))

judge(user, door, "named") := result.failed(users.named(user), finding(user, door, "medium")) if {
	input.site.schedulers != null
}

judge(user, door, "named") := result.advised(users.named(user), object.union(finding(user, door, "medium"), {"assumptions": [nobody_named]})) if {
	input.site.schedulers == null
}

judge(user, door, "inactive") := result.advised(users.named(user), object.union(finding(user, door, "medium"), {
	"message": sprintf("When class SURROGAT is activated, %s can submit jobs as %s.", [becoming.who(door), user]),
	"assumptions": ["While class SURROGAT is inactive, no job is submitted for another user."],
}))

judge(user, door, "warning") := result.advised(users.named(user), object.union(finding(user, door, "medium"), {
	"message": sprintf("SURROGAT %s is in WARNING mode, which may let everybody submit jobs as %s.", [door.profile, user]),
	"assumptions": ["What WARNING does to the check of a surrogate job is not documented."],
	"remediation": becoming.unwarned(door),
}))

nobody_named := "The site names no schedulers ([site] schedulers), so that nothing tells who submits jobs for others by design."

finding(user, door, severity) := {
	"severity": severity,
	"message": sprintf("%s can submit jobs as %s, which then have its tickets made: no password is needed.", [becoming.who(door), user]),
	"facts": object.union(becoming.facts(door), {"clients": sort(object.get(requesters.clients, user, set()))}),
	"places": becoming.proof(door),
	"remediation": object.union(becoming.closed(door), {"other": [advice]}),
}

advice := "See first in SMF type 80 records who submits jobs for this user. JESJOBS can refuse such jobs too, and is no reason to leave the profile open."
