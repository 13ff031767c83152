# METADATA
# title: Application open to everyone
# description: >-
#   UACC or ID(*) of READ lets every user of the system into the application. Source: RACF Security Administrator's Guide,
#   "Protecting applications" (UACC(NONE)).
# custom:
#   id: PT-B01
#   severity: high
#   judges: [profile]
#   needs: [unload, hwscfg]
#   gate: blocks
package auditor.policies.application_open_to_all

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.application_open_to_all.entrance
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

needs := {"unload:APPL"}

lost := harm.open({"acl", "uacc", "conditional"}, needs)

verdicts contains verdict if {
	some name in entrance.subjects
	users_of := entrance.users(name)
	verdict := evidence.settled(lost | harm.of_profile({"acl", "uacc", "conditional"}, "APPL", name), masked(users_of, judge(name, profiles.named("APPL", name), users_of)))
}

verdicts contains verdict if {
	some endpoint in endpoints.drda
	reasons := entrance.unclear(endpoint)
	count(reasons) > 0
	verdict := result.undecided(endpoints.named(endpoint), reasons, {"severity": "high"})
}

verdicts contains verdict if {
	every endpoint in endpoints.drda {
		count(entrance.unclear(endpoint)) == 0
	}
	some verdict in scope.no_profiles(entrance.subjects, {"hwscfg", "unload:APPL"})
}

# The profile of an endpoint without its member is not known.
verdicts contains verdict if some verdict in scope.missing

judge(name, subject, users_of) := result.failed(subject, entrance.finding(name, input.profiles.APPL[name], users_of)) if {
	access.enough(access.open_level(input.profiles.APPL[name]), "READ")
} else := result.undecided(subject, {sprintf("APPL %s lets everyone in under a condition (WHEN) that no input proves", [name])}, {
	"severity": "high",
	"places": places.primary(entrance.conditional(name)[0].at, "a conditional entry for everyone"),
}) if {
	count(entrance.conditional(name)) > 0
} else := result.passed(subject, {
	"severity": "high",
	"message": sprintf("APPL %s lets in only those it names.", [name]),
	"facts": {"uacc": input.profiles.APPL[name].uacc, "everyone": access.star(input.profiles.APPL[name])},
	"places": places.primary(places.field(input.profiles.APPL[name].at, "profile", "uacc"), "UACC"),
})

# An inactive class lets everybody in anyway.
masked(users_of, judged) := result.masked(judged, "PT-D01") if {
	input.classes.APPL.active.value == false
	some endpoint in users_of
	endpoints.racf(endpoint).value == true
} else := judged
