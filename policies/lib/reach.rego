# METADATA
# title: Reach
# description: >-
#   Which of many users can certainly log on to an application, the ticket being good: those for whom `users.can_log_on` says
#   yes, found for all of them at once, because there can be hundreds of thousands. What hangs on the user alone is found once
#   for all applications; of class APPL it is enough to know whom it treats unlike everybody else.
#   Source: RACF Security Administrator's Guide, "Authorizing access to RACF-protected resources", "Activating list-of-groups
#   checking (GRPLIST option)", "Defining restricted user IDs"; IBM MFA, "Bypassing IBM MFA for applications".
package auditor.lib.reach

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.dates
import data.auditor.lib.evidence
import data.auditor.lib.profiles
import data.auditor.lib.users

# -- by user -------------------------------------------------------------------------------------------------------------

# Of `ids` those whom only class APPL could keep out (`free`), and those who need a bypass of MFA too and nothing else
# (`factored`). Nearly all are plain.
able(ids) := {"free": ((plain - needing) | cleared), "factored": (needing | factored)} if {
	plain := {user | some user in ids; users.plain(user)}
	needing := {user | some user in plain; input.users[user].factors != []; users.needs_bypass(user)}
	others := {user | some user in (ids - plain); entry := input.users[user]; not kept_out(entry)}
	cleared := {user | some user in others; count(users.blockers(user, null) | users.possible(user, null)) == 0}
	factored := {user |
		some user in others
		count(users.blockers(user, null)) == 0
		unsure := users.unsure_factor(user, null)
		count(unsure) > 0
		count(users.possible(user, null) - unsure) == 0
	}
}

# Whom a date, a flag or long disuse keeps out, whatever else is known: there can be many, and they need no closer look.
kept_out(entry) if entry.protected == true

kept_out(entry) if dates.revoked(entry)

kept_out(entry) if entry.last_access in idle_days

idle_days := {day |
	input.options.inactive.value == true
	input.options.initstats.value == true
	some day, ago in data.auditor.lib.users.days_ago
	ago > input.options.inactive_days.value
}

# -- by application ------------------------------------------------------------------------------------------------------

# Whom class APPL certainly lets in: all but those of `except` where it is `open`, else those of `except` only. Other IDs
# than users can be in there.
gate(application) := open_but(set()) if {
	input.classes.APPL.active.value == false
} else := at(access.barrier("APPL", application), open_but(set()))

# Who may certainly log on to it without MFA.
bypass(application) := at(access.barrier("MFADEF", sprintf("MFABYPASS.APPL.%s", [application])), nobody) if {
	input.classes.MFADEF.active.value == true
} else := nobody

# `without`: what it means that no profile decides. Where generic checking is unknown a profile counts only if it lets in whom
# its absence would let in.
at(there, without) := nobody if {
	count(there.unread) > 0
} else := by_profile(there.class, there.selection.name) if {
	there.selection.name != null
} else := without if {
	count(there.selection.undecided) == 0
} else := by_profile(there.class, name) if {
	without.open
	name := profiles.supposed(there.class, there.resource)
	name != null
} else := nobody

open_but(ids) := {"open": true, "except": ids}

only(ids) := {"open": false, "except": ids}

nobody := only(set())

by_profile(class, name) := nobody if {
	mandatory(class, name)
} else := only(by_own_entry(input.profiles[class][name])) if {
	unread(class, name)
} else := by_list(input.profiles[class][name])

by_list(entry) := open_but(users_unread - object.keys(entry.acl)) if {
	entry.warning
} else := through(entry, input.options.grplist.value) if {
	input.options.grplist.value in {true, false}
} else := together(through(entry, true), through(entry, false))

mandatory(class, name) if access.mandatory(input.profiles[class][name])

mandatory(class, name) if count(evidence.lost_of_profile({"0502"}, class, name)) > 0

unread(class, name) if count(evidence.lost_of_profile({"0505"}, class, name)) > 0

unread(_, _) if null in users_unread

# Users of whom a connection may be lost; null for any user.
users_unread := evidence.lost_people({"0205"})

by_own_entry(entry) := {id |
	some id, permit in entry.acl
	let_in(entry, permit.access)
}

let_in(entry, _) if entry.warning

let_in(_, level) if access.enough(level, "READ")

# With list-of-groups checking, or with the default group alone.
through(entry, listed) := open_but(apart - allowed) if {
	access.enough(for_all(entry), "READ")
	allowed := allowed_by_entries(entry, listed)
	apart := restricted | (users_unread | (object.keys(entry.acl) | in_groups(object.keys(entry.acl), listed)))
} else := only(allowed_by_entries(entry, listed))

together(one, other) := open_but(one.except | other.except) if {
	one.open
} else := only(one.except & other.except)

for_all(entry) := level if {
	level := entry.acl["*"].access
} else := entry.uacc

# The highest level of several groups counts; what is no level could be the highest.
allowed_by_entries(entry, listed) := by_own_entry(entry) | (((good - bad) - object.keys(entry.acl)) - users_unread) if {
	good := in_groups({id | some id, permit in entry.acl; access.enough(permit.access, "READ")}, listed)
	bad := in_groups({id | some id, permit in entry.acl; level := permit.access; not data.auditor.lib.access.ranks[level]}, listed)
}

in_groups(ids, true) := {user | some id in ids; some user in data.auditor.lib.members.counted[id]}

in_groups(ids, false) := {user | some id in ids; some user in data.auditor.lib.members.counted[id]; input.users[user].default_group == id}

restricted := {user | some user, entry in input.users; entry.restricted == true}

# -- both ----------------------------------------------------------------------------------------------------------------

# How many of `ids` a gate lets in, and which. Who only counts makes no set of a hundred thousand users for each profile.
number(ids, there) := count(ids) - count(ids & there.except) if {
	there.open
} else := count(ids & there.except)

those(ids, there) := ids - there.except if {
	there.open
} else := ids & there.except
