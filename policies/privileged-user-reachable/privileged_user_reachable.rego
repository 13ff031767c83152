# METADATA
# title: A privileged identity can be reached by ticket
# description: >-
#   Who may make tickets for a privileged user becomes that user in the application. The chain is judged to its end: the
#   holder, the profile that decides, whether the user could log on, and the APPL profile. Source: RACF Callable Services,
#   "RACF authorization"; RACF Security Administrator's Guide, "User attributes".
# custom:
#   id: PT-B08
#   severity: critical
#   judges: [user]
#   needs: [unload, setropts, hwscfg]
#   gate: blocks
package auditor.policies.privileged_user_reachable

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.entering
import data.auditor.lib.evidence
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.privileged
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:PTKTDATA", "unload:APPL"}

lost := evidence.problems_of(needs) | inscope.gaps

verdicts contains verdict if {
	some user, _ in privileged.users
	verdict := evidence.settled(lost, judge(user))
}

verdicts contains verdict if some verdict in inscope.beside(object.keys(privileged.users), inscope.gaps, needs, "critical")

# Applications of endpoints that call RACF, or may.
applications contains name if {
	some endpoint in endpoints.drda
	endpoints.racf(endpoint).value != false
	name := endpoints.appl(endpoint).value
	name != null
}

resource(application, user) := sprintf("IRRPTAUTH.%s.%s", [application, user])

# The profile that decides about tickets for each privileged user: selected once.
selected[user][application] := profile if {
	some user, _ in privileged.users
	some application in applications
	profile := profiles.deciding("PTKTDATA", resource(application, user))
}

# Who may make tickets through each of these profiles: expanded once.
makers := {name: access.holders("PTKTDATA", name, "UPDATE") |
	some name in ({selection.name | some by_application in selected; some selection in by_application} - {null})
}

# IDs on their lists that may.
entries := {name: access.entries("PTKTDATA", name, "UPDATE") | some name, _ in makers}

# Profiles that let everybody make tickets.
everybody contains name if {
	some name, _ in makers
	access.enough(access.open_level(input.profiles.PTKTDATA[name]), "UPDATE")
}

everybody contains name if {
	some name, _ in makers
	input.profiles.PTKTDATA[name].warning
}

holders(name, user) := makers[name] - {user}

has_holder(name, _) if name in everybody

has_holder(name, user) if count(holders(name, user)) > 0

# What is so for each application that somebody can make tickets for.
states contains state if {
	some user, by_application in checks
	some application, _ in by_application
	state := {"user": user, "application": application, "profile": selected[user][application].name, "word": word(user, application)}
}

exposed(user, application) if has_holder(selected[user][application].name, user)

exposed(user, application) if count(selected[user][application].undecided) > 0

word(user, application) := "pass" if {
	not users.unhindered(user)
	count(users.blockers(user, application)) > 0
} else := "undecided" if {
	count(selected[user][application].undecided) > 0
} else := words[users.let_in(user, application, checks[user][application].outcome)]

words := {"no": "advisory", "yes": "fail", "unknown": "undecided"}

# What class APPL says of each privileged user: asked once.
checks[user][application] := check if {
	some user, _ in privileged.users
	some application in applications
	exposed(user, application)
	check := entering.check_at(barriers[application], user)
}

barriers := {application: access.barrier("APPL", application) | some application in applications}

states_of[user] contains state if {
	some state in states
	user := state.user
}

with_word(user, wanted) := sort([state | some state in states_of[user]; state.word == wanted])

judge(user) := result.failed(users.named(user), object.union(finding(user, with_word(user, "fail")), {
	"message": sprintf("%s (%s) can be reached by ticket: others may make tickets for it, and it can log on.", [user, why(user)]),
	"remediation": remediation(user, with_word(user, "fail")),
})) if {
	count(with_word(user, "fail")) > 0
} else := result.undecided(users.named(user), unsure(user), {
	"severity": "critical",
	"facts": {"attributes": sort(privileged.users[user])},
	"places": places.primary(input.users[user].at, "the privileged user"),
}) if {
	count(with_word(user, "undecided")) > 0
} else := result.advised(users.named(user), object.union(finding(user, with_word(user, "advisory")), {
	"message": sprintf("%s (%s) is one permit away: others may make tickets for it, and only the APPL class keeps it out.", [user, why(user)]),
	"remediation": remediation(user, with_word(user, "advisory")),
})) if {
	count(with_word(user, "advisory")) > 0
} else := result.passed(users.named(user), {
	"severity": "critical",
	"message": sprintf("Nobody else can log on as %s with a ticket.", [user]),
	"facts": {"attributes": sort(privileged.users[user]), "applications": sort(applications)},
	"places": places.primary(input.users[user].at, "the privileged user"),
})

why(user) := concat(", ", sort(privileged.users[user]))

unsure(user) := {reason |
	some state in with_word(user, "undecided")
	some reason in doubts(user, state.application)
}

doubts(user, application) := selected[user][application].undecided if {
	count(selected[user][application].undecided) > 0
} else := users.possible(user, application) | doubtful_entry(checks[user][application])

