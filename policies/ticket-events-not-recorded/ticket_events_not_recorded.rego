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

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.ticket_events_not_recorded.recording

verdicts contains verdict if {
	some row in recording.subjects
	shared := recording.by_class[row.class]
	verdict := evidence.settled(recording.lost_of[row.lot], object.union(shared, {"object": row.object}))
}

verdicts contains verdict if {
	some row in recording.subjects
	class := row.class
	object_name := row.object
	not recording.by_class[class]
	not recording.missing[object_name]
	verdict := object.union(
		{
			"object": row.object,
			"message": "The profile asks for what is needed to be recorded.",
			"places": [{"at": array.concat(row.record, recording.of_audit), "role": "primary", "note": "AUDIT"}],
		},
		recording.sound[row.lot],
	)
}

verdicts contains verdict if {
	some row in recording.subjects
	class := row.class
	not recording.by_class[class]
	recording.missing[row.object]
	verdict := evidence.settled(recording.lost_of[row.lot], result.failed(row.object, recording.finding(row, row.profile, recording.missing[row.object])))
}

verdicts contains verdict if {
	some class in recording.classes
	verdict := judge_class(class)
}

# Profiles that were not read, or cannot be told, are not recorded profiles.
verdicts contains verdict if some verdict in inscope.beside(recording.subjects, inscope.gaps, {"unload", "unload:APPL", "unload:PTKTDATA"}, "medium")

judge_class(class) := result.failed(sprintf("class:%s", [class]), {
	"severity": "medium",
	"message": sprintf("Class %s: %s.", [class, result.sentence({row.why | some row in rows})]),
	"facts": {"audit": recording.options(class).audit.value, "logoptions": recording.options(class).logoptions.value},
	"places": places.ordered([place | some row in rows; some place in places.primary(row.at, row.why)]),
	"remediation": object.union(commands.empty, {
		"racf": [row.fix | some row in rows],
		"undo": [row.undo | some row in rows],
	}),
}) if {
	rows := sort(recording.class_faults(class))
	count(rows) > 0
} else := result.undecided(sprintf("class:%s", [class]), recording.class_doubts(class), {"severity": "medium"}) if {
	count(recording.class_doubts(class)) > 0
} else := result.passed(sprintf("class:%s", [class]), {
	"severity": "medium",
	"message": sprintf("Changes to profiles of class %s are recorded, and LOGOPTIONS forbids nothing.", [class]),
	"places": places.primary(recording.options(class).audit.at, "the class is audited"),
})
