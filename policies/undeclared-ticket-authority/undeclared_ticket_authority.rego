# METADATA
# title: Ticket authority that no client declares
# description: >-
#   Whoever has UPDATE on a profile that decides about IRRPTAUTH resources becomes the users it decides, and READ is enough to
#   guess tickets, because evaluating them counts no failures. An entry that serves no confirmed client of the inventory is
#   one nobody answers for. Source: RACF Callable Services, "RACF authorization"; RACF Security Administrator's Guide,
#   "Granting access authorities".
# custom:
#   id: PT-B15
#   severity: high
#   severities: [high, medium]
#   judges: [profile]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.undeclared_ticket_authority

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.undeclared_ticket_authority.entries

needs := {"unload", "unload:PTKTDATA", "unload:users"}

lost := harm.open({"acl"}, needs)

verdicts contains verdict if {
	some name, profile in entries.findings
	some share, ids in profile.shares
	takes := commands.unpermit_all("PTKTDATA", name, ids)
	gives := commands.permit_all("PTKTDATA", name, profile.acl, ids)
	some i, id in ids
	verdict := entries.finding(name, profile, share, {"id": id, "take": takes[i], "give": gives[i]})
}

verdicts contains verdict if {
	some name, reason in entries.doubtful
	some id in entries.undeclared[name]
	verdict := result.undecided(inscope.entry_object(entries.subject(name), id), {reason}, {"severity": "high"})
}

verdicts contains verdict if {
	some name in entries.subjects
	not entries.undeclared[name]
	not entries.conditional[name]
	not entries.harmed[name]
	verdict := object.union(
		{
			"object": profiles.named("PTKTDATA", name),
			"message": sprintf("Every entry of %s serves a client that the inventory declares.", [name]),
			"places": places.primary(input.profiles.PTKTDATA[name].at, "the profile"),
		},
		sound,
	)
}

# A condition that no input proves: the entry counts for somebody, or for nobody.
verdicts contains verdict if {
	some name, ids in entries.conditional
	some id in ids
	verdict := result.undecided(inscope.entry_object(entries.subject(name), id), {access.conditional_reason("PTKTDATA", name, id)}, {
		"severity": "high",
		"places": access.conditional_places("PTKTDATA", name, "READ"),
	})
}

verdicts contains verdict if {
	some name, reasons in entries.harmed
	not entries.undeclared[name]
	verdict := result.undecided(profiles.named("PTKTDATA", name), lost | reasons, {"severity": "high"})
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if {
	evidence.offered("clients")
	some verdict in inscope.beside(entries.subjects, inscope.unnamed, needs, "high")
}

# What all passes share.
sound := evidence.shared(lost, {"severity": "high"}, {"object", "message", "places"})
