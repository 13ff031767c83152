# METADATA
# title: Replay protection of a key profile
# description: >-
#   The switches that are off, who relies on that, and how they are set again.
package auditor.lib.replay_allowed.protection

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.keys
import data.auditor.lib.pace
import data.auditor.lib.places

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
	"remediation": remedy(name, kinds),
} if {
	kinds := switches(name)
}

# While a client needs tickets faster than replay protection lets them through, a person must choose (PT-A10).
remedy(name, kinds) := object.union(
	commands.racf("PTKTDATA", protecting, [undoing(name, kind) | some kind in sort(kinds)]),
	{"other": array.concat(["Pool connections first, so that no user needs two tickets in a second (PT-A10)."], documented(name))},
) if {
	count(hurried(name)) == 0
	protecting := [fixing(name, kind) | some kind in sort(kinds)]
} else := commands.other(array.concat(
	[sprintf("A choice: replay protection refuses the second ticket of a second, and client %s needs that until it keeps its connections (PT-A10). Then: %s.", [
		concat(", ", hurried(name)),
		concat("; ", array.concat([fixing(name, kind) | some kind in sort(kinds)], commands.refresh("PTKTDATA"))),
	])],
	documented(name),
))

hurried(name) := pace.hurried(split(name, ".")[0])

documented(name) := [sprintf("Documented need: client %s makes more than one ticket a second for one user.", [client.id]) | some client in needing(name)]

severity(ports) := "high" if count(ports) > 0

severity(ports) := "medium" if count(ports) == 0

appldata(name) := places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "appldata"), "APPLDATA begins with NO REPLAY PROTECTION")

replay(name) := places.primary(places.field(input.profiles.PTKTDATA[name].ssignon.at, "ssignon", "replay"), "REPLAY is YES")

# Ports of endpoints with this application that are stated to have no TLS (PT-E03).
clear_ports(name) := [row |
	some endpoint in data.auditor.lib.endpoints.drda
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

fixing(name, "legacy") := commands.alter("PTKTDATA", name, "NOAPPLDATA")

fixing(name, "enhanced") := commands.alter("PTKTDATA", name, "SSIGNON(REPLAY(NO))")

undoing(name, "legacy") := commands.alter("PTKTDATA", name, sprintf("APPLDATA('%s')", [text])) if {
	text := replace(input.profiles.PTKTDATA[name].appldata, "'", "''")
}

undoing(name, "enhanced") := commands.alter("PTKTDATA", name, "SSIGNON(REPLAY(YES))")
