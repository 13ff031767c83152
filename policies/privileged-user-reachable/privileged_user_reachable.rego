# METADATA
# title: A privileged identity can be reached by ticket
# description: >-
#   Who can have tickets made for a privileged user becomes that user in the application: by UPDATE on an IRRPTAUTH profile,
#   with the key of the application (an off-host client holds it, ALTER on its profile sets it), or as a requester that runs
#   TRUSTED or PRIVILEGED. The chain is judged to its end: whether the user could log on, and the APPL profile. Source: RACF
#   Callable Services, "RACF authorization"; RACF Security Administrator's Guide, "User attributes", "Protecting PassTicket
#   keys", "Defining profile data" (STARTED).
# custom:
#   id: PT-B08
#   severity: critical
#   judges: [user]
#   needs: [unload, setropts, hwscfg, clients]
#   gate: blocks
package auditor.policies.privileged_user_reachable

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.entering
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.impersonators
import data.auditor.lib.inscope
import data.auditor.lib.places
import data.auditor.lib.privileged
import data.auditor.lib.profiles
import data.auditor.lib.result
import data.auditor.lib.users

needs := {"unload", "unload:users", "unload:PTKTDATA", "unload:APPL", "unload:STARTED", "unload:SURROGAT"}

lost := (harm.open({"acl", "uacc", "ssignon", "started"}, needs) | inscope.gaps) | of_ways

verdicts contains verdict if {
	some user, _ in privileged.users
	verdict := evidence.settled(((lost | harm.of_person(user)) | of_lists(user)), judge(user))
}

# Nobody knows what else a lost user is.
verdicts contains verdict if some verdict in inscope.unread_users(harm.lost_users, "critical")

verdicts contains verdict if some verdict in inscope.beside_people(object.keys(privileged.users), inscope.gaps | harm.unnamed({"0200"}, "users"), needs, "critical")

# What is lost of the profiles that decide about tickets for the user, or of those they name.
of_lists(user) := {reason |
	some selection in selected[user]
	name := selection.name
	name != null
	some reason in (harm.of_profile({"acl", "uacc"}, "PTKTDATA", name) | harm.of_list(input.profiles.PTKTDATA[name]))
}

# What is lost of other ways to tickets: key profiles, started tasks and those who can be either.
of_ways := {row.reason |
	some name, rows in harm.profiles_by_name
	some row in rows
	row.class in {"STARTED", null}
} | {reason |
	some name in (harm.lost_profiles("PTKTDATA") | data.auditor.lib.keys.names)
	split(name, ".")[0] in applications
	entry := object.get(input.profiles.PTKTDATA, name, {"acl": {}, "conditional": []})
	some reason in (harm.of_profile({"acl", "uacc", "ssignon"}, "PTKTDATA", name) | harm.of_list(entry))
}

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

holders(name, user) := makers[name] - {user} if name != null
holders(null, _) := set()

has_holder(name, _) if name in everybody

has_holder(name, user) if count(holders(name, user)) > 0

# What is so for each application that somebody can make tickets for.
states contains state if {
	some user, by_application in checks
	some application, _ in by_application
	state := {"user": user, "application": application, "profile": held_profile(user, application), "word": word(user, application)}
}

# The profile through which others make tickets; null where they do not.
held_profile(user, application) := name if {
	name := selected[user][application].name
	has_holder(name, user)
} else := null

exposed(user, application) if proven(user, application)

exposed(user, application) if count(open_ways(user, application)) > 0

# Somebody else can certainly have tickets made.
proven(user, application) if has_holder(selected[user][application].name, user)

proven(user, application) if count(ways[user][application]) > 0

word(user, application) := "pass" if {
	not users.unhindered(user)
	count(users.blockers(user, application)) > 0
} else := "pass" if {
	shut_out(user, application)
} else := words[let_in(user, application)] if {
	proven(user, application)
	settled(user, application)
} else := "undecided"

let_in(user, application) := users.let_in(user, application, checks[user][application].outcome)

# Another way, under a condition that no input proves, makes what is certain no better and no worse than a fail.
settled(user, application) if count(conditional(user, application)) == 0

settled(user, application) if let_in(user, application) == "yes"

words := {"no": "advisory", "yes": "fail", "unknown": "undecided"}

# Ways beside UPDATE on an IRRPTAUTH profile: rows of kind, who, and the profile where there is one.
ways[user][application] contains row if {
	some user, _ in privileged.users
	some application in applications
	some row in other_ways(user, application)
}

other_ways(user, application) := union({
	{["key", id, null] | some id in impersonators.key_holders(application, user, "yes")},
	{["key profile", pair[0], pair[1]] | some pair in impersonators.setters(application, user)},
	{["started task", pair[0], pair[1]] | some pair in impersonators.bypassing(application, user, true)},
	{["surrogate", pair[0], pair[1]] | user in makers[selected[user][application].name]; some pair in impersonators.actors(user)},
})

