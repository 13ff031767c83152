# METADATA
# title: PassTicket events are not recorded
# description: >-
#   Making tickets and being refused by an application leave no trace unless profile or class options ask for it. (A
#   successful logon with a ticket is always recorded by RACF, whatever these settings say.) Source: RACF Security
#   Administrator's Guide, "Auditing"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
# custom:
#   id: PT-F01
#   severity: medium
#   judges: [class, profile]
#   needs: [unload, setropts, hwscfg]
#   gate: warns
package auditor.policies.ticket_events_not_recorded

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result

classes := ["APPL", "PTKTDATA"]

# -- classes: are changes of profiles recorded, and does LOGOPTIONS forbid recording? -------------------------------------

verdicts contains verdict if {
	some row in subjects
	shared := by_class[row.class]
	verdict := evidence.settled(lost_of[row.lot], object.union(shared, {"object": row.object}))
}

verdicts contains verdict if {
	some row in subjects
	class := row.class
	object_name := row.object
	not by_class[class]
	not missing[object_name]
	verdict := object.union(
		{
			"object": row.object,
			"message": "The profile asks for what is needed to be recorded.",
			"places": [{"at": array.concat(row.record, of_audit), "role": "primary", "note": "AUDIT"}],
		},
		sound[row.lot],
	)
}

verdicts contains verdict if {
	some row in subjects
	class := row.class
	not by_class[class]
	missing[row.object]
	verdict := evidence.settled(lost_of[row.lot], result.failed(row.object, finding(row, row.profile, missing[row.object])))
}

verdicts contains verdict if {
	some class in classes
	verdict := judge_class(class)
}

# Profiles that were not read, or cannot be told, are not recorded profiles.
verdicts contains verdict if some verdict in inscope.beside(subjects, inscope.gaps, {"unload", "unload:APPL", "unload:PTKTDATA"}, "medium")

options(class) := input.classes[class]

judge_class(class) := result.failed(sprintf("class:%s", [class]), {
	"severity": "medium",
	"message": sprintf("Class %s: %s.", [class, result.sentence({row.why | some row in rows})]),
	"facts": {"audit": options(class).audit.value, "logoptions": options(class).logoptions.value},
	"places": places.ordered([place | some row in rows; some place in places.primary(row.at, row.why)]),
	"remediation": object.union(commands.empty, {
		"racf": [row.mend | some row in rows],
		"undo": [row.undo | some row in rows],
	}),
}) if {
	rows := sort(class_faults(class))
	count(rows) > 0
} else := result.undecided(sprintf("class:%s", [class]), class_doubts(class), {"severity": "medium"}) if {
	count(class_doubts(class)) > 0
} else := result.passed(sprintf("class:%s", [class]), {
	"severity": "medium",
	"message": sprintf("Changes to profiles of class %s are recorded, and LOGOPTIONS forbids nothing.", [class]),
	"places": places.primary(options(class).audit.at, "the class is audited"),
})

class_faults(class) := {{
	"why": "changes to its profiles are not recorded (SETROPTS AUDIT)", "at": options(class).audit.at,
	"mend": sprintf("SETROPTS AUDIT(%s)", [class]), "undo": sprintf("SETROPTS NOAUDIT(%s)", [class]),
} |
	options(class).audit.value == false
} | {{
	"why": "LOGOPTIONS(NEVER) keeps every access unrecorded", "at": options(class).logoptions.at,
	"mend": sprintf("SETROPTS LOGOPTIONS(DEFAULT(%s))", [class]), "undo": sprintf("SETROPTS LOGOPTIONS(NEVER(%s))", [class]),
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
	[row | some row in inscope.rows; row.kind == "application"],
	[row | some row in inscope.rows; row.kind == "authority"; startswith(row.name, "IRRPTAUTH")],
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

lost_of := inscope.lost({"audit", "global_audit"})

# What all passes of a lot share that rest on the profile.
sound := {lot: evidence.shared(lost, {"severity": "medium"}, {"object", "message", "places"}) | some lot, lost in lost_of}

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
