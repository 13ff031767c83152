# METADATA
# title: IMS Connect may use the stack before TLS is there
# description: >-
#   Between the start of a TCP/IP stack and its first AT-TLS policy connections would be in clear. Only users with READ on the
#   SERVAUTH profile EZB.INITSTACK.system.stack may use the stack in that time, and without a profile nobody. Source: z/OS
#   Communications Server, IP Configuration Guide, "TCP/IP stack initialization access control".
# custom:
#   id: PT-E10
#   severity: medium
#   judges: [endpoint]
#   needs: [unload, setropts, hwscfg, site]
#   gate: warns
package auditor.policies.stack_used_before_tls

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.attls
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := scope.per_endpoint(endpoint, evidence.settled(lost, judge(endpoint, endpoints.named(endpoint), grants(endpoint))))
}

verdicts contains verdict if some verdict in scope.otherwise

lost := harm.open({"acl", "conditional"}, {"unload", "unload:SERVAUTH"}) | {reason |
	some name in (object.keys(covering) | harm.lost_profiles("SERVAUTH"))
	some reason in harm.of_profile({"acl", "conditional"}, "SERVAUTH", name)
}

judge(endpoint, subject, found) := result.undecided(subject, unused, {"severity": "medium"}) if {
	count(unused) > 0
} else := result.passed(subject, {
	"severity": "medium",
	"message": "No profile lets anybody use a stack before its AT-TLS policy is there.",
	"facts": {"profiles": []},
}) if {
	count(covering) == 0
} else := result.failed(subject, finding(endpoint, found.allowed)) if {
	count(found.allowed) > 0
} else := result.undecided(subject, found.open, {"severity": "medium"}) if {
	count(found.open) > 0
} else := result.passed(subject, {
	"severity": "medium",
	"message": sprintf("%s, as which IMS Connect runs, may not use a stack before its AT-TLS policy is there.", [found.user]),
	"facts": {"user": found.user, "profiles": sort(object.keys(covering))},
	"places": [place | some name in array.slice(sort(object.keys(covering)), 0, 5); some place in proof(name)],
	"assumptions": [ichrin03],
})

# Why nothing can be said of the class: a set of reasons.
unused := {evidence.why(class.active, "whether class SERVAUTH is active is unknown") | class.active.value == null} | {inactive | class.active.value == false}

class := input.classes.SERVAUTH

inactive := "class SERVAUTH is inactive, and what a stack does then is not known here"

ichrin03 := "The started procedures table ICHRIN03, which decides where no profile does, is not examined."

# SERVAUTH profiles that decide for some system and stack.
covering[name] := entry if {
	some name, entry in input.profiles.SERVAUTH
	covers(name, entry.generic)
}

covers(name, _) if startswith(name, "EZB.INITSTACK.")

covers(name, true) if {
	parts := split(name, ".")
	count(parts) > 1
	not "**" in array.slice(parts, 0, 2)
	regex.match(profiles.pattern(parts[0]), "EZB")
	regex.match(profiles.pattern(parts[1]), "INITSTACK")
}

covers(name, true) if regex.match(profiles.pattern(name), "EZB.INITSTACK.SYSTEM.STACK")

# What the profiles let the user of an endpoint do: those that let him in, and why it is open of others.
grants(endpoint) := {
	"user": task.user,
	"allowed": sort(public | {name | some name, decision in decisions; decision.outcome == "allowed"}),
	"open": (task.reasons | {reason | some decision in decisions; decision.outcome == "undecided"; some reason in decision.reasons}),
} if {
	task := runs_as(attls.job(endpoint.name), endpoint.name)
	decisions := {name: access.in_profile("SERVAUTH", name, task.user, "READ") | some name, _ in covering; task.user != ""}
}

public := {name |
	some name, entry in covering
	access.enough(access.open_level(entry), "READ")
} | {name | some name, entry in covering; entry.warning}

# The user as which a started task runs; "" with the reasons where that is not known.
runs_as("", name) := {"user": "", "reasons": {sprintf("which started task %s runs as is not said (job in [site.endpoints.%s])", [name, name])}}

runs_as(job, _) := {"user": "", "reasons": reasons} if {
	job != ""
	reasons := undecided_task(job)
	count(reasons) > 0
} else := {"user": {true: job, false: named}[named == "=MEMBER"], "reasons": set()} if {
	job != ""
	named := input.profiles.STARTED[started(job).name].started.user
	named != ""
} else := {"user": "", "reasons": {sprintf("no profile of class STARTED names a user for %s, so that table ICHRIN03 decides", [job])}} if {
	job != ""
}

started(job) := profiles.deciding("STARTED", sprintf("%s.%s", [job, job]))

undecided_task(job) := (started(job).undecided | profiles.unread("STARTED", sprintf("%s.%s", [job, job]))) | {"whether class STARTED is active is not shown" |
	input.classes.STARTED.active.value != true
}

proof(name) := places.related(input.profiles.SERVAUTH[name].at, sprintf("profile %s", [name]))

finding(endpoint, names) := {
	"severity": "medium",
	"message": "IMS Connect may use a stack before its AT-TLS policy is there: connections in that time are in clear.",
	"facts": {"user": grants(endpoint).user, "profiles": names},
	"places": places.ordered([place | some name in array.slice(names, 0, 5); some place in proof(name)]),
	"assumptions": [ichrin03],
	"remediation": remedy(names, grants(endpoint).user),
}

remedy(names, user) := object.union(
	commands.racf("SERVAUTH", [commands.unpermit("SERVAUTH", name, user) | some name in own], [commands.permit("SERVAUTH", name, user, level) |
		some name in own
		level := input.profiles.SERVAUTH[name].acl[user].access
	]),
	{"other": afterwards},
) if {
	own := entries(names, user)
	count(own) == count(names)
} else := commands.other(array.concat(
	["Permit by name who has to use the stack before the policy is there, such as the Policy Agent; then take READ from everybody else and from the groups of IMS Connect's user."],
	afterwards,
))

afterwards := ["Start IMS Connect after message EZZ4250I, which says that the AT-TLS policy is in effect."]

# Profiles that let the user in by an entry of his own, which alone can be taken away without touching others.
entries(names, user) := [name |
	some name in names
	not name in public
	input.profiles.SERVAUTH[name].acl[user]
]
