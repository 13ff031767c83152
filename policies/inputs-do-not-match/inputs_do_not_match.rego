# METADATA
# title: The inputs do not belong together
# description: >-
#   A verdict joins exports of RACF, IMS and the clients; exports of different days or systems make findings that are not
#   there and hide those that are, and so does evidence too old for the day of the audit. When an input was taken is said by
#   the manifest of a collection, the heading of a listing or `[inputs.dates]`; the newest date in an unload is a bound.
# custom:
#   id: PT-D06
#   severity: advisory
#   judges: [system]
#   needs: [unload, setropts, hwscfg, imscon]
#   gate: optional
package auditor.policies.inputs_do_not_match

import rego.v1

import data.auditor.lib.inputs_do_not_match.contradictions
import data.auditor.lib.result

verdicts contains judged

judged := result.advised("system", contradictions.finding) if {
	count(contradictions.clashes) > 0
} else := result.undecided("system", contradictions.undated, {"severity": "advisory", "facts": contradictions.dated}) if {
	count(contradictions.undated) > 0
} else := result.passed("system", {
	"severity": "advisory",
	"message": sprintf("The inputs speak for days within %d of each other.", [input.site.max_skew_days]),
	"facts": contradictions.dated,
})
