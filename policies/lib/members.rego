# METADATA
# title: Members
# description: >-
#   Who is in a group, as the access decision and the counts of policies have it: found once, because the same groups stand on
#   thousands of access lists. A connection that is revoked does not count.
#   Source: RACF Security Administrator's Guide, "Granting access authorities"; RACF System Programmer's Guide, "Group name
#   and user ID occurrences that IRRUT100 lists".
package auditor.lib.members

import rego.v1

import data.auditor.lib.dates

# Users by group whose connection counts: those whom neither a flag nor a date concerns, nearly all, and of the others
# those who are not revoked.
counted := {group: users |
	some group, entry in input.groups
	plain := {user |
		some user, _ in entry.members
		connection := input.users[user].connections[group]
		connection.revoked == false
		connection.revoke_date == null
	}
	users := plain | {user |
		some user in (object.keys(entry.members) - plain)
		connection := input.users[user].connections[group]
		not dates.revoked(connection)
	}
}

# Members of each group who count and are not revoked.
active := {group: users |
	some group, all_users in counted
	users := all_users - dates.revoked_users
}

# The two plain tests come first: they settle almost every connection.
counts(connection) if {
	connection.revoked == false
	connection.revoke_date == null
} else if not dates.revoked(connection)
