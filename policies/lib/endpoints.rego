# METADATA
# title: Endpoints
# description: >-
#   What an IMS Connect really uses: the running value where a display shows it, else the member's, else IBM's default.
#   Source: IMS, "ODACCESS statement" (APPL= blank or absent - the HWS ID is used; only with HWS RACF=Y).
package auditor.lib.endpoints

import rego.v1

import data.auditor.lib.evidence

# The name of an endpoint's object.
named(endpoint) := sprintf("endpoint:%s", [endpoint.name])

# Whether RACF is called - a fact with value, at and why, and where it comes from.
racf(endpoint) := object.union(endpoint.running.racf, {"source": "running"}) if {
	running_has(endpoint, "racf")
} else := object.union(endpoint.racf, {"source": "member"})

# A display of the endpoint shows `name`. What displays contradict, or show as no value it can have, is then unknown.
running_has(endpoint, name) if endpoint.running[name].value != null

running_has(endpoint, name) if endpoint.running[name].at != null

# The running value of `name` where a display shows it, else the member's.
effective(endpoint, name) := endpoint.running[name] if {
	running_has(endpoint, name)
} else := endpoint[name]

# The application name that IMS Connect gives to RACROUTE REQUEST=VERIFY - value (null when it cannot be told), at,
# origin and why.
appl(endpoint) := {"value": null, "at": shown.at, "origin": null, "why": shown.why} if {
	running_has(endpoint, "odbmappl")
	shown := endpoint.running.odbmappl
	shown.value == null
} else := {"value": shown.value, "at": shown.at, "origin": "ODBMAPPL", "why": null} if {
	running_has(endpoint, "odbmappl")
	shown := endpoint.running.odbmappl
	shown.value != ""
} else := {"value": endpoint.appl.value, "at": endpoint.appl.at, "origin": "ODACCESS APPL", "why": null} if {
	not blanked(endpoint)
	endpoint.appl.value != null
	endpoint.appl.value != ""
} else := {"value": endpoint.id.value, "at": endpoint.id.at, "origin": "HWS ID", "why": endpoint.id.why} if {
	falls_back(endpoint)
} else := {"value": null, "at": endpoint.appl.at, "origin": null, "why": endpoint.appl.why}

# A display shows that no application name is set.
blanked(endpoint) if endpoint.running.odbmappl.value == ""

falls_back(endpoint) if blanked(endpoint)

falls_back(endpoint) if endpoint.appl.value == ""

falls_back(endpoint) if {
	endpoint.appl.value == null
	endpoint.appl.origin == "default"
}

# Endpoints that serve DRDA clients, or may do so.
drda contains endpoint if {
	some endpoint in input.endpoints
	not no_drda(endpoint)
}

# The member was read without loss and has no ODACCESS statement.
no_drda(endpoint) if endpoint.odaccess.value == false

# Why nothing can be judged about an endpoint; a set of reasons, empty when there is none.
unknown(endpoint) := evidence.instead("hwscfg", {evidence.why(endpoint.odaccess, "whether ODACCESS is coded is unknown")}) if {
	endpoint.odaccess.value == null
} else := set()

# Clients of an endpoint that generate tickets.
ticket_clients(endpoint) := [client |
	some client in input.clients
	client.endpoint == endpoint.name
	client.generates_tickets
]

# The endpoint with this HWS ID, as a set (empty when no member of it was offered).
by_name(name) := {endpoint | some endpoint in of_name[name]}

of_name[endpoint.name] contains endpoint if some endpoint in input.endpoints

# Names of endpoints that the inventory, a TLS statement or the site names, and of which no member or display was offered.
missing contains name if {
	some name in named_elsewhere
	not name in names
}

names := {endpoint.name | some endpoint in input.endpoints}

named_elsewhere := ({client.endpoint | some client in input.clients; client.endpoint != "(unknown)"} | {port.endpoint | some port in input.tls}) | object.keys(input.site.endpoints)

# Why nothing is known of an endpoint that is missing.
not_offered(name) := sprintf("no member or display of %s was offered", [name])

# Endpoints by the application name they really use.
by_application[name] contains own if {
	some endpoint in drda
	name := appl(endpoint).value
	name != null
	own := endpoint.name
}

# The assumption of every verdict that uses a member's value with no display beside it.
assumptions(endpoint) := [] if endpoint.running != null

assumptions(endpoint) := [sentence] if {
	endpoint.running == null
	sentence := sprintf("%s runs with the values of its member: no display of it was offered.", [endpoint.name])
}

# Why RACF cannot use `name` as an application name; a set of reasons, empty when it can.
# Source: IMS, "ODACCESS statement", "HWS statement"; RACF Security Administrator's Guide, "Determining PTKTDATA profile names".
unusable("") := {"it is blank"}

unusable(name) := {reason | some reason, here in flaws(name); here} if name != ""

flaws(name) := {
	"it is longer than 8 characters": count(name) > 8,
	"it contains a period, which RACF reads as the end of a qualifier": contains(name, "."),
	"it contains a character outside A-Z 0-9 # $ @": regex.match(`[^A-Z0-9#$@.]`, name),
	"it begins with IRRPTAUTH, which names authority profiles": startswith(upper(name), "IRRPTAUTH"),
}

# Why the endpoint of a client cannot be looked at; a set of reasons, empty when it can.
nowhere(client) := {not_offered(client.endpoint)} if {
	count(by_name(client.endpoint)) == 0
} else := {sprintf("the member of %s has no ODACCESS statement, yet the inventory names it", [client.endpoint])} if {
	some endpoint in by_name(client.endpoint)
	no_drda(endpoint)
} else := set()
