"""Where the time of a scan goes: each stage apart, in processor seconds, beside a bare loop over the file in the same run.

    python -m tests.benchmarks.stages /tmp/open/auditor.toml [--engine opa] [--json FILE] [--mfpandas]

`processor`: seconds of all processes together, so that other work on the machine counts little; `times`: of the bare
loop; `MiB`: what this process has held at most by the end of the stage. The scan is the one that the command does, in
this process; what the command needs to start is not in it.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from auditor.gather import gather
from auditor.history.store import opened, record
from auditor.models.verdict import Result
from auditor.renderers.interface import FILES, RenderContext, render
from auditor.renderers.policy_texts import texts_of
from auditor.run import engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from tests.benchmarks.compare import _LOOP, _PEER, measured

_TICKS = os.sysconf("SC_CLK_TCK")


class Stage(NamedTuple):
    """One stage: seconds by the clock and of processors, MiB at its end."""

    name: str
    wall: float
    processor: float
    memory: float


class Watch:
    """Notes what each stage took."""

    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self._name, self._wall, self._processor = "", 0.0, 0.0

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """What a run says: only its beginnings count here."""
        del done
        if not total:
            self.begin(name)

    def begin(self, name: str) -> None:
        """A stage begins, and the one before it ends; "" ends the last one."""
        wall, processor = time.perf_counter(), spent()
        if self._name:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            self.stages.append(Stage(self._name, wall - self._wall, processor - self._processor, memory))
        self._name, self._wall, self._processor = name, wall, processor


def spent() -> float:
    """Processor seconds of this process and all that it started, those that still run too."""
    own = sum(sum(resource.getrusage(whose)[:2]) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own + sum(map(_running, _below(os.getpid())))


def _below(process: int) -> list[int]:
    found = []
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return found
    for child in children:
        found += [child, *_below(child)]
    return found


def _running(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return sum(map(int, text.rpartition(")")[2].split()[11:15])) / _TICKS


def scan(settings: Settings, watch: Watch) -> Result:
    """One scan, stage by stage, with every format and a history."""
    watch.begin("policies are loaded")
    with prepared(settings.policies, engine_of(settings)) as judges:
        watch.begin("reading")
        gathered = gather(settings)
        audit = examine(gathered.estate, gathered, judges, terms_of(settings, gathered), step=watch.step)
    _outputs(audit.result, RenderContext(catalogue=texts_of(judges.catalogue.policies)), watch.begin)
    watch.begin("")
    return audit.result


def _outputs(result: Result, context: RenderContext, begin: Callable[[str], None]) -> None:
    for name in FILES:
        begin(f"as {name}")
        render(name, result, context)
    with tempfile.TemporaryDirectory() as folder:
        begin("history")
        with opened(f"{folder}/history.db") as connection:
            record(connection, result)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("--engine", default="embedded")
    parser.add_argument("--json", type=Path, help="write the result there, to compare it with another")
    parser.add_argument("--mfpandas", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(500_000, 50, 100)  # as the command does
    settings = Settings.load(options.config, engine=options.engine, policy_timeout=3600.0)
    (path,) = settings.inputs.unload
    bare = measured([sys.executable, "-c", _LOOP, path], 3)
    watch = Watch()
    result = scan(settings, watch)
    print(
        f"{Path(path).stat().st_size / 1e6:.0f} MB, load {os.getloadavg()[0]:.0f}, bare loop {bare.processor:.2f} s\n"
    )
    print("| stage | wall s | processor s | times the loop | MiB |\n|---|---:|---:|---:|---:|")
    whole = Stage(
        "all",
        *(sum(column) for column in zip(*(one[1:3] for one in watch.stages), strict=True)),
        watch.stages[-1].memory,
    )
    for one in (*watch.stages, whole):
        print(
            f"| {one.name} | {one.wall:.2f} | {one.processor:.2f} | {one.processor / bare.processor:.1f} | {one.memory:.0f} |"
        )
    if options.mfpandas:
        peer = measured([sys.executable, "-c", _PEER, path], 1)
        print(
            f"| mfpandas, its parse alone | {peer.seconds:.2f} | {peer.processor:.2f} | {peer.processor / bare.processor:.1f} | {peer.memory:.0f} |"
        )
    counts: dict[str, int] = {}
    for verdict in result.verdicts:
        counts[verdict.verdict] = counts.get(verdict.verdict, 0) + 1
    print(f"\n{len(result.verdicts)} verdicts: {json.dumps(counts)}; return code {result.return_code}")
    if options.json:
        options.json.write_text(result.model_dump_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
