# METADATA
# title: Custody of keys
# description: >-
#   Who has the key of a PTKTDATA profile outside RACF, or can put one of his own there. Whoever has it makes tickets for any
#   user of the application, without IRRPTAUTH.
#   Source: RACF Security Administrator's Guide, "Protecting PassTicket keys", "Granting access authorities" (ALTER to a
#   discrete profile carries control of the profile).
package auditor.lib.custody

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.keys
import data.auditor.lib.users
import data.auditor.lib.weigh

# Whether the one who makes the trial's ticket has the key it is made with.
answer(trial) := control(trial.requester, trial.key_profile) if {
	trial.way == "alter"
} else := weigh.allowed({sprintf("client %s has the key of PTKTDATA %s", [trial.client, trial.key_profile])}) if {
	trial.key_profile in held_by[trial.client]
} else := weigh.denied({sprintf("client %s does not have the key of PTKTDATA %s", [trial.client, trial.key_profile])})

# Off-host clients with the key they have: the one they name, else that of their application.
held_by[client.id] contains name if {
	some client in input.clients
	client.kind == "off-host"
	name := client.key_profile
	name != null
}

held_by[client.id] contains name if {
	some client in input.clients
	client.kind == "off-host"
	client.generates_tickets
	client.key_profile == null
	client.application != null
	name := upper(client.application)
}

# -- control of the profile ----------------------------------------------------------------------------------------------

control(user, name) := weigh.denied({sprintf("there is no discrete key profile PTKTDATA %s", [name])}) if {
	keys.exists(name) == "no"
} else := weigh.undecided({sprintf("whether there is a key profile PTKTDATA %s is unknown", [name])}) if {
	keys.exists(name) == "unknown"
} else := weigh.denied({sprintf("%s is not defined to RACF", [user])}) if {
	users.undefined(user)
} else := weigh.doubted(by_list(user, name), unknown_user(user))

unknown_user(user) := users.untold(user) if {
	users.unknown(user)
} else := set()

# A command is checked against the list alone: in WARNING mode it is refused like any other.
by_list(user, name) := access.in_list(
	{"class": "PTKTDATA", "name": name, "entry": entry, "user": user, "needed": "ALTER"},
	access.standard(entry, user),
	access.unread_list("PTKTDATA", name, user),
) if {
	entry := object.union(input.profiles.PTKTDATA[name], {"warning": false})
}
