# METADATA
# title: Applications seen in use
# description: >-
#   What SMF records show users enter beside what is declared.
package auditor.lib.other_application_observed.beside

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.names
import data.auditor.lib.observed
import data.auditor.lib.result

rows_of(endpoint) := [row | some row in input.observed.logons; row.endpoint == endpoint.name]

drifted(endpoint, name, rows) := result.failed(endpoints.named(endpoint), finding(endpoint, name, rows)) if {
	count(rows) > 0
	certain(endpoint, name, rows)
} else := result.advised(endpoints.named(endpoint), object.union(finding(endpoint, name, rows), {"message": sprintf(
	"%s Senders can name the application here: %s.",
	[said(endpoint, name, rows), concat(", ", sort(ways(endpoint)))],
)})) if {
	count(rows) > 0
} else := passing(endpoint, observed.lost_at(endpoint))

passing(endpoint, lost) := result.undecided(endpoints.named(endpoint), lost, {"severity": "high"}) if {
	count(lost) > 0
} else := result.passed(endpoints.named(endpoint), {
	"severity": "high",
	"message": sprintf("All logons of its job are for %s.", [name_of(endpoint)]),
	"places": observed.places(rows_of(endpoint), "accepted_at", "a logon of its job"),
	"assumptions": data.auditor.lib.observed.assumptions,
})

name_of(endpoint) := endpoints.appl(endpoint).value

# No sender names the application at this endpoint, or the name is one it had or nearly has.
certain(endpoint, _, _) if count(ways(endpoint)) == 0

certain(endpoint, name, rows) if {
	some row in rows
	some own in ({name, endpoint.id.value, endpoint.appl.value} - {null, ""})
	alike(row.application, own)
}

alike(one, other) if one == other

alike(one, other) if names.near(one, other)

# Ways by which a sender can name the application.
ways(endpoint) := {way |
	some way, here in {
		"data stores of IMS TM": count(endpoint.datastores) > 0,
		"links to other IMS Connects (RMTIMSCON)": count(endpoint.links) > 0,
		"its member was not read as a whole": incomplete(endpoint),
	}
	here
}

default incomplete(_) := false

incomplete(endpoint) if not endpoint.member

incomplete(endpoint) if endpoint.damaged

said(endpoint, name, rows) := sprintf(
	"%s uses %s, and its job %s logged users on to %s (%s).",
	[endpoint.name, name, concat(", ", observed.jobs(rows)), concat(", ", observed.applications(rows)), observed.period(rows)],
)

finding(endpoint, name, rows) := {
	"severity": "high",
	"message": said(endpoint, name, rows),
	"facts": {"application": name, "seen": observed.applications(rows), "jobs": observed.jobs(rows)},
	"places": places_of(rows),
	"remediation": commands.other([
		"Compare the running name (QUERY IMSCON TYPE(CONFIG) SHOW(ODBMAPPL)) with the member, and offer the display (--imscon).",
		"If the job belongs to another IMS Connect, correct [site.endpoints.HWSID] job.",
	]),
	"assumptions": array.concat(data.auditor.lib.observed.assumptions, ["No IMSPLEX= of IMS TM lets a sender name the application where the member has no data store."]),
}

places_of(rows) := array.concat(
	observed.places(rows, "accepted_at", "a logon for the other application"),
	observed.places([row | some row in rows; count(row.accepted_at) == 0], "refused_at", "a refused logon for it"),
)
