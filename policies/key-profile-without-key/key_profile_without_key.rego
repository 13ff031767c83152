# METADATA
# title: Key profile carries no key
# description: >-
#   A key profile without SSIGNON data looks right in a list of names and cannot work. Source: RACF Macros and
#   Interfaces, "Record formats produced by the database unload utility" (record 0530).
# custom:
#   id: PT-A04
#   severity: high
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: blocks
package auditor.policies.key_profile_without_key

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.key_profile_without_key.keyless
import data.auditor.lib.keys
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

needs := {"unload:PTKTDATA", "unload:ssignon"}

# Key profiles of the applications that endpoints use.
in_use contains name if {
	some name in applications
	keys.usable(name)
}

applications := {name | some name, _ in endpoints.by_application}

problems := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in in_use
	lost := problems | harm.of_profile({"ssignon"}, "PTKTDATA", name)
	verdict := evidence.settled(lost, judge(name, profiles.named("PTKTDATA", name)))
}

# Of a key profile that is lost nothing is known.
verdicts contains verdict if {
	some name in (applications & harm.lost_profiles("PTKTDATA"))
	verdict := result.undecided(profiles.named("PTKTDATA", name), harm.of_profile(set(), "PTKTDATA", name), {"severity": "high"})
}

verdicts contains verdict if {
	count(applications) > 0
	some verdict in scope.no_profiles(in_use, {"unload:PTKTDATA"})
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	endpoints.appl(endpoint).value == null
	why := evidence.why(endpoints.appl(endpoint), "the application name is unknown")
	verdict := result.undecided(endpoints.named(endpoint), {why}, {"severity": "high"})
}

verdicts contains verdict if some verdict in scope.otherwise

judge(name, subject) := result.passed(subject, {
	"severity": "high",
	"message": "The key profile carries a key.",
	"facts": {"legacy": keys.legacy(name), "enhanced": keys.enhanced(name)},
	"places": places.primary(keyless.segment(name).at, "the SSIGNON segment"),
}) if {
	keys.any_key(name) == "yes"
} else := result.undecided(subject, {keyless.unknown(name)}, {"severity": "high"}) if {
	keys.any_key(name) == "unknown"
} else := result.failed(subject, keyless.finding(name))
