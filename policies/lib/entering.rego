# METADATA
# title: Entering an application
# description: >-
#   The check of class APPL inside VERIFY, for one user; `reach` has it for many.
#   Source: RACROUTE Macro Reference, RACINIT; RACF Security Administrator's Guide, "Authorizing access to RACF-protected
#   resources".
package auditor.lib.entering

import rego.v1

import data.auditor.lib.access

# The check fails open: inactive class or no profile lets everybody in.
check(user, application) := check_at(access.barrier("APPL", application), user)

# The same for many users of an application, at what they all meet.
check_at(there, user) := {"outcome": "allowed", "reasons": {"class APPL is not active, so no profile is looked at"}, "profile": null} if {
	input.classes.APPL.active.value == false
} else := decision if {
	decision := access.answer_at(there, user, "READ", "allowed")
	settled(decision)
} else := {"outcome": "undecided", "reasons": {inactive_reason}, "profile": null}

settled(decision) if decision.outcome == "allowed"

settled(_) if input.classes.APPL.active.value == true

inactive_reason := why if {
	why := input.classes.APPL.active.why
	why != null
} else := "whether class APPL is active is unknown"
