# METADATA
# title: A key label in ICSF is open
# description: >-
#   A PassTicket key in ICSF is as safe as the CSFKEYS profile of its label: where none covers it, or UACC or ID(*) gives READ,
#   any program that may call ICSF uses the key, which is all a ticket needs. Source: z/OS ICSF Administrator's Guide, "Setting
#   up profiles in the CSFKEYS general resource class"; RACF Security Administrator's Guide, "Protecting PassTicket keys".
# custom:
#   id: PT-C08
#   severity: high
#   judges: [profile]
#   needs: [unload, setropts, hwscfg]
#   gate: blocks
package auditor.policies.key_label_open

import rego.v1

import data.auditor.lib.becoming
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.keys
import data.auditor.lib.labels
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

lost := harm.open({"ssignon"}, needs) | labels.lost

class := input.classes.CSFKEYS

verdicts contains verdict if {
	some name in inscope.key_profiles
	verdict := masked(evidence.settled(((lost | harm.of_profile({"ssignon"}, "PTKTDATA", name)) | damaged(name)), judge(name)))
}

verdicts contains verdict if some verdict in inscope.beside(inscope.key_profiles, inscope.unnamed, needs, "high")

masked(judged) := result.masked(judged, "PT-A01") if inscope.ptktdata_off

masked(judged) := judged if not inscope.ptktdata_off

damaged(name) := {reason | some guard in guards(name); some reason in guard.door.lost}

guards(name) := [labels.guards[label] | some label in sort(object.get(labels.of_profile, name, set()))]

# What stands against each label of a profile.
faults(name) := [{"label": guard.label, "fault": fault} | some guard in guards(name); some fault in against(guard)]

against(guard) := {"no profile of class CSFKEYS covers it"} if {
	uncovered(guard)
} else := union({
	{"UACC or ID(*) of its CSFKEYS profile gives READ to everybody" | wide_open(guard)},
	{"its CSFKEYS profile is in WARNING mode" | guard.door.warning},
	{"class CSFKEYS is inactive" | class.active.value == false},
})

uncovered(guard) if {
	guard.door.profile == null
	count(guard.groups) == 0
	count(((guard.variable | guard.changed) | (guard.door.unread | guard.door.undecided))) == 0
}

wide_open(guard) if guard.door.everybody

wide_open(guard) if {
	some name in guard.groups
	becoming.lets_everybody(input.profiles.GCSFKEYS[name])
}

doubts(name) := {reason | some guard in guards(name); some reason in ((guard.variable | guard.changed) | (guard.door.unread | guard.door.undecided))} | in_use

# To say that a profile guards its label, the class has to be in use.
in_use := {reason |
	some option in ["active", "raclisted"]
	class[option].value == null
	reason := evidence.why(class[option], sprintf("whether class CSFKEYS is %s is unknown", [option]))
} | {"class CSFKEYS is not RACLISTed, which ICSF needs" | class.raclisted.value == false}

judge(name) := result.undecided(subject, {"the unload holds no SSIGNON record (0530): nothing is known about keys"}, {"severity": "high"}) if {
	keys.unread(name)
	subject := profiles.named("PTKTDATA", name)
} else := result.not_applicable(profiles.named("PTKTDATA", name), "no key of the profile is kept in ICSF (PT-C01 judges that)", {"severity": "high"}) if {
	count(guards(name)) == 0
} else := result.failed(profiles.named("PTKTDATA", name), finding(name, faults(name))) if {
	count(faults(name)) > 0
} else := result.undecided(profiles.named("PTKTDATA", name), doubts(name), {"severity": "high"}) if {
	count(doubts(name)) > 0
} else := result.passed(profiles.named("PTKTDATA", name), {
	"severity": "high",
	"message": sprintf("The key labels of %s are guarded by class CSFKEYS.", [name]),
	"facts": {"guards": told(name)},
	"places": places.primary(input.profiles.PTKTDATA[name].ssignon.at, "the labels"),
})

told(name) := [{"label": guard.label, "profile": guard.door.profile, "groups": sort(guard.groups)} | some guard in guards(name)]

finding(name, found) := {
	"severity": "high",
	"message": sprintf("A key of %s can be used by any program that calls ICSF: %s.", [name, concat("; ", [sprintf("%s: %s", [row.label, row.fault]) | some row in found])]),
	"facts": {"guards": told(name), "faults": found, "absent": absent(name)},
	"places": array.concat(
		places.primary(input.profiles.PTKTDATA[name].ssignon.at, "the labels"),
		[place | some guard in guards(name); some place in becoming.proof(guard.door)],
	),
	"assumptions": ["Class CSFSERV, which may still keep a program from the service that uses the key, is not examined."],
	"remediation": commands.other([steps(row.label) | some row in found]),
}

# A label that nothing covers is proved by what is not there.
absent(name) if {
	some guard in guards(name)
	uncovered(guard)
} else := false

steps(label) := concat(" ", [
	sprintf("Begin with WARNING, because nobody can say who uses the label: RDEFINE (or RALTER) CSFKEYS %s UACC(NONE) WARNING AUDIT(ALL(READ)), refresh;", [label]),
	"study SMF type 80 for a full cycle, permit who needs it, then NOWARNING.",
	"Never activate class CSFKEYS for this alone: it acts on every key of the system.",
])
