# METADATA
# title: Becoming a requester
# description: >-
#   Who can run as somebody else: by READ on the profile that decides a resource named after him (SURROGAT r.SUBMIT and
#   BPX.SRV.r). Such a profile is the permission: where none covers the resource, nobody has it.
#   Source: RACF Security Administrator's Guide, "Allowing surrogate job submission"; UNIX System Services Planning, "Defining
#   servers to process users without passwords"; UNIX System Services Command Reference, "su".
package auditor.lib.becoming

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.evidence
import data.auditor.lib.harm
import data.auditor.lib.places
import data.auditor.lib.profiles
import data.auditor.lib.users

submit(user) := sprintf("%s.SUBMIT", [user])

switch(user) := sprintf("BPX.SRV.%s", [user])

# What the list that decides a resource comes to for `user`, whom others would become: the profile (or null), whether everybody
# has READ, the IDs that have it and are not trusted with the users they stand for, those trusted, and why it is not known.
door(class, resource, user) := found if {
	name := profile(class, resource)
	name != null
	found := object.union(shut(class, resource, user), opened(class, name, user))
} else := shut(class, resource, user)

shut(class, resource, user) := {
	"class": class, "resource": resource, "user": user, "profile": null, "everybody": false, "named": {}, "trusted": set(),
	"warning": false, "conditional": set(), "lost": set(),
	"unread": profiles.unread(class, resource), "undecided": profiles.deciding(class, resource).undecided,
}

opened(class, name, user) := {
	"profile": name,
	"everybody": lets_everybody(entry),
	"named": named(entry.acl, readers - trusted, user),
	"trusted": readers & trusted,
	"warning": entry.warning,
	"conditional": access.conditional_entries(class, name, "READ") - trusted,
	"lost": (harm.of_profile({"acl", "uacc", "warning"}, class, name) | harm.of_list(entry)),
} if {
	entry := input.profiles[class][name]
	readers := access.entries(class, name, "READ")
	trusted := data.auditor.lib.site.trusted_to_become | {user}
}

lets_everybody(entry) if {
	access.enough(access.open_level(entry), "READ")
} else := false

# The profile that decides, or would if generic checking were on, where that is unknown.
profile(class, resource) := name if {
	name := profiles.deciding(class, resource).name
	name != null
} else := profiles.supposed(class, resource)

# Each ID with the users it lets in who are not trusted; those that let nobody in are left out.
named(acl, ids, user) := {id: strangers |
	some id in ids
	strangers := behind(acl, id) - (data.auditor.lib.site.trusted_to_become | {user})
	count(strangers) > 0
}

# The users an entry lets in today; for a member of a group an entry of his own is final.
behind(acl, id) := {id} if {
	input.users[id]
	not id in data.auditor.lib.dates.revoked_users
} else := data.auditor.lib.members.active[id] - object.keys(acl) if {
	data.auditor.lib.members.active[id]
} else := set()

# -- where there are thousands ---------------------------------------------------------------------------------------------

# Classes of which some generic profile lets somebody in, or may, or of which a profile is lost by its name alone.
loud contains class if {
	some class in ["FACILITY", "SURROGAT"]
	some entry in input.profiles[class]
	entry.generic
	opens(entry)
}

loud contains class if {
	some class in ["FACILITY", "SURROGAT"]
	count(evidence.lost_names(class)) > 0
}

opens(entry) if lets_everybody(entry)

opens(entry) if entry.warning

opens(entry) if count(entry.conditional) > 0

opens(entry) if {
	some permit in entry.acl
	access.enough(permit.access, "READ")
}

# What a door comes to in one word. `active` is whether the class is (true, false or null).
word(found, active) := "undefined" if {
	users.undefined(found.user)
} else := "undecided" if {
	count(found.unread) > 0
} else := "undecided" if {
	found.profile == null
	count(found.undecided) > 0
} else := in_use(found, active, "public") if {
	found.everybody
} else := in_use(found, active, "named") if {
	count(found.named) > 0
} else := "warning" if {
	found.warning
} else := "undecided" if {
	count(found.conditional) > 0
} else := "closed"

