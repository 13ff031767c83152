# METADATA
# title: Members
# description: >-
#   Who is in a group, as the access decision and the counts of policies have it: by the connections of the users, found once,
#   because the same groups stand on thousands of access lists. A connection that is revoked does not count.
#   Source: RACF Security Administrator's Guide, "Granting access authorities"; RACF System Programmer's Guide, "Group name
#   and user ID occurrences that IRRUT100 lists".
package auditor.lib.members

import rego.v1

import data.auditor.lib.dates

# Users by group whose connection counts: those whom neither a flag nor a date concerns, nearly all, and of the others those
# who are not revoked. A group without any is not there.
counted[group] contains user if {
	some user, entry in input.users
	some group, connection in entry.connections
	connection.revoked == false
	connection.revoke_date == null
}

counted[group] contains user if {
	some user, entry in input.users
	some group, connection in entry.connections
	[connection.revoked, connection.revoke_date] != [false, null]
	not dates.revoked(connection)
}

# Members of each group who count and are not revoked.
active := {group: users |
	some group, all_users in counted
	users := all_users - dates.revoked_users
}
