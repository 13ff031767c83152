# METADATA
# title: Declared access in WARNING mode
# description: >-
#   Who relies on a profile that lets everybody in with a warning, and how they keep their access.
package auditor.lib.warning_mode.keeping

import rego.v1

import data.auditor.lib.access
import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.profiles

# Whether an ID has access without the warning mode.
keeps(row, entry, id) if access.enough(access.standard(entry, id).level, needed[row.kind])

needed := {"application": "READ", "authority": "UPDATE"}

taken_back(row, entry, id) := commands.permit(row.class, row.name, id, entry.acl[id].access) if {
	entry.acl[id]
} else := commands.unpermit(row.class, row.name, id)

# Users and requesters of the inventory that this profile decides about.
declared(row) := {id | some id in entering[row.name]} if row.kind == "application"

declared(row) := {id | some id in making[row.name]} if row.kind == "authority"

entering[name] contains user if {
	some name, applications in data.auditor.lib.inscope.deciding
	some endpoint in data.auditor.lib.endpoints.drda
	endpoints.appl(endpoint).value in applications
	some client in input.clients
	client.endpoint == endpoint.name
	some user in client.users
}

making[name] contains client.requester if {
	some client in input.clients
	client.generates_tickets
	client.requester != null
	client.application != null
	some user in client.users
	name := profiles.deciding("PTKTDATA", sprintf("IRRPTAUTH.%s.%s", [upper(client.application), user])).name
}
