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
import data.auditor.lib.keys
import data.auditor.lib.weigh

clients := {client.id: client | some client in input.clients}

# Clients for which RACF makes the tickets.
by_services(client) if client.kind in {"sql-batch", "racf-service"}

# A name that the algorithms take for a user or an application.
usable_name(name) if regex.match(`^[A-Za-z0-9#$@]{1,8}$`, name)

# The profile whose key makes the trial's ticket; empty where the inventory names none.
maker(trial) := qualified if {
	trial.step == "qualified-key"
	qualified := keys.qualified(upper(trial.made_for_application), trial.made_for_user)[0]
} else := name if {
	not by_services(clients[trial.client])
	name := clients[trial.client].key_profile
	not name in {null, ""}
} else := upper(clients[trial.client].application) if {
	clients[trial.client].application != null
} else := ""

# -- the class -----------------------------------------------------------------------------------------------------------

# Why nothing that class PTKTDATA allows can be relied on.
class_doubts := {"whether class PTKTDATA is active is unknown"} if {
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
match(trial, endpoint, application) := weigh.denied(misfits(trial, application)) if {
	count(misfits(trial, application)) > 0
} else := weigh.denied({sprintf("VERIFY does not try a key of %s here", [maker(trial)])}) if {
	keys.tries(application, trial.presented_user, maker(trial)) == "no"
} else := weigh.denied({sprintf("PTKTDATA %s holds no key", [maker(trial)])}) if {
	count(kinds(trial)) == 0
} else := weigh.either(
	[one | some kind in kinds(trial); one := of_kind(trial, endpoint, application, kind)],
	{sprintf("what kind of ticket the key of PTKTDATA %s makes is unknown", [maker(trial)])},
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

# The kinds that the ticket can be of; none where the profile certainly holds no key.
kinds(trial) := {"legacy"} if {
	trial.step == "legacy-ticket"
} else := {made} if {
	made := keys.made(maker(trial))
	made in {"legacy", "enhanced"}
} else := possible_kinds(maker(trial))

possible_kinds(name) := {kind |
	some kind in ["legacy", "enhanced"]
	held(kind, name) != "no"
}

of_kind(trial, endpoint, application, kind) := weigh.up(
	union({keyless(trial, kind), out_of_time(trial, kind), used_before(trial, kind), case_lost(trial, endpoint, kind)}),
	union({
		unsure_key(trial, application, kind),
		unsure_time(trial, kind),
		unsure_replay(trial, kind),
		unsure_case(trial, endpoint, kind),
	}),
)

held("legacy", name) := keys.legacy(name)

held("enhanced", name) := keys.enhanced(name)

keyless(trial, kind) := {sprintf("PTKTDATA %s holds no %s key", [maker(trial), kind])} if {
	held(kind, maker(trial)) == "no"
} else := set()

unsure_key(trial, application, kind) := {sprintf("whether VERIFY tries the key of PTKTDATA %s is unknown", [maker(trial)])} if {
	keys.tries(application, trial.presented_user, maker(trial)) == "unknown"
} else := {sprintf("whether PTKTDATA %s holds a %s key is unknown", [maker(trial), kind])} if {
	held(kind, maker(trial)) == "unknown"
} else := {sprintf("which kind of key PTKTDATA %s holds is unknown", [maker(trial)])} if {
	count(kinds(trial)) > 1
} else := set()

# A setting of the SSIGNON segment; null where there is none or it cannot be told.
setting(trial, name) := input.profiles.PTKTDATA[maker(trial)].ssignon[name]

unset(trial, name) if not setting(trial, name) != null

# -- time ----------------------------------------------------------------------------------------------------------------

# Legacy tickets are good for ten minutes either side; enhanced ones for TIMEOUT seconds, taken to hold either side, and
# TIMEOUT is ten minutes at most.
out_of_time(trial, kind) := {"the ticket is more than ten minutes off"} if {
	abs(trial.offset) > 600
} else := {"the ticket is older or newer than TIMEOUT allows"} if {
	kind == "enhanced"
	limit := setting(trial, "timeout")
	limit != null
	abs(trial.offset) > limit
} else := set()

unsure_time(trial, kind) := {"TIMEOUT of the key profile is unknown"} if {
	kind == "enhanced"
	trial.offset != 0
	unset(trial, "timeout")
} else := set()

# -- replay --------------------------------------------------------------------------------------------------------------

used_before(trial, kind) := {"the ticket was used before on this system, and replay protection is on"} if {
	trial.replayed == "same-system"
	replay(trial, kind) == "protected"
} else := set()

unsure_replay(trial, kind) := {"whether replay protection is on is unknown"} if {
	trial.replayed == "same-system"
	replay(trial, kind) == "unknown"
} else := set()

# Two independent switches: APPLDATA for legacy tickets, REPLAY for enhanced ones.
replay(trial, kind) := "open" if {
	kind == "legacy"
	keys.legacy_replay(maker(trial))
} else := "protected" if {
	kind == "legacy"
	keys.exists(maker(trial)) == "yes"
} else := "open" if {
	kind == "enhanced"
	setting(trial, "replay") == true
} else := "protected" if {
	kind == "enhanced"
	setting(trial, "replay") == false
} else := "unknown"

# -- upper and lower case ------------------------------------------------------------------------------------------------

# TYPE(MIXED) needs mixed-case passwords in RACF, and an IMS Connect that does not fold.
case_lost(trial, endpoint, kind) := {"TYPE(MIXED) tickets need mixed-case passwords, which are not in effect"} if {
	kind == "enhanced"
	setting(trial, "type") == "MIXED"
	input.options.mixedcase.value == false
} else := {"IMS Connect folds passwords to upper case (PSWDMC=N), and the ticket is of TYPE(MIXED)"} if {
	kind == "enhanced"
	setting(trial, "type") == "MIXED"
	endpoints.effective(endpoint, "pswdmc").value == "N"
} else := set()

unsure_case(trial, endpoint, kind) := set() if {
	kind == "legacy"
} else := set() if {
	setting(trial, "type") == "UPPER"
} else := {"whether mixed-case passwords are in effect is unknown"} if {
	input.options.mixedcase.value == null
} else := {"whether IMS Connect folds passwords (PSWDMC) is unknown"} if {
	not endpoints.effective(endpoint, "pswdmc").value in {"N", "R", "Y"}
} else := {"TYPE of the enhanced key is unknown, and TYPE(MIXED) would not do here"} if {
	setting(trial, "type") != "MIXED"
	unfit_for_mixed(endpoint)
} else := {"TYPE of the enhanced key is unknown, and TYPE(MIXED) would not do here"} if {
	unset(trial, "type")
	unfit_for_mixed(endpoint)
} else := set()

unfit_for_mixed(_) if input.options.mixedcase.value == false

unfit_for_mixed(endpoint) if endpoints.effective(endpoint, "pswdmc").value == "N"
