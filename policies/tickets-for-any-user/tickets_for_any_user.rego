# METADATA
# title: Holder may generate tickets for any user of an application
# description: >-
#   UPDATE to a generic IRRPTAUTH.<application>.* lets the holder become any user of the application. A batch job needs a
#   ticket for itself only. Source: z/OS Security Server RACF Callable Services, "RACF authorization"; IMS, "RACF PassTicket
#   for IMS Connect client connections to IMS DB".
# custom:
#   id: PT-B03
#   severity: high
#   judges: [profile]
#   needs: [unload, setropts, clients]
#   gate: blocks
package auditor.policies.tickets_for_any_user

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
import data.auditor.lib.tickets_for_any_user.becomes

needs := {"unload:PTKTDATA", "unload:users"}

# In full: behind an import all that a holder can become would be found, whether there is a holder or not.
subjects := data.auditor.lib.tickets_for_any_user.becomes.subjects

holders := data.auditor.lib.tickets_for_any_user.becomes.holders

conditional := data.auditor.lib.tickets_for_any_user.becomes.conditional

needless := data.auditor.lib.tickets_for_any_user.becomes.needless

lost := harm.open({"acl", "uacc"}, needs) | {reason |
	some row in authority.declared
	some reason in harm.of_person(row.requester)
}

verdicts contains verdict if {
	some name in subjects
	harmed := harm.of_profile({"acl", "uacc"}, "PTKTDATA", name) | harm.of_list(input.profiles.PTKTDATA[name])
	verdict := evidence.settled(lost | harmed, masked(judge(name, profiles.named("PTKTDATA", name))))
}

verdicts contains verdict if some verdict in inscope.unread("PTKTDATA", "high")

verdicts contains verdict if some verdict in scope.no_profiles(subjects, {"unload:PTKTDATA"})

judge(name, subject) := result.passed(subject, {
	"severity": "high",
	"message": sprintf("Nobody may ask for tickets through %s.", [name]),
	"facts": {"holders": []},
	"places": places.primary(input.profiles.PTKTDATA[name].at, "a generic profile without holders"),
}) if {
	count(holders[name]) == 0
	count(conditional[name]) == 0
} else := result.undecided(subject, {profiles.variable_reason("PTKTDATA")}, {
	"severity": "high",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "the name holds a RACF variable"),
}) if {
	contains(name, "&")
} else := result.undecided(subject, {profiles.generic_reason("PTKTDATA")}, {"severity": "high"}) if {
	generic.value == null
} else := with_holders(name, subject, becomes.reachable(name))

with_holders(name, subject, reached) := result.advised(subject, object.union(becomes.finding(name, reached), {
	"message": sprintf("%s lets its holders become any of its users (%s); without a client inventory it is not known who needs that.", [name, becomes.told(reached)]),
})) if {
	not evidence.offered("clients")
	count(holders[name]) > 0
} else := result.failed(subject, becomes.finding(name, reached)) if {
	count(needless[name]) > 0
} else := result.undecided(subject, access.conditional_reasons("PTKTDATA", name, "UPDATE"), {
	"severity": "high",
	"places": access.conditional_places("PTKTDATA", name, "UPDATE"),
}) if {
	count(conditional[name]) > 0
} else := result.advised(subject, object.union(becomes.finding(name, reached), {
	"message": sprintf("%s lets gateways become any of its users (%s); each user they need could have a profile of its own.", [name, becomes.told(reached)]),
}))

generic := input.classes.PTKTDATA.generic

# Generic profiles are ignored while generic checking is off.
masked(judged) := result.masked(judged, "PT-D02") if {
	generic.value == false
} else := judged
