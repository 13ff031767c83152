# METADATA
# title: Application open to everyone
# description: >-
#   UACC or ID(*) of READ lets every user of the system into the application. Source: RACF Security Administrator's Guide,
#   "Protecting applications" (UACC(NONE)).
# custom:
#   id: PT-B01
#   severity: high
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: blocks
package auditor.policies.application_open_to_all

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.grants
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

needs := {"unload:APPL"}

# Profiles that decide who may enter an application of an endpoint.
subjects contains name if {
	some endpoint in endpoints.drda
	name := decided_by(endpoint)
}

decided_by(endpoint) := name if {
	application := endpoints.appl(endpoint).value
	application != null
	name := profiles.deciding("APPL", application).name
	name != null
}

# Endpoints whose application a profile decides.
users(name) := {endpoint | some endpoint in endpoints.drda; decided_by(endpoint) == name}

lost := harm.open({"acl", "uacc", "conditional"}, needs)

verdicts contains verdict if {
	some name in subjects
	users_of := users(name)
	verdict := evidence.settled(lost | harm.of_profile({"acl", "uacc", "conditional"}, "APPL", name), masked(users_of, judge(name, profiles.named("APPL", name), users_of)))
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	reasons := unclear(endpoint)
	count(reasons) > 0
	verdict := result.undecided(endpoints.named(endpoint), reasons, {"severity": "high"})
}

verdicts contains verdict if {
	every endpoint in endpoints.drda {
		count(unclear(endpoint)) == 0
	}
	some verdict in scope.no_profiles(subjects, {"hwscfg", "unload:APPL"})
}

# The profile of an endpoint without its member is not known.
verdicts contains verdict if some verdict in scope.missing

unclear(endpoint) := {evidence.why(appl, "the application name is unknown")} if {
	appl := endpoints.appl(endpoint)
	appl.value == null
} else := profiles.deciding("APPL", endpoints.appl(endpoint).value).undecided

# An inactive class lets everybody in anyway.
masked(users_of, judged) := result.masked(judged, "PT-D01") if {
	input.classes.APPL.active.value == false
	some endpoint in users_of
	endpoints.racf(endpoint).value == true
} else := judged

judge(name, subject, users_of) := result.failed(subject, finding(name, input.profiles.APPL[name], users_of)) if {
	access.enough(access.open_level(input.profiles.APPL[name]), "READ")
} else := result.undecided(subject, {sprintf("APPL %s lets everyone in under a condition (WHEN) that no input proves", [name])}, {
	"severity": "high",
	"places": places.primary(conditional(name)[0].at, "a conditional entry for everyone"),
}) if {
	count(conditional(name)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("APPL %s lets in only those it names.", [name]),
	"facts": {"uacc": input.profiles.APPL[name].uacc, "everyone": access.star(input.profiles.APPL[name])},
	"places": places.primary(places.field(input.profiles.APPL[name].at, "profile", "uacc"), "UACC"),
})

conditional(name) := [row |
	some row in input.profiles.APPL[name].conditional
	row.id == "*"
	access.enough(row.access, "READ")
]

severity(users_of) := "critical" if {
	some endpoint in users_of
	endpoint.environment == "production"
	count(endpoints.ticket_clients(endpoint)) > 0
} else := "high"

finding(name, entry, users_of) := {
	"severity": severity(users_of),
	"message": sprintf("APPL %s lets every user of the system into the application.", [name]),
	"facts": {
		"profile": name,
		"level": access.open_level(entry),
		"needed": "READ",
		"by": given_by(entry),
		"endpoints": sort({endpoint.name | some endpoint in users_of}),
		"excluded": sort(excluded(entry)),
	},
	"places": places.ordered(array.concat(
		proof(entry),
		[place |
			some endpoint in users_of
			some place in places.related(endpoints.appl(endpoint).at, sprintf("%s uses this profile", [endpoint.name]))
		],
	)),
	"remediation": remediation(name, entry, users_of),
	"assumptions": array.concat(
		["The higher of UACC and ID(*) counts as open to everyone; which of them RACF uses for defined users is not settled here."],
		[sentence | some endpoint in users_of; some sentence in endpoints.assumptions(endpoint)],
	),
}

star_open(entry) if access.enough(access.star(entry), "READ")

uacc_open(entry) if access.enough(entry.uacc, "READ")

given_by(entry) := "UACC" if {
	uacc_open(entry)
} else := "ID(*)"

# Entries below READ shut their user or group out all the same.
excluded(entry) := {id |
	some id, permit in entry.acl
	id != "*"
	level := permit.access
	not access.enough(level, "READ")
}

proof(entry) := array.concat(
	[place | uacc_open(entry); some place in places.primary(places.field(entry.at, "profile", "uacc"), sprintf("UACC is %s", [entry.uacc]))],
	[place |
		star_open(entry)
		row := entry.acl["*"]
		some place in places.primary(places.field(row.at, "permit", "access"), sprintf("ID(*) has %s", [row.access]))
	],
)

remediation(name, entry, users_of) := object.union(
	commands.racf("APPL", array.concat(permits, closing(name, entry)), undo(name, entry, permitted)),
	{"other": ["Permit every group that uses the application first: closing the profile cuts off everyone who is not named."]},
) if {
	permitted := grants.ids(entry.acl, relying(users_of))
	permits := [commands.permit("APPL", name, id, "READ") | some id in permitted]
}

closing(name, entry) := array.concat(
	[commands.alter("APPL", name, "UACC(NONE)") | uacc_open(entry)],
	[commands.unpermit("APPL", name, "*") | star_open(entry)],
)

undo(name, entry, permitted) := array.concat(
	array.concat(
		[commands.alter("APPL", name, sprintf("UACC(%s)", [entry.uacc])) | uacc_open(entry)],
		[commands.permit("APPL", name, "*", access.star(entry)) | star_open(entry)],
	),
	[grants.unpermit("APPL", name, id) | some id in permitted],
)

# Declared users who get in only because everyone does.
relying(users_of) := {user |
	some endpoint in users_of
	some client in input.clients
	client.endpoint == endpoint.name
	some user in client.users
	access.decide("APPL", endpoints.appl(endpoint).value, user, "READ").by in {"UACC", "ID(*)", "restricted"}
}
