# METADATA
# title: A DRDA port accepts a weak cipher suite
# description: >-
#   A suite without encryption, without authentication or of export strength protects nothing; RC4, RC2, DES, 3DES and MD5
#   are too weak today. Source: z/OS Communications Server, IP Configuration Reference, "TTLSCipherParms statement"; names of
#   the IANA registry of TLS cipher suites.
# custom:
#   id: PT-E09
#   severity: high
#   severities: [high, medium]
#   judges: [port]
#   needs: [hwscfg, tls]
#   gate: warns
package auditor.policies.tls_weak_cipher

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
	"pass": "No cipher suite of the lists that connections can meet is weak.",
	"fail": sprintf("DRDA port %d accepts %s.", [port.number, concat(", ", names)]),
	"remediation": commands.other([
		"List only strong suites in the TTLSCipherParms of the rule, such as TLS_AES_256_GCM_SHA384 and TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384.",
		"Look first which suite the clients use; then MODIFY the Policy Agent with REFRESH.",
	]),
} if {
	names := sort({name | some answer in found; some name in object.get(answer, ["facts", "suites"], [])})
}

judge(policy, way) := offers.lost(policy) if {
	policy.lost != null
} else := object.union(offers.answering("fail", bad, set()), {"facts": {"suites": names}}) if {
	bad := [row | some row in way.rows; count(weak(row)) > 0; attls.certain(way, row)]
	count(bad) > 0
	names := sort({name | some row in bad; some name in weak(row)})
} else := offers.answering("undecided", way.rows, reasons) if {
	reasons := open(way) | attls.unresolved(way)
	count(reasons) > 0
} else := offers.answering("pass", way.rows, set())

# The lists that count: with Suite B only its own suites do.
listing(row) if {
	row.does in {"on", "asks"}
	not row.rule.suite_b
}

weak(row) := {suite[1] |
	listing(row)
	row.rule.ciphers != null
	some suite in row.rule.ciphers
	suite[1] != null
	count(faults(suite[1])) > 0
}

# What is wrong with a suite: a set of severities. Names are taken apart at `_`, so that DES is not found in 3DES.
faults(name) := {level |
	some part in split(name, "_")
	level := levels[part]
}

levels := {
	"NULL": "high", "anon": "high", "EXPORT": "high", "EXPORT1024": "high",
	"RC4": "medium", "RC2": "medium", "DES": "medium", "DES40": "medium", "DES64": "medium", "3DES": "medium", "MD5": "medium",
}

open(way) := {sprintf("rule %s lists the suite %s, which is not known here", [row.rule.name, suite[0]]) |
	some row in way.rows
	listing(row)
	row.rule.ciphers != null
	some suite in row.rule.ciphers
	suite[1] == null
} | ({sprintf("rule %s lists no suites, and the default list of System SSL is not in evidence", [row.rule.name]) |
	some row in way.rows
	listing(row)
	row.rule.ciphers == null
} | {sprintf("whether connections meet rule %s, which accepts %s, is open", [row.rule.name, name]) |
	some row in way.rows
	some name in weak(row)
})

severity(found) := "high" if {
	some answer in found
	some name in object.get(answer, ["facts", "suites"], [])
	"high" in faults(name)
} else := "medium"
