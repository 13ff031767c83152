# METADATA
# title: Site
# description: >-
#   Lists that the site may not have given. They are null then, which only one of the two engines lets a rule walk over: here
#   they are sets, empty when nothing was said. Whether something was said is `input.site.<name> != null`.
package auditor.lib.site

import rego.v1

import data.auditor.lib.dates

default security_owners := set()

security_owners := {id | some id in input.site.security_owners} if is_array(input.site.security_owners)

default administrators := set()

administrators := {id | some id in input.site.administrators} if is_array(input.site.administrators)

default schedulers := set()

schedulers := {id | some id in input.site.schedulers} if is_array(input.site.schedulers)

# Users and groups that may act as a requester: as trusted as the requester itself.
trusted_to_become := (security_owners | schedulers) | {id | some id in input.site.privileged}

# Whether a user belongs to the security team, where the group `owning` is looked at. The site says who does: by name, or,
# while it names no administrators, by a group it names. Being connected to the owning group itself never makes anybody one
# of the team: then whoever lets people into the group would say who may change what it owns.
of_the_team(user, _) if user in security_owners

of_the_team(user, _) if user in administrators

of_the_team(user, owning) if {
	input.site.administrators == null
	some group in security_owners
	group != owning
	connection := input.users[user].connections[group]
	not dates.revoked(connection)
}

default other_applications := set()

other_applications := {name | some name in input.site.other_applications} if is_array(input.site.other_applications)
