# METADATA
# title: AT-TLS
# description: >-
#   Which AT-TLS rules a connection to a DRDA port can meet. Rules are searched in order, and the first that matches ends the
#   search; what ends it for every connection is called a stop. A rule that is narrow by address, time or remote port lets
#   some connections pass by; of one that is narrow by a job or user that nothing here tells, it is open.
#   Source: z/OS Communications Server, IP Configuration Guide, "AT-TLS rules"; IP Configuration Reference, "TTLSRule statement".
package auditor.lib.attls

import rego.v1

import data.auditor.lib.evidence

# What the site states about a port.
stated(port) := {row |
	some row in input.tls
	row.endpoint == port.endpoint
	row.port == port.number
}

# Why nothing tells of the TLS of a port.
unknown := data.auditor.lib.evidence.options.tls if {
	not evidence.offered("tls")
} else := "the TLS evidence says nothing about this port"

# Why evidence of TLS that was offered could not be read at all: a set of reasons.
unread := {sprintf("TLS evidence is lost: %s", [damage.message]) |
	some damage in input.evidence.tls.damage
	damage.code == "unreadable"
}

# -- rules ---------------------------------------------------------------------------------------------------------------

# What a rule does: off, on, asks (TLS starts only when the program asks for it) or broken (it cannot be told).
outcome(rule) := "broken" if {
	count(rule.broken) > 0
} else := "off" if {
	rule.enabled.value == false
} else := "asks" if {
	rule.enabled.value == true
	rule.application_controlled.value == true
} else := "on" if {
	rule.enabled.value == true
	rule.application_controlled.value == false
} else := "broken"

# What a rule with TLS asks of clients: a certificate or not, and whether RACF maps it to a user.
authentication(rule) := "unknown" if {
	null in {rule.role.value, rule.client_auth.value}
} else := "none" if {
	rule.role.value != "ServerWithClientAuth"
} else := "optional" if {
	rule.client_auth.value in {"PassThru", "Full"}
} else := "needed and mapped to a user" if {
	rule.client_auth.value == "SAFCheck"
} else := "needed"

# The job of an endpoint, as the site names it; "" where it does not.
job(name) := upper(named) if {
	named := input.site.endpoints[name].job
	named != null
} else := ""

# Whether a job is one of a rule: yes, no or unknown. A mask is understood where its asterisk ends it.
runs_in(rule, name) := "yes" if {
	rule.job == null
} else := "unknown" if {
	mask := rule.job
	not regex.match(`^[A-Z0-9#$@]*[*]?$`, mask)
} else := of_job(rule.job, name)

of_job(_, "") := "unknown"

of_job(mask, name) := "yes" if {
	name != ""
	meets(mask, name)
}

of_job(mask, name) := "no" if {
	name != ""
	not meets(mask, name)
}

meets(mask, name) if mask == name

meets(mask, name) if {
	endswith(mask, "*")
	startswith(name, trim_suffix(mask, "*"))
}

covers(rule, number) if {
	some range in rule.ports
	range[0] <= number
	number <= range[1]
}

# The rules of a policy that a connection to a port may match, in the order of the search: number in the order, the rule, what
# it does, whether it surely matches some connections, surely leaves some, and stops all.
matching(policy, port) := [row |
	name := job(port.endpoint)
	some index, rule in policy.rules
	rule.inbound
	covers(rule, port.number)
	runs := runs_in(rule, name)
	runs != "no"
	row := {
		"index": index,
		"rule": rule,
		"does": outcome(rule),
		"doubts": doubts(rule, runs),
		"sure": is_sure(rule, runs),
		"leaves": leaves(rule),
		"stops": stops(rule, runs),
	}
]

is_sure(rule, runs) if {
	count(doubts(rule, runs)) == 0
} else := false

# Why it is not known whether a rule matches: a set of reasons.
doubts(rule, runs) := ({reason | some reason in rule.perhaps} | {reason | some reason in rule.unknown}) | {why |
	runs == "unknown"
	why := sprintf("Jobname %s", [rule.job])
}

leaves(rule) if {
	count(rule.narrow) > 0
	count(rule.unknown) == 0
} else := false

stops(rule, runs) if {
	count(rule.narrow) == 0
	is_sure(rule, runs)
} else := false

# The way of connections to a port through a policy: the rules that some may reach, and whether one of them stops all.
way(policy, port) := {"rows": reached(rows, last(rows)), "stopped": last(rows) < 100000} if {
	rows := matching(policy, port)
}

# The number of the first rule that stops every connection.
last(rows) := min({row.index | some row in rows; row.stops} | {100000})

# Rules up to it, and those of which it is open whether they come before.
reached(rows, end) := [row |
	some row in rows
	reaches(rows, row, end)
]

reaches(_, row, end) if row.index <= end

reaches(rows, row, end) if {
	row.index > end
	some other in rows
	other.index <= end
	row.rule.name in other.rule.unordered
}

# Whether some connection surely meets a rule of a way: it matches for sure, and all that may come before leave some.
certain(way_, row) if {
	row.sure
	every other in way_.rows {
		passable(other, row)
	}
}

passable(other, row) if other.index == row.index

passable(other, row) if {
	other.index > row.index
	not may_come_before(other, row)
}

passable(other, _) if other.leaves

may_come_before(other, row) if other.rule.name in row.rule.unordered

# -- more than one source ------------------------------------------------------------------------------------------------

# The word on which all sources agree, else undecided.
agreed(answers) := word if {
	count({answer.word | some answer in answers}) == 1
	some answer in answers
	word := answer.word
} else := "undecided"

# Why they do not: what each leaves open, and that two say different things.
reasons(answers) := {reason | some answer in answers; some reason in answer.reasons} | {differ |
	words := {answer.word | some answer in answers}
	count(words & {"pass", "fail"}) == 2
	differ := sprintf("the evidence differs: %s", [concat("; ", sort({answer.says | some answer in answers}))])
}

# What a policy of its own words is called.
called(policy) := sprintf("the AT-TLS policy of %s", [policy.stack]) if {
	policy.stack != null
} else := "the AT-TLS policy"

# What every verdict from a policy assumes.
assumptions(port) := sort({sentence |
	some policy in input.tls_policies
	some sentence in assumed[policy.form]
} | {sprintf("%s uses the stack of this policy.", [port.endpoint])})

assumed := {
	"configuration": ["The stack runs the AT-TLS policy that was offered: TCPCONFIG TTLS is on, and the agent installed this file."],
	"report": ["TCPCONFIG TTLS is on: a report of the Policy Agent does not show it."],
}

# The rules in the order of the search, at most five.
marked(rows) := [place |
	some row in array.slice(rows, 0, 5)
	place := {"at": row.rule.at, "role": "related", "note": sprintf("rule %s: %s", [row.rule.name, doing[row.does]])}
]

doing := {
	"on": "TLS is on",
	"off": "no TLS",
	"asks": "TLS starts when the program asks for it",
	"broken": "what it does cannot be told",
}

# Rules that may be met and of which it is not known what they do: a set of reasons.
unresolved(way_) := {sprintf("rule %s cannot be resolved: %s", [row.rule.name, why]) |
	some row in way_.rows
	row.does == "broken"
	some why in broken(row.rule)
}

broken(rule) := rule.broken if {
	count(rule.broken) > 0
} else := ["its actions are not shown as On or Off"]
