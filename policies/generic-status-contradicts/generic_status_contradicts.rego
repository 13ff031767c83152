# METADATA
# title: Generic status contradicts the profiles
# description: >-
#   Generic profiles are ignored while generic checking of their class is off, and a profile that was defined while it was
#   off is stored as a discrete one under a name with generic characters, which protects nothing real. Source: RACF
#   Messages and Codes, ICH10321I; RACF Security Administrator's Guide, "Activating generic profile checking".
# custom:
#   id: PT-D02
#   severity: high
#   judges: [profile]
#   needs: [unload, setropts]
#   gate: blocks
package auditor.policies.generic_status_contradicts

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

classes := ["APPL", "PTKTDATA"]

needs := {"unload", "unload:APPL", "unload:PTKTDATA"}

# Profiles whose name or flag says generic.
subjects contains {"class": class, "name": name} if {
	some class in classes
	some name, entry in input.profiles[class]
	entry.generic
}

subjects contains {"class": class, "name": name} if {
	some class in classes
	some name, _ in profiles.disguises[class]
}

lost := harm.open(set(), needs)

verdicts contains verdict if {
	some row in subjects
	verdict := evidence.settled(lost, judge(row.class, row.name))
}

verdicts contains verdict if some verdict in scope.no_profiles(subjects, needs)

# Of a profile that is lost it is not known what it is stored as.
verdicts contains verdict if {
	some class in classes
	some verdict in inscope.unread(class, "high")
}

judge(class, name) := result.failed(profiles.named(class, name), disguise(class, name)) if {
	profiles.disguises[class][name]
} else := result.failed(profiles.named(class, name), beside(class, name)) if {
	twin(class, name) != null
} else := result.failed(profiles.named(class, name), ignored(class, name)) if {
	input.classes[class].generic.value == false
} else := result.undecided(profiles.named(class, name), {profiles.generic_reason(class)}, {"severity": "high"}) if {
	input.classes[class].generic.value == null
} else := result.passed(profiles.named(class, name), {
	"severity": "high",
	"message": sprintf("Generic profile checking is on for class %s.", [class]),
	"places": places.primary(input.classes[class].generic.at, "the class is among the generic profile classes"),
})

# The discrete profile of the same name; RACF tells them apart by the generic flag, and looks at this one for nothing real.
twin(class, name) := object.get(input.profiles[class][name], "twin", null)

beside(class, name) := {
	"severity": "high",
	"message": sprintf("Beside generic %s there is a discrete profile of the same name: it protects nothing real.", [name]),
	"facts": {"generic_profile": true, "twin": true},
	"places": array.concat(
		places.primary(places.field(twin(class, name), "profile", "generic"), "GENERIC=NO under a name with generic characters"),
		places.related(input.profiles[class][name].at, "the generic profile"),
	),
	"remediation": commands.other([sprintf(
		"See with RLIST %s %s NOGENERIC and RLIST %s %s GENERIC whose entries are whose; then delete the discrete one with RDELETE %s %s NOGENERIC.",
		[class, name, class, name, class, name],
	)]),
}

# The refresh where generic checking was switched on just before, whatever it was.
refresh(class) := [sprintf("SETROPTS GENERIC(%s) REFRESH", [class])] if {
	input.classes[class].raclisted.value == false
	input.classes[class].active.value == true
} else := commands.refresh(class)

ignored(class, name) := {
	"severity": "high",
	"message": sprintf("Generic profile checking is off for class %s, so RACF ignores %s.", [class, name]),
	"facts": {"generic_checking": false, "generic_profile": true, "ids": sort(object.keys(entry.acl))},
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "generic"), "a generic profile"),
		places.related(input.classes[class].generic.at, sprintf("%s is not among the generic profile classes", [class])),
	),
	"remediation": object.union(commands.empty, {
		"racf": array.concat([sprintf("SETROPTS GENERIC(%s)", [class])], refresh(class)),
		"undo": [sprintf("SETROPTS NOGENERIC(%s)", [class])],
	}),
} if {
	entry := input.profiles[class][name]
}

disguise(class, name) := {
	"severity": "high",
	"message": sprintf("%s looks generic and is stored as a discrete profile: it protects nothing real.", [name]),
	"facts": {"generic_profile": false, "ids": sort(object.keys(entry.acl))},
	"places": places.primary(places.field(entry.at, "profile", "generic"), "GENERIC=NO under a name with generic characters"),
	"remediation": object.union(commands.empty, {
		"racf": array.concat(
			[
				sprintf("SETROPTS GENERIC(%s)", [class]),
				sprintf("RDELETE %s %s NOGENERIC", [class, name]),
				sprintf("RDEFINE %s %s UACC(%s) OWNER(%s)", [class, name, entry.uacc, entry.owner]),
			],
			array.concat(
				[commands.permit(class, name, id, permit.access) | some id, permit in entry.acl],
				refresh(class),
			),
		),
		"undo": [sprintf("RDELETE %s %s", [class, name])],
	}),
} if {
	entry := input.profiles[class][name]
}
