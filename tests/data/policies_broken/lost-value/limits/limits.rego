# METADATA
# title: Too many
# description: Its function reads the users behind an import, which is lost once somebody reads `limits.most`.
# custom: {id: XX-A07, severity: high, judges: [system], needs: [], gate: blocks}
package auditor.policies.limits

import rego.v1

import data.auditor.lib.result
import data.auditor.policies.people

most := 3

verdicts contains result.verdict("system", "pass", "Well.", null)

beyond(most_of_them) if count(people.names) > most_of_them
