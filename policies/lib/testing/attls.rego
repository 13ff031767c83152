package auditor.lib.testing

import rego.v1

# An AT-TLS rule for port 5555 with TLS 1.2 and strong suites, that every connection to the port meets.
tls_rule(name, change) := object.union(
	{
		"name": name,
		"at": [5, 10, 1, 20],
		"priority": 100,
		"inbound": true,
		"ports": [[5555, 5555]],
		"job": null,
		"narrow": [],
		"perhaps": [],
		"unknown": [],
		"broken": [],
		"unordered": [],
		"enabled": fact(true),
		"application_controlled": fact(false),
		"role": fact("Server"),
		"client_auth": fact("Required"),
		"protocols": {protocol: fact(protocol in {"TLSv1.2", "TLSv1.3"}) |
			some protocol in ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
		},
		"ciphers": [["C030", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]],
		"suite_b": false,
		"envfile": false,
	},
	change,
)

# The same without TLS.
clear_rule(name, change) := tls_rule(name, object.union({"enabled": fact(false), "protocols": {}, "ciphers": null}, change))

tls_policy(rules) := {"source": 5, "form": "configuration", "stack": null, "lost": null, "rules": rules}

# The estate with an AT-TLS policy in place of the site's statement.
with_tls(rules) := object.union(estate, {"tls": [], "tls_policies": [tls_policy(rules)]})
