# METADATA
# title: Surrogates
# description: >-
#   Whether one user can come to act as another, for the trials of it: by a job submitted for him, by switching a process to
#   him, or by setting his password. What WARNING and an inactive class do to these checks is not documented: undecided.
#   Source: RACF Security Administrator's Guide, "Allowing surrogate job submission", "Delegating the authority to reset
#   passwords" (IRR.PASSWORD.RESET, IRR.PWRESET); UNIX System Services Planning, "Defining servers to process users without
#   passwords".
package auditor.lib.surrogates

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.evidence
import data.auditor.lib.users
import data.auditor.lib.weigh

ways := {"submit", "switch", "reset"}

# Whether the trial's requester becomes the user as whom he asks for the ticket.
becomes(trial) := weigh.denied({sprintf("%s is not defined to RACF", [trial.requester])}) if {
	users.undefined(trial.requester)
} else := weigh.doubted(by_way(trial.way, trial.requester, trial.as_user), doubts(trial.requester))

doubts(user) := {sprintf("no unload tells whether %s is defined", [user])} if {
	users.unknown(user)
} else := set()

by_way("submit", from, to) := permitted("SURROGAT", becoming.submit(to), from)

by_way("switch", from, to) := weigh.together([permitted("SURROGAT", becoming.switch(to), from), shell(to)])

by_way("reset", from, to) := weigh.together([resettable(to), any_of([
	permitted("FACILITY", "IRR.PASSWORD.RESET", from),
	weigh.together([not_excluded(from, to), delegated(from, to)]),
])])

permitted(class, resource, user) := in_class(class, access.answer(class, resource, user, "READ", "denied"))

in_class(class, decision) := {"outcome": "denied", "reasons": decision.reasons} if {
	decision.outcome == "denied"
} else := weigh.undecided(decision.reasons) if {
	decision.outcome == "undecided"
} else := weigh.undecided({"what WARNING does to this check is not documented"}) if {
	not enough(decision)
} else := weigh.allowed(decision.reasons) if {
	input.classes[class].active.value == true
} else := weigh.undecided({sprintf("class %s is inactive, or not known to be active", [class])})

# Whether the list itself gives it, without WARNING.
enough(decision) if access.enough(decision.level, "READ")

# One of them is enough.
any_of(answers) := weigh.allowed(said(answers, "allowed")) if {
	"allowed" in outcomes(answers)
} else := weigh.undecided(said(answers, "undecided")) if {
	"undecided" in outcomes(answers)
} else := weigh.denied(said(answers, "denied"))

outcomes(answers) := {answer.outcome | some answer in answers}

said(answers, outcome) := {reason | some answer in answers; answer.outcome == outcome; some reason in answer.reasons}

# Services that change the identity of a process need the OMVS segment of whom it becomes.
shell(user) := weigh.allowed({sprintf("%s has a UID", [user])}) if {
	input.users[user].uid != null
} else := weigh.undecided({sprintf("%s has no UID, and BPX.UNIQUE.USER may give it one", [user])})

# -- setting the password ------------------------------------------------------------------------------------------------

# A password is never set by these for a user who has none, or who has attributes.
resettable(user) := weigh.undecided({sprintf("what %s is cannot be told", [user])}) if {
	not input.users[user]
} else := weigh.denied(stops(user)) if {
	count(stops(user)) > 0
} else := weigh.allowed({sprintf("the password of %s can be set", [user])})

stops(user) := {sprintf("%s is %s", [user, word]) |
	some word, flag in {"PROTECTED": "protected", "SPECIAL": "special", "OPERATIONS": "operations", "AUDITOR": "auditor", "ROAUDIT": "roaudit"}
	input.users[user][flag] == true
}

excluding(user) := sprintf("IRR.PWRESET.EXCLUDE.%s", [user])

# A profile EXCLUDE takes the user out of OWNER and TREE for those whom it does not let in.
not_excluded(from, to) := excluded(access.decide("FACILITY", excluding(to), from, "READ"))

excluded(decision) := weigh.allowed({"no profile excludes the user"}) if {
	decision.outcome == "unprotected"
} else := weigh.denied(decision.reasons) if {
	decision.outcome == "denied"
} else := weigh.undecided(decision.reasons) if {
	decision.outcome == "undecided"
} else := weigh.undecided({"what WARNING does to this check is not documented"}) if {
	not enough(decision)
} else := weigh.allowed(decision.reasons)

delegated(from, to) := any_of(array.concat(
	[permitted("FACILITY", resource, from) | some resource in resources(to)],
	[weigh.undecided({"the owners above the user are not all known"}) | not chain_known(to)],
))

# OWNER counts for who owns the user; TREE for the group that owns him, and each group that owns one of those.
resources(user) := {sprintf("IRR.PWRESET.OWNER.%s", [input.users[user].owner])} | {sprintf("IRR.PWRESET.TREE.%s", [group]) |
	some group in tree(user)
}

tree(user) := graph.reachable(group_owners, {input.users[user].owner}) & object.keys(input.groups)

group_owners := {group: above |
	some group, entry in input.groups
	above := {entry.owner} & object.keys(input.groups)
}

# Whether no owner on the way up is one of whom nothing is known.
chain_known(user) if {
	owner := input.users[user].owner
	every id in tree(user) | {owner} {
		known(id)
	}
	every group in tree(user) {
		known(input.groups[group].owner)
	}
}

known(id) if input.groups[id]

known(id) if input.users[id]

known(id) if {
	not input.groups[id]
	not input.users[id]
	input.unload.groups
	count(evidence.lost_of_user({"0100"}, id)) == 0
}
