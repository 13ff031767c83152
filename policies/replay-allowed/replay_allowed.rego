# METADATA
# title: Replay protection is switched off
# description: >-
#   A captured ticket can be used again while it is valid. Legacy and enhanced tickets have a switch each, independent of
#   each other. Source: RACF System Programmer's Guide, "How RACF processes the password or PassTicket"; Db2, "Enabling Db2
#   to receive RACF PassTickets"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
# custom:
#   id: PT-C03
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.replay_allowed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon", "appldata"}, needs)

verdicts contains verdict if {
	some name in inscope.key_profiles
	harmed := harm.of_profile({"ssignon", "appldata"}, "PTKTDATA", name)
	verdict := masked(evidence.settled(lost | harmed, judge(name, profiles.named("PTKTDATA", name))))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "medium")

# No key is used while class PTKTDATA is inactive.
masked(judged) := result.masked(judged, "PT-A01") if inscope.ptktdata_off

masked(judged) := judged if not inscope.ptktdata_off

judge(name, subject) := result.failed(subject, finding(name)) if {
	count(switches(name)) > 0
} else := result.undecided(subject, {"the unload holds no SSIGNON record (0530): nothing is known about enhanced tickets"}, {"severity": "medium"}) if {
	keys.unread(name)
} else := result.undecided(subject, {sprintf("%s has an enhanced key, and its REPLAY field is blank", [name])}, {
	"severity": "medium",
	"places": places.primary(places.field(segment.at, "ssignon", "replay"), "REPLAY is blank"),
}) if {
	keys.enhanced(name) == "yes"
	segment := input.profiles.PTKTDATA[name].ssignon
	segment.replay == null
} else := result.undecided(subject, {sprintf("whether %s has an enhanced key is unknown", [name])}, {"severity": "medium"}) if {
	keys.enhanced(name) == "unknown"
} else := result.advised(subject, {
	"severity": "medium",
	"message": sprintf("The APPLDATA of %s is a left-over: it has no effect without a legacy key.", [name]),
	"facts": {"left_over": true},
	"places": appldata(name),
	"remediation": commands.racf("PTKTDATA", [mending(name, "legacy")], [unmending(name, "legacy")]),
}) if {
	keys.legacy_replay(name)
} else := result.not_applicable(subject, "the profile holds no key (PT-A04 judges that)", {
	"severity": "medium",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "no SSIGNON record belongs to this profile"),
}) if {
	keys.any_key(name) == "no"
} else := result.passed(subject, {
	"severity": "medium",
	"message": sprintf("A ticket made with a key of %s can be used only once on a system.", [name]),
	"places": places.primary(input.profiles.PTKTDATA[name].at, "nothing switches replay protection off"),
})

# The switches that are off: legacy by APPLDATA, enhanced by REPLAY.
switches(name) := {kind | some kind in ["legacy", "enhanced"]; switched_off(name, kind)}

switched_off(name, "legacy") if {
	keys.legacy_replay(name)
	keys.legacy(name) in {"yes", "unknown"}
}

switched_off(name, "enhanced") if {
	keys.enhanced(name) == "yes"
	input.profiles.PTKTDATA[name].ssignon.replay == true
}

finding(name) := {
	"severity": severity(clear_ports(name)),
	"message": sprintf("Replay protection of %s is off for %s tickets: a captured ticket can be used again.", [name, concat(" and ", sort(kinds))]),
	"facts": {
		"switched_off": sort(kinds),
		"documented_need": sort([client.id | some client in needing(name)]),
		"ports_without_tls": [sprintf("%s/%d", [row.endpoint, row.port]) | some row in clear_ports(name)],
	},
	"places": places.ordered(array.concat(
		array.concat(
			[place | "legacy" in kinds; some place in appldata(name)],
			[place | "enhanced" in kinds; some place in replay(name)],
		),
		array.concat(
			[place | some row in clear_ports(name); some place in places.related(row.at, "this port carries tickets in clear")],
			[place | some client in needing(name); some place in places.related(client.at, "more than one ticket a user and second")],
		),
	)),
	"remediation": object.union(
		commands.racf("PTKTDATA", [mending(name, kind) | some kind in sort(kinds)], [unmending(name, kind) | some kind in sort(kinds)]),
		{"other": array.concat(["Pool connections first, so that no user needs two tickets in a second (PT-A10)."], documented(name))},
	),
} if {
	kinds := switches(name)
}

documented(name) := [sprintf("Documented need: client %s makes more than one ticket a second for one user.", [client.id]) | some client in needing(name)]

severity(ports) := "high" if count(ports) > 0

severity(ports) := "medium" if count(ports) == 0

appldata(name) := places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "appldata"), "APPLDATA begins with NO REPLAY PROTECTION")

replay(name) := places.primary(places.field(input.profiles.PTKTDATA[name].ssignon.at, "ssignon", "replay"), "REPLAY is YES")

# Ports of endpoints with this application that are stated to have no TLS (PT-E03).
clear_ports(name) := [row |
	some endpoint in endpoints.drda
	endpoints.appl(endpoint).value == split(name, ".")[0]
	some row in input.tls
	row.endpoint == endpoint.name
	row.tls == "none"
]

# Clients that state a rate of more than one ticket for a user and second.
needing(name) := [client |
	some client in input.clients
	client.generates_tickets
	client.application != null
	upper(client.application) == split(name, ".")[0]
	client.tickets_per_second > max([1, count(client.users)])
]

mending(name, "legacy") := commands.alter("PTKTDATA", name, "NOAPPLDATA")

mending(name, "enhanced") := commands.alter("PTKTDATA", name, "SSIGNON(REPLAY(NO))")

unmending(name, "legacy") := commands.alter("PTKTDATA", name, sprintf("APPLDATA('%s')", [text])) if {
	text := replace(input.profiles.PTKTDATA[name].appldata, "'", "''")
}

unmending(name, "enhanced") := commands.alter("PTKTDATA", name, "SSIGNON(REPLAY(YES))")
