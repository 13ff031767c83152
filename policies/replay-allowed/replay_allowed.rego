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
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.replay_allowed.protection
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon", "appldata"}, needs)

verdicts contains verdict if {
	some name in inscope.key_profiles
	harmed := harm.of_profile({"ssignon", "appldata"}, "PTKTDATA", name)
	verdict := inscope.unless_inactive(evidence.settled(lost | harmed, judge(name, profiles.named("PTKTDATA", name))))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "medium")

judge(name, subject) := result.failed(subject, protection.finding(name)) if {
	count(protection.switches(name)) > 0
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
	"places": protection.appldata(name),
	"remediation": commands.racf("PTKTDATA", [protection.fixing(name, "legacy")], [protection.undoing(name, "legacy")]),
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
