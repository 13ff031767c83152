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

lost(name) := (harm.open({"acl", "uacc"}, needs(name)) | harm.of_list(input.profiles.PTKTDATA[name])) | (harm.of_profile({"acl", "uacc"}, "PTKTDATA", name) | others(name))

# A prefix may match the application of a profile that is lost.
others(name) := {reason |
	some class in {"APPL", "PTKTDATA"}
	some other in harm.lost_profiles(class)
	some reason in harm.of_profile(set(), class, other)
} if {
	authority.prefix(name)
} else := set()

# What a prefix spans depends on all applications there are.
needs(name) := {"unload:PTKTDATA", "unload:users"} if count(named(name)) == 0

needs(name) := {"unload:PTKTDATA", "unload:users", "unload:APPL", "hwscfg", "clients"} if count(named(name)) > 0

# Who may ask through the profile, be it under a condition that no input proves.
named(name) := authority.holders(name) | conditional(name)

conditional(name) := access.conditional_entries("PTKTDATA", name, "UPDATE")

generic := input.classes.PTKTDATA.generic

# Generic profiles are ignored while generic checking is off.
masked(judged) := result.masked(judged, "PT-D02") if {
	generic.value == false
} else := judged

judge(name, subject) := result.passed(subject, {
	"severity": "critical",
	"message": sprintf("Nobody may ask for tickets through %s: it shuts out whoever no other profile names.", [name]),
	"facts": {"holders": []},
	"places": places.primary(input.profiles.PTKTDATA[name].at, "a broad profile without holders"),
}) if {
	count(named(name)) == 0
} else := result.undecided(subject, {profiles.variable_reason("PTKTDATA")}, {
	"severity": "critical",
	"places": places.primary(input.profiles.PTKTDATA[name].at, "the name holds a RACF variable"),
}) if {
	contains(name, "&")
} else := result.undecided(subject, {profiles.generic_reason("PTKTDATA")}, {"severity": "critical"}) if {
	generic.value == null
} else := result.failed(subject, finding(name, input.profiles.PTKTDATA[name])) if {
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

finding(name, entry) := {
	"severity": "critical",
	"message": sprintf("%s lets %s become any user it covers, in more than one application.", [name, concat(", ", array.slice(sort(authority.holders(name)), 0, 5))]),
	"facts": object.union(
		{
			"holders": array.slice(sort(authority.holders(name)), 0, 50),
			"prefix": prefix(name),
			"applications": sort(authority.applications(name)),
		},
		access.conditional_facts(conditional(name)),
	),
	"places": array.concat(
		places.primary(places.field(entry.at, "profile", "generic"), "a generic profile with a generic application part"),
		[place |
			some id in array.slice(sort(authority.holders(name)), 0, 10)
			row := entry.acl[id]
			some place in places.related(places.field(row.at, "permit", "access"), sprintf("%s has %s", [id, row.access]))
		],
	),
	"remediation": authority.narrowed(name),
	"assumptions": prefix_assumption(name),
}

prefix(name) if authority.prefix(name)

prefix(name) := false if not authority.prefix(name)

prefix_assumption(name) := ["The applications named in the inputs are all that the prefix can match."] if authority.prefix(name)

prefix_assumption(name) := [] if not authority.prefix(name)
