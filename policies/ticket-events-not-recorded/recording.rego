# METADATA
# title: What classes and profiles record
# description: >-
#   Which outcomes AUDIT, GLOBALAUDIT and LOGOPTIONS leave unrecorded, and what is said of a profile.
package auditor.lib.ticket_events_not_recorded.recording

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result

classes := ["APPL", "PTKTDATA"]

options(class) := input.classes[class]

class_faults(class) := {{
	"why": "changes to its profiles are not recorded (SETROPTS AUDIT)", "at": options(class).audit.at,
	"fix": sprintf("SETROPTS AUDIT(%s)", [class]), "undo": sprintf("SETROPTS NOAUDIT(%s)", [class]),
} |
	options(class).audit.value == false
} | {{
	"why": "LOGOPTIONS(NEVER) keeps every access unrecorded", "at": options(class).logoptions.at,
	"fix": sprintf("SETROPTS LOGOPTIONS(DEFAULT(%s))", [class]), "undo": sprintf("SETROPTS LOGOPTIONS(NEVER(%s))", [class]),
} |
	options(class).logoptions.value == "NEVER"
}

class_doubts(class) := {why_of(fact, class) |
	some fact in [options(class).audit, options(class).logoptions]
	fact.value == null
}

why_of(fact, _) := fact.why if fact.why != null

why_of(fact, class) := sprintf("the audit options of class %s are unknown", [class]) if fact.why == null

# -- profiles ------------------------------------------------------------------------------------------------------------

# What each kind of profile must record: successes from and failures from which level (null: not asked for).
wanted := {
	"PTKTDATA": {"success": "UPDATE", "failure": "READ", "operand": "AUDIT(SUCCESS(UPDATE) FAILURES(READ))"},
	"APPL": {"success": null, "failure": "READ", "operand": "AUDIT(FAILURES(READ))"},
}

# APPL profiles that decide an application, and authority profiles by their name.
subjects := array.concat(
	[row | some row in data.auditor.lib.inscope.rows; row.kind == "application"],
	[row | some row in data.auditor.lib.inscope.rows; row.kind == "authority"; startswith(row.name, "IRRPTAUTH")],
)

# What LOGOPTIONS of a class says of all its profiles, where it does not leave the recording to them.
by_class := {class: verdict | some class in classes; verdict := overridden(class, options(class).logoptions)}

overridden(class, logoptions) := result.undecided("", {why_of(logoptions, class)}, {"severity": "medium"}) if {
	logoptions.value == null
} else := result.passed("", {
	"severity": "medium",
	"message": sprintf("LOGOPTIONS(%s) of the class records what is needed.", [logoptions.value]),
	"places": places.primary(logoptions.at, "LOGOPTIONS"),
}) if {
	logoptions.value in settling[class]
}

# LOGOPTIONS values that record everything a class needs, whatever its profiles say.
settling := {"PTKTDATA": {"ALWAYS"}, "APPL": {"ALWAYS", "FAILURES"}}

of_audit := places.columns("profile", "audit")

# Which outcomes are not recorded, by the profile's object: LOGOPTIONS of the class overrides the profile unless it is
# DEFAULT.
missing := {row.object: lacking[asked] |
	some row in subjects
	asked := [row.class, row.profile.audit, row.profile.global_audit]
	count(lacking[asked]) > 0
}

# The same by class and what profiles ask for: there are thousands of profiles, and few ways to ask.
lacking := {asked: outcomes |
	some asked in {[row.class, row.profile.audit, row.profile.global_audit] | some row in subjects}
	outcomes := unrecorded(asked)
}

unrecorded(asked) := {outcome |
	some outcome in ["success", "failure"]
	level := wanted[asked[0]][outcome]
	level != null
	not recorded(asked, outcome, level)
}

recorded([class, _, _], "success", _) if options(class).logoptions.value == "SUCCESSES"

recorded([class, _, _], "failure", _) if options(class).logoptions.value == "FAILURES"

recorded([class, audit, global_audit], outcome, level) if {
	options(class).logoptions.value == "DEFAULT"
	some asked in [audit, global_audit]
	asks(asked, outcome, level)
}

asks(asked, "success", level) if {
	asked.level in {"ALL", "SUCCESS"}
	access.rank(asked.success_from) <= access.rank(level)
}

asks(asked, "failure", level) if {
	asked.level in {"ALL", "FAIL"}
	access.rank(asked.failure_from) <= access.rank(level)
}

finding(row, entry, outcomes) := {
	"severity": "medium",
	"message": sprintf("%s %s records no %s.", [row.class, row.name, concat(" and no ", [spoken(row.class, one) | some one in sort(outcomes)])]),
	"facts": {
		"audit": entry.audit.level, "global_audit": entry.global_audit.level,
		"logoptions": options(row.class).logoptions.value, "missing": sort(outcomes),
	},
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "audit"), "AUDIT of the profile"),
		places.related(options(row.class).logoptions.at, sprintf("LOGOPTIONS(%s)", [options(row.class).logoptions.value])),
	),
	"remediation": remedy(row.class, row.name),
}

spoken("PTKTDATA", "success") := "tickets made"

spoken(_, "failure") := "refusals"

# A profile can only ask where LOGOPTIONS leaves it to profiles.
remedy(class, name) := commands.racf(
	class,
	array.concat(defer(class), [commands.alter(class, name, wanted[class].operand)]),
	[commands.alter(class, name, former(input.profiles[class][name].audit))],
)

defer(class) := [] if options(class).logoptions.value == "DEFAULT"

defer(class) := [sprintf("SETROPTS LOGOPTIONS(DEFAULT(%s))", [class])] if options(class).logoptions.value != "DEFAULT"

former(audit) := "AUDIT(NONE)" if audit.level == "NONE"

former(audit) := sprintf("AUDIT(FAILURES(%s))", [audit.failure_from]) if audit.level == "FAIL"

former(audit) := sprintf("AUDIT(SUCCESS(%s))", [audit.success_from]) if audit.level == "SUCCESS"

former(audit) := sprintf("AUDIT(SUCCESS(%s) FAILURES(%s))", [audit.success_from, audit.failure_from]) if audit.level == "ALL"

lost_of := inscope.lost({"audit", "global_audit"})

# What all passes of a lot share that rest on the profile.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in lost_of}
