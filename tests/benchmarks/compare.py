"""The table of the README: the whole scan and our reader beside a bare loop, `wc -l` and mfpandas, on one machine.

    python -m tests.benchmarks.compare --mfpandas          100 MB and 1 GB; mfpandas needs 6 GiB of memory for 1 GB
    python -m tests.benchmarks.compare --folder /tmp/b     the files are made there once, and stay

Files are generated (seeded, see generate.py). Each reader is a process of its own; the best of `--repeat` runs counts,
start-up included. Memory is the peak of all its processes together (proportional set size), in a run of its own. What is printed is the
Markdown of the README. Processor seconds show how quiet the machine was: the best run by the clock and by the
processor need not be the same one.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from click import echo

from tests.benchmarks.generate import write

_LOOP = "import sys\nfor line in open(sys.argv[1], 'rb'): pass"
_OURS = """
import sys
from auditor.sources.irrdbu00 import read_unload
found = read_unload([sys.argv[1]], wanted_ids=set(), first_source=0)
assert found.inputs[0].records and not found.diagnostics
"""
_PEER = """
import sys, time
from mfpandas import IRRDBU00
unload = IRRDBU00(irrdbu00=sys.argv[1])
unload.parse()
while unload.status["status"] != "Ready": time.sleep(0.05)
"""


_BARE = "bare `for line in file`"

_JUDGED = (0, 4, 8, 12)
"""Return codes of a scan that came to its end."""


@dataclass(frozen=True)
class Run:
    """What one reader took on one file: seconds by the clock and of processors, MiB."""

    seconds: float
    processor: float
    memory: float


def measured(command: list[str], repeat: int) -> Run:
    """The fastest run, and the memory of one more: looking at memory takes time from a reader that uses all cores."""
    runs = [_once(command, watched=False) for _ in range(repeat)]
    memory = _once(command, watched=True).memory
    return Run(min(run.seconds for run in runs), min(run.processor for run in runs), memory)


def _once(command: list[str], *, watched: bool) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        peak = 0.0
        while watched and process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.02)
        process.wait()
        seconds = time.perf_counter() - start
        if process.returncode not in _JUDGED:
            raise SystemExit(process.stderr.read().decode() if process.stderr else "failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, used, peak)


def _memory(pid: int) -> float:
    """MiB of the process and its children, shared pages counted once."""
    total = 0
    for one in [pid, *_children(pid)]:
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue  # it has just ended
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mfpandas", action="store_true")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--megabytes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--folder", type=Path, help="for the files; default: a temporary one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        echo(
            f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, best of {options.repeat} (mfpandas: one run):\n"
        )
        echo("| file | read by | seconds | times the bare loop | processor seconds | MB/s | peak MiB |")
        echo("|---|---|---:|---:|---:|---:|---:|")
        for megabytes in options.megabytes:
            _compare(folder, megabytes, options.repeat, _readers(Path(temporary), peer=options.mfpandas))


def _readers(out: Path, *, peer: bool) -> dict[str, tuple[str, list[str]]]:
    """Name -> form of the file, and the command that gets the file as its last argument."""
    python = [sys.executable, "-c"]
    scan = [str(Path(sys.executable).with_name("auditor")), "scan", "--quiet", "--out", str(out / "report"), "--unload"]
    readers = {
        "`wc -l`": ("lf", ["wc", "-l"]),
        _BARE: ("lf", [*python, _LOOP]),
        "our reader, text": ("lf", [*python, _OURS]),
        "our reader, RDW in EBCDIC": ("rdw", [*python, _OURS]),
        "the whole `auditor scan`, text": ("lf", scan),
        "the whole `auditor scan`, RDW in EBCDIC": ("rdw", scan),
    }
    return readers | ({"mfpandas 0.1.7, its parse alone": ("lf", [*python, _PEER])} if peer else {})


def _compare(folder: Path, megabytes: int, repeat: int, readers: dict[str, tuple[str, list[str]]]) -> None:
    files = {form: folder / f"unload{megabytes}.{form}" for form in ("lf", "rdw")}
    for form, path in files.items():
        if not path.exists():
            write(path, round(megabytes * 1.126), form=form)
    bare = 0.0
    for name, (form, command) in readers.items():
        size = files[form].stat().st_size / 1e6
        run = measured([*command, str(files[form])], 1 if "mfpandas" in name else repeat)
        bare = run.seconds if name == _BARE else bare
        ratio = f"{run.seconds / bare:.1f}" if bare else ""
        echo(
            f"| {size:.0f} MB | {name} | {run.seconds:.2f} | {ratio} | {run.processor:.2f} "
            f"| {size / run.seconds:.0f} | {run.memory:.0f} |"
        )


if __name__ == "__main__":
    main()
