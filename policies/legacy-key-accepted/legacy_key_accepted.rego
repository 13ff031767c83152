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

import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.legacy_key_accepted.phase_out
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in inscope.key_profiles
	verdict := inscope.unless_inactive(evidence.settled(lost | harm.of_profile({"ssignon"}, "PTKTDATA", name), judge(name)))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "medium")

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

judge_key(name, subject, "yes") := result.failed(subject, phase_out.finding(name))

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