doubtful_entry(check) := check.reasons if check.outcome == "undecided"

doubtful_entry(check) := set() if check.outcome != "undecided"

# -- the finding ---------------------------------------------------------------------------------------------------------

finding(user, states_) := {
	"severity": "critical",
	"facts": {
		"attributes": sort(privileged.users[user]),
		"ways": [way(user, state) | some state in states_],
	},
	"places": places.ordered(array.concat(
		[place | some state in states_; some place in grants(user, state)],
		array.concat(
			places.related(privileged.place(user), sprintf("%s is privileged: %s", [user, why(user)])),
			[place | some state in states_; some place in entry_place(user, state.application)],
		),
	)),
	"assumptions": ["Holders are counted with all their groups, because a job can name any of them."],
}

way(user, state) := {
	"application": state.application,
	"profile": state.profile,
	"holders": array.slice(sort(holders(state.profile, user)), 0, 20),
	"count": count(holders(state.profile, user)),
	"everybody": state.profile in everybody,
	"appl_profile": checks[user][state.application].profile,
}

# The entries that let others make tickets; the UACC or WARNING that lets everybody; at most ten.
grants(user, state) := array.slice(array.concat(open_places(state.profile), entry_places(user, state.profile)), 0, 10)

open_places(name) := places.primary(places.field(input.profiles.PTKTDATA[name].at, "profile", "uacc"), "everybody may make tickets through this profile") if {
	name in everybody
} else := []

entry_places(user, name) := places_of(name, entries[name] - {user}) if {
	user in entries[name]
} else := first_places[name]

# Most privileged users do not stand on the list themselves.
first_places := {name: places_of(name, ids) | some name, ids in entries}

places_of(name, ids) := [place |
	some id in array.slice(sort(ids), 0, 10)
	permit := input.profiles.PTKTDATA[name].acl[id]
	some place in places.primary(places.field(permit.at, "permit", "access"), sprintf("%s may make tickets through %s", [id, name]))
]

entry_place(user, application) := places.related(entry.at, sprintf("APPL profile that decides for %s", [user])) if {
	entry := input.profiles.APPL[checks[user][application].profile]
} else := []

# -- mending -------------------------------------------------------------------------------------------------------------

remediation(user, states_) := object.union(commands.empty, {
	"racf": array.concat(
		array.concat([one | some state in states_; some one in excluding(user, state)], [one | some state in states_; some one in shutting(user, state)]),
		refreshes,
	),
	"other": ["Check first that no declared client needs tickets for this user; work under a privileged ID should have an ID of its own."],
	"undo": array.concat(
		array.concat([one | some state in states_; some one in including(user, state)], [one | some state in states_; some one in reopening(user, state)]),
		refreshes,
	),
})

refreshes := [one | some class in ["APPL", "PTKTDATA"]; some one in commands.refresh(class)]

exact(user, state) if state.profile == resource(state.application, user)

# A profile of its own without entries (and without the one RDEFINE may add) takes the user out of a wider one.
excluding(user, state) := [
	commands.define("PTKTDATA", resource(state.application, user)),
	sprintf("PERMIT %s CLASS(PTKTDATA) RESET(ALL)", [resource(state.application, user)]),
] if {
	not exact(user, state)
} else := array.concat(
	commands.unpermit_all("PTKTDATA", state.profile, removable(user, state.profile)),
	closing(input.profiles.PTKTDATA[state.profile], state.profile),
)

removable(user, name) := array.concat(
	sort(entries[name] - {user}),
	["*" | access.enough(access.star(input.profiles.PTKTDATA[name]), "UPDATE")],
)

closing(entry, name) := array.concat(
	[commands.alter("PTKTDATA", name, "UACC(NONE)") | access.enough(entry.uacc, "UPDATE")],
	[commands.alter("PTKTDATA", name, "NOWARNING") | entry.warning],
)

including(user, state) := [commands.delete("PTKTDATA", resource(state.application, user))] if {
	not exact(user, state)
} else := array.concat(
	commands.permit_all("PTKTDATA", state.profile, entry.acl, removable(user, state.profile)),
	array.concat(
		[commands.alter("PTKTDATA", state.profile, sprintf("UACC(%s)", [entry.uacc])) | access.enough(entry.uacc, "UPDATE")],
		[commands.alter("PTKTDATA", state.profile, "WARNING") | entry.warning],
	),
) if {
	entry := input.profiles.PTKTDATA[state.profile]
}

# The application is shut to the user too, unless a client is declared to use it.
shutting(user, state) := [commands.permit("APPL", name, user, "NONE") | some name in shut(user, state)]

reopening(user, state) := [back(user, name) | some name in shut(user, state)]

shut(user, state) := {name |
	name := checks[user][state.application].profile
	name != null
	not user in declared
}

declared := {user | some client in input.clients; some user in client.users}

back(user, name) := commands.permit("APPL", name, user, level) if {
	level := input.profiles.APPL[name].acl[user].access
} else := commands.unpermit("APPL", name, user)
