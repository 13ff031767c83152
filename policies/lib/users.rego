# METADATA
# title: Users
# description: >-
#   What stops a user from logging on with a PassTicket, apart from the ticket and the APPL class. Every blocker is a
#   sentence; `possible` holds those that no input can settle.
#   Source: RACF Security Administrator's Guide, "Defining protected user IDs", "Revoking unused user IDs (INACTIVE
#   option)"; IBM MFA, "Using IBM MFA with PassTickets", "Bypassing IBM MFA for applications"; RACROUTE Macro Reference,
#   RACINIT return codes. An expired password is no blocker.
package auditor.lib.users

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.dates
import data.auditor.lib.entering
import data.auditor.lib.evidence

# The object name of a user.
named(user) := sprintf("user:%s", [user])

# Whether the unload proves that there is no such user.
undefined(user) if {
	not input.users[user]
	not unknown(user)
}

# Whether nothing is known about the user, because no unload tells or its record is lost.
unknown(user) if access.unknown_user(user)

# Why the user certainly cannot log on to `application` (null: unknown) with a ticket.
blockers(user, application) := set() if {
	unknown(user)
} else := {sprintf("%s is not defined to RACF", [user])} if {
	undefined(user)
} else := {reason | some reason in certain(user, application)}

certain(user, application) := ((revoked(user) | protected(user)) | (factor(user, application) | group(user))) | (idle(user) | day(user))

# Why the user perhaps cannot.
possible(user, application) := untold(user) if {
	unknown(user)
} else := set() if {
	undefined(user)
} else := (unsure_factor(user, application) | unsure_group(user)) | ((unsure_idle(user) | unsure_revoked(user)) | unsure_time(user))

untold(user) := evidence.instead("unload", {sprintf("no unload tells whether %s is defined", [user])})

revoked(user) := {sprintf("%s is contained (ALTUSER CONTAIN), so it is revoked until NOCONTAIN", [user])} if {
	contained(user)
} else := {sprintf("%s is revoked on %s", [user, input.as_of])} if {
	is_revoked(user)
} else := set()

contained(user) if input.users[user].contained == true

is_revoked(user) if {
	dates.revoked(input.users[user])
	not turns(user)
}

turns(user) if dates.turns(input.users[user])

# A date has come since the unload was taken, so long ago that somebody may have set another one.
unsure_revoked(user) := set() if {
	not turns(user)
} else := data.auditor.lib.dates.doubts

protected(user) := {sprintf("%s is PROTECTED, so it cannot log on with a PassTicket", [user])} if input.users[user].protected

protected(user) := set() if not input.users[user].protected

# -- multi-factor authentication -----------------------------------------------------------------------------------------

# A factor is active, and none of them takes PassTickets.
needs_bypass(user) if {
	not takes_tickets(user)
	some one in input.users[user].factors
	one.active
}

takes_tickets(user) if {
	some one in input.users[user].factors
	one.active
	one.name == "AZFPTKT1"
}

# Whether the user may log on to the application without MFA: yes, no or unknown. An inactive class permits nobody.
bypass(user, application) := "no" if {
	input.classes.MFADEF.active.value == false
} else := "unknown" if {
	application == null
} else := "no" if {
	bypass_answer(user, application) == "denied"
} else := "yes" if {
	input.classes.MFADEF.active.value == true
	bypass_answer(user, application) == "allowed"
} else := "unknown"

bypass_answer(user, application) := access.answer("MFADEF", sprintf("MFABYPASS.APPL.%s", [application]), user, "READ", "denied").outcome

factor(user, application) := {sprintf("%s has an active MFA factor, none that takes PassTickets, and no bypass for %s", [user, application])} if {
	needs_bypass(user)
	count(lost_factors(user)) == 0
	bypass(user, application) == "no"
} else := set()

unsure_factor(user, application) := set() if {
	takes_tickets(user)
} else := set() if {
	not needs_bypass(user)
	count(lost_factors(user)) == 0
} else := set() if {
	bypass(user, application) == "yes"
} else := lost_factors(user) if {
	count(lost_factors(user)) > 0
} else := {sprintf("whether %s may bypass MFA for an application is unknown", [user])} if {
	bypass(user, application) == "unknown"
} else := set()

lost_factors(user) := evidence.lost_of_user({"020A"}, user)

# -- default group -------------------------------------------------------------------------------------------------------

group(user) := set() if {
	count(unsure_group(user)) > 0
} else := {sprintf("%s is not connected to its default group %s", [user, name])} if {
	name := input.users[user].default_group
	not input.users[user].connections[name]
} else := {sprintf("%s's connection to its default group %s is revoked", [user, name])} if {
	name := input.users[user].default_group
	dates.revoked(input.users[user].connections[name])
} else := set()

