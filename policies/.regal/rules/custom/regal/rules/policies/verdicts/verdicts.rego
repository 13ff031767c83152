# METADATA
# description: A policy has a rule `verdicts`, and it is a set, write `verdicts contains verdict if { ... }`
package custom.regal.rules.policies.verdicts

import data.regal.ast
import data.regal.result

report contains violation if {
	is_policy
	count(heads) == 0

	violation := result.fail(rego.metadata.chain(), result.location(input.package))
}

report contains violation if {
	is_policy

	some head in heads
	not head.key

	violation := result.fail(rego.metadata.chain(), result.location(head))
}

is_policy if {
	startswith(ast.package_name, "auditor.policies.")
	not endswith(ast.package_name, "_test")
}

heads := [rule.head |
	some rule in input.rules
	rule.head.ref[0].value == "verdicts"
]
