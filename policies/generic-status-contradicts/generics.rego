# METADATA
# title: Names that are not what they look
# description: >-
#   Profiles that generic checking ignores or takes literally, and what makes them count.
package auditor.lib.generic_status_contradicts.generics

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.places

classes := ["APPL", "PTKTDATA"]

# Profiles whose name or flag says generic.
subjects contains {"class": class, "name": name} if {
	some class in classes
	some name, entry in input.profiles[class]
	entry.generic
}

subjects contains {"class": class, "name": name} if {
	some class in classes
	some name, _ in data.auditor.lib.profiles.disguises[class]
}

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
	"remediation": object.union(data.auditor.lib.commands.empty, {
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
	"remediation": object.union(data.auditor.lib.commands.empty, {
		"racf": array.concat(
			[
				sprintf("SETROPTS GENERIC(%s)", [class]),
				sprintf("RDELETE %s %s NOGENERIC", [class, name]),
			],
			array.concat(
				commands.restored(class, name),
				refresh(class),
			),
		),
		"undo": [sprintf("RDELETE %s %s", [class, name])],
	}),
} if {
	entry := input.profiles[class][name]
}
