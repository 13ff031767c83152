# METADATA
# title: Impersonators
# description: >-
#   Who can have a ticket made for somebody else without UPDATE on an IRRPTAUTH profile: systems that hold the key of an
#   application, users with ALTER on a discrete key profile, who can set the key to one they know, and requesters that run
#   TRUSTED or PRIVILEGED, whom no profile stops.
#   Source: RACF Security Administrator's Guide, "Protecting PassTicket keys", "Defining profile data" (STARTED); RACF
#   Callable Services, "RACF authorization"; RACROUTE Macro Reference, RACROUTE REQUEST=AUTH (TRUSTED, PRIVILEGED).
package auditor.lib.impersonators

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.becoming
import data.auditor.lib.evidence
import data.auditor.lib.keys

# -- key holders ---------------------------------------------------------------------------------------------------------

# Clients that make tickets without asking RACF, by the profile whose key they hold.
clients_by_profile[profile] contains id if {
	some client in array.concat(input.clients, input.other_clients)
	client.generates_tickets
	client.requester == null
	client.kind in outside
	some held in [client.key_profile, client.application]
	held != null
	not second_choice(client, held)
	some profile in same_keys(upper(held))
	id := client.id
}

# Kinds of clients that can make tickets themselves.
outside := {"off-host", "ims-tm", "ims-om", "ims-connect"}

# The application names the key only where no key profile is given.
second_choice(client, held) if {
	client.key_profile != null
	held != client.key_profile
}

# The profile, and those that name the same label or that an operator's keys show to hold the same key.
same_keys(profile) := ({profile} | {twin |
	some shared in input.shared_keys
	profile in shared.profiles
	some twin in shared.profiles
}) | {twin |
	some label in keys.labels(profile)
	some twin in data.auditor.lib.keys.by_label[label]
}

# Key profiles that somebody outside RACF's services can use or change, by application: the others are nobody's way.
profiles_of[application] contains name if {
	some name, _ in clients_by_profile
	application := split(name, ".")[0]
}

profiles_of[application] contains name if {
	some name, _ in altering
	application := split(name, ".")[0]
}

# Users with ALTER on each discrete key profile; * where everybody has it. Profiles without any are not there.
altering := {name: users |
	some name in keys.names
	entry := input.profiles.PTKTDATA[name]
	users := access.holders("PTKTDATA", name, "ALTER") | everybody(entry)
	count(users) > 0
}

everybody(entry) := {"*"} if {
	access.enough(access.open_level(entry), "ALTER")
} else := set()

# Clients that hold a key which VERIFY tries for the user: `sure` yes, or unknown.
key_holders(application, user, sure) := {id |
	some name in profiles_of[application]
	lock(application, user, name) == sure
	some id in clients_by_profile[name]
}

lock(application, user, name) := "no" if {
	keys.any_key(name) == "no"
} else := "no" if {
	keys.tries(application, user, name) == "no"
} else := "yes" if {
	keys.any_key(name) == "yes"
	keys.tries(application, user, name) == "yes"
} else := "unknown"

# Users who can set a key that VERIFY then tries for the user, with the profile: rows of id and profile.
setters(application, user) := {[id, name] |
	some name in profiles_of[application]
	some id in (altering[name] - {user})
	keys.tries(application, user, name) == "yes"
}

# Why somebody else perhaps can set such a key: entries with ALTER under a condition that no input proves.
conditional_setters(application, user) := {access.conditional_reason("PTKTDATA", name, id) |
	some name in conditionally_altering[application]
	keys.tries(application, user, name) != "no"
	some id in (access.conditional_entries("PTKTDATA", name, "ALTER") - {user})
} if {
	conditionally_altering[application]
} else := set()

# Key profiles with such entries, by application: mostly none.
conditionally_altering[application] contains name if {
	some name in keys.names
	count(access.conditional_entries("PTKTDATA", name, "ALTER")) > 0
	application := split(name, ".")[0]
}

# Applications with a profile that holds a key, or may.
keyed contains application if {
	some name in data.auditor.lib.keys.names
	keys.any_key(name) != "no"
	application := split(name, ".")[0]
}

no_inventory := evidence.problems("clients")

