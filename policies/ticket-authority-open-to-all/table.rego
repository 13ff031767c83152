# METADATA
# title: Global access checking
# description: >-
#   Members of the global access table that can match an IRRPTAUTH resource.
package auditor.lib.ticket_authority_open_to_all.table

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result

# -- global access checking ----------------------------------------------------------------------------------------------

# Members of the global access table that can match an IRRPTAUTH resource.
members := [member |
	some member in input.profiles.GLOBAL.PTKTDATA.members
	authority.reaches(member.name)
	access.enough(member.access, "READ")
]

global(subject) := result.not_applicable(subject, "global access checking is off for class PTKTDATA", {
	"places": places.primary(input.classes.PTKTDATA.global_checking.at, "PTKTDATA is not among the global checking classes"),
}) if {
	input.classes.PTKTDATA.global_checking.value == false
} else := result.undecided(subject, {evidence.why(input.classes.PTKTDATA.global_checking, "whether global access checking is on for class PTKTDATA is unknown")}, {}) if {
	input.classes.PTKTDATA.global_checking.value == null
} else := result.advised(subject, {
	"message": "The global access table has entries for IRRPTAUTH; whether RACF asks it there is not confirmed.",
	"facts": {"members": sort({member.name | some member in members})},
	"places": places.ordered([place |
		some member in members
		some place in places.primary(member.at, sprintf("%s with %s for everyone", [member.name, member.access]))
	]),
	"remediation": object.union(data.auditor.lib.commands.empty, {
		"racf": [sprintf("RALTER GLOBAL PTKTDATA DELMEM(%s/%s)", [member.name, member.access]) | some member in members],
		"undo": [sprintf("RALTER GLOBAL PTKTDATA ADDMEM(%s/%s)", [member.name, member.access]) | some member in members],
	}),
	"assumptions": ["The global access table is not consulted for IRRPTAUTH."],
})
