# METADATA
# title: Harm
# description: >-
#   What was lost of one object that is known by name: of a profile, by the part that a verdict reads; of a user or group;
#   and of an access list, by those whom it names; and what is lost of nobody knows what (`open`).
package auditor.lib.harm

import rego.v1

import data.auditor.lib.evidence

# Why `needs` cannot be met, whatever object it is: an input was not offered, or a record is lost that could have been of any
# object, and of one of `parts` of it (see `of_profile`).
open(parts, needs) := {reason | some need in needs; some reason in evidence.not_offered(evidence.kind_of(need))} | ({reason |
	some need in needs
	some reason in evidence.incomplete(need)
} | {reason |
	some need in needs
	some damage in evidence.of_none(need)
	reads(parts, part(damage))
	reason := evidence.said(damage)
})

# The part of a profile that a record is; the base record, or one of an unknown type, is all of it.
part_of := {"0402": "conditional", "0404": "acl", "0502": "categories", "0503": "members", "0505": "acl", "0507": "conditional", "0530": "ssignon", "0540": "started"}

# Damage by the name of the profile that it is of: rows of class (null: not known), part (null: all of it) and reason.
profiles_by_name[name] contains row if {
	some damage in input.evidence.unload.damage
	damage.name != null
	could_be_profile(damage.record_type)
	name := damage.name
	row := {"class": damage.class, "part": part(damage), "reason": evidence.said(damage)}
}

could_be_profile(null) := true

could_be_profile(type) if type in (data.auditor.lib.evidence.profile_records | data.auditor.lib.evidence.data_set_records)

part(damage) := field if {
	field := object.get(damage, "field", null)
	field != null
} else := object.get(part_of, damage.record_type, null) if {
	damage.record_type != null
} else := null

# Whether anything is lost of a profile that is known by name.
none if count({name | some name, _ in profiles_by_name}) == 0

# Why what `parts` of a profile say is not known: a set of reasons. Parts are fields of the model.
of_profile(parts, class, name) := {row.reason |
	some row in profiles_by_name[name]
	row.class in {class, null}
	reads(parts, row.part)
}

reads(_, null) := true

reads(parts, part_) if part_ in parts

# Why a record of one of `types` may be missing of which not even the name is known. Of users there is no class.
unnamed(types, class) := {evidence.said(damage) |
	some damage in input.evidence.unload.damage
	damage.name == null
	evidence.could_be(damage, types)
	evidence.could_be_class(damage, class)
}

# Why a field of some profile is not known: a set of reasons.
of_field(field) := {row.reason |
	some rows in profiles_by_name
	some row in rows
	row.part == field
}

# Names of profiles of a class that are lost as a whole.
lost_profiles(class) := {name |
	some name in evidence.lost_names(class)
	not input.profiles[class][name]
}

# -- users and groups ----------------------------------------------------------------------------------------------------

# Damage by the user or group that it is of, with its record type.
people_by_name[name] contains row if {
	some damage in input.evidence.unload.damage
	damage.name != null
	damage.class == null
	object.get(damage, "field", null) == null
	could_be_people(damage.record_type)
	name := damage.name
	row := {"type": damage.record_type, "other": object.get(damage, "other", null), "reason": evidence.said(damage)}
}

could_be_people(null) := true

could_be_people(type) if type in data.auditor.lib.evidence.user_records

# Records that say whom a list lets in; 0203 only vouches for 0205, and segments are asked for by name.
listing := {"0100", "0102", "0200", "0205", null}

# Why what the unload says of a user or group is not known: a set of reasons.
of_person(name) := {row.reason |
	some row in people_by_name[name]
	row.type != "0203"
}

# Users and groups of whom something is lost that changes what an entry for them comes to, each with the reasons: themselves,
# the group of a lost connection, and the groups of a lost user.
shaky[id] contains reason if {
	some id, rows in people_by_name
	some row in rows
	row.type in {"0100", "0102", "0200", null}
	reason := row.reason
}

shaky[group] contains reason if {
	some rows in people_by_name
	some row in rows
	row.type == "0205"
	group := row.other
	group != null
	reason := row.reason
}

shaky[group] contains reason if {
	some user, rows in people_by_name
	some row in rows
	row.type in {"0200", null}
	some group, entry in input.groups
	entry.members[user]
	reason := row.reason
}

# The same of one ID.
of_entry(id) := {reason | some reason in shaky[id]}

steady if count({id | some id, _ in shaky}) == 0

# Why whom an access list lets in is not known: something is lost of those it names.
of_list(_) := set() if steady

of_list(profile) := {reason |
	some id in (object.keys(profile.acl) | {row.id | some row in profile.conditional})
	some reason in shaky[id]
} if {
	not steady
}

# Users of whom nothing is known but that their record is lost.
lost_users := {user |
	some user, rows in people_by_name
	some row in rows
	row.type in {"0200", null}
	not input.users[user]
	not input.groups[user]
}
