# METADATA
# title: Broken
# description: Broken on purpose.
# custom:
#   id: XX-A01
#   severity: low
#   judges: [system]
#   needs: []
#   gate: "no"
package auditor.policies.misspelt

import rego.v1

verdicts contains "x" if some name, _ in input.profles.APPL
