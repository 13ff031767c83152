"""How fast SMF records are read: `python -m tests.benchmarks.smf [--mb 1000]`.

Beside it, in the same run, a bare loop over the lines of the file, and the load of the machine: a figure without them says
nothing. One record in `FOREIGN` is of the estate; the others are of other applications, as on a busy system.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from auditor.sources.irradu00.read import read_smf
from auditor.sources.irradu00.scope import Scope
from tests.writers.smf import access, jobinit, ptcreate

FOREIGN = 3


def write(path: Path, size: int, *, short: bool) -> None:
    """A file of so many bytes: a day of logons, most of them of other applications; `short`: trailing blanks cut."""
    written, second = 0, 0
    with path.open("wb") as file:
        while written < size:
            second += 1
            at = f"2026-11-02 {second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}"
            rows = [jobinit("IMSDRDA1", f"WEBUSR{second % 50}", at=at)] if not short else []
            rows += [jobinit("CICSPROD", f"USER{n}", job="CICSPRD", at=at, evaluated="NO") for n in range(FOREIGN)]
            rows += [ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1", at=at), access("SYS1.PARMLIB", "USER1", at=at)]
            if short:
                rows = [row[:281] for row in rows]
            data = "".join(row + "\n" for row in rows).encode()
            written += file.write(data * 20 if short else data)


def main() -> None:
    """Write a file, read it both ways, say how fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1000)
    parser.add_argument("--short", action="store_true", help="records of 281 columns: the worst case")
    asked = parser.parse_args()
    scope = Scope(applications=frozenset({"IMSDRDA1"}), known=set)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "smf.txt"
        write(path, asked.mb << 20, short=asked.short)
        size = path.stat().st_size / 1e6
        begun = time.perf_counter(), time.process_time()
        with path.open("rb") as file:
            records = sum(1 for _ in file)
        bare = time.perf_counter() - begun[0], time.process_time() - begun[1]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter(), time.process_time()
        smf = read_smf([str(path)], scope=scope, first_source=0)
        ours = time.perf_counter() - begun[0], time.process_time() - begun[1]
        smf.digests.of(0)
        whole = time.perf_counter() - begun[0]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    load = os.getloadavg()[0]
    sys.stdout.write(
        f"{size:.0f} MB, {records} records, load {load:.1f}\n"
        f"bare loop {size / bare[0]:.0f} MB/s ({size / bare[1]:.0f} a second of processor)\n"
        f"read      {size / ours[0]:.0f} MB/s ({size / ours[1]:.0f} a second of processor), with its digest {size / whole:.0f} MB/s\n"
        f"memory    {memory / 1024:.0f} MiB, of which {before / 1024:.0f} before\n"
    )


if __name__ == "__main__":
    main()
