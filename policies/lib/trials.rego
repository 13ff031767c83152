# METADATA
# title: Trials
# description: >-
#   What ought to happen to each sample ticket, from the estate alone. The model of RACF answers the same questions by
#   doing it; the report compares both.
#   Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB"; RACF System Programmer's Guide, "How RACF
#   processes the password or PassTicket"; RACF Callable Services, "RACF authorization".
package auditor.lib.trials

import rego.v1

import data.auditor.lib.custody
import data.auditor.lib.endpoints
import data.auditor.lib.entering
import data.auditor.lib.makers
import data.auditor.lib.requests
import data.auditor.lib.surrogates
import data.auditor.lib.tickets
import data.auditor.lib.users
import data.auditor.lib.weigh

# One row for each trial: id, expected (allowed, denied, undecided) and reasons.
expected contains row if {
	# Asked once for all trials that want to know: whether the services make a ticket, and whom VERIFY admits.
	keys := {application: requests.key_there(application) | some application in {request[2] | some request in data.auditor.lib.requests.asked}}
	there := {name: requests.at_resource(name) | some name in {requests.resource(request) | some request in data.auditor.lib.requests.asked}}
	made := {requests.text(request): requests.answer(request, keys[request[2]], there[requests.resource(request)]) |
		some request in data.auditor.lib.requests.asked
	}
	admitted := {visit: admission(visit[0], visit[1]) | some visit in visits}
	worth := {shape: worth_of(input.trials[min(places)]) | some shape, places in shapes}
	some trial in input.trials
	answer := answer_of(trial, {"made": made, "admitted": admitted, "worth": worth})
	row := {"id": trial.id, "expected": answer.outcome, "reasons": sort(answer.reasons)}
}

answer_of(trial, known) := weigh.undecided({sprintf("client %s is not in the inventory", [trial.client])}) if {
	names_client(trial)
	client := trial.client
	not data.auditor.lib.makers.clients[client]
} else := known.made[requests.text(requests.wish(trial))] if {
	trial.step == "generate"
} else := at_endpoint(trial, endpoints.by_name(trial.endpoint), known)

# Who asks for a ticket for himself, or controls a key, is no client.
names_client(trial) if {
	trial.step != "impersonate"
	trial.step != "observed"
}

names_client(trial) if trial.client != ""

# -- IMS Connect ---------------------------------------------------------------------------------------------------------

at_endpoint(trial, found, known) := weigh.undecided({sprintf("no member or display of %s was offered", [trial.endpoint])}) if {
	count(found) == 0
} else := weigh.undecided({sprintf("%d members call themselves %s", [count(found), trial.endpoint])}) if {
	count(found) > 1
} else := weigh.undecided({sprintf("%s has no ODACCESS statement, so that no DRDA client reaches it", [trial.endpoint])}) if {
	some endpoint in found
	endpoints.no_drda(endpoint)
} else := by_racf(endpoints.racf(endpoint).value, logon(trial, endpoint, known)) if {
	some endpoint in found
}

# RACF=N lets everything pass; where RACF= is unknown only what passes either way is settled.
by_racf(racf, answer) := weigh.allowed({"RACF is off at the endpoint: IMS Connect lets every ticket pass"}) if {
	racf == false
} else := answer if {
	racf == true
} else := answer if {
	answer.outcome == "allowed"
} else := weigh.undecided({"whether RACF is on at the endpoint is unknown"})

# -- what VERIFY weighs --------------------------------------------------------------------------------------------------

# The client cannot present what it was not given; the other trials suppose that somebody holds the ticket.
logon(trial, endpoint, known) := weigh.together([
	asked(trial, known.made),
	presented(trial, endpoint, endpoints.appl(endpoint).value, known),
])

asked(trial, made) := weigh.together([surrogates.becomes(trial), answer]) if {
	trial.way in data.auditor.lib.surrogates.ways
	answer := made[requests.text(requests.wish(trial))]
} else := answer if {
	requests.wanted(trial)
	answer := made[requests.text(requests.wish(trial))]
} else := custody.answer(trial) if {
	makers.by_key(trial)
} else := weigh.allowed({"somebody holds the ticket"})

presented(trial, endpoint, application, known) := weigh.undecided({"the inventory does not say for which application tickets are made"}) if {
	trial.made_for_application == ""
} else := weigh.together([known.worth[shape_of(trial)], known.admitted[[trial.presented_user, application]]]) if {
	for_anybody(trial)
} else := weigh.together([tickets.worth(trial, endpoint, application), known.admitted[[trial.presented_user, application]]])

visits contains visit if {
	some trial in input.trials
	some endpoint in endpoints.by_name(trial.endpoint)
	visit := [trial.presented_user, endpoints.appl(endpoint).value]
}

# Whether VERIFY admits a user to an application (null: unknown), the ticket being good.
admission(user, application) := weigh.denied({reason | some reason in users.blockers(user, application)}) if {
	users.undefined(user)
} else := weigh.together([entry(user, application)]) if {
	users.unhindered(user)
} else := weigh.together([
	weigh.up(users.blockers(user, application), users.possible(user, application)),
	entry(user, application),
])

entry(user, application) := weigh.undecided({"the application name of the endpoint is unknown"}) if {
	application == null
} else := entering.check(user, application)

# -- tickets that are worth the same ---------------------------------------------------------------------------------------

# Trials of one shape differ in the user alone, and it makes no difference who that is: their ticket is weighed once.
shapes[shape] contains index if {
	some index, trial in input.trials
	for_anybody(trial)
	shape := shape_of(trial)
}

shape_of(trial) := json.marshal([trial.step, trial.endpoint, makers.maker(trial), trial.made_for_application, trial.ticket]) if {
	trial.step == "impersonate"
} else := json.marshal(object.remove(trial, ["id", "made_for_user", "presented_user"]))

# The ticket is presented for whom it was made, and neither the key that makes it nor those that VERIFY tries before depend on
# who that is: no key profile of that name, and none with the same key, is one of a group or a user.
for_anybody(trial) if {
	trial.made_for_user == trial.presented_user
	tickets.usable_name(trial.made_for_user)
	trial.step != "qualified-key"
	trial.step != "observed"
	not contains(makers.maker(trial), ".")
	not keys_shared
}

keys_shared if count(input.shared_keys) > 0

# Of the one endpoint of the name; where there are none or several nobody asks.
worth_of(trial) := [tickets.worth(trial, endpoint, endpoints.appl(endpoint).value) | some endpoint in endpoints.by_name(trial.endpoint)][0]
