# METADATA
# title: Logons for another application
# description: >-
#   Records of an IMS Connect's job name another application than the endpoint uses: the running name drifted from what is
#   audited, or the senders choose it. Source: IMS, "ODACCESS statement", "DATASTORE statement"; z/OS RACF Macros and
#   Interfaces, "Record extensions" (INIT_APPL).
# custom:
#   id: PT-H04
#   severity: high
#   judges: [endpoint]
#   needs: [smf, hwscfg]
#   gate: no
package auditor.policies.other_application_observed

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.names
import data.auditor.lib.observed
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := judge(endpoint, endpoints.appl(endpoint), rows_of(endpoint))
}

rows_of(endpoint) := [row | some row in input.observed.logons; row.endpoint == endpoint.name]

judge(endpoint, application, rows) := result.undecided(endpoints.named(endpoint), observed.uncovered(endpoint) | none_seen, {"severity": "high"}) if {
	count(rows) == 0
} else := result.undecided(endpoints.named(endpoint), {evidence.why(application, "the application name is unknown")}, {"severity": "high"}) if {
	application.value == null
} else := drifted(endpoint, application.value, [row | some row in rows; row.application != application.value])

none_seen := evidence.instead("smf", {"no logon of its job is recorded"})

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
	"assumptions": observed.assumptions,
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
	"assumptions": array.concat(observed.assumptions, ["No IMSPLEX= of IMS TM lets a sender name the application where the member has no data store."]),
}

places_of(rows) := array.concat(
	observed.places(rows, "accepted_at", "a logon for the other application"),
	observed.places([row | some row in rows; count(row.accepted_at) == 0], "refused_at", "a refused logon for it"),
)
