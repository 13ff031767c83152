# METADATA
# title: Legacy DES key is still accepted
# description: >-
#   A profile with a legacy key accepts tickets of the old algorithm, even beside an enhanced key. Source: RACF Macros and
#   Interfaces, "The RACF PassTicket"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
# custom:
#   id: PT-C02
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.legacy_key_accepted

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in inscope.key_profiles
	verdict := masked(evidence.settled(lost | harm.of_profile({"ssignon"}, "PTKTDATA", name), judge(name)))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "medium")

# No key is used while class PTKTDATA is inactive.
masked(judged) := result.masked(judged, "PT-A01") if inscope.ptktdata_off

masked(judged) := judged if not inscope.ptktdata_off

judge(name) := result.undecided(subject, {"the unload holds no SSIGNON record (0530): nothing is known about keys"}, {"severity": "medium"}) if {
	keys.unread(name)
	subject := profiles.named("PTKTDATA", name)
} else := result.not_applicable(subject, "the profile holds no key (PT-A04 judges that)", {
	"severity": "medium",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "no SSIGNON record belongs to this profile"),
}) if {
	subject := profiles.named("PTKTDATA", name)
	input.profiles.PTKTDATA[name].ssignon == null
} else := judge_key(name, profiles.named("PTKTDATA", name), keys.legacy(name))

judge_key(name, subject, "yes") := result.failed(subject, finding(name))

judge_key(name, subject, "unknown") := result.undecided(subject, {"the protection of the legacy key has a form that is not known"}, {
	"severity": "medium",
	"places": protection(name),
})

judge_key(name, subject, "no") := result.passed(subject, {
	"severity": "medium",
	"message": sprintf("%s holds no legacy key.", [name]),
	"places": protection(name),
})

protection(name) := places.primary(places.field(input.profiles.PTKTDATA[name].ssignon.at, "ssignon", "protection"), "protection of the legacy key")

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

remediation(name, "yes") := object.union(commands.empty, {
	"racf": removal(name),
	"other": first(name),
	"undo": undo(name),
})

remediation(name, enhanced) := object.union(commands.empty, {
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
