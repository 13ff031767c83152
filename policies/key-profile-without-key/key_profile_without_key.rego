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

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
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

segment(name) := input.profiles.PTKTDATA[name].ssignon

judge(name, subject) := result.passed(subject, {
	"severity": "high",
	"message": "The key profile carries a key.",
	"facts": {"legacy": keys.legacy(name), "enhanced": keys.enhanced(name)},
	"places": places.primary(segment(name).at, "the SSIGNON segment"),
}) if {
	keys.any_key(name) == "yes"
} else := result.undecided(subject, {unknown(name)}, {"severity": "high"}) if {
	keys.any_key(name) == "unknown"
} else := result.failed(subject, finding(name))

unknown(name) := "the unload holds no SSIGNON record (0530): nothing is known about keys" if {
	keys.unread(name)
} else := sprintf("the SSIGNON record of %s is of a form that does not tell whether there is a key", [name])

finding(name) := {
	"severity": "high",
	"message": sprintf("Key profile %s carries no key: no ticket for it can be made or accepted.", [name]),
	"facts": {"absent": segment(name) == null, "segment": segment(name) != null, "legacy": "no", "enhanced": "no"},
	"places": evidence_places(name),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			[commands.alter("PTKTDATA", name, sprintf("SSIGNON(EPTKEYLABEL(%s.PTKT.KEY))", [name]))],
			[commands.alter("PTKTDATA", name, "NOSSIGNON")],
		),
		{"other": [sprintf("Make the HMAC key %s.PTKT.KEY in ICSF first, or put the label your key has.", [name])]},
	),
}

evidence_places(name) := places.primary(input.profiles.PTKTDATA[name].at, "the profile; it has no SSIGNON record (0530)") if {
	segment(name) == null
} else := array.concat(
	places.primary(places.field(segment(name).at, "ssignon", "protection"), "no legacy key and no enhanced key"),
	places.related(input.profiles.PTKTDATA[name].at, "the profile"),
)
