# METADATA
# title: Ticket authority open to everyone
# description: >-
#   UPDATE to an IRRPTAUTH profile for everyone lets everyone become any user it covers; READ lets everyone guess tickets
#   without ever being revoked. Source: z/OS Security Server RACF Callable Services, "RACF authorization" (R_ticketserv,
#   R_GenSec).
# custom:
#   id: PT-B02
#   severity: critical
#   judges: [profile]
#   needs: [unload, setropts]
#   gate: blocks
package auditor.policies.ticket_authority_open_to_all

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.ticket_authority_open_to_all.open_list
import data.auditor.lib.ticket_authority_open_to_all.table

lost := harm.open({"acl", "uacc", "conditional"}, {"unload:PTKTDATA"})

verdicts contains verdict if {
	some name in open_list.open
	entry := input.profiles.PTKTDATA[name]
	reasons := lost | object.get(open_list.harmed, name, set())
	verdict := evidence.settled(reasons, masked(entry, judge(name, profiles.named("PTKTDATA", name), entry, access.open_level(entry))))
}

verdicts contains verdict if {
	some name in (authority.names - open_list.open)
	not open_list.harmed[name]
	entry := input.profiles.PTKTDATA[name]
	at := entry.at
	verdict := object.union(
		{
			"object": profiles.named("PTKTDATA", name),
			"message": sprintf("%s is open only to those it names.", [name]),
			"facts": {"uacc": entry.uacc, "everyone": object.get(entry.acl, ["*", "access"], "NONE")},
			"places": [{"at": [at[0], at[1], open_list.of_uacc[0], open_list.of_uacc[1]], "role": "primary", "note": "UACC"}],
		},
		sound,
	)
}

verdicts contains verdict if {
	some name, reasons in open_list.harmed
	not name in open_list.open
	verdict := result.undecided(profiles.named("PTKTDATA", name), lost | reasons, {"severity": "critical"})
}

verdicts contains verdict if some verdict in scope.no_profiles(authority.names, {"unload:PTKTDATA"})

verdicts contains evidence.guarded({"setropts", "unload:GLOBAL"}, table.global(profiles.named("GLOBAL", "PTKTDATA"))) if count(table.members) > 0

judge(name, subject, entry, level) := result.failed(subject, object.union(open_list.finding(name, entry), {
	"severity": "critical",
	"message": sprintf("Everyone may ask RACF for tickets through %s, and so become any user it covers.", [name]),
})) if {
	access.enough(level, "UPDATE")
} else := result.failed(subject, object.union(open_list.finding(name, entry), {
	"severity": "high",
	"message": sprintf("Everyone may try tickets through %s as often as they like, without ever being revoked.", [name]),
})) if {
	access.enough(level, "READ")
} else := result.undecided(subject, {sprintf("%s is open to everyone under a condition (WHEN) that no input proves", [name])}, {
	"severity": "high",
	"places": places.primary(open_list.conditional(entry.conditional)[0].at, "a conditional entry for everyone"),
})

# A generic profile is ignored while generic checking is off.
masked(entry, judged) := result.masked(judged, "PT-D02") if {
	entry.generic
	input.classes.PTKTDATA.generic.value == false
} else := judged

# What all passes share.
sound := evidence.shared(lost, {"severity": "critical"}, {"object", "message", "facts", "places"})
