# METADATA
# title: Everybody who holds access
# description: >-
#   Users and members of groups with access: dear to find, and of interest only where nobody is stale.
package auditor.lib.stale_identity.holding

import rego.v1

import data.auditor.lib.access

# IDs with READ on an application, and with UPDATE on an authority profile.
entering := {id | some name, _ in data.auditor.lib.inscope.deciding; some id in access.entries("APPL", name, "READ")}

makers := {id |
	some name in data.auditor.lib.inscope.authorities
	some id in access.entries("PTKTDATA", name, "UPDATE")
}

# Everybody who holds access: dear to find, and of interest only where nobody is stale.
holders := expanded(entering | makers)

# Whether anybody does, told by those who are looked at anyway if it can be.
somebody := data.auditor.lib.stale_identity.unused.known_holders if {
	count(data.auditor.lib.stale_identity.unused.known_holders) > 0
} else := holders

# Users among `ids`, and the members of the groups among them.
expanded(ids) := (ids & data.auditor.lib.stale_identity.unused.user_ids) | (in_groups(ids & group_ids) & data.auditor.lib.stale_identity.unused.user_ids)

group_ids := object.keys(input.groups)

in_groups(groups) := {user | some group in groups; some user, _ in input.groups[group].members}
