# METADATA
# title: Running values differ from the member
# description: >-
#   Commands change a running IMS Connect and are lost at its restart; a member can be changed long before one. Whichever is
#   the weaker, the difference means that somebody is wrong about what is enforced. Source: IMS, "UPDATE IMSCON TYPE(CONFIG)
#   command", "QUERY IMSCON TYPE(CONFIG) command".
# custom:
#   id: PT-E02
#   severity: high
#   judges: [endpoint]
#   needs: [hwscfg, imscon]
#   gate: warns
package auditor.policies.running_values_differ

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := scope.per_endpoint(endpoint, judge(endpoint, endpoints.named(endpoint)))
}

verdicts contains verdict if some verdict in scope.otherwise

# What is compared: the field of both sides, what UPDATE IMSCON calls it, and where the member codes it.
compared := [
	{"field": "racf", "command": "RACF", "member": "HWS RACF="},
	{"field": "pswdmc", "command": "PSWDMC", "member": "HWS PSWDMC="},
	{"field": "uidcache", "command": "UIDCACHE", "member": "HWS UIDCACHE="},
	{"field": "odracfst", "command": "ODRACFST", "member": "ODACCESS ODRACFST="},
]

judge(endpoint, subject) := result.undecided(subject, missing(endpoint), {"severity": "high"}) if {
	count(missing(endpoint)) > 0
} else := result.failed(subject, finding(endpoint)) if {
	count(differing(endpoint)) > 0
} else := result.undecided(subject, unknown(endpoint), {"severity": "high"}) if {
	count(unknown(endpoint)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": "The running values are those of the member.",
	"places": array.concat(
		places.primary(endpoint.running.at, "the captured display"),
		places.related(endpoint.at, "the member"),
	),
})

missing(endpoint) := {sprintf("no display (--imscon) shows %s after the restart that its member is for", [endpoint.name])} if {
	endpoint.running == null
	shown_before(endpoint)
} else := {evidence.options.imscon} if {
	endpoint.running == null
	not evidence.offered("imscon")
} else := {sprintf("no display of %s was offered (--imscon)", [endpoint.name])} if {
	endpoint.running == null
} else := {sprintf("the member of %s was not offered (--hwscfg)", [endpoint.name])} if {
	not endpoint.member
} else := {reason |
	some damage in input.evidence.imscon.damage
	damage.at[0] == endpoint.running.at[0]
	reason := evidence.said(damage)
}

# Whether the member is one of a change: it was read after the displays of today, and counts from a restart.
shown_before(endpoint) if {
	input.change.layer
	some number, one in input.inputs
	one.kind == "imscon"
	endpoint.source > number
}

# The member's application name, as QUERY shows it: blank when it is not coded.
coded_appl(endpoint) := endpoint.appl.value if {
	endpoint.appl.value != null
} else := "" if {
	endpoint.appl.origin == "default"
}

# Rows of what differs: parameter, both values, whether the running one is the weaker, and both places.
differing(endpoint) := {row |
	some one in compared
	member := endpoint[one.field]
	running := endpoint.running[one.field]
	member.value != null
	running.value != null
	member.value != running.value
	row := {
		"parameter": one.command, "coded_as": one.member, "member": member.value, "running": running.value,
		"weaker": weaker(one.field, running.value), "member_at": member.at, "running_at": running.at,
	}
} | {row |
	member := coded_appl(endpoint)
	running := endpoint.running.odbmappl
	running.value != null
	member != running.value
	row := {
		"parameter": "ODBMAPPL", "coded_as": "ODACCESS APPL=", "member": member, "running": running.value,
		"weaker": true, "member_at": endpoint.appl.at, "running_at": running.at,
	}
}

# Whether the running value protects less than the member's: no RACF, a cache of verified users, no statistics, folding.
weaker(field, running) if {
	running in weakest[field]
} else := field == "pswdmc"

weakest := {"racf": {false}, "uidcache": {true}, "odracfst": {false}}

unknown(endpoint) := ({why |
	some one in compared
	some fact in [endpoint[one.field], endpoint.running[one.field]]
	fact.value == null
	why := reason(one, fact)
} | {why |
	endpoint.running.odbmappl.value == null
	why := reason({"command": "ODBMAPPL"}, endpoint.running.odbmappl)
}) | {why |
	endpoint.appl.value == null
	endpoint.appl.origin != "default"
	why := reason({"command": "ODACCESS APPL="}, endpoint.appl)
}

reason(_, fact) := fact.why if fact.why != null

reason(one, fact) := sprintf("the display or the member does not show %s", [one.command]) if fact.why == null

severity(endpoint) := "high" if {
	some row in differing(endpoint)
	row.weaker
} else := "medium"

finding(endpoint) := {
	"severity": severity(endpoint),
	"message": sprintf("%s runs with other values than its member: %s.", [endpoint.name, concat(", ", names)]),
	"facts": {"differences": [{"parameter": row.parameter, "member": row.member, "running": row.running} | some row in rows]},
	"places": places.ordered([place |
		some row in rows
		some place in array.concat(
			places.primary(row.running_at, sprintf("%s as it runs", [row.parameter])),
			places.primary(row.member_at, sprintf("%s as the member has it", [row.coded_as])),
		)
	]),
	"remediation": remediation(rows),
} if {
	rows := sort(differing(endpoint))
	names := [row.parameter | some row in rows]
}

# IMS Connect takes no name of other characters, and while one value stays another the finding stays.
remediation(rows) := commands.other(["The member holds an application name that no command can set: correct the member first (PT-A11)."]) if {
	some row in rows
	row.parameter == "ODBMAPPL"
	name := row.member
	not regex.match(`^[A-Z0-9#$@]{0,8}$`, name)
} else := commands.ims(
	[sprintf("UPDATE IMSCON TYPE(CONFIG) SET(%s(%s))", [row.parameter, shown(row.parameter, row.member)]) | some row in rows],
	["If the running value is the right one, change the member instead: a restart brings its value back."],
	[sprintf("UPDATE IMSCON TYPE(CONFIG) SET(%s(%s))", [row.parameter, shown(row.parameter, row.running)]) | some row in rows],
)

shown("ODBMAPPL", "") := "0"

shown("ODBMAPPL", value) := value if value != ""

shown("PSWDMC", value) := {"Y": "ON", "N": "OFF", "R": "RCF"}[value]

shown(_, value) := {true: "ON", false: "OFF"}[value]
