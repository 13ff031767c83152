# METADATA
# title: Makers
# description: >-
#   Which key a ticket is made with, of what kind and type it then is, and with the key of which profile VERIFY finds it made.
#   Source: RACF Security Administrator's Guide, "Determining PTKTDATA profile names"; z/OS V2.5 Education Assistant, "RACF
#   enhanced PassTicket".
package auditor.lib.makers

import rego.v1

import data.auditor.lib.keys

clients := {client.id: client | some client in input.clients}

# Clients for which RACF makes the tickets.
by_services(client) if client.kind in {"sql-batch", "racf-service"}

# Whether somebody who has the key himself, or control of it, makes the ticket to be another user.
by_key(trial) if {
	trial.step == "impersonate"
	trial.way in {"key", "alter"}
}

# Whether the trial itself says which kind its ticket is of.
kind_given(trial) if trial.step == "legacy-ticket"

kind_given(trial) if by_key(trial)

# The profile whose key makes the trial's ticket; empty where the inventory names none.
maker(trial) := qualified if {
	trial.step in {"qualified-key", "observed"}
	qualified := keys.qualified(upper(trial.made_for_application), trial.made_for_user)[0]
} else := profile if {
	by_key(trial)
	profile := trial.key_profile
} else := application if {
	trial.step in {"impersonate", "observed"}
	application := upper(trial.made_for_application)
} else := name if {
	not by_services(clients[trial.client])
	name := clients[trial.client].key_profile
	not name in {null, ""}
} else := upper(clients[trial.client].application) if {
	clients[trial.client].application != null
} else := ""

# The profile whose key VERIFY finds a ticket of this kind and type made with. That is the maker, or an earlier one that
# holds the same key: which keys are the same is known where an operator offers them.
finder(trial, application, ticket) := twin if {
	count(input.shared_keys) > 0
	twin := [name |
		some name in keys.perhaps_tried(application, trial.presented_user, maker(trial))
		same_key(ticket.kind, name, maker(trial))
		held(ticket.kind, name) != "no"
		reads(name, ticket)
	][0]
} else := maker(trial)

same_key(_, name, maker_) if name == maker_

same_key(kind, name, maker_) if {
	some shared in input.shared_keys
	shared.kind == kind
	name in shared.profiles
	maker_ in shared.profiles
}

# A profile of the other TYPE reads another ticket with the same key.
reads(name, ticket) if not other_type(name, ticket)

other_type(name, ticket) if {
	ticket.kind == "enhanced"
	setting(name, "type") in {"MIXED", "UPPER"}
	setting(name, "type") != ticket.type
}

# -- kind and type -------------------------------------------------------------------------------------------------------

# The kinds that the ticket can be of; none where the profile certainly holds no key.
kinds(trial) := {"legacy"} if {
	trial.step == "legacy-ticket"
} else := {trial.ticket} if {
	by_key(trial)
} else := {made} if {
	made := keys.made(maker(trial))
	made in {"legacy", "enhanced"}
} else := possible_kinds(maker(trial))

possible_kinds(name) := {kind |
	some kind in ["legacy", "enhanced"]
	held(kind, name) != "no"
}

possible_tickets(trial) := {ticket | some kind in kinds(trial); some ticket in tickets_of(trial, kind)}

# An enhanced key whose TYPE is unknown makes tickets of either.
tickets_of(_, "legacy") := [{"kind": "legacy", "type": "UPPER"}]

tickets_of(trial, "enhanced") := [{"kind": "enhanced", "type": type} | some type in types(maker(trial))]

types(name) := [type] if {
	type := setting(name, "type")
	type in {"MIXED", "UPPER"}
} else := ["UPPER", "MIXED"]

held("legacy", name) := keys.legacy(name)

held("enhanced", name) := keys.enhanced(name)

# A setting of the SSIGNON segment; null where there is none or it cannot be told.
setting(profile, name) := keys.segment(profile)[name]
