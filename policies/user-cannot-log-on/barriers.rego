# METADATA
# title: What keeps declared users from logging on
# description: >-
#   Reasons that no ticket gets past, the fields that prove them, and what takes them away.
package auditor.lib.user_cannot_log_on.barriers

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.dates
import data.auditor.lib.endpoints
import data.auditor.lib.places
import data.auditor.lib.result
import data.auditor.lib.users

# Applications that tickets are made for, by user.
targets[user] contains application if {
	some client in input.clients
	client.generates_tickets
	application := entered(client)
	some user in client.users
}

declared := {user | some user, _ in targets}

# The name that IMS Connect gives to RACF; the client's own where its endpoint is not known.
entered(client) := name if {
	some endpoint in endpoints.by_name(client.endpoint)
	name := endpoints.appl(endpoint).value
	name != null
} else := upper(client.application) if {
	client.application != null
} else := ""

# -- reasons -------------------------------------------------------------------------------------------------------------

# Reasons that no ticket gets past; days and hours are told as advice.
reasons(user) := undefined_reason(user) if {
	users.undefined(user)
} else := ((users.revoked(user) | users.protected(user)) | (users.group(user) | users.idle(user))) | factors(user)

undefined_reason(user) := {sprintf("%s is not defined to RACF", [user])}

factors(user) := {reason | some application in targets[user]; some reason in users.factor(user, application)}

limits(user) := users.day(user) | users.unsure_time(user)

doubts(user) := {reason | some application in targets[user]; some reason in users.unsure_factor(user, application)} | (users.unsure_idle(user) | users.unsure_revoked(user))

# -- places --------------------------------------------------------------------------------------------------------------

declared_at(role, user) := [{"at": at, "role": role, "note": sprintf("client %s declares %s", [client.id, user])} |
	some client in input.clients
	client.generates_tickets
	user in client.users
	at := object.get(client.places, "users", client.at)
]

# The field that proves each reason, the most final one first.
causes(user) := array.concat(
	array.concat(
		[place | count(users.protected(user)) > 0; some place in field(user, "protected", "the user is PROTECTED")],
		[place | count(users.revoked(user)) > 0; some place in field(user, revoked_by(user), "the user is revoked")],
	),
	array.concat(
		[place | count(factors(user)) > 0; some one in input.users[user].factors; one.active; some place in places.primary(one.at, sprintf("active factor %s", [one.name]))],
		array.concat(
			[place | count(users.group(user)) > 0; some place in connection_place(user)],
			[place | count(users.idle(user)) > 0; some place in field(user, "last_access", "date of last use")],
		),
	),
)

field(user, name, note) := places.primary(places.field(input.users[user].at, "user", name), note)

revoked_by(user) := "contained" if {
	users.contained(user)
} else := "revoked" if {
	input.users[user].revoked
} else := "revoke_date"

connection_place(user) := places.primary(places.field(connection.at, "connection", "revoked"), "the connection to the default group is revoked") if {
	connection := input.users[user].connections[input.users[user].default_group]
} else := field(user, "default_group", "no connection to this default group")

# -- fixing --------------------------------------------------------------------------------------------------------------

remediation(user) := object.union(data.auditor.lib.commands.empty, {
	"racf": [row.do | some row in steps(user)],
	"other": array.concat(advice(user), protected_advice(user)),
	"undo": [row.undo | some row in steps(user); row.undo != null],
})

advice(user) := commands.released(user).other if {
	users.contained(user)
} else := ["Resume anything only after the reason for the revocation is known."] if {
	count(users.revoked(user) | users.group(user)) > 0
} else := []

protected_advice(user) := array.concat(
	[sprintf("Use another ID as the target of the tickets: %s was made PROTECTED so that nobody logs on with it.", [user]) | count(users.protected(user)) > 0],
	array.concat(
		["A bypass of MFA is a decision for its owner; activating the PassTicket factor (AZFPTKT1) is the other way." | count(factors(user)) > 0],
		array.concat(
			["RACF revokes the user for inactivity at its next logon: have it used, or resumed, by its owner." | count(users.idle(user)) > 0],
			[sprintf("Its default group %s is not defined: give the user another one with ALTUSER DFLTGRP.", [group]) |
				count(users.group(user)) > 0
				group := input.users[user].default_group
				not commands.nameable(group)
			],
		),
	),
)

# While the user is PROTECTED, contained or unused for too long, or its default group does not exist, nothing else lets it
# log on.
steps(user) := [] if {
	count(users.protected(user)) > 0
} else := [] if {
	users.contained(user)
} else := [] if {
	count(users.idle(user)) > 0
} else := [] if {
	count(users.group(user)) > 0
	group := input.users[user].default_group
	not commands.nameable(group)
} else := array.concat(
	[{"do": sprintf("ALTUSER %s RESUME", [user]), "undo": sprintf("ALTUSER %s REVOKE", [user])} | count(users.revoked(user)) > 0],
	array.concat(
		[connecting(user) | count(users.group(user)) > 0],
		[step | some application in sort(targets[user]); count(users.factor(user, application)) > 0; some step in bypassing(user, sprintf("MFABYPASS.APPL.%s", [application]))],
	),
)

connecting(user) := {
	"do": sprintf("CONNECT %s GROUP(%s) RESUME", [user, group]),
	"undo": sprintf("CONNECT %s GROUP(%s) REVOKE", [user, group]),
} if {
	group := input.users[user].default_group
	dates.revoked(input.users[user].connections[group])
} else := {
	"do": sprintf("CONNECT %s GROUP(%s)", [user, group]),
	"undo": sprintf("REMOVE %s GROUP(%s)", [user, group]),
} if {
	group := input.users[user].default_group
}

bypassing(user, name) := array.concat(
	[{"do": step, "undo": commands.delete("MFADEF", name)} | not input.profiles.MFADEF[name]; some step in commands.defined("MFADEF", name)],
	array.concat(
		[{"do": commands.permit("MFADEF", name, user, "READ"), "undo": unpermitted(name, user)}],
		[{"do": refresh, "undo": refresh} | some refresh in commands.refresh("MFADEF")],
	),
)

# Deleting a profile that was only made for the bypass takes its permits with it.
unpermitted(name, user) := commands.unpermit("MFADEF", name, user) if input.profiles.MFADEF[name]

unpermitted(name, _) := null if not input.profiles.MFADEF[name]

free(user) := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("Nothing but the ticket and the APPL class decides whether %s can log on.", [user]),
	"facts": {"applications": sort(targets[user])},
	"places": places.primary(input.users[user].at, "the user"),
})
