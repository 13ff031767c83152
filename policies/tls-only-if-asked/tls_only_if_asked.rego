# METADATA
# title: TLS starts only if the program asks for it
# description: >-
#   With ApplicationControlled On AT-TLS encrypts nothing until the program asks for it with an ioctl; until then, and perhaps
#   for ever, the data is in clear. IBM says only that DRDA ports use AT-TLS, not that IMS Connect asks. Source: z/OS
#   Communications Server, IP Configuration Guide, "AT-TLS controlling application considerations".
# custom:
#   id: PT-E07
#   severity: high
#   judges: [port]
#   needs: [hwscfg, tls]
#   gate: warns
package auditor.policies.tls_only_if_asked

import rego.v1

import data.auditor.lib.attls
import data.auditor.lib.commands
import data.auditor.lib.offers
import data.auditor.lib.ports

verdicts contains verdict if {
	some port in ports.rows
	verdict := offers.judged(port, "high", answers(port), details)
}

verdicts contains verdict if some verdict in ports.beside("high")

answers(port) := [answer | some policy in input.tls_policies; answer := judge(policy, attls.way(policy, port))]

details := {
	"pass": "No AT-TLS rule that connections can meet waits for the program.",
	"fail": "TLS is not enforced by the policy: it starts only if IMS Connect asks for it, and nothing says that it does.",
	"remediation": commands.other([
		"Code ApplicationControlled Off, or leave it out, in the TTLSEnvironmentAdvancedParms and TTLSConnectionAdvancedParms of the rule.",
		"Turn TLS on in the clients first, or they cannot connect; then MODIFY the Policy Agent with REFRESH.",
		"Change legacy keys too: three tickets seen on an unencrypted port fix the key.",
	]),
}

judge(policy, way) := offers.lost(policy) if {
	policy.lost != null
} else := offers.answering("fail", waiting(way), set()) if {
	some row in waiting(way)
	attls.certain(way, row)
} else := offers.answering("undecided", way.rows, reasons) if {
	reasons := {sprintf("whether connections meet rule %s, which waits for the program, is open", [row.rule.name]) | some row in waiting(way)} | attls.unresolved(way)
	count(reasons) > 0
} else := offers.answering("pass", way.rows, set())

waiting(way) := [row | some row in way.rows; row.does == "asks"]
