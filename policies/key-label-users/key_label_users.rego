# METADATA
# title: Who may use a key label
# description: >-
#   READ on the CSFKEYS profile of a label is enough to use the key, and to replace it unless ICSF's granular control is on.
#   Whom the site does not trust is told. Source: z/OS ICSF Administrator's Guide, "Setting up profiles in the CSFKEYS general
#   resource class", "Increasing the level of authority needed to modify key labels".
# custom:
#   id: PT-C09
#   severity: advisory
#   judges: [profile]
#   needs: [unload, setropts, hwscfg]
#   gate: "no"
package auditor.policies.key_label_users

import rego.v1

import data.auditor.lib.becoming
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.labels
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon", "unload:users"}

lost := harm.open({"ssignon"}, needs) | labels.lost

verdicts contains verdict if {
	some name in inscope.key_profiles
	verdict := evidence.settled(lost | damaged(name), judge(name))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "advisory")

guards(name) := [labels.guards[label] | some label in sort(object.get(labels.of_profile, name, set()))]

damaged(name) := harm.of_profile({"ssignon"}, "PTKTDATA", name) | {reason | some guard in guards(name); some reason in guard.door.lost}

listed(name) := {id | some guard in guards(name); some id in labels.users(guard)}

doubts(name) := {reason | some guard in guards(name); some reason in ((guard.variable | guard.changed) | (guard.door.unread | guard.door.undecided))}

judge(name) := result.undecided(profiles.named("PTKTDATA", name), {"the unload holds no SSIGNON record (0530): nothing is known about keys"}, {}) if {
	keys.unread(name)
} else := result.not_applicable(profiles.named("PTKTDATA", name), "no key of the profile is kept in ICSF", {}) if {
	count(guards(name)) == 0
} else := result.undecided(profiles.named("PTKTDATA", name), doubts(name), {}) if {
	count(doubts(name)) > 0
} else := result.passed(profiles.named("PTKTDATA", name), {
	"message": sprintf("Nobody but those whom the site trusts is permitted to the key labels of %s by name.", [name]),
	"places": places.primary(input.profiles.PTKTDATA[name].ssignon.at, "the labels"),
}) if {
	count(listed(name)) == 0
} else := result.advised(profiles.named("PTKTDATA", name), {
	"message": sprintf("%s may use a key of %s, which is all a ticket needs.", [concat(", ", array.slice(sort(listed(name)), 0, 5)), name]),
	"facts": {"labels": [guard.label | some guard in guards(name)], "ids": array.slice(sort(listed(name)), 0, 20)},
	"places": array.concat(
		places.primary(input.profiles.PTKTDATA[name].ssignon.at, "the labels"),
		[place | some guard in guards(name); some place in becoming.proof(guard.door)],
	),
	"assumptions": ["READ also replaces the key unless ICSF's granular control of label access (class XFACILIT) is on, which is not examined."],
})
