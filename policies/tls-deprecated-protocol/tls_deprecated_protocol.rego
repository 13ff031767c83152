# METADATA
# title: A DRDA port offers a deprecated protocol
# description: >-
#   SSL is broken, and TLS 1.0 and 1.1 are deprecated (RFC 8996). AT-TLS offers only TLS 1.0 and 1.1 where a policy is silent
#   about versions, so that silence counts. Source: z/OS Communications Server, IP Configuration Reference,
#   "TTLSEnvironmentAdvancedParms statement", "TTLSConnectionAdvancedParms statement"; RFC 8996.
# custom:
#   id: PT-E08
#   severity: high
#   severities: [high, medium]
#   judges: [port]
#   needs: [hwscfg, tls]
#   gate: warns
package auditor.policies.tls_deprecated_protocol

import rego.v1

import data.auditor.lib.attls
import data.auditor.lib.commands
import data.auditor.lib.offers
import data.auditor.lib.ports

verdicts contains verdict if {
	some port in ports.rows
	found := [answer | some policy in input.tls_policies; answer := judge(policy, attls.way(policy, port))]
	verdict := offers.judged(port, severity(found), found, details(port, found))
}

verdicts contains verdict if some verdict in ports.beside("medium")

details(port, found) := {
	"pass": "No AT-TLS rule that connections can meet offers a deprecated protocol.",
	"fail": sprintf("DRDA port %d offers %s, which %s deprecated.", [port.number, concat(", ", names), {true: "is", false: "are"}[count(names) == 1]]),
	"remediation": commands.other([
		"Say every version in the TTLSEnvironmentAdvancedParms of the rule: SSLv2, SSLv3, TLSv1 and TLSv1.1 Off, TLSv1.2 and TLSv1.3 On.",
		"Look first which version the clients use; then MODIFY the Policy Agent with REFRESH.",
	]),
} if {
	names := sort({name | some answer in found; some name in object.get(answer, ["facts", "protocols"], [])})
}

deprecated := {"SSLv2": "high", "SSLv3": "high", "TLSv1": "medium", "TLSv1.1": "medium"}

judge(policy, way) := offers.lost(policy) if {
	policy.lost != null
} else := object.union(offers.answering("fail", bad, set()), {"facts": {"protocols": names, "coded": coded(bad)}}) if {
	bad := [row | some row in way.rows; count(offered(row)) > 0; attls.certain(way, row)]
	count(bad) > 0
	names := sort({name | some row in bad; some name in offered(row)})
} else := offers.answering("undecided", way.rows, reasons) if {
	reasons := open(way) | attls.unresolved(way)
	count(reasons) > 0
} else := offers.answering("pass", way.rows, set())

# Deprecated protocols that a rule with TLS surely offers.
offered(row) := {name |
	row.does in {"on", "asks"}
	not row.rule.suite_b
	some name, _ in deprecated
	fact := row.rule.protocols[name]
	fact.value == true
	not by_environment(row, fact)
}

# An environment file may set what is not coded.
by_environment(row, fact) if {
	row.rule.envfile
	fact.origin == "default"
}

open(way) := ({sprintf("an environment file (Envfile) may set %s for rule %s", [name, row.rule.name]) |
	some row in way.rows
	row.does in {"on", "asks"}
	not row.rule.suite_b
	some name, _ in deprecated
	by_environment(row, row.rule.protocols[name])
} | {sprintf("whether rule %s offers %s is not shown", [row.rule.name, name]) |
	some row in way.rows
	row.does in {"on", "asks"}
	not row.rule.suite_b
	some name, _ in deprecated
	row.rule.protocols[name].value == null
}) | {sprintf("whether connections meet rule %s, which offers %s, is open", [row.rule.name, name]) |
	some row in way.rows
	some name in offered(row)
}

# Whether the policy says so, or is silent.
coded(rows) if {
	{fact.origin | some row in rows; some name in offered(row); fact := row.rule.protocols[name]} != {"default"}
} else := false

severity(found) := "high" if {
	some answer in found
	some name in object.get(answer, ["facts", "protocols"], [])
	deprecated[name] == "high"
} else := "medium"
