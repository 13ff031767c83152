"""`python -m tests.differential --seeds 20000`: how often the two opinions differ, and where first."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from auditor.models.verdict import TrialResult
from tests.differential.anybody import attempts
from tests.differential.observed import with_observed
from tests.differential.opinions import Rego, crosscheck, offered
from tests.racf.installations import installation


def main() -> int:
    """0 when the opinions agree on every trial, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential")
    parser.add_argument("--seeds", type=int, default=20000, help="how many installations")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--show", type=int, default=10, help="how many disagreements to print, one of each kind")
    parser.add_argument("--keys", action="store_true", help="offer keys, so few that profiles share them")
    parser.add_argument("--observed", action="store_true", help="tickets of some users were accepted")
    words = parser.parse_args()
    rego, outcomes, kinds = Rego(), Counter[tuple[str, str]](), Counter[tuple[str, ...]]()
    trials = 0
    for seed in range(words.first, words.first + words.seeds):
        if seed % 500 == 0:
            sys.stderr.write(f"seed {seed}\n")
        estate = installation(seed)
        if words.observed:
            estate = with_observed(estate, seed)
        for one in crosscheck(
            estate, rego, offered(estate, seed) if words.keys else None, attempts(estate, seed)
        ).trials:
            trials += 1
            outcomes[one.step, one.simulated] += 1
            if not one.agrees:
                kind = (one.step, one.expected, one.simulated, *_words(one))
                kinds[kind] += 1
                if kinds[kind] == 1 and len(kinds) <= words.show:
                    _show(seed, one)
    differ = sum(kinds.values())
    _say(f"{words.seeds} installations, {trials} trials, {differ} disagreements of {len(kinds)} kinds")
    for (step, outcome), number in sorted(outcomes.items()):
        _say(f"  {step:22} {outcome:10} {number}")
    return 1 if differ else 0


def _words(one: TrialResult) -> tuple[str, ...]:
    """What tells kinds of disagreement apart: the first words of the reasons."""
    return tuple(" ".join(text.split()[-5:]) for text in (*one.expected_reasons[:1], *one.reasons[:1]))


def _show(seed: int, one: TrialResult) -> None:
    _say(f"seed {seed}: {one.client}/{one.user}/{one.step}, ticket {one.ticket}")
    _say(f"  Rego:   {one.expected}: {'; '.join(one.expected_reasons)}")
    _say(f"  Python: {one.simulated}: {'; '.join(one.reasons)}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
