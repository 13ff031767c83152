# METADATA
# title: Weighing
# description: >-
#   Answers of three values and how they go together: one certain denial denies, whatever else is unknown; without one a
#   doubt leaves it undecided. An answer has an outcome (allowed, denied or undecided) and a set of reasons.
package auditor.lib.weigh

import rego.v1

allowed(reasons) := {"outcome": "allowed", "reasons": reasons}

denied(reasons) := {"outcome": "denied", "reasons": reasons}

undecided(reasons) := {"outcome": "undecided", "reasons": reasons}

# The answer from reasons that deny and reasons to doubt.
up(no, _) := denied(no) if count(no) > 0

up(no, unsure) := undecided(unsure) if {
	count(no) == 0
	count(unsure) > 0
}

up(no, unsure) := allowed(set()) if count(no | unsure) == 0

# All of the answers have to allow.
together(answers) := up(
	{reason | some answer in answers; answer.outcome == "denied"; some reason in answer.reasons},
	{reason | some answer in answers; answer.outcome == "undecided"; some reason in answer.reasons},
)

# One of the answers holds, and it cannot be told which: settled when they agree, else undecided because of `why`.
either(answers, why) := undecided(why) if count({answer.outcome | some answer in answers}) != 1

either(answers, _) := {"outcome": outcome, "reasons": {reason | some answer in answers; some reason in answer.reasons}} if {
	outcomes := {answer.outcome | some answer in answers}
	count(outcomes) == 1
	some outcome in outcomes
}

# A denial stands; what would be allowed is undecided when there is a doubt.
doubted(answer, doubts) := undecided(doubts) if {
	answer.outcome == "allowed"
	count(doubts) > 0
} else := answer