# Why nobody can tell who else holds a key of the application: a set of reasons, empty where no key is there to be held.
unlisted(application) := set() if {
	count(no_inventory) == 0
} else := no_inventory if {
	application in keyed
} else := no_inventory if {
	keys.exists(application) == "unknown"
} else := set()

# -- acting as somebody ------------------------------------------------------------------------------------------------

# Who can act as a user who asks for tickets for himself, by a job submitted for him or a process switched to him: rows of ID
# (* for everybody) and resource.
actors(user) := {[who, found.resource] |
	some found in surrogate_doors(user)
	becoming.word(found, input.classes.SURROGAT.active.value) in {"public", "named"}
	some who in people(found)
}

# Why that is not known.
hidden_actors(user) := {reason |
	some found in surrogate_doors(user)
	becoming.word(found, input.classes.SURROGAT.active.value) == "undecided"
	some reason in (becoming.reasons(found, input.classes.SURROGAT.active.value) | found.lost)
}

surrogate_doors(user) := [becoming.door("SURROGAT", resource, user) | some resource in surrogates_of(user)]

surrogates_of(user) := [becoming.submit(user), becoming.switch(user)] if {
	input.users[user].uid != null
} else := [becoming.submit(user)]

people(found) := {"*"} if {
	found.everybody
} else := object.keys(found.named)

# -- started tasks -------------------------------------------------------------------------------------------------------

# Who asks RACF for tickets: declared requesters, and users with UPDATE of their own on a profile that decides about tickets.
requesters := {client.requester |
	some client in array.concat(input.clients, input.other_clients)
	client.requester != null
} | {id |
	some name in data.auditor.lib.authority.names
	some id, permit in input.profiles.PTKTDATA[name].acl
	permit.access in data.auditor.lib.access.sufficient.UPDATE
	input.users[id]
}

# Started tasks without checks that run under a requester: rows of requester, profile, and whether that is certain.
tasks contains row if {
	not input.classes.STARTED.active.value == false
	some name, entry in input.profiles.STARTED
	segment := entry.started
	segment != null
	unchecked(segment)
	some requester in run_as(segment.user, name)
	row := [requester, name, certain(segment, name)]
}

unchecked(segment) if segment.trusted != false

unchecked(segment) if segment.privileged != false

run_as("=MEMBER", name) := {requester |
	some requester in requesters
	regex.match(data.auditor.lib.profiles.pattern(name), sprintf("%s.%s", [requester, requester]))
}

run_as(user, _) := {user} & requesters if user != "=MEMBER"

# A procedure of that name may not exist, and an inactive class gives no task anything.
certain(segment, name) if {
	input.classes.STARTED.active.value == true
	true in [segment.trusted, segment.privileged]
	literal(segment.user, name)
} else := false

literal("=MEMBER", name) if regex.match(`^[^*%&.]+[.]`, name)

literal(user, _) if user != "=MEMBER"

# Requesters that run without checks and can have tickets of the application made: `sure` true, or false where that is open.
bypassing(application, user, sure) := {[row[0], row[1]] |
	some row in tasks
	row[0] != user
	served(application, row[2]) == sure
}

# The services need a key of the application.
served(application, sure) := sure if {
	keys.any_key(application) == "yes"
} else := false if {
	keys.any_key(application) == "unknown"
}

# -- advice --------------------------------------------------------------------------------------------------------------

# What a way is, as a finding says it.
means := {
	"key": "client %s holds the key of the application",
	"key profile": "%s can set the key of the application (ALTER on its profile)",
	"started task": "%s asks for tickets and runs as a started task without checks",
	"surrogate": "%s can act as it, and it may ask for its own tickets",
}

# What a person must do about a way that no command of RACF settles.
advice("key", id, _) := concat(" ", [
	"Whoever holds the key makes tickets for anybody the application lets in:",
	sprintf("give client %s a key of its own (a key profile with a user in its name) if it needs tickets for few users.", [id]),
])

advice("surrogate", id, name) := sprintf("Take the access of %s to SURROGAT %s away, as PT-B17 and PT-B20 say.", [id, name])

advice("key profile", _, name) := sprintf("Renew the key of %s: it may be known.", [name])

advice("started task", _, name) := sprintf("The change of STARTED %s counts when the task is started again; permit it first what it needs.", [name])
