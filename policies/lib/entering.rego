# METADATA
# title: Entering an application
# description: >-
#   The check of class APPL inside VERIFY, for one user, and its outcome for many users of few applications: a stranger to an
#   application is a user whom no entry of the profile that decides concerns; to all strangers the answer is the same, so
#   that one of them is asked for all.
#   Source: RACROUTE Macro Reference, RACINIT; RACF Security Administrator's Guide, "Authorizing access to RACF-protected
#   resources".
package auditor.lib.entering

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.authority
import data.auditor.lib.evidence
import data.auditor.lib.profiles

# The check fails open: inactive class or no profile lets everybody in.
check(user, application) := {"outcome": "allowed", "reasons": {"class APPL is not active, so no profile is looked at"}, "profile": null} if {
	input.classes.APPL.active.value == false
} else := decision if {
	decision := access.answer("APPL", application, user, "READ", "allowed")
	settled(decision)
} else := {"outcome": "undecided", "reasons": {inactive_reason}, "profile": null}

settled(decision) if decision.outcome == "allowed"

settled(_) if input.classes.APPL.active.value == true

inactive_reason := why if {
	why := input.classes.APPL.active.why
	why != null
} else := "whether class APPL is active is unknown"

# -- many users --------------------------------------------------------------------------------------------------------

# The outcome of `check`: allowed, denied or undecided.
outcome(user, application) := found if {
	found := given_to_strangers[application]
	stranger(user, listed[application])
} else := check(user, application).outcome

# Whether none of `ids` concerns the user, and no attribute of its own either.
stranger(user, ids) if {
	entry := input.users[user]
	not entry.restricted
	not user in ids
	count(object.keys(entry.connections) & ids) == 0
}

# IDs on the lists of the profile that decides, or would if generic checking is on, by known application.
listed[application] := {id | some name in names; some id, _ in input.profiles.APPL[name].acl} | {row.id |
	some name in names
	some row in input.profiles.APPL[name].conditional
} if {
	some application in authority.known
	names := {profiles.deciding("APPL", application).name, profiles.supposed("APPL", application)}
}

# What class APPL says to every stranger. A lost record could be of any one of them.
given_to_strangers[application] := outcome if {
	count(evidence.lost_records) == 0
	some application, ids in listed
	one := [user | some user in sample; stranger(user, ids)][0]
	outcome := check(one, application).outcome
}

# Where a stranger is looked for: most users are.
sample := array.slice(sort(object.keys(input.users)), 0, 100)
