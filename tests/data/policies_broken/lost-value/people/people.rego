# METADATA
# title: Too many people
# description: It reads `limits.most` through the import, so that the package is evaluated as a whole.
# custom: {id: XX-A08, severity: high, judges: [system], needs: [], gate: blocks}
package auditor.policies.people

import rego.v1

import data.auditor.lib.result
import data.auditor.policies.limits

names contains name if some name, _ in input.users

verdicts contains result.verdict("system", "fail", "Too many.", null) if {
	most := limits.most
	limits.beyond(most)
}
