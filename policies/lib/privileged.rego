# METADATA
# title: Privileged users
# description: >-
#   Users whose attributes, UID or name on the site's list make them worth more than others, and what makes them so.
#   Source: RACF Security Administrator's Guide, "User attributes".
package auditor.lib.privileged

import rego.v1

import data.auditor.lib.places

# Privileged users with what makes them so. A complete object, so that it is there when nobody is privileged.
users := {user: attributes(user) | some user in powerful}

# Two passes over all users: there are far more users than privileged ones.
powerful contains user if {
	some user, entry in input.users
	true in [entry.special, entry.operations, entry.auditor, entry.roaudit]
}

powerful contains user if {
	some user, entry in input.users
	entry.uid == 0
}

powerful contains user if {
	some user in input.site.privileged
	input.users[user]
}

attributes(user) := {one | some one, flag in words; input.users[user][flag] == true} | (superuser(user) | named(user))

words := {"SPECIAL": "special", "OPERATIONS": "operations", "AUDITOR": "auditor", "ROAUDIT": "roaudit"}

superuser(user) := {"UID 0"} if input.users[user].uid == 0

superuser(user) := set() if not input.users[user].uid == 0

named(user) := {"named by the site"} if user in input.site.privileged

named(user) := set() if not user in input.site.privileged

# Where the unload says so.
place(user) := places.field(input.users[user].at, "user", field) if {
	field := [one | some one in ["special", "operations", "auditor", "roaudit"]; input.users[user][one] == true][0]
} else := input.users[user].uid_at if {
	input.users[user].uid == 0
	input.users[user].uid_at != null
} else := input.users[user].at
