# METADATA
# title: Verdicts
# description: >-
#   The only place that builds a verdict. A policy says which object, which word and the details; everything it leaves
#   out has the empty value of its kind, so that every verdict has every field.
package auditor.lib.result

import rego.v1

# Every field of a verdict with nothing said.
blank := {
	"severity": "advisory",
	"message": "",
	"reason": null,
	"facts": {},
	"masked_by": null,
	"places": [],
	"remediation": {"racf": [], "ims": [], "other": [], "undo": []},
	"assumptions": [],
}

# The failure condition is proven false. `details` may hold message, severity, facts, places, assumptions.
passed(subject, details) := verdict(subject, "pass", details)

# The fault is proven. `details` should hold message, severity, places and remediation.
failed(subject, details) := verdict(subject, "fail", details)

# True and worth reading, never gates.
advised(subject, details) := verdict(subject, "advisory", details)

# Something is missing, damaged or ambiguous. `reasons` is a set or array of sentences that name it.
undecided(subject, reasons, details) := verdict(subject, "undecided", object.union(
	{"reason": sentence(reasons), "message": "This could not be judged."},
	details,
))

# Proven out of scope; `reason` is the proof.
not_applicable(subject, reason, details) := verdict(subject, "not_applicable", object.union(
	{"reason": reason, "message": "This does not apply here."},
	details,
))

# A verdict with all its fields.
verdict(subject, word, details) := object.union(
	object.union(blank, {"object": subject, "verdict": word}),
	details,
)

# Several reasons as one sentence, in a fixed order, each once.
sentence(reasons) := concat("; ", sort({reason | some reason in reasons}))

# A masked verdict: still a fault, but without effect while another policy's finding stands. Only findings are masked.
masked(judged, policy) := object.union(judged, {"masked_by": policy}) if finding(judged)

masked(judged, _) := judged if not finding(judged)

finding(judged) if judged.verdict in {"fail", "advisory"}
