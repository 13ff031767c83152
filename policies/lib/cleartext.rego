# METADATA
# title: Clear text
# description: >-
#   Whether connections to a DRDA port are in clear, as each source says: the statement of the site, and each AT-TLS policy.
#   Source: z/OS Communications Server, IP Configuration Guide, "AT-TLS rules", "AT-TLS actions".
package auditor.lib.cleartext

import rego.v1

import data.auditor.lib.attls
import data.auditor.lib.dates
import data.auditor.lib.places

# What each source says of a port: word, reasons, places, tls and what proves it, and all of it in a few words.
answers(port) := array.concat(
	[by_statement(row) | some row in attls.stated(port)],
	[by_policy(policy, attls.way(policy, port)) | some policy in input.tls_policies],
)

by_statement(row) := {"word": "undecided", "reasons": {why}, "says": "", "tls": null, "evidence": "", "places": at} if {
	expired(row)
	why := sprintf("the statement is of %s, more than a year before %s", [row.as_of, input.as_of])
	at := places.primary(row.at, "the statement about the port")
} else := {
	"word": {"required": "pass", "none": "fail"}[row.tls],
	"reasons": set(),
	"says": sprintf("the site states %s (%s)", [row.tls, row.evidence]),
	"tls": row.tls,
	"evidence": row.evidence,
	"places": places.primary(row.at, "the statement about the port"),
}

# A statement stands for a year; one without a day is taken as it is.
expired(row) if {
	row.as_of != null
	dates.days_between(input.as_of, row.as_of) > 366
}

by_policy(policy, way) := {"word": "undecided", "reasons": {policy.lost}, "says": "", "tls": null, "evidence": "", "places": []} if {
	policy.lost != null
} else := {
	"word": "fail",
	"reasons": set(),
	"says": sprintf("%s leaves connections in clear (%s)", [attls.called(policy), named(way)]),
	"tls": {true: "partly", false: "none"}[protects(way)],
	"evidence": named(way),
	"places": attls.marked(way.rows),
} if {
	clear(way)
} else := {"word": "undecided", "reasons": open(way), "says": "", "tls": null, "evidence": named(way), "places": attls.marked(way.rows)} if {
	count(open(way)) > 0
} else := {
	"word": "pass",
	"reasons": set(),
	"says": sprintf("%s requires it (%s)", [attls.called(policy), named(way)]),
	"tls": "required",
	"evidence": named(way),
	"places": attls.marked(way.rows),
}

# Some connections are surely in clear: a rule without TLS that some surely meet, or none that all others leave.
clear(way) if {
	some row in way.rows
	row.does == "off"
	attls.certain(undone(way), row)
}

clear(way) if {
	not way.stopped
	every row in undone(way).rows {
		row.leaves
	}
}

# A rule without TLS changes nothing for those who meet it: without it too they are in clear.
undone(way) := object.union(way, {"rows": [row | some row in way.rows; row.does != "off"]})

# Why it is open whether all connections have TLS: a set of reasons.
open(way) := attls.unresolved(way) | ({sprintf("rule %s starts TLS only when the program asks for it, and whether IMS Connect asks is not known (PT-E07)", [row.rule.name]) |
	some row in way.rows
	row.does == "asks"
} | ({sprintf("whether connections meet rule %s, which has no TLS, is open%s", [row.rule.name, because(way)]) |
	some row in way.rows
	row.does == "off"
} | {sprintf("whether each connection meets a rule with TLS is open%s", [because(way)]) | not way.stopped}))

# What a site would have to say to settle it.
because(way) := sprintf(": it depends on %s", [concat(", ", doubts)]) if {
	doubts := sort({doubt | some row in way.rows; some doubt in row.doubts} | unordered(way))
	count(doubts) > 0
} else := ""

unordered(way) := {sprintf("the order of %s and %s", [row.rule.name, other]) |
	some row in way.rows
	some other in row.rule.unordered
}

named(way) := sprintf("rules %s", [concat(", ", [row.rule.name | some row in way.rows])]) if {
	count(way.rows) > 0
} else := "no AT-TLS rule covers the port"

protects(way) if {
	some row in way.rows
	row.does in {"on", "asks"}
} else := false
