# METADATA
# title: WARNING mode on a protecting profile
# description: >-
#   RACF lets a request that fails through with a warning: an APPL or IRRPTAUTH profile in WARNING mode protects nothing.
#   Source: RACROUTE Macro Reference, RACROUTE REQUEST=AUTH return codes; RACF Security Administrator's Guide, "Protecting
#   applications".
# custom:
#   id: PT-B07
#   severity: high
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: blocks
package auditor.policies.warning_mode

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.warning_mode.keeping

needs := {"unload", "unload:PTKTDATA", "unload:APPL"}

# WARNING has no effect on key profiles.
judged := [row | some row in inscope.rows; row.kind != "key"]

# What all passes of a lot share.
sound := {lot: evidence.shared(lost, {"severity": "high"}, {"object", "message", "places"}) | some lot, lost in inscope.lost({"warning"})}

of_warning := places.columns("profile", "warning")

verdicts contains verdict if {
	some row in judged
	row.profile.warning
	verdict := judge(row, row.profile)
}

verdicts contains verdict if {
	some row in judged
	not row.profile.warning
	verdict := object.union(
		{
			"object": row.object,
			"message": sprintf("%s is not in WARNING mode.", [row.name]),
			"places": [{"at": array.concat(row.record, of_warning), "role": "primary", "note": "WARNING is off"}],
		},
		sound[row.lot],
	)
}

verdicts contains verdict if some verdict in inscope.beside(judged, inscope.gaps, needs, "high")

judge(row, entry) := result.failed(row.object, {
	"severity": "high",
	"message": sprintf("%s %s is in WARNING mode: every request it should refuse is let through.", [row.class, row.name]),
	"facts": {"warning": true, "kind": row.kind, "relying": relying},
	"places": places.primary(places.field(entry.at, "profile", "warning"), "WARNING is on"),
	"remediation": object.union(
		commands.racf(
			row.class,
			array.concat(
				[commands.permit(row.class, row.name, id, keeping.needed[row.kind]) | some id in relying; commands.nameable(id)],
				[commands.alter(row.class, row.name, "NOWARNING")],
			),
			array.concat(
				[commands.alter(row.class, row.name, "WARNING")],
				[keeping.taken_back(row, entry, id) | some id in relying; commands.nameable(id)],
			),
		),
		{"other": ["Study the warnings in SMF type 80 records first: they name everybody whom the profile will refuse."]},
	),
}) if {
	relying := [id | some id in sort(keeping.declared(row)); not keeping.keeps(row, entry, id)]
}
