# METADATA
# title: Tickets
# description: >-
#   What a ticket is worth when it is presented: whether VERIFY tries the key that made it, the window, replay, and upper
#   and lower case. Where the kind of ticket cannot be told, both kinds are weighed.
#   Source: RACF System Programmer's Guide, "How RACF processes the password or PassTicket"; RACF Security Administrator's
#   Guide, "Determining PTKTDATA profile names"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
package auditor.lib.tickets

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.makers
import data.auditor.lib.weigh

# A name that the algorithms take for a user or an application.
usable_name(name) if regex.match(`^[A-Za-z0-9#$@]{1,8}$`, name)

# -- the class -----------------------------------------------------------------------------------------------------------

# Why nothing that class PTKTDATA allows can be relied on.
class_doubts := {evidence.why(input.classes.PTKTDATA.active, "whether class PTKTDATA is active is unknown")} if {
	input.classes.PTKTDATA.active.value == null
} else := set() if {
	some line in ["raclisted", "raclisted_by_application"]
	input.classes.PTKTDATA[line].value == true
} else := {"whether class PTKTDATA is RACLISTed is unknown"} if {
	some line in ["raclisted", "raclisted_by_application"]
	input.classes.PTKTDATA[line].value == null
} else := {"class PTKTDATA is active but not RACLISTed, which IBM requires for PassTickets"}

# -- the ticket ----------------------------------------------------------------------------------------------------------

# The answer about the ticket alone. Where the application name is unknown, no name serves it better than its own.
worth(trial, endpoint, application) := weigh.denied({"class PTKTDATA is not active, so a ticket is only a wrong password"}) if {
	input.classes.PTKTDATA.active.value == false
} else := weigh.doubted(match(trial, endpoint, upper(trial.made_for_application)), {"the application name of the endpoint is unknown"}) if {
	application == null
	not undecided_match(trial, endpoint)
} else := weigh.undecided({"the application name of the endpoint is unknown"}) if {
	application == null
} else := weigh.doubted(match(trial, endpoint, application), class_doubts)

undecided_match(trial, endpoint) if match(trial, endpoint, upper(trial.made_for_application)).outcome == "undecided"

# Reasons that need no look at the key come first: they deny whatever the key is.
match(trial, endpoint, application) := matched(trial, endpoint, application, misfits(trial, application))

matched(trial, endpoint, application, unfit) := weigh.denied(unfit) if {
	count(unfit) > 0
} else := weigh.denied({sprintf("PTKTDATA %s holds no key", [makers.maker(trial)])}) if {
	count(makers.kinds(trial)) == 0
	keys.tries(application, trial.presented_user, makers.maker(trial)) != "no"
} else := weigh.denied({sprintf("VERIFY does not try a key of %s here", [makers.maker(trial)])}) if {
	every ticket in makers.possible_tickets(trial) {
		keys.tries(application, trial.presented_user, makers.finder(trial, application, ticket)) == "no"
	}
} else := weigh.either(
	[one | some kind in makers.kinds(trial); one := of_kind(trial, endpoint, application, kind)],
	{sprintf("what kind of ticket the key of PTKTDATA %s makes is unknown", [makers.maker(trial)])},
)

misfits(trial, application) := union({
	unusable(application),
	unusable(trial.made_for_application),
	unusable(trial.made_for_user),
	another_user(trial),
	another_application(trial, application),
	changed(trial),
})

unusable(name) := {sprintf("no ticket can be made for the name %s", [name])} if {
	not usable_name(name)
} else := set()

another_user(trial) := {"the ticket was made for another user"} if {
	trial.made_for_user != trial.presented_user
} else := set()

another_application(trial, application) := {sprintf("the ticket was made for %s, and the endpoint uses %s", [trial.made_for_application, application])} if {
	upper(trial.made_for_application) != application
} else := set()

changed(trial) := {"a character of the ticket was changed"} if {
	trial.altered
} else := {"a folded ticket of TYPE(MIXED) is another string"} if {
	trial.step == "folded"
} else := set()

# -- by kind -------------------------------------------------------------------------------------------------------------

# A ticket of an enhanced key whose TYPE is unknown could be of either.
of_kind(trial, endpoint, application, kind) := weigh.either(
	[one | some ticket in makers.tickets_of(trial, kind); one := of_ticket(trial, endpoint, application, ticket)],
	{"TYPE of the enhanced key is unknown, and TYPE(MIXED) would not do here"},
)

