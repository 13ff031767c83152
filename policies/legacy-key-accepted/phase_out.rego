# METADATA
# title: Legacy keys still accepted
# description: >-
#   Who makes legacy tickets, whether they were to have ended, and how the key is taken away.
package auditor.lib.legacy_key_accepted.phase_out

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.keys
import data.auditor.lib.places

finding(name) := {
	"severity": severity(keys.enhanced(name)),
	"message": message(name, keys.enhanced(name)),
	"facts": {"enhanced": keys.enhanced(name), "migration_ended": migration_ended, "off_host": off_host(name)},
	"places": array.concat(
		places.primary(places.field(segment.at, "ssignon", "protection"), "a legacy key is there"),
		array.concat(
			places.related(places.field(segment.at, "ssignon", "key_label"), "label of the enhanced key"),
			[place |
				some client in generators(name)
				some place in places.related(client.at, sprintf("client %s makes tickets itself", [client.id]))
			],
		),
	),
	"remediation": remediation(name, keys.enhanced(name)),
} if {
	segment := input.profiles.PTKTDATA[name].ssignon
}

severity(enhanced) := "high" if {
	enhanced == "yes"
	migration_ended
} else := "medium"

default migration_ended := false

migration_ended if {
	input.site.migration_end != null
	input.as_of > input.site.migration_end
}

message(name, "yes") := sprintf("%s has an enhanced key, but tickets made with its legacy key are accepted too.", [name])

message(name, "no") := sprintf("%s has only a legacy key: tickets use the old DES algorithm.", [name])

message(name, "unknown") := sprintf("%s has a legacy key, whose tickets use the old DES algorithm; whether it has an enhanced key too is unknown.", [name])

# Clients that make tickets off the host with the key of this application, so that they must be switched first.
generators(name) := [client |
	some client in input.clients
	client.kind == "off-host"
	client.generates_tickets
	client.application != null
	upper(client.application) == split(name, ".")[0]
]

off_host(name) := sort([client.id | some client in generators(name)])

removal(name) := array.concat([commands.alter("PTKTDATA", name, "SSIGNON(NOLEGACYKEY)")], commands.refresh("PTKTDATA"))

remediation(name, "yes") := object.union(data.auditor.lib.commands.empty, {
	"racf": removal(name),
	"other": first(name),
	"undo": undo(name),
})

remediation(name, enhanced) := object.union(data.auditor.lib.commands.empty, {
	"racf": array.concat(
		array.concat([commands.alter("PTKTDATA", name, "SSIGNON(EPTKEYLABEL(<label>) TYPE(UPPER) TIMEOUT(60) REPLAY(NO))")], commands.refresh("PTKTDATA")),
		removal(name),
	),
	"other": array.concat(["Install the enhanced key in ICSF on every system first; <label> is its label."], first(name)),
	"undo": undo(name),
}) if {
	enhanced != "yes"
}

first(name) := array.concat(
	["Remove the legacy key only when every system has the enhanced key and every off-host generator uses it."],
	[sprintf("Switch client %s to enhanced tickets first.", [id]) | some id in off_host(name)],
)

# A key in ICSF can be named again; a key in the RACF database is gone.
undo(name) := array.concat([commands.alter("PTKTDATA", name, sprintf("SSIGNON(KEYLABEL(%s))", [label]))], commands.refresh("PTKTDATA")) if {
	label := input.profiles.PTKTDATA[name].ssignon.protection
	not startswith(label, "*")
} else := []