unsure_group(user) := evidence.lost_of_user({"0205"}, user) if {
	name := input.users[user].default_group
	not input.users[user].connections[name]
} else := data.auditor.lib.dates.doubts if {
	name := input.users[user].default_group
	dates.turns(input.users[user].connections[name])
} else := set()

# -- inactivity ----------------------------------------------------------------------------------------------------------

# Days since the user was last used; undefined where no date tells.
idle_days(user) := dates.days_between(input.as_of, last_used(user)) if last_used(user) != null

# A user never used counts from its creation.
last_used(user) := day_ if {
	day_ := input.users[user].last_access
	day_ != null
} else := input.users[user].created

idle(user) := {sprintf("%s was last used on %s, more than %d days ago: RACF revokes it at the next logon", [user, last_used(user), limit])} if {
	input.options.inactive.value == true
	input.options.initstats.value == true
	not input.users[user].protected
	limit := input.options.inactive_days.value
	idle_days(user) > limit
	count(data.auditor.lib.dates.doubts) == 0
} else := set()

unsure_idle(user) := set() if {
	idle_settled(user)
} else := evidence.instead("setropts", {unsure_use}) if {
	idle_days(user)
} else := {unsure_use}

unsure_use := "whether RACF revokes the user as unused (INACTIVE, INITSTATS, last use) is unknown"

idle_settled(_) if input.options.inactive.value == false

idle_settled(_) if input.options.initstats.value == false

idle_settled(user) if input.users[user].protected

# Used today: no number of days is exceeded.
idle_settled(user) if idle_days(user) <= 0

idle_settled(user) if {
	input.options.inactive.value == true
	idle_days(user) <= input.options.inactive_days.value
}

idle_settled(user) if {
	input.options.inactive.value == true
	input.options.initstats.value == true
	idle_days(user) > input.options.inactive_days.value
	count(data.auditor.lib.dates.doubts) == 0
}

# -- day and time --------------------------------------------------------------------------------------------------------

day(user) := {sprintf("%s may not log on on the weekday of %s", [user, input.as_of])} if {
	input.users[user].days[dates.weekday(input.as_of)] == false
} else := set()

unsure_time(user) := {sprintf("%s may log on only at certain hours, and the hour of a logon is not known", [user])} if {
	some limit in [input.users[user].start_time, input.users[user].end_time]
	limit != null
} else := set()

# -- together ------------------------------------------------------------------------------------------------------------

# Whether a ticket for `application` would let the user in, the ticket itself being good: yes, no or unknown.
can_log_on(user, application) := let_in(user, application, entering.check(user, application).outcome)

let_in(_, _, "denied") := "no"

let_in(user, application, outcome) := admitted(outcome, 0) if {
	outcome != "denied"
	unhindered(user)
} else := "no" if {
	outcome != "denied"
	count(blockers(user, application)) > 0
} else := admitted(outcome, count(possible(user, application))) if {
	outcome != "denied"
}

admitted("undecided", _) := "unknown"

admitted("allowed", 0) := "yes"

admitted("allowed", doubts) := "unknown" if doubts > 0

# A user of whom nothing is lost and whom no attribute, date, factor or hour could keep out: the plain tests settle almost
# everybody, and there can be hundreds of thousands. Nothing here lets a user in whom `blockers` or `possible` would name.
unhindered(user) if {
	plain(user)
	input.users[user].factors == []
}

# The same but for factors, which an application can do without.
plain(user) if {
	not user in data.auditor.lib.evidence.unsure_users
	entry := input.users[user]
	not entry.contained == true
	[entry.revoked, entry.protected, entry.revoke_date, entry.start_time, entry.end_time] == [false, false, null, null, null]
	connection := entry.connections[entry.default_group]
	[connection.revoked, connection.revoke_date] == [false, null]
	not entry.days[today] == false
	entry.last_access in recent_days
}

today := dates.weekday(input.as_of)

# Days of last use that put inactivity out of the question; any day, or none, where RACF does not look at it.
recent_days := {entry.last_access | some entry in input.users} if {
	input.options.inactive.value == false
} else := {day_ |
	input.options.inactive.value == true
	some day_, ago in days_ago
	ago <= input.options.inactive_days.value
}

# How long ago each day of last use is: there are far fewer of them than users.
days_ago := {day_: dates.days_between(input.as_of, day_) |
	some day_ in ({entry.last_access | some entry in input.users} - {null})
}
