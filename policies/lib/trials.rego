# METADATA
# title: Trials
# description: >-
#   What ought to happen to each sample ticket, from the estate alone. The model of RACF answers the same questions by
#   doing it; the report compares both.
#   Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB"; RACF System Programmer's Guide, "How RACF
#   processes the password or PassTicket"; RACF Callable Services, "RACF authorization".
package auditor.lib.trials

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.keys
import data.auditor.lib.users

# One row for each trial: id, expected (allowed, denied, undecided) and reasons.
expected contains {"id": trial.id, "expected": answer.outcome, "reasons": sort(answer.reasons)} if {
	some trial in input.trials
	answer := answer_of(trial)
}

answer_of(trial) := generate(trial) if trial.step == "generate"

answer_of(trial) := logon(trial) if trial.step != "generate"

clients[client.id] := client if some client in input.clients

# -- making a ticket: fails closed ---------------------------------------------------------------------------------------

authority(trial) := sprintf("IRRPTAUTH.%s.%s", [upper(trial.made_for_application), trial.made_for_user])

generate(trial) := weigh(
	generate_denied(trial),
	generate_unsure(trial),
	{"the requester may ask for the ticket and there is a key to make it with"},
)

generate_denied(trial) := inactive_class | (refused(trial) | no_key(upper(trial.made_for_application)))

generate_unsure(trial) := ((unknown_class | unsure_authority(trial)) | unsure_key(upper(trial.made_for_application))) | (lost_evidence | unraclisted)

inactive_class := {"class PTKTDATA is not active"} if {
	input.classes.PTKTDATA.active.value == false
} else := set()

unknown_class := {"whether class PTKTDATA is active is unknown"} if {
	input.classes.PTKTDATA.active.value == null
} else := set()

# IBM's list of errors requires RACLIST for PTKTDATA; without it nothing can be relied on.
unraclisted := {"class PTKTDATA is active but not RACLISTed, which IBM requires for PassTickets"} if {
	input.classes.PTKTDATA.active.value == true
	input.classes.PTKTDATA.raclisted.value == false
	input.classes.PTKTDATA.raclisted_by_application.value != true
} else := {"whether class PTKTDATA is RACLISTed is unknown"} if {
	input.classes.PTKTDATA.active.value == true
	input.classes.PTKTDATA.raclisted.value == null
} else := set()

# The one decision about the requester.
permission(trial) := access.decide("PTKTDATA", authority(trial), trial.requester, "UPDATE")

refused(trial) := permission(trial).reasons if {
	whole_unload
	permission(trial).outcome in {"denied", "unprotected"}
} else := set()

unsure_authority(trial) := {"no unload tells who may generate tickets"} if {
	not whole_unload
} else := permission(trial).reasons if {
	permission(trial).outcome == "undecided"
} else := set()

no_key(application) := {sprintf("there is no discrete key profile PTKTDATA %s", [application])} if {
	whole_unload
	not keys.usable(application)
} else := {sprintf("PTKTDATA %s holds no key", [application])} if {
	whole_unload
	keys.any_key(application) == "no"
} else := set()

unsure_key(application) := {sprintf("whether PTKTDATA %s holds a key is unknown", [application])} if {
	keys.usable(application)
	keys.any_key(application) == "unknown"
} else := set()

whole_unload if {
	evidence.offered("unload")
	input.unload.resources
}

lost_evidence := evidence.problems_of({"unload:PTKTDATA", "unload:APPL", "unload:users"})

# -- presenting a ticket -------------------------------------------------------------------------------------------------

logon(trial) := {"outcome": "undecided", "reasons": {sprintf("no member or display of %s was offered", [trial.endpoint])}} if {
	count(endpoints.by_name(trial.endpoint)) == 0
} else := at_endpoint(trial, endpoint) if {
	some endpoint in endpoints.by_name(trial.endpoint)
}

at_endpoint(trial, endpoint) := {"outcome": "allowed", "reasons": {"RACF is off at the endpoint: IMS Connect lets every ticket pass"}} if {
	endpoints.racf(endpoint).value == false
} else := {"outcome": "undecided", "reasons": {"whether RACF is on at the endpoint is unknown"}} if {
	endpoints.racf(endpoint).value == null
} else := {"outcome": "undecided", "reasons": {"the application name of the endpoint is unknown"}} if {
	endpoints.appl(endpoint).value == null
} else := verified(trial, endpoints.appl(endpoint).value)

verified(trial, application) := weigh(
	denials(trial, application),
	doubts(trial, application),
	{"the ticket, the user and the application check are all good"},
)

denials(trial, application) := (inactive_class | bad_ticket(trial, application)) | (users.blockers(trial.presented_user, application) | shut_out(trial, application))

doubts(trial, application) := ((unknown_class | unraclisted) | lost_evidence) | ((unsure_ticket(trial, application) | users.possible(trial.presented_user, application)) | unsure_entry(trial, application))

shut_out(trial, application) := users.entry_check(trial.presented_user, application).reasons if {
	input.users[trial.presented_user]
	users.entry_check(trial.presented_user, application).outcome == "denied"
} else := set()

unsure_entry(trial, application) := users.entry_check(trial.presented_user, application).reasons if {
	users.entry_check(trial.presented_user, application).outcome == "undecided"
} else := set()

# -- the ticket itself ---------------------------------------------------------------------------------------------------

# The profile whose key makes the client's tickets.
maker(trial) := qualified if {
	trial.step == "qualified-key"
	qualified := keys.qualified(upper(trial.made_for_application), trial.made_for_user)[0]
} else := name if {
	client := clients[trial.client]
	client.kind == "off-host"
	name := client.key_profile
	name != null
} else := clients[trial.client].application

