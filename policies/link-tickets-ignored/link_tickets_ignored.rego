# METADATA
# title: The receiver of a link ignores its tickets
# description: >-
#   With RACF=N at the receiving IMS Connect the ticket of a link is ignored: whoever reaches the port is taken for the other
#   IMS Connect, and after the connection is made no message on it is checked again. Source: IMS, "Securing IMS-to-IMS TCP/IP
#   connections", "RMTIMSCON statement".
# custom:
#   id: PT-G02
#   severity: high
#   judges: [link]
#   needs: [hwscfg, clients]
#   gate: blocks
package auditor.policies.link_tickets_ignored

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.links
import data.auditor.lib.places
import data.auditor.lib.result

verdicts contains verdict if {
	some row in links.rows
	verdict := judge(row, receiver(row))
}

verdicts contains verdict if some verdict in links.beside("high")

judge(row, end) := result.not_applicable(row.object, "the link names no application, so that no ticket is made for it", {
	"severity": "high",
	"places": places.primary(row.link.at, "the link"),
}) if {
	links.state(row.link.application) == "none"
} else := result.undecided(row.object, end.reasons, {
	"severity": "high",
	"places": places.primary(row.link.at, "the link"),
}) if {
	count(end.reasons) > 0
} else := result.passed(row.object, object.union(details(row, end), {
	"message": sprintf("RACF is on at %s, where the link ends: its tickets are checked.", [end.name]),
	"places": places.primary(end.racf.at, "RACF is on here"),
})) if {
	end.racf.value == true
} else := result.undecided(row.object, {evidence.why(row.link.application, "whether the link names an application is unknown")}, {
	"severity": "high",
	"places": places.primary(row.link.at, "the link"),
}) if {
	links.state(row.link.application) == "unknown"
} else := result.failed(row.object, object.union(details(row, end), {
	"message": sprintf("Link %s sends tickets that %s ignores, because RACF is off there: nobody checks who connects.", [row.link.id, end.name]),
	"places": array.concat(
		places.primary(end.racf.at, "RACF is off where the link ends"),
		places.related(row.link.application.at, "the sender makes tickets for this application"),
	),
	"remediation": commands.other([
		sprintf("Choose. Either code HWS RACF=Y in the member of %s, once key, APPL profile and user of the link are in order there.", [end.name]),
		"From then on wrong tickets are refused, those of its other clients too.",
		sprintf("Or take APPL= and USERID= off RMTIMSCON ID=%s in the member of %s, so that nobody takes the link for authenticated.", [row.link.id, row.endpoint]),
	]),
}))

details(row, end) := {
	"severity": "high",
	"facts": {"receiver": end.name, "racf": end.racf.value, "source": end.racf.source, "application": row.link.application.value},
	"assumptions": array.concat(end.assumptions, [sprintf("Link %s ends at %s.", [row.link.id, end.name])]),
}

# The IMS Connect where a link ends: name, RACF there, assumptions, and the reasons why it is not known.
receiver(row) := {"name": "", "racf": {}, "assumptions": [], "reasons": {why}} if {
	names := links.receivers(row.link.id)
	count(names) > 1
	why := sprintf("link %s may end at each of %s: its ID and the inventory name them", [row.link.id, concat(", ", sort(names))])
} else := {"name": "", "racf": {}, "assumptions": [], "reasons": {why}} if {
	count(links.receivers(row.link.id)) == 0
	why := sprintf("no member of HWS ID %s was offered, and no client of kind ims-connect in the inventory says where link %s ends", [row.link.id, row.link.id])
} else := {"name": name, "racf": {}, "assumptions": [], "reasons": {endpoints.not_offered(name)}} if {
	some name in links.receivers(row.link.id)
	count(endpoints.by_name(name)) == 0
} else := {
	"name": endpoint.name,
	"racf": racf,
	"assumptions": endpoints.assumptions(endpoint),
	"reasons": {evidence.why(racf, "whether RACF is on where the link ends is unknown") | racf.value == null},
} if {
	some name in links.receivers(row.link.id)
	some endpoint in endpoints.by_name(name)
	racf := endpoints.racf(endpoint)
}
