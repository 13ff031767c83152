# METADATA
# title: The requester's password can be set by others
# description: >-
#   READ on FACILITY IRR.PASSWORD.RESET, or on IRR.PWRESET.OWNER and TREE for whoever owns the user, sets a new password of the
#   requester: with it somebody logs on, and has tickets made. Users with attributes, and PROTECTED ones, are out of its reach;
#   IRR.PWRESET.EXCLUDE takes a user out of OWNER and TREE alone. Source: RACF Security Administrator's Guide, "Delegating the
#   authority to reset passwords", "Excluding selected users".
# custom:
#   id: PT-B18
#   severity: high
#   severities: [high, medium]
#   judges: [user, system]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.requester_password_reset

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.requesters
import data.auditor.lib.result
import data.auditor.lib.scope
import data.auditor.lib.surrogates
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:FACILITY"}

lost := harm.open({"acl", "uacc"}, needs)

active := input.classes.FACILITY.active.value

anybody := "IRR.PASSWORD.RESET"

# There can be a hundred thousand users who may ask. Nobody's password can be set where no profile lets anybody in; else
# those are looked at whom no attribute keeps out of reach.
watched := object.keys(requesters.clients) if {
	count(resetting) == 0
	not "FACILITY" in becoming.loud
} else := object.keys(requesters.clients) | {user |
	some user in requesters.holders
	entry := input.users[user]
	[entry.protected, entry.special, entry.operations, entry.auditor, entry.roaudit] in within_reach
}

within_reach := [[false, false, false, false, false], [false, false, false, false, null]]

# Profiles that let somebody set passwords, or may.
resetting := {name |
	some name, entry in input.profiles.FACILITY
	startswith(name, "IRR.P")
	becoming.opens(entry)
}

sound := evidence.shared(lost, {"severity": "high"}, {"object", "message", "facts"})

# The doors to each requester whose password can be set at all: to any user, and by who owns him.
doors[user] contains door if {
	some user in watched
	some resource in ({anybody} | surrogates.resources(user))
	door := reaching(becoming.door("FACILITY", resource, user))
}

# EXCLUDE leaves of OWNER and TREE only those whom it lets in.
reaching(door) := door if {
	door.resource == anybody
} else := door if {
	door.profile == null
} else := object.union(door, {"undecided": (door.undecided | unsettled)}) if {
	unsettled := excluding[door.user].unread | excluding[door.user].undecided
	count(unsettled) > 0
} else := door if {
	excluding[door.user].profile == null
} else := object.union(object.remove(door, ["named"]), {
	"everybody": both(door.everybody, excluding[door.user].everybody),
	"named": {id: left | some id, strangers in door.named; left := let_in(door.user, strangers); count(left) > 0},
	"undecided": (door.undecided | {reason |
		some strangers in door.named
		some stranger in strangers
		exclusion(door.user, stranger).outcome == "undecided"
		some reason in exclusion(door.user, stranger).reasons
	}),
})

both(true, true) := true

both(false, _) := false

both(true, false) := false

let_in(user, strangers) := {stranger | some stranger in strangers; exclusion(user, stranger).outcome != "denied"}

exclusion(user, stranger) := access.decide("FACILITY", surrogates.excluding(user), stranger, "READ")

excluding := {user: becoming.door("FACILITY", surrogates.excluding(user), user) | some user in watched}

others := requesters.everyone - watched

# One verdict tells of all of them, where no other speaks of the system.
verdicts contains verdict if {
	count(others) > 0
	count(requesters.gaps) == 0
	told := {
		"object": "system",
		"message": sprintf("Nobody sets the password of one of %d more users who may ask for tickets this way.", [count(others)]),
		"facts": {"users": count(others)},
	}
	verdict := object.union(told, sound)
}

verdicts contains verdict if {
	some user in watched
	verdict := evidence.settled(lost | harmed(user), judge(user))
}

verdicts contains verdict if some verdict in scope.clients_unknown

verdicts contains verdict if some verdict in inscope.unread_users(requesters.lost, "high")

verdicts contains verdict if {
	evidence.offered("clients")
	some verdict in inscope.beside_people(requesters.everyone, requesters.gaps, needs, "high")
}

# Whom an attribute keeps out of reach no list concerns.
harmed(user) := harm.of_person(user) if {
	count(surrogates.stops(user)) > 0
} else := (harm.of_person(user) | excluding[user].lost) | {reason | some door in doors[user]; some reason in door.lost}

words(user) := {word(door): true | some door in doors[user]}

word(door) := becoming.word(door, active)

