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

# Users by group whose connection counts.
counted := {group: users |
	some group, entry in input.groups
	here := connected[group]
	users := object.keys(entry.members) & here
}

# The same whatever groups say of their members: one pass over the connections, of which there can be hundreds of thousands.
connected[group] contains user if {
	some user, entry in input.users
	some group, connection in entry.connections
	counts(connection)
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
