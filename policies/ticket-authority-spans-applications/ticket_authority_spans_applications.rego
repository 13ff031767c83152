# METADATA
# title: Ticket authority spans applications
# description: >-
#   UPDATE to a profile such as IRRPTAUTH.** lets the holder become any user of every application. Without holders such a
#   profile is a good backstop. Source: RACF Command Language Reference, "Profile names for general resources"; z/OS Security
#   Server RACF Callable Services, "RACF authorization".
# custom:
#   id: PT-B04
#   severity: critical
#   judges: [profile]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.ticket_authority_spans_applications

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.ticket_authority_spans_applications.spans

subjects contains name if {
	some name in authority.names
	authority.broad(name)
}

verdicts contains verdict if {
	some name in subjects
	verdict := evidence.settled(lost(name), masked(judge(name, profiles.named("PTKTDATA", name))))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "critical")

verdicts contains verdict if some verdict in scope.no_profiles(subjects, {"unload:PTKTDATA"})

judge(name, subject) := result.passed(subject, {
	"severity": "critical",
	"message": sprintf("Nobody may ask for tickets through %s: it shuts out whoever no other profile names.", [name]),
	"facts": {"holders": []},
	"places": places.primary(input.profiles.PTKTDATA[name].at, "a broad profile without holders"),
}) if {
	count(spans.named(name)) == 0
} else := result.undecided(subject, {profiles.variable_reason("PTKTDATA")}, {
	"severity": "critical",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "the name holds a RACF variable"),
}) if {
	contains(name, "&")
} else := result.undecided(subject, {profiles.generic_reason("PTKTDATA")}, {"severity": "critical"}) if {
	generic.value == null
} else := result.failed(subject, spans.finding(name, input.profiles.PTKTDATA[name])) if {
	authority.spanning(name)
	count(authority.holders(name)) > 0
} else := result.undecided(subject, access.conditional_reasons("PTKTDATA", name, "UPDATE"), {
	"severity": "critical",
	"places": access.conditional_places("PTKTDATA", name, "UPDATE"),
}) if {
	authority.spanning(name)
} else := result.passed(subject, {
	"severity": "critical",
	"message": sprintf("%s matches no more than one known application.", [name]),
	"facts": {"applications": sort(authority.applications(name))},
	"places": places.primary(input.profiles.PTKTDATA[name].at, "a prefix in the application part"),
})

lost(name) := (harm.open({"acl", "uacc"}, spans.needs(name)) | harm.of_list(input.profiles.PTKTDATA[name])) | (harm.of_profile({"acl", "uacc"}, "PTKTDATA", name) | spans.others(name))

generic := input.classes.PTKTDATA.generic

# Generic profiles are ignored while generic checking is off.
masked(judged) := result.masked(judged, "PT-D02") if {
	generic.value == false
} else := judged