# Why somebody else perhaps can: which profile decides, who holds a key, or what runs under a requester is not known.
open_ways(user, application) := union({
	selected[user][application].undecided,
	impersonators.unlisted(application),
	conditional(user, application),
	{reason | user in makers[selected[user][application].name]; some reason in impersonators.hidden_actors(user)},
	{sprintf("whether client %s holds a key that is tried for %s is unknown", [id, user]) |
		some id in impersonators.key_holders(application, user, "unknown")
	},
	{sprintf("whether %s runs as the unchecked started task of STARTED profile %s is unknown", pair) |
		some pair in impersonators.bypassing(application, user, false)
	},
})

# Entries under a condition (WHEN) that would let somebody else have tickets made.
conditional(user, application) := conditional_makers[selected[user][application].name][user] | impersonators.conditional_setters(application, user) if {
	conditional_makers[selected[user][application].name][user]
} else := impersonators.conditional_setters(application, user)

conditional_makers[name][user] := reasons if {
	some name, _ in makers
	count(access.conditional_entries("PTKTDATA", name, "UPDATE")) > 0
	some user, _ in privileged.users
	reasons := {reason |
		some id in (access.conditional_entries("PTKTDATA", name, "UPDATE") - {user})
		reason := access.conditional_reason("PTKTDATA", name, id)
	}
}

# A key cannot be taken from who holds it, but an entry of the APPL list can keep its tickets out: by the user's own name, or
# that of a group. Then nothing else than a change of that list lets the user in.
shut_out(user, application) if {
	checks[user][application].outcome == "denied"
	checks[user][application].by in named_entries(user)
	held_profile(user, application) == null
	count(selected[user][application].undecided) == 0
	count(conditional(user, application)) == 0
	every row in ways_of(user, application) {
		row[0] == "key"
	}
}

named_entries(user) := {"user"} | {sprintf("group %s", [group]) | some group, _ in input.users[user].connections}

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
	"message": sprintf("%s (%s) can be reached by ticket: %s, and it can log on.", [user, why(user), told(user, with_word(user, "fail"))]),
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
	"message": sprintf("%s (%s) is one permit away: %s, and only the APPL class keeps it out.", [user, why(user), told(user, with_word(user, "advisory"))]),
	"remediation": remediation(user, with_word(user, "advisory")),
})) if {
	count(with_word(user, "advisory")) > 0
} else := result.passed(users.named(user), {
	"severity": "critical",
	"message": sprintf("Nobody else can log on as %s with a ticket.", [user]),
	"facts": {"attributes": sort(privileged.users[user]), "applications": sort(applications)},
	"assumptions": ["The inventory names every system that holds a key of an application."],
	"places": places.primary(input.users[user].at, "the privileged user"),
})

why(user) := concat(", ", sort(privileged.users[user]))

# The ways in one sentence.
told(user, states_) := concat("; ", sort({sentence |
	some state in states_
	some sentence in by_authority(state)
} | {sprintf(impersonators.means[row[0]], [row[1]]) |
	some state in states_
	some row in array.slice(sort(other(user, state)), 0, 5)
}))

by_authority(state) := ["others may make tickets for it"] if state.profile != null

by_authority(state) := [] if state.profile == null

# The other ways of a state; none where there is none.
other(user, state) := ways_of(user, state.application)

ways_of(user, application) := {row | some row in ways[user][application]}

unsure(user) := {reason |
	some state in with_word(user, "undecided")
	some reason in doubts(user, state.application)
}

doubts(user, application) := open_ways(user, application) if {
	not proven(user, application)
} else := (users.possible(user, application) | doubtful_entry(checks[user][application])) | conditional(user, application)

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
	"others": [{"kind": row[0], "id": row[1], "profile": row[2]} | some row in sort(other(user, state))],
}

# The entries that let others make tickets; the UACC or WARNING that lets everybody; at most ten.
grants(user, state) := array.slice(array.concat(through_authority(user, state.profile), through_others(user, state)), 0, 10)

through_authority(user, name) := array.concat(open_places(name), entry_places(user, name)) if name != null

through_authority(_, null) := []

through_others(user, state) := [place |
	some row in sort(other(user, state))
	some place in way_place(row[0], row[1], row[2])
]

way_place("key", id, _) := [place |
	some client in array.concat(input.clients, input.other_clients)
	client.id == id
	some place in places.primary(client.at, sprintf("client %s makes tickets with the key", [id]))
]

way_place("key profile", id, name) := places.primary(places.field(permit.at, "permit", "access"), sprintf("%s has ALTER on the key profile %s", [id, name])) if {
	permit := input.profiles.PTKTDATA[name].acl[id]
} else := places.primary(input.profiles.PTKTDATA[name].at, sprintf("%s has ALTER on the key profile %s", [id, name]))

way_place("surrogate", id, name) := places.primary(input.profiles.SURROGAT[becoming.profile("SURROGAT", name)].at, sprintf("%s can act as the user (%s)", [id, name]))

