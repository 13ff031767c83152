"""What judging one estate takes, as a run does it: the engine in its worker, and every verdict checked here.

    python -m tests.benchmarks.judging estate.json [--memory]

The result is one JSON object. `wall`: seconds from the estate in memory to all verdicts in memory; `here` and `worker`:
seconds of processor time, of all processes of the worker together; `held`: MiB of this process before, with the estate;
`peak_here`: the most MiB that this process ever held. Other work on the machine counts in `wall`. With `--memory` also
`peak_worker`, the most MiB that all processes of the worker ever held together: who looks for it takes time from both
cores, so that the seconds of such a run are not to be told.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path

from auditor.judge.judge import judge
from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.engine import Embedded
from tests.benchmarks.held import Held
from tests.benchmarks.pieces import read_estate

PATIENCE = 3600.0
"""Seconds until an engine is given up here: a benchmark is to end with a number."""


def _used(whose: int) -> tuple[float, float]:
    """Seconds of processor time and the most MiB."""
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _held() -> float:
    """MiB of this process now: what reading the estate took for a moment is not held. Needs Linux."""
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return resident * resource.getpagesize() / 1024**2


def main() -> None:
    """Judge the estate of the first argument."""
    gc.set_threshold(500_000, 50, 100)  # as the command does
    catalogue = load_catalogue()
    engine = Embedded(PATIENCE)  # before the estate is there, or the memory of this process counts as the worker's
    engine.prepare(catalogue.modules())
    estate = read_estate(Path(sys.argv[1]))
    worker_held = Held(engine.process) if "--memory" in sys.argv else None
    held, (before, _), start = _held(), _used(resource.RUSAGE_SELF), time.perf_counter()
    found = judge(estate, catalogue, engine, {})
    wall = time.perf_counter() - start
    after, peak = _used(resource.RUSAGE_SELF)
    engine.close()
    worker, _ = _used(resource.RUSAGE_CHILDREN)  # the worker has waited for what it forked
    print(
        json.dumps(
            {
                "wall": wall,
                "here": after - before,
                "worker": worker,
                "held": held,
                "peak_here": peak,
                "peak_worker": worker_held and worker_held.most(),
                "verdicts": len(found.verdicts),
            }
        )
    )


if __name__ == "__main__":
    main()
