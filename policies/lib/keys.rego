# METADATA
# title: Keys
# description: >-
#   Key profiles of class PTKTDATA. Only discrete profiles count, in four shapes of name; the unqualified one is all the
#   RACF services use, and the last one that VERIFY tries.
#   Source: RACF Security Administrator's Guide, "Determining PTKTDATA profile names", "Defining profiles in the PTKTDATA
#   class"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
package auditor.lib.keys

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.evidence
import data.auditor.lib.profiles

# Whether `name` is a profile whose key counts: discrete, with no generic characters, and no authority profile.
usable(name) if {
	not startswith(name, "IRRPTAUTH.")
	literal(name)
}

literal(name) if {
	discrete(name)
	not profiles.has_generic_characters(name)
}

# Names of key profiles that count.
names := {name |
	some name, _ in input.profiles.PTKTDATA
	not startswith(name, "IRRPTAUTH.") # most profiles of the class, where it is large
	literal(name)
}

# Whether there is a key profile of this name: yes, no or unknown.
exists(name) := "unknown" if {
	count(data.auditor.lib.evidence.no_profiles) > 0
} else := "yes" if {
	discrete(name)
} else := "unknown" if {
	count(evidence.lost_of_profile({"0500"}, "PTKTDATA", name)) > 0
} else := "no"

# Whether the profile holds a legacy key: yes, no or unknown.
legacy(name) := "unknown" if {
	unread(name)
} else := "unknown" if {
	no_segment(name)
	segment_unknown(name)
} else := "no" if {
	no_segment(name)
} else := "no" if {
	protection(name) == ""
} else := "unknown" if {
	startswith(protection(name), "*")
	not protection(name) in {"*MASKED*", "*KEYTOKEN*"}
} else := "yes"

# Whether the profile holds an enhanced key: yes, no or unknown.
enhanced(name) := "unknown" if {
	unread(name)
} else := "unknown" if {
	no_segment(name)
	segment_unknown(name)
} else := "no" if {
	no_segment(name)
} else := "no" if {
	segment(name).key_label == null
	input.unload.ssignon == "legacy"
} else := "unknown" if {
	segment(name).key_label == null
} else := "no" if {
	trim_space(segment(name).key_label) == ""
} else := "yes"

# The unload holds no SSIGNON record at all, so that no profile is known to be without a key. What the script of a change
# defines is known all the same.
unread(name) if {
	input.unload.ssignon == "absent"
	not of_change(name)
}

# The script of a change gave the profile its segment, or defined it without one.
of_change(name) if input.inputs[segment(name).at[0]].kind == "change"

of_change(name) if {
	no_segment(name)
	input.inputs[input.profiles.PTKTDATA[name].at[0]].kind == "change"
}

protection(name) := trim_space(segment(name).protection)

# The SSIGNON segment. That of a generic profile counts for nothing: the discrete one of its name may be lost.
segment(name) := input.profiles.PTKTDATA[name].ssignon if discrete(name)

discrete(name) if input.profiles.PTKTDATA[name].generic == false

no_segment(name) if segment(name) == null

# A profile that is itself unread or not there: the callers tell which.
no_segment(name) if not discrete(name)

# No SSIGNON record of the profile was read, and that proves nothing.
segment_unknown(name) if exists(name) == "unknown"

segment_unknown(name) if count(evidence.lost_of_profile({"0530"}, "PTKTDATA", name)) > 0

# Whether the profile holds any key.
any_key(name) := "yes" if {
	legacy(name) == "yes"
} else := "yes" if {
	enhanced(name) == "yes"
} else := "unknown" if {
	legacy(name) == "unknown"
} else := "unknown" if {
	enhanced(name) == "unknown"
} else := "no"

# ICSF labels that the profile names, for either key. One label is one key, whichever profiles name it.
labels(name) := {label |
	some text in [segment(name).protection, segment(name).key_label]
	is_string(text)
	label := trim_space(text)
	label != ""
	not startswith(label, "*")
}

# Profiles that count, by the labels they name.
by_label[label] contains name if {
	some name in names
	some label in labels(name)
}

# What the RACF services make with the key of a profile: enhanced when there is an enhanced key, else legacy.
made(name) := "enhanced" if {
	enhanced(name) == "yes"
} else := "unknown" if {
	enhanced(name) == "unknown"
} else := "legacy" if {
	legacy(name) == "yes"
} else := "unknown" if {
	legacy(name) == "unknown"
} else := "none"

# The qualified key profile that VERIFY tries for an application and user before the plain one, as an array of one or none.
qualified(application, user) := [name] if {
	name := [one | some one in shapes(application, user); usable(one)][0]
} else := []

shapes(application, user) := [
	sprintf("%s.%s.%s", [application, group, user]),
	sprintf("%s.%s", [application, user]),
	sprintf("%s.%s", [application, group]),
] if {
	group := input.users[user].default_group
} else := [sprintf("%s.%s", [application, user])]

# Whether VERIFY tries the key of profile `maker` for the application and user: yes, no or unknown. A qualified name is tried
# when no earlier shape exists; for a user whose default group is not known every group could be the one.
tries(application, user, maker) := exists(maker) if {
	maker == application
} else := "no" if {
	exists(maker) == "no"
} else := "no" if {
	some earlier in before(application, user, maker)
	exists(earlier) == "yes"
} else := "unknown" if {
	some earlier in before(application, user, maker)
	exists(earlier) == "unknown"
} else := exists(maker) if {
	maker in shapes(application, user)
} else := "unknown" if {
	access.unknown_user(user)
	fits(application, user, maker)
} else := "no"

# The key profiles that VERIFY perhaps tries, in order: qualified ones up to the first that certainly exists, `maker` where
# the user's group could be the one in its name, and the plain one.
perhaps_tried(application, user, maker) := array.concat(array.concat(known, by_group), [application]) if {
	known := [name |
		some name in shapes(application, user)
		not exists(name) == "no"
		every earlier in before(application, user, name) {
			exists(earlier) != "yes"
		}
	]
	by_group := [maker | maker != application; not maker in known; tries(application, user, maker) != "no"]
}

# Shapes of name that come before `maker`; none where it is no shape itself.
before(application, user, maker) := array.slice(names_, 0, position) if {
	names_ := shapes(application, user)
	some position, name in names_
	name == maker
} else := []

# The name has a shape that some group could give it.
fits(application, _, maker) if {
	parts := split(maker, ".")
	count(parts) == 2
	parts[0] == application
}

fits(application, user, maker) if {
	parts := split(maker, ".")
	count(parts) == 3
	parts[0] == application
	parts[2] == user
}

# Legacy replay protection is off when APPLDATA of the key profile begins with this text (case does not matter).
legacy_replay(name) if {
	discrete(name)
	startswith(upper(trim_space(input.profiles.PTKTDATA[name].appldata)), "NO REPLAY PROTECTION")
}
