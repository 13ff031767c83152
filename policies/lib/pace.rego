# METADATA
# title: Pace of tickets
# description: >-
#   How fast a client needs new tickets. There is one distinct ticket for a user, application and second: a client that
#   needs more fails with replay protection. Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB".
package auditor.lib.pace

import rego.v1

# A connection, and a ticket, for each unit of work.
per_unit(client) if {
	client.generates_tickets
	client.connections == "non-persistent"
}

# One ticket a second or more for one user.
every_second(client) if {
	client.generates_tickets
	client.tickets_per_second >= 1
}

# Clients of an application for which replay protection is a risk until they keep their connections (PT-A10).
hurried(application) := sort({client.id |
	some client in input.clients
	client.application != null
	upper(client.application) == application
	too_fast(client)
})

too_fast(client) if per_unit(client)

too_fast(client) if every_second(client)