way_place("started task", id, name) := places.primary(input.profiles.STARTED[name].started.at, sprintf("started task of %s without checks", [id]))

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

# -- fixing --------------------------------------------------------------------------------------------------------------

# While a client keeps the key, and the list of the application is not to be touched, commands take the other ways away only.
remediation(user, states_) := commands.other(array.concat(
	array.concat(unsaid(user, states_), sort(warned(user, states_))),
	[sprintf("Then take the other ways away: %s.", [concat("; ", taken(user, states_))]) | count(taken(user, states_)) > 0],
)) if {
	some state in states_
	some row in other(user, state)
	row[0] == "key"
	count(shutting(user, state)) == 0
} else := object.union(commands.empty, {
	"racf": taken(user, states_),
	"other": array.concat(unsaid(user, states_), ["Check first that no declared client needs tickets for this user; work under a privileged ID should have an ID of its own."]),
	"undo": array.concat(
		array.concat(
			array.concat([one | some state in states_; some one in including(user, state)], reset(user, states_)),
			[one | some state in states_; some one in reopening(user, state)],
		),
		refreshes(user, states_),
	),
})

# Where only the key lets somebody in, and the list of the application is not to be touched, there is no command.
taken(user, states_) := array.concat(steps, [one | count(steps) > 0; some one in refreshes(user, states_)]) if {
	steps := array.concat(
		array.concat([one | some state in states_; some one in excluding(user, state)], unset(user, states_)),
		[one | some state in states_; some one in shutting(user, state)],
	)
}

refreshes(user, states_) := [one |
	some class in array.concat(["APPL", "PTKTDATA"], ["STARTED" | count(task_profiles(user, states_)) > 0])
	some one in commands.refresh(class)
]

exact(user, state) if state.profile == resource(state.application, user)

# Entries with ALTER on key profiles: rows of profile and ID.
set_by(user, states_) := {[name, id] |
	some name in named(user, states_, "key profile")
	some id in array.concat(sort(access.entries("PTKTDATA", name, "ALTER") - {user}), ["*" | access.star(input.profiles.PTKTDATA[name]) == "ALTER"])
}

opened_keys(user, states_) := {name | some name in named(user, states_, "key profile"); input.profiles.PTKTDATA[name].uacc == "ALTER"}

task_profiles(user, states_) := named(user, states_, "started task")

# The profiles of ways of one kind.
named(user, states_, kind) := {row[2] | some state in states_; some row in other(user, state); row[0] == kind}

unset(user, states_) := array.concat(
	[commands.unpermit("PTKTDATA", pair[0], pair[1]) | some pair in sort(set_by(user, states_))],
	array.concat(
		[commands.alter("PTKTDATA", name, "UACC(NONE)") | some name in sort(opened_keys(user, states_))],
		[commands.alter("STARTED", name, "STDATA(TRUSTED(NO) PRIVILEGED(NO))") | some name in sort(task_profiles(user, states_))],
	),
)

reset(user, states_) := array.concat(
	[commands.permit("PTKTDATA", pair[0], pair[1], "ALTER") | some pair in sort(set_by(user, states_))],
	array.concat(
		[commands.alter("PTKTDATA", name, "UACC(ALTER)") | some name in sort(opened_keys(user, states_))],
		[commands.alter("STARTED", name, commands.started(input.profiles.STARTED[name].started)) | some name in sort(task_profiles(user, states_))],
	),
)

# What no command of RACF settles here.
unsaid(user, states_) := sort({sentence |
	some state in states_
	some row in other(user, state)
	sentence := impersonators.advice(row[0], row[1], row[2])
})

# A profile of its own without entries (and without the one RDEFINE may add) takes the user out of a wider one.
excluding(user, state) := [] if {
	state.profile == null
} else := [
	commands.define("PTKTDATA", resource(state.application, user)),
	commands.reset("PTKTDATA", resource(state.application, user)),
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

including(user, state) := [] if {
	state.profile == null
} else := [commands.delete("PTKTDATA", resource(state.application, user))] if {
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

# The application is shut to the user too, unless a client is declared to use it. A profile in WARNING shuts nobody out.
shutting(user, state) := [commands.permit("APPL", name, user, "NONE") | some name in shut(user, state)]

reopening(user, state) := [back(user, name) | some name in shut(user, state)]

shut(user, state) := {name |
	name := checks[user][state.application].profile
	name != null
	not input.profiles.APPL[name].warning
	not user in declared
}

# Why the list of the application does not help yet.
warned(user, states_) := {sprintf("APPL profile %s is in WARNING, which lets everybody in: end that first (PT-B07), then permit %s NONE.", [name, user]) |
	some state in states_
	name := checks[user][state.application].profile
	input.profiles.APPL[name].warning
	not user in declared
}

declared := {user | some client in input.clients; some user in client.users}

back(user, name) := commands.permit("APPL", name, user, level) if {
	level := input.profiles.APPL[name].acl[user].access
} else := commands.unpermit("APPL", name, user)
