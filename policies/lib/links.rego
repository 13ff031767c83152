# METADATA
# title: Links
# description: >-
#   Links of an IMS Connect to others (RMTIMSCON): which there are, what each names, where it ends, and what is said of an IMS
#   Connect that has none. On a link the sender makes the ticket, for the application and user that its statement names.
#   Source: IMS, "RMTIMSCON statement", "Securing IMS-to-IMS TCP/IP connections".
package auditor.lib.links

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.result

# Each link that can be told from others, with its endpoint and the name of its object.
rows contains row if {
	some endpoint in input.endpoints
	some link in endpoint.links
	link.id != null
	count(of_id(endpoint, link.id)) == 1
	row := {"endpoint": endpoint.name, "link": link, "object": named(endpoint, link.id)}
}

named(endpoint, id) := sprintf("endpoint:%s/link:%s", [endpoint.name, id])

of_id(endpoint, id) := [link | some link in endpoint.links; link.id == id]

# What a policy about links says of what is no such link; one verdict for each object.
beside(severity) := {verdict | some verdict in data.auditor.lib.scope.nowhere} | ({verdict |
	some endpoint in input.endpoints
	reasons := unread(endpoint)
	count(reasons) > 0
	verdict := result.undecided(endpoints.named(endpoint), reasons, {"severity": severity})
} | ({verdict |
	some endpoint in input.endpoints
	some link in endpoint.links
	link.id != null
	count(of_id(endpoint, link.id)) > 1
	why := sprintf("RMTIMSCON ID=%s is coded twice", [link.id])
	verdict := result.undecided(named(endpoint, link.id), {why}, {"severity": severity})
} | {verdict |
	some endpoint in input.endpoints
	count(endpoint.links) == 0
	count(unread(endpoint)) == 0
	verdict := result.not_applicable(
		endpoints.named(endpoint),
		"the member has no RMTIMSCON statement: it connects to no other IMS Connect",
		{"severity": severity},
	)
}))

# Why an endpoint may have a link that is not known; a set of reasons, empty when it has none.
unread(endpoint) := evidence.instead("hwscfg", {endpoint.unread | endpoint.unread != null}) | {"the ID= of an RMTIMSCON statement is unknown" |
	some link in endpoint.links
	link.id == null
}

# Whether a parameter names something: given, none (not coded, or coded blank) or unknown.
state(fact) := "unknown" if {
	fact.value == null
	fact.origin != "default"
} else := "none" if {
	fact.value in {null, ""}
} else := "given"

# HWS IDs of the IMS Connects where a link may end: its own ID where that is one that was offered, and what confirmed clients
# of kind ims-connect declare. HOSTNAME= and PORT= prove nothing: they name a TCP/IP stack, not an IMS Connect.
receivers(id) := {endpoint.name | some endpoint in input.endpoints; endpoint.name == id} | {client.endpoint |
	some client in input.other_clients
	client.kind == "ims-connect"
	client.status == "confirmed"
	client.link == id
}
