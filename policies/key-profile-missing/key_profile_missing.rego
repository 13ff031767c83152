# METADATA
# title: No key profile for the application name
# description: >-
#   Without a discrete PTKTDATA profile of exactly the application name every ticket is a wrong password, and
#   counts toward revocation. Generic key profiles are ignored. Source: RACF Security Administrator's Guide,
#   "Defining profiles in the PTKTDATA class".
# custom:
#   id: PT-A03
#   severity: critical
#   judges: [endpoint]
#   needs: [unload, hwscfg, clients]
#   gate: blocks
package auditor.policies.key_profile_missing

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.keys
import data.auditor.lib.names
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := evidence.settled(problems | of_key(endpoints.appl(endpoint).value), judge(endpoint, endpoints.named(endpoint)))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

problems := harm.open(set(), {"unload:PTKTDATA"})

# The profile may be the one that is lost.
of_key(application) := harm.of_profile(set(), "PTKTDATA", application) if application != null

of_key(null) := set()

judge(endpoint, subject) := result.not_applicable(subject, "RACF is off at this endpoint, so RACF is not asked", {
	"severity": "critical",
	"places": places.primary(endpoints.racf(endpoint).at, "RACF is off here"),
}) if {
	endpoints.racf(endpoint).value == false
} else := result.undecided(subject, {evidence.why(endpoints.racf(endpoint), "whether RACF is on is unknown")}, {"severity": "critical"}) if {
	endpoints.racf(endpoint).value == null
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "critical"}) if {
	endpoints.appl(endpoint).value == null
} else := result.undecided(subject, evidence.problems("clients"), {"severity": "critical"}) if {
	not evidence.offered("clients")
	keys.usable(endpoints.appl(endpoint).value)
} else := result.advised(subject, object.union(finding(endpoint), {"message": sprintf(
	"%s; whether anybody generates tickets for it is not known.",
	[trim_suffix(finding(endpoint).message, ".")],
)})) if {
	not evidence.offered("clients")
} else := evidence.guarded({"clients"}, result.not_applicable(subject, "no client in the inventory generates tickets for this endpoint", {"severity": "critical"})) if {
	count(endpoints.ticket_clients(endpoint)) == 0
} else := result.undecided(subject, evidence.problems("clients"), {"severity": "critical"}) if {
	keys.usable(endpoints.appl(endpoint).value)
	every client in endpoints.ticket_clients(endpoint) {
		client.status == "draft"
	}
} else := result.passed(subject, {
	"severity": "critical",
	"message": sprintf("There is a key profile %s.", [endpoints.appl(endpoint).value]),
	"facts": {"application": endpoints.appl(endpoint).value},
	"places": places.primary(input.profiles.PTKTDATA[endpoints.appl(endpoint).value].at, "the key profile"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	keys.usable(endpoints.appl(endpoint).value)
} else := result.failed(subject, finding(endpoint))

qualified(application) := sort([name | some name in keys.names; startswith(name, sprintf("%s.", [application]))])

covering(application) := profiles.candidates("PTKTDATA", application)

message(application) := sprintf("There is no key profile %s, only qualified ones: the RACF services cannot generate a ticket.", [application]) if {
	count(qualified(application)) > 0
} else := sprintf("There is no discrete key profile %s: generic key profiles are ignored, so every ticket is a wrong password.", [application]) if {
	count(covering(application)) > 0
} else := sprintf("There is no key profile %s: every ticket is a wrong password.", [application])

finding(endpoint) := {
	"severity": "critical",
	"message": message(application),
	"facts": {
		"absent": true,
		"application": application,
		"origin": endpoints.appl(endpoint).origin,
		"qualified": qualified(application),
		"generic": covering(application),
		"nearest": sort([name | some name in keys.names; names.near(name, application)]),
		"clients": sort([client.id | some client in endpoints.ticket_clients(endpoint)]),
	},
	"places": places.ordered(array.concat(
		places.primary(endpoints.appl(endpoint).at, sprintf("the application name, from %s", [endpoints.appl(endpoint).origin])),
		[place |
			some client in endpoints.ticket_clients(endpoint)
			some place in places.related(client.at, sprintf("client %s generates tickets for this endpoint", [client.id]))
		],
	)),
	"remediation": remedy(application),
	"assumptions": endpoints.assumptions(endpoint),
} if {
	application := endpoints.appl(endpoint).value
}

# A name that RACF cannot use needs another name, not a profile (PT-A11).
remedy(application) := commands.other([unusable]) if {
	count(endpoints.unusable(application)) > 0
} else := object.union(
	commands.racf(
		"PTKTDATA",
		array.concat([sprintf("%s SSIGNON(EPTKEYLABEL(<label>))", [commands.define("PTKTDATA", application)])], creator(application)),
		[commands.delete("PTKTDATA", application)],
	),
	{"other": [
		"<label> must name a key that exists in the CKDS of every system: make an HMAC key in ICSF first, or name the one there is.",
		concat("", ["Whoever makes tickets off the host must hold the same key", partners(application), "."]),
		"Where the clients can only make legacy tickets, use SSIGNON(KEYLABEL(label)) instead.",
	]},
)

creator(application) := [one | some one in commands.defined("PTKTDATA", application); startswith(one, "PERMIT ")]

# Off-host clients of the application, who make tickets with its key.
partners(application) := sprintf(": client %s", [concat(", ", ids)]) if {
	ids := sort({client.id | some client in input.clients; client.kind == "off-host"; client.application != null; upper(client.application) == application})
	count(ids) > 0
} else := ""

unusable := "Give the endpoint an application name that tickets can be made for first (PT-A11); then define its key profile."
