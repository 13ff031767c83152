# METADATA
# title: Evidence
# description: >-
#   What was not offered and what was lost. A policy names its needs once, and `guarded` turns every verdict that rests on
#   evidence which is not there into `undecided`: a pass or a not_applicable always, a fail when it rests on absence.
#   Needs are `unload`, `unload:APPL` (profiles of a class), `unload:users`, `unload:ssignon`, `unload:clauth`, `setropts`,
#   `hwscfg`, `clients`, `imscon`, `tls`. Damage costs what it touches: what is lost of an object that is known by name
#   leaves that object undecided (`harm`), and only what could have been anything leaves all of them (`harm.open`).
package auditor.lib.evidence

import rego.v1

import data.auditor.lib.result

options := {
	"unload": "no RACF database unload was offered (--unload)",
	"setropts": "no SETROPTS LIST was offered (--setropts)",
	"hwscfg": "no HWSCFGxx member was offered (--hwscfg)",
	"clients": "no client inventory was offered (--clients)",
	"imscon": "no captured IMS Connect display was offered (--imscon)",
	"client_files": "no client files were offered (--client-files)",
	"tls": "no TLS evidence was offered (--tls)",
	"smf": "no SMF records were offered (--smf)",
}

profile_records := {"0500", "0502", "0503", "0505", "0507", "0530", "0540"}

data_set_records := {"0400", "0402", "0404"}

user_records := {"0100", "0102", "0200", "0203", "0205", "020A", "0270"}

# Whether an input was offered at all.
offered(kind) if input.evidence[kind].offered

# Why `need` cannot be met: a set of reasons, empty when it is met.
problems(need) := ((not_offered(kind_of(need)) | incomplete(need)) | lost(need)) | unconfirmed(need)

# Why some of `needs` cannot be met: a set of reasons, empty when all are.
problems_of(needs) := {reason | some need in needs; some reason in problems(need)}

# Why something is unknown: that a whole input was not offered, where that is why, in the words by which a site can leave the
# input out (`[[scope.exclude]]`); else `reasons`.
instead(kind, reasons) := reasons if {
	offered(kind)
} else := {options[kind]}

# `judged`, or undecided when it rests on evidence that is missing or lost.
guarded(needs, judged) := settled(problems_of(needs), judged)

# The same for reasons found once, where thousands of verdicts share their needs.
settled(reasons, judged) := judged if {
	count(reasons) == 0
} else := judged if {
	not rests_on_absence(judged)
} else := result.undecided(judged.object, reasons, {
	"severity": judged.severity,
	"facts": judged.facts,
	"places": judged.places,
})

# What thousands of passes share, settled once for all of them: the rest of a verdict, to be laid over what each has of its
# own. `own` names those fields; object, message and places always, and facts where each has others.
shared(reasons, details, own) := object.remove(settled(reasons, result.passed("", details)), own - worded(reasons))

# Not a pass any more, so that its message is no longer its own.
worded(reasons) := {"message" | count(reasons) > 0}

# A verdict that lost evidence could turn round.
rests_on_absence(judged) if judged.verdict in {"pass", "not_applicable"}

rests_on_absence(judged) if {
	judged.verdict in {"fail", "advisory"}
	judged.facts.absent == true
}

kind_of(need) := split(need, ":")[0]

not_offered(kind) := set() if offered(kind)

not_offered(kind) := {options[kind]} if not offered(kind)

# The unload as a whole cannot tell. That it holds no SSIGNON record is asked of each profile (`keys.unread`), because a
# change may define what no unload holds.
incomplete(need) := {"the unload holds no general resource record (0500): it is not a whole RACF database"} if {
	startswith(need, "unload:")
	not need in {"unload:users", "unload:ssignon", "unload:clauth"}
	offered("unload")
	not input.unload.resources
} else := {"the unload holds no user or no group record (0200, 0100): it is not a whole RACF database"} if {
	need == "unload:users"
	offered("unload")
	not people_there
} else := set()

people_there if {
	input.unload.users
	input.unload.groups
}

# An inventory with drafts is not all of them yet: that no client of it does something says nothing.
unconfirmed("clients") := {drafts | count(drafted) > 0}

unconfirmed(need) := set() if need != "clients"

drafted := {client.id | some client in array.concat(input.clients, input.other_clients); client.status == "draft"}

drafts := sprintf("the client inventory has %d entries that nobody has confirmed (status: draft)", [count(drafted)])

# Damage that could have been what `need` needs.
lost(need) := {said(damage) |
	some damage in input.evidence[kind_of(need)].damage
	concerns(need, damage)
}

