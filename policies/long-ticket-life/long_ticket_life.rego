# METADATA
# title: Enhanced tickets live long
# description: >-
#   The longer a ticket is valid, the longer a captured one can be used elsewhere. RACF's own default is 60 seconds. Legacy
#   tickets have a fixed window. Source: z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
# custom:
#   id: PT-C04
#   severity: low
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: no
package auditor.policies.long_ticket_life

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
	harmed := harm.of_profile({"ssignon"}, "PTKTDATA", name)
	verdict := inscope.unless_inactive(evidence.settled(lost | harmed, judge(name, profiles.named("PTKTDATA", name), keys.enhanced(name))))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "low")

judge(name, subject, "unknown") := result.undecided(subject, {sprintf("whether %s has an enhanced key is unknown: no SSIGNON record tells", [name])}, {"severity": "low"})

judge(name, subject, "no") := result.not_applicable(subject, "the profile has no enhanced key, and legacy tickets have a fixed window", {
	"severity": "low",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "the profile without an enhanced key"),
})

judge(name, subject, "yes") := judge_life(name, subject, input.profiles.PTKTDATA[name].ssignon)

judge_life(name, subject, segment) := result.undecided(subject, {sprintf("%s has an enhanced key, and its TIMEOUT field is blank", [name])}, {
	"severity": "low",
	"places": life(segment, "TIMEOUT is blank"),
}) if {
	segment.timeout == null
} else := result.passed(subject, {
	"severity": "low",
	"message": sprintf("Enhanced tickets of %s live %d seconds.", [name, segment.timeout]),
	"facts": {"timeout": segment.timeout, "limit": input.site.max_timeout},
	"places": life(segment, "TIMEOUT"),
}) if {
	segment.timeout <= input.site.max_timeout
} else := result.failed(subject, {
	"severity": severity(segment.timeout),
	"message": sprintf("Enhanced tickets of %s live %d seconds, more than %d.", [name, segment.timeout, input.site.max_timeout]),
	"facts": {"timeout": segment.timeout, "limit": input.site.max_timeout},
	"places": array.concat(
		life(segment, "TIMEOUT"),
		places.related(places.field(input.profiles.PTKTDATA[name].at, "profile", "name"), "the key profile"),
	),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			[commands.alter("PTKTDATA", name, sprintf("SSIGNON(TIMEOUT(%d))", [input.site.max_timeout]))],
			[commands.alter("PTKTDATA", name, sprintf("SSIGNON(TIMEOUT(%d))", [segment.timeout]))],
		),
		{"other": ["Check first that the clocks of all generators and of this system are synchronised."]},
	),
})

life(segment, note) := places.primary(places.field(segment.at, "ssignon", "timeout"), note)

# 600 seconds are as long as a legacy ticket lives.
severity(timeout) := "medium" if timeout >= 600

severity(timeout) := "low" if timeout < 600
