# METADATA
# title: Broken
# description: Broken on purpose.
# custom:
#   id: XX-A01
#   severity: low
#   judges: [system]
#   needs: []
#   gate: "no"
package auditor.policies.calls_out

import rego.v1

verdicts contains answer if answer := http.send({"url": "http://localhost", "method": "get"})
