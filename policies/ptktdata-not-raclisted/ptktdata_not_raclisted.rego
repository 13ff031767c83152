# METADATA
# title: PTKTDATA is active but not RACLISTed
# description: >-
#   IBM's list of errors requires PTKTDATA to be RACLISTed: the key data is used from storage. Class APPL need not
#   be, which is told as an advisory only. Source: RACF Security Administrator's Guide, "Preventing errors".
# custom:
#   id: PT-A02
#   severity: high
#   judges: [class]
#   needs: [setropts, hwscfg, unload, clients]
#   gate: blocks
package auditor.policies.ptktdata_not_raclisted

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.result

verdicts contains evidence.settled(problems, judge)

verdicts contains appl

# What proves that nobody uses tickets, which only the last answer of `judge` rests on.
problems := evidence.problems_of({"unload:PTKTDATA", "clients"}) if {
	ptktdata.active.value == true
	ptktdata.raclisted.value == false
} else := set()

ptktdata := input.classes.PTKTDATA

used if {
	some endpoint in endpoints.drda
	count(endpoints.ticket_clients(endpoint)) > 0
}

used if count(keys.names) > 0

judge := result.undecided(subject, {evidence.why(ptktdata.active, "whether class PTKTDATA is active is unknown")}, {"severity": "high"}) if {
	ptktdata.active.value == null
} else := result.not_applicable(subject, "class PTKTDATA is not active (PT-A01 judges that)", {
	"severity": "high",
	"places": places.primary(ptktdata.active.at, "PTKTDATA is not among the active classes"),
}) if {
	ptktdata.active.value == false
} else := result.passed(subject, {
	"severity": "high",
	"message": "Class PTKTDATA is active and RACLISTed.",
	"facts": {"raclisted": true},
	"places": places.primary(ptktdata.raclisted.at, "PTKTDATA is among the SETR RACLIST classes"),
}) if {
	ptktdata.raclisted.value == true
} else := result.undecided(subject, {evidence.why(ptktdata.raclisted, "whether class PTKTDATA is RACLISTed is unknown")}, {"severity": "high"}) if {
	ptktdata.raclisted.value == null
} else := result.advised(subject, object.union(finding, {
	"message": "Class PTKTDATA is RACLISTed only by an application (GLOBAL=YES), not by SETROPTS.",
	"facts": {"raclisted": false, "raclisted_by_application": true},
	"places": places.primary(ptktdata.raclisted_by_application.at, "PTKTDATA is on the GLOBAL=YES RACLIST ONLY line"),
})) if {
	ptktdata.raclisted_by_application.value == true
} else := result.undecided(
	subject, {evidence.why(
		ptktdata.raclisted_by_application,
		"whether class PTKTDATA is RACLISTed by an application is unknown",
	)},
	{"severity": "high"},
) if {
	ptktdata.raclisted_by_application.value == null
} else := result.failed(subject, finding) if {
	used
} else := result.not_applicable(subject, "no client generates tickets and there is no key profile", {"severity": "high"})

subject := "class:PTKTDATA"

finding := {
	"severity": "high",
	"message": "Class PTKTDATA is active but not RACLISTed: PassTickets do not work reliably.",
	"facts": {"raclisted": false, "raclisted_by_application": false},
	"places": places.primary(ptktdata.raclisted.at, "PTKTDATA is not among the SETR RACLIST classes"),
	"remediation": {
		"racf": ["SETROPTS RACLIST(PTKTDATA)"],
		"ims": [],
		"other": ["From then on every change of a PTKTDATA profile needs SETROPTS RACLIST(PTKTDATA) REFRESH."],
		"undo": ["SETROPTS NORACLIST(PTKTDATA)"],
	},
	"assumptions": ["What RACF does with PTKTDATA active and not RACLISTed is not documented; IBM requires RACLIST."],
}

# -- APPL: performance only ---------------------------------------------------------------------------------------------

options := input.classes.APPL

in_storage if options.raclisted.value == true

in_storage if options.raclisted_by_application.value == true

in_storage if options.genlist.value == true

unknown contains reason if {
	some fact in [options.raclisted, options.genlist]
	fact.value == null
	reason := evidence.why(fact, "how class APPL is kept in storage is unknown")
}

appl := result.undecided("class:APPL", {evidence.why(options.active, "whether class APPL is active is unknown")}, {}) if {
	options.active.value == null
} else := result.not_applicable("class:APPL", "class APPL is not active (PT-D01 judges that)", {}) if {
	options.active.value == false
} else := result.passed("class:APPL", {"message": "Profiles of class APPL are kept in storage."}) if {
	in_storage
} else := result.undecided("class:APPL", unknown, {}) if {
	count(unknown) > 0
} else := result.advised("class:APPL", {
	"message": "Class APPL is active and neither RACLISTed nor GENLISTed: every logon reads the RACF database.",
	"facts": {"raclisted": false, "genlist": false},
	"places": places.primary(options.raclisted.at, "APPL is not among the SETR RACLIST classes"),
	"remediation": {
		"racf": ["SETROPTS RACLIST(APPL)"], "ims": [], "undo": ["SETROPTS NORACLIST(APPL)"],
		"other": ["From then on every change of an APPL profile needs SETROPTS RACLIST(APPL) REFRESH."],
	},
})
