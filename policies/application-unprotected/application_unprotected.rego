# METADATA
# title: No APPL profile protects the application
# description: >-
#   The check of class APPL at logon fails open: where no profile matches the application name, every valid
#   credential enters. Source: RACF Security Administrator's Guide, "Authorizing access to RACF-protected
#   applications".
# custom:
#   id: PT-A06
#   severity: high
#   judges: [endpoint]
#   needs: [unload, setropts, hwscfg]
#   gate: blocks
package auditor.policies.application_unprotected

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.grants
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := evidence.settled(problems, judge(endpoint, endpoints.named(endpoint)))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

problems := harm.open(set(), {"unload:APPL"})

active := input.classes.APPL.active

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off at this endpoint, so RACF is not asked", {
	"severity": "high",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "high"}) if {
	endpoints.racf(endpoint).value == null
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "high"}) if {
	endpoints.appl(endpoint).value == null
} else := result.not_applicable(subject, "class APPL is not active (PT-D01 judges that)", {
	"severity": "high",
	"places": places.primary(active.at, "APPL is not among the active classes"),
}) if {
	active.value == false
} else := result.undecided(subject, {evidence.why(active, "whether class APPL is active is unknown")}, {"severity": "high"}) if {
	active.value == null
} else := result.undecided(subject, deciding(endpoint).undecided, {"severity": "high"}) if {
	count(deciding(endpoint).undecided) > 0
} else := result.failed(subject, finding(endpoint)) if {
	deciding(endpoint).name == null
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("APPL profile %s protects %s.", [deciding(endpoint).name, endpoints.appl(endpoint).value]),
	"facts": {"application": endpoints.appl(endpoint).value, "profile": deciding(endpoint).name},
	"places": places.primary(input.profiles.APPL[deciding(endpoint).name].at, "the profile that decides"),
	"assumptions": endpoints.assumptions(endpoint),
})

deciding(endpoint) := profiles.deciding("APPL", endpoints.appl(endpoint).value)

# Generic profiles that would match, were they looked at; and disguised ones that only look as if.
tried(application) := [{"profile": name, "why": "generic profile checking is off for class APPL"} |
	some name in profiles.candidates("APPL", application)
]

disguises(application) := [{"profile": name, "why": "stored as a discrete profile under a generic name"} |
	some name, pattern in data.auditor.lib.profiles.disguises.APPL
	regex.match(pattern, application)
]

# Users that declared clients of the endpoint log on with.
declared(endpoint) := {user |
	some client in input.clients
	client.endpoint == endpoint.name
	some user in client.users
}

finding(endpoint) := {
	"severity": "high",
	"message": sprintf("No profile of class APPL protects %s: everyone with a valid credential enters.", [application]),
	"facts": {
		"absent": true,
		"application": application,
		"origin": endpoints.appl(endpoint).origin,
		"profile": null,
		"level": null,
		"needed": "READ",
		"by": "none",
		"ignored": array.concat(tried(application), disguises(application)),
	},
	"places": places.primary(
		endpoints.appl(endpoint).at,
		sprintf("the application name, from %s", [endpoints.appl(endpoint).origin]),
	),
	"remediation": remedy(endpoint, application),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	application := endpoints.appl(endpoint).value
}

# A name that RACF cannot use needs another name, not a profile (PT-A11).
remedy(_, application) := commands.other([unusable]) if {
	count(endpoints.unusable(application)) > 0
}

remedy(endpoint, application) := object.union(
	commands.racf(
		"APPL",
		array.concat(
			[commands.define("APPL", application)],
			[commands.permit("APPL", application, id, "READ") | some id in grants.ids({}, declared(endpoint))],
		),
		[commands.delete("APPL", application)],
	),
	{"other": [
		"Once the profile is in effect it shuts out everybody who is not permitted: permit all users first, best through a group, and refresh last.",
	]},
) if {
	count(endpoints.unusable(application)) == 0
}

unusable := "Give the endpoint an application name that RACF can use first (PT-A11); then define its APPL profile."
