# METADATA
# title: Legacy key is only masked in the RACF database
# description: >-
#   Masking can be undone by anyone who reads the database, a copy or a backup; who has the key can be any user of the
#   application. Source: RACF Security Administrator's Guide, "Protecting PassTicket keys", "Storing PassTicket keys
#   encrypted in ICSF"; z/OS 2.4 Education Assistant, "Improved PassTicket Security".
# custom:
#   id: PT-C01
#   severity: high
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: warns
package auditor.policies.key_masked

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.key_masked.masked_key
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in inscope.key_profiles
	verdict := inscope.unless_inactive(evidence.settled(lost | harm.of_profile({"ssignon"}, "PTKTDATA", name), judge(name)))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "high")

judge(name) := result.undecided(subject, {"the unload holds no SSIGNON record (0530): nothing is known about keys"}, {"severity": "high"}) if {
	keys.unread(name)
	subject := profiles.named("PTKTDATA", name)
} else := result.not_applicable(subject, "the profile holds no key (PT-A04 judges that)", {
	"severity": "high",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "no SSIGNON record belongs to this profile"),
}) if {
	subject := profiles.named("PTKTDATA", name)
	input.profiles.PTKTDATA[name].ssignon == null
} else := judge_key(name, profiles.named("PTKTDATA", name), input.profiles.PTKTDATA[name].ssignon)

judge_key(name, subject, segment) := result.failed(subject, object.union(masked_key.finding(name, segment), {
	"message": sprintf("The legacy key of %s is only masked: whoever reads the RACF database has it.", [name]),
})) if {
	segment.protection == "*MASKED*"
} else := result.advised(subject, object.union(masked_key.finding(name, segment), {
	"message": sprintf("The legacy key of %s sits in the profile as an encrypted token: the move to ICSF was not completed.", [name]),
})) if {
	segment.protection == "*KEYTOKEN*"
} else := result.advised(subject, object.union(masked_key.finding(name, segment), {
	"message": sprintf("The protection of the legacy key of %s has a form that RACF did not recognise.", [name]),
	"remediation": commands.other(["List the profile with RLIST and give it a key in ICSF: SSIGNON(KEYLABEL(<label>))."]),
})) if {
	startswith(segment.protection, "*")
} else := result.passed(subject, {
	"severity": "high",
	"message": masked_key.said(name, segment.protection),
	"facts": {"protection": segment.protection},
	"places": places.primary(places.field(segment.at, "ssignon", "protection"), "how the legacy key is kept"),
})
