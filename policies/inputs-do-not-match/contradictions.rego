# METADATA
# title: Inputs that contradict each other
# description: >-
#   Dates and names of the inputs side by side.
package auditor.lib.inputs_do_not_match.contradictions

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

dated := {"dates": {row.file.path: row.file.taken | some row in files; row.file.taken != null}}

undated := ({sprintf("nothing in the %s tells of which day it is", [row.file.kind]) |
	some row in files
	row.file.taken == null
	not proposed(row.file)
} | {sprintf("on which day a profile was changed is not known: %s", [reason]) |
	some reason in harm.of_field("changed")
}) | {"no evidence was offered that could be compared" | count(files) == 0}

# A member as it will be after a change is of no day. (A gate has its evidence, with its days, judged before the change.)
proposed(file) if {
	is_object(input.change)
	file.kind == "hwscfg"
}

# Rows of a sentence and the number of the input it is about. An unknown date (null) sorts before every day.
clashes contains clash if {
	some row in files
	row.file.taken > input.as_of
	why := sprintf("the %s holds data of %s, after the day the audit speaks for (%s)", [row.file.kind, row.file.taken, input.as_of])
	clash := {"why": why, "source": row.number}
}

# Too old for the day of the audit. Of a bound that is possible, not proven.
clashes contains clash if {
	some row in files
	row.file.taken != null
	days := dates.days_between(input.as_of, row.file.taken)
	days > input.site.max_evidence_days
	why := sprintf("%s, %d days before %s (max_evidence_days is %d)", [origin(row.file), days, input.as_of, input.site.max_evidence_days])
	clash := {"why": why, "source": row.number}
}

# A profile that was changed after the audited day cannot be in an unload of that day.
clashes contains {"why": why, "source": entry.at[0]} if {
	some class in ["APPL", "PTKTDATA"]
	some name, entry in input.profiles[class]
	entry.changed > input.as_of
	why := sprintf("%s %s was changed on %s, after the day the audit speaks for", [class, name, entry.changed])
}

# Days too far apart. What has only a bound may be of a later day, never of an earlier one.
clashes contains clash if {
	some earlier in files
	some later in files
	earlier.file.taken != null
	earlier.file.taken_from != "bound"
	later.file.taken != null
	days := dates.days_between(later.file.taken, earlier.file.taken)
	days > input.site.max_skew_days
	why := sprintf("the %s is of %s and the %s of %s", [later.file.kind, later.file.taken, earlier.file.kind, earlier.file.taken])
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

origin(file) := sprintf("nothing tells when the %s was taken, and its newest date is %s", [file.kind, file.taken]) if {
	file.taken_from == "bound"
} else := sprintf("the %s was taken on %s", [file.kind, file.taken])

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
