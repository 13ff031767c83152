# METADATA
# title: An inactive class PTKTDATA
# description: >-
#   Who uses tickets while none can be checked, and what activates the class.
package auditor.lib.ptktdata_inactive.inactive

import rego.v1

import data.auditor.lib.commands
import data.auditor.lib.endpoints
import data.auditor.lib.places

active := input.classes.PTKTDATA.active

uses_tickets(endpoint) if count(endpoints.ticket_clients(endpoint)) > 0

uses_tickets(endpoint) if {
	some name in data.auditor.lib.keys.names
	split(name, ".")[0] == endpoints.appl(endpoint).value
}

finding(endpoint) := {
	"severity": "critical",
	"message": "Class PTKTDATA is not active: no PassTicket can be made by RACF or accepted at logon.",
	"facts": {
		"active": false,
		"application": endpoints.appl(endpoint).value,
		"clients": sort([client.id | some client in endpoints.ticket_clients(endpoint)]),
	},
	"places": array.concat(
		places.primary(active.at, "PTKTDATA is not among the active classes"),
		[place |
			some client in endpoints.ticket_clients(endpoint)
			some place in places.related(client.at, sprintf("client %s generates tickets for this endpoint", [client.id]))
		],
	),
	"remediation": object.union(data.auditor.lib.commands.empty, {
		"racf": commands.activation("PTKTDATA"),
		"other": ["Define the key and IRRPTAUTH profiles first; classes with the same POSIT (PTKTVAL) become active too."],
		"undo": commands.deactivation("PTKTDATA"),
	}),
}