kind(trial) := "legacy" if {
	trial.step == "legacy-ticket"
} else := keys.made(maker(trial))

# Why the ticket is certainly not accepted.
bad_ticket(trial, application) := union({
	unusable_name(application),
	made_for_another(trial, application),
	not_tried(trial, application),
	keyless(trial, application),
	out_of_time(trial),
	used_before(trial),
	case_lost(trial),
})

# Why it perhaps is not.
unsure_ticket(trial, application) := union({
	unsure_maker(trial, application),
	unsure_time(trial),
	unsure_replay(trial),
	unsure_case(trial),
})

unusable_name(application) := {sprintf("%s is no application name that tickets can be made for", [application])} if {
	not regex.match("^[A-Z0-9#$@]{1,8}$", application)
} else := set()

made_for_another(trial, application) := another_user(trial) | (another_application(trial, application) | changed(trial))

another_user(trial) := {"the ticket was made for another user"} if {
	trial.made_for_user != trial.presented_user
} else := set()

another_application(trial, application) := {sprintf("the ticket was made for %s, and the endpoint uses %s", [trial.made_for_application, application])} if {
	upper(trial.made_for_application) != application
} else := set()

changed(trial) := {"a character of the ticket was changed"} if {
	trial.altered
} else := set()

not_tried(trial, application) := {sprintf("VERIFY does not try the key of %s", [maker(trial)])} if {
	whole_unload
	not maker(trial) in keys.tried(application, trial.presented_user)
} else := set()

keyless(trial, application) := {sprintf("PTKTDATA %s holds no %s key", [maker(trial), kind(trial)])} if {
	whole_unload
	maker(trial) in keys.tried(application, trial.presented_user)
	holds(trial) == "no"
} else := set()

# Whether the profile holds a key of the ticket's kind.
holds(trial) := keys.legacy(maker(trial)) if {
	kind(trial) == "legacy"
} else := keys.enhanced(maker(trial)) if {
	kind(trial) == "enhanced"
} else := "no" if {
	kind(trial) == "none"
} else := "unknown"

unsure_maker(trial, application) := {"no unload tells which keys there are"} if {
	not whole_unload
} else := {sprintf("whether PTKTDATA %s holds a key is unknown", [maker(trial)])} if {
	maker(trial) in keys.tried(application, trial.presented_user)
	holds(trial) == "unknown"
} else := set()

segment(trial) := input.profiles.PTKTDATA[maker(trial)].ssignon

# Legacy tickets are good for ten minutes either side; enhanced ones for TIMEOUT seconds, taken to hold either side.
out_of_time(trial) := {"the ticket is more than ten minutes off"} if {
	kind(trial) == "legacy"
	abs(trial.offset) > 600
} else := {"the ticket is older or newer than TIMEOUT allows"} if {
	kind(trial) == "enhanced"
	limit := segment(trial).timeout
	limit != null
	abs(trial.offset) > limit
} else := {"the ticket is more than ten minutes off, more than any TIMEOUT allows"} if {
	abs(trial.offset) > 600
} else := set()

unsure_time(trial) := {"TIMEOUT of the key profile is unknown"} if {
	kind(trial) == "enhanced"
	segment(trial).timeout == null
	trial.offset != 0
} else := set()

used_before(trial) := {"the ticket was used before on this system, and replay protection is on"} if {
	trial.replayed == "same-system"
	replay(trial) == "protected"
} else := set()

unsure_replay(trial) := {"whether replay protection is on is unknown"} if {
	trial.replayed == "same-system"
	replay(trial) == "unknown"
} else := set()

# Two independent switches: APPLDATA for legacy tickets, REPLAY for enhanced ones.
replay(trial) := "open" if {
	kind(trial) == "legacy"
	keys.legacy_replay(maker(trial))
} else := "protected" if {
	kind(trial) == "legacy"
} else := "open" if {
	kind(trial) == "enhanced"
	segment(trial).replay == true
} else := "protected" if {
	kind(trial) == "enhanced"
	segment(trial).replay == false
} else := "unknown"

# -- upper and lower case ------------------------------------------------------------------------------------------------

mixed(trial) if {
	kind(trial) == "enhanced"
	segment(trial).type == "MIXED"
}

# TYPE(MIXED) needs mixed-case passwords in RACF, and an IMS Connect that does not fold.
case_lost(trial) := {"a folded ticket is another string"} if {
	trial.step == "folded"
} else := {"TYPE(MIXED) tickets need mixed-case passwords, which are not in effect"} if {
	mixed(trial)
	input.options.mixedcase.value == false
} else := {"IMS Connect folds passwords to upper case (PSWDMC=N), and the ticket is of TYPE(MIXED)"} if {
	mixed(trial)
	folding(trial) == "N"
} else := set()

unsure_case(trial) := {"whether mixed-case passwords are in effect is unknown"} if {
	mixed(trial)
	input.options.mixedcase.value == null
} else := {"whether IMS Connect folds passwords (PSWDMC) is unknown"} if {
	mixed(trial)
	folding(trial) == null
} else := {"TYPE of the enhanced key is unknown"} if {
	kind(trial) == "enhanced"
	segment(trial).type == null
} else := set()

folding(trial) := endpoints.effective(endpoint, "pswdmc").value if {
	some endpoint in endpoints.by_name(trial.endpoint)
}

# -- weighing ------------------------------------------------------------------------------------------------------------

# One certain reason denies, whatever else is unknown; without one, a doubt leaves it undecided.
weigh(no, unsure, yes) := {"outcome": "denied", "reasons": no} if {
	count(no) > 0
} else := {"outcome": "undecided", "reasons": unsure} if {
	count(unsure) > 0
} else := {"outcome": "allowed", "reasons": yes}