in_use(_, false, _) := "inactive"

in_use(found, true, open) := open if count(found.undecided) == 0

in_use(found, true, _) := "undecided" if count(found.undecided) > 0

in_use(_, null, _) := "undecided"

# Why it is undecided.
reasons(found, active) := (found.unread | found.undecided) | ({access.conditional_reason(found.class, found.profile, id) | some id in found.conditional} | unknown(found.class, active))

unknown(class, null) := {evidence.why(input.classes[class].active, sprintf("whether class %s is active is unknown", [class]))}

unknown(_, active) := set() if active != null

# Whom it lets in, for a sentence and for facts.
who(found) := "everybody" if {
	found.everybody
} else := concat(", ", array.slice(sort(object.keys(found.named)), 0, 5))

facts(found) := {
	"resource": found.resource, "profile": found.profile, "everybody": found.everybody,
	"named": array.slice(sort(object.keys(found.named)), 0, 20),
	"users": array.slice(sort({user | some strangers in found.named; some user in strangers}), 0, 20),
	"trusted": array.slice(sort(found.trusted), 0, 20),
}

# Where it stands: the UACC, ID(*) and entries that let somebody in; else the profile.
proof(found) := array.concat(open_places(entry), array.concat(star_places(entry), [place |
	some id in array.slice(sort(object.keys(found.named)), 0, 10)
	some place in places.primary(places.field(entry.acl[id].at, "permit", "access"), sprintf("%s has %s", [id, entry.acl[id].access]))
])) if {
	entry := input.profiles[found.class][found.profile]
} else := []

open_places(entry) := places.primary(places.field(entry.at, "profile", "uacc"), sprintf("UACC(%s)", [entry.uacc])) if {
	access.enough(entry.uacc, "READ")
} else := []

star_places(entry) := places.primary(places.field(entry.acl["*"].at, "permit", "access"), sprintf("ID(*) has %s", [entry.acl["*"].access])) if {
	access.enough(access.star(entry), "READ")
} else := []

# -- closing it ----------------------------------------------------------------------------------------------------------

# Commands that leave only the trusted. Where a profile for many resources decides, the resource gets one of its own, because
# others may rest on the wide one.
closed(found) := commands.racf(found.class, array.concat(made, kept), [commands.delete(found.class, found.resource)]) if {
	found.profile != found.resource
	made := commands.defined(found.class, found.resource)
	kept := [commands.permit(found.class, found.resource, id, "READ") | some id in sort(found.trusted); commands.nameable(id)]
} else := commands.racf(
	found.class,
	array.concat(commands.unpermit_all(found.class, name, listed), [commands.alter(found.class, name, "UACC(NONE)") | some _ in opens]),
	array.concat(commands.permit_all(found.class, name, entry.acl, listed), [commands.alter(found.class, name, sprintf("UACC(%s)", [entry.uacc])) | some _ in opens]),
) if {
	name := found.profile
	entry := input.profiles[found.class][name]
	opens := ["UACC" | access.enough(entry.uacc, "READ")]
	listed := array.concat(["*" | access.enough(access.star(entry), "READ")], sort(object.keys(found.named)))
}

unwarned(found) := commands.racf(found.class, [commands.alter(found.class, found.profile, "NOWARNING")], [commands.alter(found.class, found.profile, "WARNING")])

# Commands that take away what everybody has, and leave those who are named: for what others rest on.
narrowed(found) := commands.racf(
	found.class,
	array.concat(commands.unpermit_all(found.class, name, listed), [commands.alter(found.class, name, "UACC(NONE)") | some _ in opens]),
	array.concat(commands.permit_all(found.class, name, entry.acl, listed), [commands.alter(found.class, name, sprintf("UACC(%s)", [entry.uacc])) | some _ in opens]),
) if {
	name := found.profile
	entry := input.profiles[found.class][name]
	opens := ["UACC" | access.enough(entry.uacc, "READ")]
	listed := ["*" | access.enough(access.star(entry), "READ")]
}
