# METADATA
# title: Tickets of mixed case meet folding
# description: >-
#   Enhanced tickets of TYPE(MIXED) need mixed-case passwords in RACF and an IMS Connect that does not fold passwords to
#   upper case; otherwise every logon counts as a wrong password. Legacy and UPPER tickets survive folding. Source: z/OS
#   V2.5 Education Assistant, "RACF enhanced PassTicket"; IMS, "HWS statement" (PSWDMC=).
# custom:
#   id: PT-E05
#   severity: medium
#   judges: [profile]
#   needs: [unload, hwscfg, setropts]
#   gate: warns
package auditor.policies.ticket_case_folded

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

needs := {"unload", "unload:PTKTDATA", "unload:ssignon"}

# Key profiles of applications that endpoints with RACF use, by name.
in_use contains name if {
	some name in keys.names
	some endpoint in users_of(name)
}

users_of(name) := {endpoint | some endpoint in by_application[split(name, ".")[0]]}

# Endpoints that call RACF, or may, by the application name they use; there can be thousands of keys.
by_application[name] contains endpoint if {
	some endpoint in endpoints.drda
	endpoints.racf(endpoint).value != false
	name := endpoints.appl(endpoint).value
}

# Any key profile could be that of an endpoint whose application name is unknown.
nameless contains endpoint if {
	some endpoint in endpoints.drda
	endpoints.racf(endpoint).value != false
	endpoints.appl(endpoint).value == null
}

lost := harm.open({"ssignon"}, needs)

verdicts contains verdict if {
	some name in in_use
	verdict := evidence.settled(lost | harm.of_profile({"ssignon"}, "PTKTDATA", name), judge(name))
}

verdicts contains verdict if some verdict in scope.otherwise

verdicts contains verdict if {
	some endpoint in nameless
	verdict := result.undecided(
		endpoints.named(endpoint),
		{reason(endpoints.appl(endpoint), "the application name is unknown")},
		{"severity": "medium"},
	)
}

verdicts contains verdict if {
	count(input.endpoints) > 0
	count(nameless) == 0
	some verdict in scope.no_profiles(in_use, needs)
}

segment(name) := input.profiles.PTKTDATA[name].ssignon

typed(name) if segment(name).type in {"UPPER", "MIXED"}

judge(name) := result.not_applicable(profiles.named("PTKTDATA", name), "the profile has no enhanced key", {"severity": "medium"}) if {
	keys.enhanced(name) == "no"
} else := result.undecided(profiles.named("PTKTDATA", name), {"whether the profile has an enhanced key is unknown"}, {"severity": "medium"}) if {
	keys.enhanced(name) == "unknown"
} else := result.undecided(profiles.named("PTKTDATA", name), {"TYPE of the enhanced key is not in the record"}, {"severity": "medium"}) if {
	not typed(name)
} else := result.passed(profiles.named("PTKTDATA", name), {
	"severity": "medium",
	"message": "Tickets are of TYPE(UPPER), which folding does not change.",
	"places": places.primary(places.field(segment(name).at, "ssignon", "type"), "TYPE"),
}) if {
	segment(name).type == "UPPER"
} else := result.failed(profiles.named("PTKTDATA", name), finding(name)) if {
	count(faults(name)) > 0
} else := result.undecided(profiles.named("PTKTDATA", name), doubts(name), {"severity": "medium"}) if {
	count(doubts(name)) > 0
} else := result.passed(profiles.named("PTKTDATA", name), {
	"severity": "medium",
	"message": "Tickets are of TYPE(MIXED), mixed-case passwords are in effect, and nothing on the way folds.",
	"places": places.primary(places.field(segment(name).at, "ssignon", "type"), "TYPE"),
})

mixedcase := input.options.mixedcase

# What certainly breaks a mixed ticket: a sentence and its place.
faults(name) := {{"why": "mixed-case passwords are not in effect (SETROPTS PASSWORD(MIXEDCASE))", "at": mixedcase.at} |
	mixedcase.value == false
} | {{"why": sprintf("%s folds passwords to upper case (PSWDMC=N)", [endpoint.name]), "at": folding(endpoint).at} |
	some endpoint in users_of(name)
	folding(endpoint).value == "N"
}

# What perhaps does.
doubts(name) := {reason(mixedcase, "whether mixed-case passwords are in effect is unknown") |
	mixedcase.value == null
} | {reason(folding(endpoint), "whether IMS Connect folds passwords is unknown") |
	some endpoint in users_of(name)
	folding(endpoint).value == null
}

folding(endpoint) := endpoints.effective(endpoint, "pswdmc")

reason(fact, _) := fact.why if fact.why != null

reason(fact, otherwise) := otherwise if fact.why == null

finding(name) := {
	"severity": "medium",
	"message": sprintf("Tickets of %s are of TYPE(MIXED), and %s.", [name, result.sentence({row.why | some row in rows})]),
	"facts": {"type": "MIXED", "mixedcase": mixedcase.value, "endpoints": sort({endpoint.name | some endpoint in users_of(name)})},
	"places": array.concat(
		places.primary(places.field(segment(name).at, "ssignon", "type"), "TYPE is MIXED"),
		[place | some row in rows; some place in places.related(row.at, row.why)],
	),
	"remediation": object.union(
		commands.racf(
			"PTKTDATA",
			[commands.alter("PTKTDATA", name, "SSIGNON(TYPE(UPPER))")],
			[commands.alter("PTKTDATA", name, "SSIGNON(TYPE(MIXED))")],
		),
		{"other": ["Set the same type in off-host generators. (PSWDMC=R and mixed-case passwords would do too: a decision for every password.)"]},
	),
	"assumptions": ["IMS Connect folds tickets as it folds passwords; IBM's texts do not say so of DRDA."],
} if {
	rows := sort(faults(name))
}