judge(user) := result.not_applicable(users.named(user), sprintf("%s is not defined to RACF", [user]), {"severity": "high"}) if {
	users.undefined(user)
} else := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("Nobody sets the password of %s this way: %s.", [user, concat(", ", sort(surrogates.stops(user)))]),
	"places": places.primary(input.users[user].at, "the requester"),
}) if {
	count(surrogates.stops(user)) > 0
} else := result.failed(users.named(user), finding(user, "public", "high")) if {
	words(user).public
} else := result.failed(users.named(user), finding(user, "named", "medium")) if {
	words(user).named
} else := result.undecided(users.named(user), doubts(user), {"severity": "high"}) if {
	count(doubts(user)) > 0
} else := result.advised(users.named(user), finding(user, "inactive", "medium")) if {
	words(user).inactive
} else := result.advised(users.named(user), finding(user, "warning", "medium")) if {
	words(user).warning
} else := result.passed(users.named(user), {
	"severity": "high",
	"message": sprintf("Nobody but its owner and the administrators sets the password of %s.", [user]),
	"places": places.primary(input.users[user].at, "the requester"),
})

doubts(user) := {reason |
	some door in doors[user]
	word(door) == "undecided"
	some reason in becoming.reasons(door, active)
} | above(user)

# Which groups stand above the user matters only where TREE lets somebody in.
above(user) := {"which groups own the user is not wholly known, and IRR.PWRESET.TREE lets somebody in"} if {
	not surrogates.chain_known(user)
	trees
} else := set()

trees if {
	some name, entry in input.profiles.FACILITY
	startswith("IRR.PWRESET.TREE.", trim_right(name, "*%"))
	count(access.entries("FACILITY", name, "READ")) + count([1 | becoming.lets_everybody(entry)]) > 0
}

trees if {
	some name, _ in input.profiles.FACILITY
	startswith(name, "IRR.PWRESET.TREE.")
}

# -- the finding ---------------------------------------------------------------------------------------------------------

opened(user, wanted) := [row[1] | some row in sort([[door.resource, door] | some door in doors[user]; word(door) == wanted])]

finding(user, wanted, severity) := {
	"severity": severity,
	"message": sprintf(said[wanted], [who(opened(user, wanted)), user]),
	"facts": {"doors": [becoming.facts(door) | some door in opened(user, wanted)], "clients": sort(object.get(requesters.clients, user, set()))},
	"places": array.slice([place | some door in opened(user, wanted); some place in becoming.proof(door)], 0, 10),
	"assumptions": ["READ is enough: whoever sets an expired password logs on with it and chooses a new one."],
	"remediation": remediation(user, wanted),
}

said := {
	"public": "%s can set the password of %s, and have its tickets made.",
	"named": "%s can set the password of %s, and have its tickets made.",
	"inactive": "When class FACILITY is activated, %s can set the password of %s.",
	"warning": "A profile in WARNING mode may let %s set the password of %s.",
}

who(found) := concat(", ", sort({becoming.who(door) | some door in found}))

# EXCLUDE closes OWNER and TREE; from IRR.PASSWORD.RESET nobody can be excluded.
remediation(user, wanted) := object.union(commands.racf("FACILITY", forth, back), {"other": choices(user, wanted)}) if {
	forth := array.concat(excluded(user, wanted), narrowed(user, wanted))
	count(forth) > 0
	back := array.concat(included(user, wanted), widened(user, wanted))
} else := commands.other(choices(user, wanted))

excluded(user, wanted) := commands.defined("FACILITY", surrogates.excluding(user)) if {
	count([door | some door in opened(user, wanted); door.resource != anybody]) > 0
	not excluding[user].profile == surrogates.excluding(user)
} else := []

included(user, wanted) := [commands.delete("FACILITY", surrogates.excluding(user)) | count(excluded(user, wanted)) > 0]

narrowed(user, wanted) := [one | wanted == "public"; some door in opened(user, wanted); door.resource == anybody; some one in plain(becoming.closed(door).racf)]

widened(user, wanted) := [one | wanted == "public"; some door in opened(user, wanted); door.resource == anybody; some one in plain(becoming.closed(door).undo)]

plain(list) := [one | some one in list; not startswith(one, "SETROPTS")]

choices(user, wanted) := array.concat(reset_for_all(user, wanted), excluded_in_vain(user, wanted))

reset_for_all(user, wanted) := [concat(" ", [
	sprintf("IRR.PASSWORD.RESET reaches every user, and nobody can be taken out of it: give %s READ on IRR.PWRESET.OWNER", [who([door])]),
	sprintf("for the groups whose users it serves instead, and exclude %s (IRR.PWRESET.EXCLUDE.%s).", [user, user]),
]) |
	some door in opened(user, wanted)
	door.resource == anybody
]

# A profile of EXCLUDE that is there already lets in whom it names: who of them is meant to, only a person knows.
excluded_in_vain(user, wanted) := [sprintf("%s is there and lets %s in all the same: take whoever need not be off its list.", [surrogates.excluding(user), who(owning)]) |
	owning := [door | some door in opened(user, wanted); door.resource != anybody]
	count(owning) > 0
	excluding[user].profile == surrogates.excluding(user)
]