# The damage of what could have been of any object that `need` needs; of the unload as a whole the other needs tell.
of_none("unload") := []

of_none(need) := [damage |
	some damage in input.evidence[kind_of(need)].damage
	concerns(need, damage)
	not of_one(need, damage)
] if {
	need != "unload"
}

# The damage names its object. A connection has two, so that both have to be known.
of_one(need, damage) if {
	contains(need, ":")
	damage.name != null
	not half_known(need, damage)
}

half_known("unload:users", damage) if {
	damage.record_type in {"0102", "0205"}
	object.get(damage, "other", null) == null
}

# What one unreadable field costs is asked by name.
concerns(need, damage) if {
	not contains(need, ":")
	object.get(damage, "field", null) == null
}

concerns(need, damage) if {
	object.get(damage, "field", null) == null
	whole(need, damage)
}

whole(need, damage) if {
	need == "unload:users"
	could_be(damage, user_records)
	counts(damage)
}

whole(need, damage) if {
	need == "unload:ssignon"
	could_be(damage, {"0530", "0500"})
	could_be_class(damage, "PTKTDATA")
}

whole(need, damage) if {
	need == "unload:clauth"
	could_be(damage, {"0202"})
}

whole(need, damage) if {
	need == "unload:DATASET"
	could_be(damage, data_set_records)
	could_be_class(damage, "DATASET")
}

whole(need, damage) if {
	class := substring(need, 7, -1)
	not class in {"users", "ssignon", "clauth", "DATASET"}
	could_be(damage, profile_records)
	could_be_class(damage, class)
}

# A record 0203 only vouches for 0205; that there is none of them at all says something of the unload.
counts(damage) if damage.record_type != "0203"

counts(damage) if damage.code in parts

could_be(damage, _) if damage.record_type == null

could_be(damage, records) if damage.record_type in records

could_be_class(damage, _) if damage.class == null

could_be_class(damage, class) if damage.class == class

said(damage) := sprintf("record %d of the %s is lost (%s)", [damage.at[1], damage.input, damage.code]) if damage.at != null

said(damage) := placeless(damage.input, damage.code, damage.message) if damage.at == null

placeless(_, code, message) := message if code in parts

placeless(kind, code, message) := sprintf("%s evidence is lost: %s", [kind, message]) if not code in parts

# Codes of what says in a sentence of its own that the unload is not one of a whole database.
parts := {"incomplete", "partial"}

# Why a fact is unknown, or `otherwise` where it does not say.
why(fact, _) := fact.why if fact.why != null

why(fact, otherwise) := otherwise if fact.why == null

# -- lost records of the unload, one by one --------------------------------------------------------------------------------

# What is known of each lost record: record type, class and name, each null where it cannot be told.
lost_records := {[damage.record_type, damage.class, damage.name] |
	some damage in input.evidence.unload.damage
	object.get(damage, "field", null) == null
}

# Why a record of one of `types` about the profile `name` of `class` may be lost: a set of reasons.
lost_of_profile(types, class, name) := set() if {
	count(lost_records) == 0
} else := {sprintf("a record of the unload is lost that could have been of %s %s", [class, name])} if {
	some type in types_or_any(types)
	some one in {class, null}
	some called in {name, null}
	[type, one, called] in lost_records
} else := set()

# Why a record of one of `types` about the user may be lost: a set of reasons.
lost_of_user(types, user) := set() if {
	count(lost_records) == 0
} else := {sprintf("a record of the unload is lost that could have been of user %s", [user])} if {
	some type in types_or_any(types)
	some called in {user, null}
	[type, null, called] in lost_records
} else := set()

types_or_any(types) := types | {null}

# Users of whom a connection or a factor may be lost: those of whom `lost_of_user` would say so.
unsure_users := {user | some user, _ in input.users} if {
	null in lost_people({"0205", "020A"})
} else := lost_people({"0205", "020A"})

# Users of whom a record of one of `types` may be lost, which `lost_of_user` asks of one of them; null for any user.
lost_people(types) := {row[2] |
	some row in lost_records
	row[0] in types_or_any(types)
	row[1] == null
}

# Names in lost profile records (0500) of the class.
lost_names(class) := {row[2] |
	some row in lost_records
	row[0] in {"0500", null}
	row[1] in {class, null}
	row[2] != null
}

# Why nothing can be said of any profile: a set of reasons, empty when the unload has general resource records.
no_profiles := {options.unload} if {
	not offered("unload")
} else := incomplete("unload:PTKTDATA")
