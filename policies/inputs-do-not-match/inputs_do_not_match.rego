# METADATA
# title: The inputs do not belong together
# description: >-
#   A verdict joins exports of RACF, IMS and the clients; exports of different days or systems make findings that are not
#   there and hide those that are. Dates come from what the inputs themselves contain.
# custom:
#   id: PT-D06
#   severity: advisory
#   judges: [system]
#   needs: [unload, setropts, hwscfg, imscon]
#   gate: optional
package auditor.policies.inputs_do_not_match

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.result

kinds := {"unload", "setropts", "hwscfg", "imscon"}

# Evidence files, with their numbers.
files contains {"number": number, "file": file} if {
	some number, file in input.inputs
	file.kind in kinds
}

verdicts contains judged

judged := result.advised("system", finding) if {
	count(clashes) > 0
} else := result.undecided("system", undated, {"severity": "advisory", "facts": dated}) if {
	count(undated) > 0
} else := result.passed("system", {
	"severity": "advisory",
	"message": sprintf("The inputs speak for days within %d of each other.", [input.site.max_skew_days]),
	"facts": dated,
})

dated := {"dates": {row.file.path: row.file.dated | some row in files; row.file.dated != null}}

undated := ({sprintf("nothing in the %s tells of which day it is", [row.file.kind]) |
	some row in files
	row.file.dated == null
} | {sprintf("on which day a profile was changed is not known: %s", [reason]) |
	some reason in harm.of_field("changed")
}) | {"no evidence was offered that could be compared" | count(files) == 0}

# Rows of a sentence and the number of the input it is about. An unknown date (null) sorts before every day.
clashes contains clash if {
	some row in files
	row.file.dated > input.as_of
	why := sprintf("the %s holds data of %s, after the day the audit speaks for (%s)", [row.file.kind, row.file.dated, input.as_of])
	clash := {"why": why, "source": row.number}
}

# A profile that was changed after the audited day cannot be in an unload of that day.
clashes contains {"why": why, "source": entry.at[0]} if {
	some class in ["APPL", "PTKTDATA"]
	some name, entry in input.profiles[class]
	entry.changed > input.as_of
	why := sprintf("%s %s was changed on %s, after the day the audit speaks for", [class, name, entry.changed])
}

clashes contains clash if {
	some earlier in files
	some later in files
	earlier.file.dated != null
	later.file.dated != null
	days := dates.days_between(later.file.dated, earlier.file.dated)
	days > input.site.max_skew_days
	why := sprintf("the %s is of %s and the %s of %s", [later.file.kind, later.file.dated, earlier.file.kind, earlier.file.dated])
	clash := {"why": why, "source": later.number}
}

clashes contains {"why": why, "source": one.number} if {
	some one in files
	some other in files
	one.number > other.number
	one.file.system != null
	other.file.system != null
	one.file.system != other.file.system
	why := sprintf("the %s names system %s and the %s system %s", [one.file.kind, one.file.system, other.file.kind, other.file.system])
}

finding := {
	"severity": "advisory",
	"message": sprintf("The inputs do not belong together: %s.", [result.sentence({row.why | some row in clashes})]),
	"facts": dated,
	"places": places.ordered([place |
		some row in sort(clashes)
		some place in places.primary([row.source, 1, 0, 0], row.why)
	]),
	"remediation": commands.other(["Export all inputs on the same day and of the same system, and audit again."]),
}
