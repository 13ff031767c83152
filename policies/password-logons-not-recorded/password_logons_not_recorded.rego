# METADATA
# title: Password logons cannot be seen
# description: >-
#   RACF records every accepted ticket, and a successful logon with a password only where SETROPTS APPLAUDIT is in effect,
#   class APPL is RACLISTed and the APPL profile asks for successes. Source: IBM Education Assistant z/OS 3.1, "SETROPTS
#   APPLAUDIT for successful logons".
# custom:
#   id: PT-H08
#   severity: advisory
#   judges: [endpoint]
#   needs: [smf, hwscfg, unload, setropts]
#   gate: no
package auditor.policies.password_logons_not_recorded

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.observed
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if {
	some endpoint in endpoints.drda
	verdict := judge(endpoint, endpoints.appl(endpoint))
}

judge(endpoint, application) := result.undecided(endpoints.named(endpoint), evidence.problems("smf"), {}) if {
	not evidence.offered("smf")
} else := result.undecided(endpoints.named(endpoint), {evidence.why(application, "the application name is unknown")}, {}) if {
	application.value == null
} else := result.advised(endpoints.named(endpoint), finding(endpoint, application.value)) if {
	count(certain(application.value)) > 0
} else := result.undecided(endpoints.named(endpoint), open(application.value), {}) if {
	count(open(application.value)) > 0
} else := result.passed(endpoints.named(endpoint), {
	"message": sprintf("Successful logons to %s are recorded, with a password too.", [application.value]),
	"places": array.concat(places.primary(input.options.applaudit.at, "APPLAUDIT"), places.related(input.classes.APPL.raclisted.at, "RACLIST")),
})

# What is certainly missing; that no profile is there, or what it asks for, rests on an unload without loss.
certain(application) := observed.settings if {
	count(lost(application)) > 0
} else := observed.blind(application)

open(application) := observed.unsure(application) | lost(application)

lost(application) := harm.open(parts, {"unload", "unload:APPL"}) | harm.of_profile(parts, "APPL", profiles.deciding("APPL", application).name)

parts := {"audit", "global_audit"}

finding(endpoint, application) := {
	"message": sprintf("Logons with a password at %s leave no record: %s.", [endpoint.name, result.sentence(certain(application))]),
	"facts": {"missing": sort(certain(application))},
	"places": array.concat(places.primary(input.options.applaudit.at, "APPLAUDIT"), places.related(input.classes.APPL.raclisted.at, "RACLIST")),
	"remediation": commands.other([
		"SETROPTS APPLAUDIT, SETROPTS RACLIST(APPL), and RALTER of the APPL profile with GLOBALAUDIT(SUCCESS(READ)): each needs somebody with AUDITOR, and makes more SMF data.",
	]),
}
