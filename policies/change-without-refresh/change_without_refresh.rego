# METADATA
# title: A change is not refreshed
# description: >-
#   After a class is RACLISTed, a change to its profiles takes effect only with SETROPTS RACLIST(class) REFRESH; until then
#   the database says one thing and every check another. Source: RACF Security Administrator's Guide, "Refreshing profiles
#   for SETROPTS RACLIST processing".
# custom:
#   id: PT-D03
#   severity: high
#   judges: [class]
#   needs: [change, setropts]
#   gate: blocks
package auditor.policies.change_without_refresh

import rego.v1

import data.auditor.lib.places
import data.auditor.lib.result

classes := ["APPL", "PTKTDATA"]

# Without a change there is nothing to refresh: an unload cannot show what storage holds.
verdicts contains result.not_applicable("system", "no change script was offered: this is judged by the gate", {"severity": "high"}) if {
	input.change == null
}

verdicts contains verdict if {
	input.change != null
	some class in classes
	verdict := judge(class)
}

verdicts contains verdict if {
	some class in {owed.class | some owed in input.change.owed}
	verdict := judge(class)
}

judge(class) := result.failed(subject, {
	"severity": "high",
	"message": sprintf("Class %s was changed and not refreshed afterwards: checks still use what was in storage.", [class]),
	"facts": {"class": class, "profiles": sort({row.profile | some row in rows; row.profile != null})},
	"places": places.ordered([place |
		some row in rows
		some place in places.primary(row.at, row.why)
	]),
	"remediation": {
		"racf": [refresh(class)],
		"ims": [],
		"other": ["Without sysplex communication the refresh is needed on each system that shares the database."],
		"undo": [],
	},
}) if {
	subject := sprintf("class:%s", [class])
	rows := [row | some row in input.change.owed; row.class == class]
	count(rows) > 0
} else := result.undecided(sprintf("class:%s", [class]), {unknown_reason(class)}, {"severity": "high"}) if {
	input.classes[class].raclisted.value == null
} else := result.passed(sprintf("class:%s", [class]), {
	"severity": "high",
	"message": sprintf("What checks use for class %s is what the change stored.", [class]),
	"places": places.primary(input.classes[class].raclisted.at, "whether the class is RACLISTed"),
})

# Generic profiles of a class that is not RACLISTed are kept in storage too, each user's own.
refresh(class) := sprintf("SETROPTS GENERIC(%s) REFRESH", [class]) if {
	input.classes[class].raclisted.value == false
} else := sprintf("SETROPTS RACLIST(%s) REFRESH", [class])

unknown_reason(class) := why if {
	why := input.classes[class].raclisted.why
	why != null
} else := sprintf("whether class %s is RACLISTed is unknown", [class])
