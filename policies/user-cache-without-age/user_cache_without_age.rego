# METADATA
# title: Cached user IDs do not age
# description: >-
#   With UIDCACHE=Y IMS Connect remembers verified user IDs. CONNECT, REMOVE and REVOKE commands refresh the cache;
#   revocation by date or inactivity and profile changes may not. Source: IMS, "IMS Connect RACF user ID cache".
# custom:
#   id: PT-E04
#   severity: low
#   judges: [endpoint]
#   needs: [hwscfg]
#   gate: "no"
package auditor.policies.user_cache_without_age

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

cache(endpoint) := endpoints.effective(endpoint, "uidcache")

age(endpoint) := endpoints.effective(endpoint, "uidage")

longest := input.site.max_uid_age

judge(endpoint, subject) := result.not_applicable(subject, "user IDs are not cached (UIDCACHE=N)", {
	"severity": "low",
	"places": places.primary(cache(endpoint).at, "UIDCACHE"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	cache(endpoint).value == false
} else := result.undecided(subject, {unknown(endpoint)}, {"severity": "low"}) if {
	cache(endpoint).value == null
} else := result.failed(subject, finding(endpoint, "medium", sprintf(
	"Verified user IDs are cached for %d seconds, and %d is the limit here.",
	[age(endpoint).value, longest],
))) if {
	age(endpoint).value > longest
} else := result.passed(subject, {
	"severity": "low",
	"message": sprintf("Verified user IDs are cached for %d seconds.", [age(endpoint).value]),
	"places": places.primary(age(endpoint).at, "UIDAGE"),
	"assumptions": endpoints.assumptions(endpoint),
}) if {
	age(endpoint).value != null
} else := result.failed(subject, finding(endpoint, "low", "Verified user IDs are cached, and UIDAGE is not set: they may stay for good.")) if {
	not_set(endpoint)
} else := result.undecided(subject, {evidence.why(age(endpoint), "how long user IDs stay cached is unknown")}, {"severity": "low"})

# The member was read without loss and has no UIDAGE=. Anything else leaves its value unknown, not absent.
not_set(endpoint) if {
	endpoint.uidage.origin == "default"
	not endpoint.damaged
}

unknown(endpoint) := why if {
	why := cache(endpoint).why
	why != null
} else := "whether user IDs are cached is unknown"

finding(endpoint, severity, message) := {
	"severity": severity,
	"message": message,
	"facts": {"uidcache": true, "uidage": age(endpoint).value},
	"places": array.concat(
		places.primary(cache(endpoint).at, "UIDCACHE is on"),
		places.related(age(endpoint).at, "where UIDAGE would be"),
	),
	"remediation": commands.ims(
		[],
		[
			sprintf("Code UIDAGE=%d or less on the HWS statement of %s and restart it.", [longest, endpoint.name]),
			"After an emergency change of a user: UPDATE IMSCON TYPE(RACFUID) NAME(<user>) OPTION(REFRESH).",
		],
		[],
	),
	"assumptions": array.concat(endpoints.assumptions(endpoint), ["Whether DRDA logons use the user ID cache is not confirmed by IBM's texts."]),
}
