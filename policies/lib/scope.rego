# METADATA
# title: Scope
# description: >-
#   What a policy about endpoints, clients or profiles says when there is none: every policy yields at least one verdict,
#   so that judging nothing never looks like finding nothing.
package auditor.lib.scope

import rego.v1

import data.auditor.lib.endpoints
import data.auditor.lib.evidence
import data.auditor.lib.result

# A verdict about an endpoint, unless it is not known to be a DRDA endpoint at all.
per_endpoint(endpoint, judged) := judged if {
	count(endpoints.unknown(endpoint)) == 0
} else := judged if {
	judged.verdict == "fail"
} else := result.undecided(judged.object, endpoints.unknown(endpoint), {"severity": judged.severity})

# Verdicts on what is no DRDA endpoint, and on the system when no endpoint was offered.
otherwise contains verdict if {
	some endpoint in input.endpoints
	endpoints.no_drda(endpoint)
	verdict := result.not_applicable(
		endpoints.named(endpoint),
		"the member has no ODACCESS statement: it serves no DRDA clients",
		{},
	)
}

otherwise contains verdict if some verdict in nowhere

# What a policy about endpoints of any kind says of the system and of those that only something names.
nowhere contains result.undecided("system", evidence.problems("hwscfg"), {}) if {
	count(input.endpoints) == 0
	not evidence.offered("hwscfg")
}

nowhere contains result.undecided("system", {"no member offered could be read as an IMS Connect"}, {}) if {
	count(input.endpoints) == 0
	evidence.offered("hwscfg")
}

nowhere contains verdict if some verdict in missing

# An endpoint that something names is there, whether its member was offered or not.
missing contains result.undecided(sprintf("endpoint:%s", [name]), {endpoints.not_offered(name)}, {}) if {
	count(input.endpoints) > 0
	some name in endpoints.missing
}

# What a policy about clients says when the inventory was not offered: one verdict for each DRDA endpoint.
clients_unknown contains verdict if {
	not evidence.offered("clients")
	some endpoint in endpoints.drda
	verdict := result.undecided(endpoints.named(endpoint), evidence.problems("clients"), {})
}

clients_unknown contains result.undecided("system", evidence.problems("clients"), {}) if {
	not evidence.offered("clients")
	count(endpoints.drda) == 0
}

# What a policy about clients says when the inventory was offered and has none for it to judge.
no_clients(clients) := {evidence.guarded({"clients"}, result.not_applicable("system", "the client inventory declares no client that this policy judges", {}))} if {
	evidence.offered("clients")
	count(clients) == 0
} else := set()

# What a policy about profiles says when there is none to judge; `needs` guard the claim that there is none.
no_profiles(profiles, needs) := {evidence.guarded(needs, result.not_applicable("system", "there is no profile that this policy judges", {}))} if {
	count(profiles) == 0
} else := set()
