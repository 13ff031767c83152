# METADATA
# title: Keys
# description: >-
#   Key profiles of class PTKTDATA. Only discrete profiles count, in four shapes of name; the unqualified one is all the
#   RACF services use, and the last one that VERIFY tries.
#   Source: RACF Security Administrator's Guide, "Determining PTKTDATA profile names", "Defining profiles in the PTKTDATA
#   class"; z/OS V2.5 Education Assistant, "RACF enhanced PassTicket".
package auditor.lib.keys

import rego.v1

import data.auditor.lib.profiles

# Whether `name` is a profile whose key counts: discrete, with no generic characters, and no authority profile.
usable(name) if {
	input.profiles.PTKTDATA[name].generic == false
	not profiles.has_generic_characters(name)
	not startswith(name, "IRRPTAUTH.")
}

# Names of key profiles that count.
names contains name if {
	some name, _ in input.profiles.PTKTDATA
	usable(name)
}

# Whether the profile holds a legacy key: yes, no or unknown.
legacy(name) := "unknown" if {
	input.unload.ssignon == "absent"
} else := "no" if {
	input.profiles.PTKTDATA[name].ssignon == null
} else := "no" if {
	input.profiles.PTKTDATA[name].ssignon.protection == ""
} else := "unknown" if {
	protection := input.profiles.PTKTDATA[name].ssignon.protection
	startswith(protection, "*")
	not protection in {"*MASKED*", "*KEYTOKEN*"}
} else := "yes"

# Whether the profile holds an enhanced key: yes, no or unknown.
enhanced(name) := "unknown" if {
	input.unload.ssignon == "absent"
} else := "no" if {
	input.unload.ssignon == "legacy"
} else := "no" if {
	input.profiles.PTKTDATA[name].ssignon == null
} else := "unknown" if {
	input.profiles.PTKTDATA[name].ssignon.key_label == null
} else := "no" if {
	input.profiles.PTKTDATA[name].ssignon.key_label == ""
} else := "yes"

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

# The key profiles that VERIFY tries for an application and user, in order: the first qualified one, then the plain one.
tried(application, user) := array.concat(qualified(application, user), plain(application))

plain(application) := [application] if usable(application)

plain(application) := [] if not usable(application)

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

# Legacy replay protection is off when APPLDATA of the key profile begins with this text (case does not matter).
legacy_replay(name) if startswith(upper(trim_space(input.profiles.PTKTDATA[name].appldata)), "NO REPLAY PROTECTION")
