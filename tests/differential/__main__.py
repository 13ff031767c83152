"""`python -m tests.differential --seeds 20000`: how often the two opinions differ, and where first."""

from __future__ import annotations

import argparse
from collections import Counter

from auditor.models.verdict import TrialResult
from tests.differential.opinions import Rego, crosscheck
from tests.racf.installations import installation


def main() -> int:
    """0 when the opinions agree on every trial, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential")
    parser.add_argument("--seeds", type=int, default=20000, help="how many installations")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--show", type=int, default=10, help="how many disagreements to print, one of each kind")
    words = parser.parse_args()
    rego, outcomes, kinds = Rego(), Counter[tuple[str, str]](), Counter[tuple[str, ...]]()
    trials = 0
    for seed in range(words.first, words.first + words.seeds):
        estate = installation(seed)
        for one in crosscheck(estate, rego).trials:
            trials += 1
            outcomes[one.step, one.simulated] += 1
            if not one.agrees:
                kind = (one.step, one.expected, one.simulated, *_words(one))
                kinds[kind] += 1
                if kinds[kind] == 1 and len(kinds) <= words.show:
                    _show(seed, one)
    differ = sum(kinds.values())
    for (_step, _outcome), _number in sorted(outcomes.items()):
        pass
    return 1 if differ else 0


def _words(one: TrialResult) -> tuple[str, ...]:
    """What tells kinds of disagreement apart: the first words of the reasons."""
    return tuple(" ".join(text.split()[-5:]) for text in (*one.expected_reasons[:1], *one.reasons[:1]))


def _show(seed: int, one: TrialResult) -> None:
    pass


if __name__ == "__main__":
    raise SystemExit(main())
