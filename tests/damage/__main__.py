"""`python -m tests.damage`: spoil every record of a fixture in every way, and print what it costs."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from auditor.gather import gather
from auditor.settings import Settings
from tests.damage.spoil import Spoilt, spoilt
from tests.monotonic import less
from tests.monotonic.judging import Judged, judged, judges, wrong

FIXTURES = Path(__file__).parents[2] / "fixtures"


def cost(full: Judged, done: Judged) -> set[tuple[str, str]]:
    """Return policy and object of each verdict that was decided and is not any more."""
    now = {(verdict.policy, verdict.object): verdict.verdict for verdict in done.verdicts}
    return {
        (verdict.policy, verdict.object)
        for verdict in full.verdicts
        if verdict.verdict != "undecided" and now.get((verdict.policy, verdict.object), "undecided") == "undecided"
    }


def main() -> int:
    """0 when no proven verdict turned, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage")
    parser.add_argument("fixture", nargs="?", default="example")
    parser.add_argument("--step", type=int, default=40, help="one of so many spoilt records is judged")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", default="", help="record types, separated by commas")
    parser.add_argument("--show", action="store_true", help="which policies say undecided")
    words = parser.parse_args()
    settings = Settings.load(FIXTURES / words.fixture / "auditor.toml")
    rows = less.records(settings)
    cases = [case for case in spoilt(rows) if not words.only or rows[case.number - 1][:4] in words.only.split(",")]
    spread: dict[tuple[str, str], list[int]] = defaultdict(list)
    faults = 0
    with judges() as who, tempfile.TemporaryDirectory() as folder:
        full = judged(gather(settings).estate, who)
        for case in cases[words.first :: words.step]:
            done = _done(settings, folder, rows, case, who)
            row = rows[case.number - 1]
            if done is not None:
                spread[
                    row[:4],
                    case.what.split()[0] if case.what.split()[1:2] and case.what.split()[1].isupper() else case.what,
                ].append(len(cost(full, done)))
            label = f"{row[:4]} {' '.join(row[5:40].split())}, record {case.number}, {case.what}"
            if done is None:
                sys.stdout.write(f"     not seen  {label}\n")
                continue
            lost = cost(full, done)
            for line in wrong(full, done, label):
                faults += 1
                sys.stdout.write(f"WRONG {label}: {line}\n")
            sys.stdout.write(f"{len(lost):4} of {len(full.verdicts)}  {label}\n")
            if words.show:
                counts = Counter(policy for policy, _ in lost)
                sys.stdout.write(f"      {dict(sorted(counts.items()))}\n")
            sys.stdout.flush()
    for (code, kind), counts in sorted(spread.items()):
        counts.sort()
        sys.stdout.write(
            f"{code} {kind:13} n={len(counts):3} median {counts[len(counts) // 2]:4} most {counts[-1]:4}\n"
        )
    return 1 if faults else 0


def _done(settings: Settings, folder: str, rows: list[str], case: Spoilt, who: object) -> Judged | None:
    """Judge what is left; None where nothing tells that a value is another valid one, or a whole object gone."""
    changed = [*rows[: case.number - 1], *([] if case.text is None else [case.text]), *rows[case.number :]]
    gathered = gather(less.unload(settings, Path(folder), changed))
    if not any(one.level == "error" for one in gathered.diagnostics):
        return None
    return judged(gathered.estate, who)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