of_ticket(trial, endpoint, application, ticket) := weigh.up(
	union({
		keyless(name, ticket.kind),
		untried(trial, application, name),
		out_of_time(trial, name, ticket.kind),
		used_before(trial, name, ticket.kind),
		case_lost(ticket, endpoint),
	}),
	union({
		unsure_key(trial, application, name, ticket.kind),
		unsure_time(trial, name, ticket.kind),
		unsure_replay(trial, name, ticket.kind),
		unsure_case(ticket, endpoint),
	}),
) if {
	name := makers.finder(trial, application, ticket)
}

keyless(name, kind) := {sprintf("PTKTDATA %s holds no %s key", [name, kind])} if {
	makers.held(kind, name) == "no"
} else := set()

untried(trial, application, name) := {sprintf("VERIFY does not try a key of %s here", [name])} if {
	keys.tries(application, trial.presented_user, name) == "no"
} else := set()

unsure_key(trial, application, name, kind) := {sprintf("whether VERIFY tries the key of PTKTDATA %s is unknown", [name])} if {
	keys.tries(application, trial.presented_user, name) == "unknown"
} else := {sprintf("whether PTKTDATA %s holds %s key is unknown", [name, {"legacy": "a legacy", "enhanced": "an enhanced"}[kind]])} if {
	makers.held(kind, name) == "unknown"
} else := {sprintf("which kind of key PTKTDATA %s holds is unknown", [makers.maker(trial)])} if {
	not makers.kind_given(trial)
	keys.made(makers.maker(trial)) == "unknown"
} else := set()

unset(profile, name) if not coded(profile, name)

coded(profile, name) if makers.setting(profile, name) != null

# -- time ----------------------------------------------------------------------------------------------------------------

# Legacy tickets are good for ten minutes either side; enhanced ones for TIMEOUT seconds, taken to hold either side, and
# TIMEOUT is ten minutes at most.
out_of_time(trial, name, kind) := {"the ticket is more than ten minutes off"} if {
	abs(trial.offset) > 600
} else := {"the ticket is older or newer than TIMEOUT allows"} if {
	kind == "enhanced"
	limit := makers.setting(name, "timeout")
	limit != null
	abs(trial.offset) > limit
} else := set()

unsure_time(trial, name, kind) := {"TIMEOUT of the key profile is unknown"} if {
	kind == "enhanced"
	trial.offset != 0
	unset(name, "timeout")
} else := set()

# -- replay --------------------------------------------------------------------------------------------------------------

used_before(trial, name, kind) := {"the ticket was used before on this system, and replay protection is on"} if {
	trial.replayed == "same-system"
	replay(name, kind) == "protected"
} else := set()

unsure_replay(trial, name, kind) := {"whether replay protection is on is unknown"} if {
	trial.replayed == "same-system"
	replay(name, kind) == "unknown"
} else := set()

# Two independent switches: APPLDATA for legacy tickets, REPLAY for enhanced ones.
replay(name, kind) := "open" if {
	kind == "legacy"
	keys.legacy_replay(name)
} else := "protected" if {
	kind == "legacy"
	keys.exists(name) == "yes"
} else := "open" if {
	kind == "enhanced"
	makers.setting(name, "replay") == true
} else := "protected" if {
	kind == "enhanced"
	makers.setting(name, "replay") == false
} else := "unknown"

# -- upper and lower case ------------------------------------------------------------------------------------------------

# TYPE(MIXED) needs mixed-case passwords in RACF, and an IMS Connect that does not fold.
case_lost(ticket, endpoint) := {"TYPE(MIXED) tickets need mixed-case passwords, which are not in effect"} if {
	ticket.type == "MIXED"
	input.options.mixedcase.value == false
} else := {"IMS Connect folds passwords to upper case (PSWDMC=N), and the ticket is of TYPE(MIXED)"} if {
	ticket.type == "MIXED"
	endpoints.effective(endpoint, "pswdmc").value == "N"
} else := set()

unsure_case(ticket, endpoint) := set() if {
	ticket.type == "UPPER"
} else := {"whether mixed-case passwords are in effect is unknown"} if {
	input.options.mixedcase.value == null
} else := {"whether IMS Connect folds passwords (PSWDMC) is unknown"} if {
	not folding_known(endpoint)
} else := set()

folding_known(endpoint) if endpoints.effective(endpoint, "pswdmc").value in {"N", "R", "Y"}
