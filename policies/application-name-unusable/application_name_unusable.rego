# METADATA
# title: Application name cannot be used for tickets
# description: >-
#   An application name has 1 to 8 characters of A-Z, 0-9, #, $ and @. With a period RACF reads qualifiers, and
#   anything else matches no profile. Source: IMS, "ODACCESS statement", "HWS statement"; RACF Security
#   Administrator's Guide, "Determining PTKTDATA profile names".
# custom:
#   id: PT-A11
#   severity: high
#   judges: [endpoint]
#   needs: [hwscfg]
#   gate: blocks
package auditor.policies.application_name_unusable

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if {
	some endpoint in endpoints.drda
	judged := judge(endpoint, endpoints.named(endpoint))
	verdict := scope.per_endpoint(endpoint, judged)
}

verdicts contains verdict if some verdict in scope.otherwise

judge(endpoint, subject) := result.failed(subject, finding(endpoint, {"neither ODACCESS APPL= nor HWS ID= gives one"}, "")) if {
	blank(endpoint)
} else := result.undecided(subject, {evidence.why(endpoints.appl(endpoint), "the application name is unknown")}, {"severity": "high"}) if {
	endpoints.appl(endpoint).value == null
} else := result.failed(subject, finding(endpoint, endpoints.unusable(name), name)) if {
	name := endpoints.appl(endpoint).value
	count(endpoints.unusable(name)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("%s can be used as an application name.", [endpoints.appl(endpoint).value]),
	"facts": {"application": endpoints.appl(endpoint).value, "origin": endpoints.appl(endpoint).origin},
	"places": places.primary(endpoints.appl(endpoint).at, "the application name"),
	"assumptions": endpoints.assumptions(endpoint),
})

# The member was read without loss and gives no name at all.
blank(endpoint) if {
	endpoints.falls_back(endpoint)
	endpoint.id.value == ""
}

blank(endpoint) if {
	endpoints.falls_back(endpoint)
	endpoint.id.value == null
	endpoint.id.origin == "default"
	not endpoint.damaged
}

finding(endpoint, found, name) := {
	"severity": "high",
	"message": sprintf("The application name \"%s\" cannot be used for tickets: %s.", [name, result.sentence(found)]),
	"facts": {"application": name, "origin": endpoints.appl(endpoint).origin, "faults": sort(found)},
	"places": array.concat(
		places.primary(at(endpoint), "the application name"),
		places.related(endpoint.at, "the endpoint"),
	),
	"remediation": {
		"racf": [],
		"ims": [],
		"other": [
			sprintf("Code ODACCESS APPL= with a name of 1 to 8 characters A-Z, 0-9, #, $ or @ in the member of %s.", [endpoint.name]),
			"Key, APPL and IRRPTAUTH profiles and the clients must use the same name; until a restart UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(name)) sets it.",
		],
		"undo": [],
	},
	"assumptions": endpoints.assumptions(endpoint),
}

at(endpoint) := endpoints.appl(endpoint).at if endpoints.appl(endpoint).at != null

at(endpoint) := endpoint.at if endpoints.appl(endpoint).at == null
