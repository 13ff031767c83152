"""The whole run of a fleet, in order: which systems, scan each in a process, one result of all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from auditor import __version__
from auditor.errors import ReturnCode, UnknownName
from auditor.fleet.configuration import FleetConfiguration, Owner
from auditor.fleet.one import Answer, Task, work
from auditor.fleet.owners import owned, seen_in
from auditor.fleet.processes import Work, each
from auditor.fleet.systems import Named, systems_of
from auditor.models.fleet import FleetResult, FleetSystem
from auditor.models.verdict import Tool

Told = Callable[[FleetSystem, int, int], None]
"""Called with the row of each system as it is there, and how many of how many are done."""


class Wanted(NamedTuple):
    """What of the fleet this run is to scan."""

    only: tuple[str, ...] = ()
    """Names or patterns of systems; empty: all."""
    changed_only: bool = False
    as_of: date | None = None


def systems_in(fleet: FleetConfiguration, path: str | Path) -> tuple[Named, ...]:
    """Return the systems that the fleet.toml at `path` names."""
    return systems_of(fleet.fleet.systems, Path(path).parent)


def scan(  # noqa: PLR0913, PLR0917 - a fleet, where it is, what of it, and who watches
    fleet: FleetConfiguration,
    systems: Sequence[Named],
    directory: Path,
    before: FleetResult | None,
    wanted: Wanted,
    told: Told,
    work: Work = work,
) -> FleetResult:
    """Scan the `systems`, each for itself, and return them side by side. Raises `UnknownName` where none is wanted.

    A system that this run leaves out keeps its row of `before`; one that never reported has none and counts as 12.
    """
    rows = {row.name: row for row in before.systems} if before is not None else {}
    chosen = [one for one in systems if not wanted.only or any(fnmatchcase(one.name, word) for word in wanted.only)]
    if not chosen:
        raise UnknownName("no system of the fleet has a name that --only gives", "auditor fleet list names them")
    done = {one.name: _left_out(one, rows.get(one.name)) for one in systems if one not in chosen}
    for one in (one for one in chosen if one.why is not None):
        done[one.name] = _silent(one, one.why or "", rows.get(one.name))
    able = [one for one in chosen if one.why is None]
    tasks = [_task(one, fleet, directory, wanted, rows.get(one.name)) for one in able]
    workers = fleet.fleet.workers or os.cpu_count() or 1
    for number, outcome in enumerate(each(work, tasks, workers, fleet.fleet.time_limit), 1):
        one = able[outcome.task]
        done[one.name] = _row(one, outcome.answer, outcome.why, rows.get(one.name))
        told(done[one.name], number, len(able))
    rows_now = [*(done[one.name] for one in systems), *_lost(fleet, systems, rows.values())]
    rows_now.sort(key=lambda row: (row.name, row.path))
    return _joined(fleet, rows_now, before, wanted, fleet.owners)


def _lost(fleet: FleetConfiguration, systems: Sequence[Named], earlier: Iterable[FleetSystem]) -> Iterator[FleetSystem]:
    """Systems that reported once and that nothing leads to any more: not forgotten until somebody says so."""
    names = {one.name for one in systems}
    for row in earlier:
        retired = any(fnmatchcase(row.name, word) for word in fleet.fleet.retired)
        if row.last_reported is not None and row.name not in names and not retired:
            why = "nothing in fleet.toml leads to it any more: if it is no more, name it in `retired`"
            yield _silent(Named(row.name, row.path, row.folder), why, row)


def _task(one: Named, fleet: FleetConfiguration, directory: Path, wanted: Wanted, earlier: FleetSystem | None) -> bytes:
    known = earlier.digest if wanted.changed_only and earlier is not None and earlier.reported else None
    task = Task(
        name=one.name, path=one.path, folder=one.folder, out=str(directory), formats=fleet.fleet.formats,
        history=fleet.fleet.history, as_of=wanted.as_of, known=known,
    )  # fmt: skip
    return task.model_dump_json().encode()


def _row(one: Named, answer: bytes | None, why: str | None, earlier: FleetSystem | None) -> FleetSystem:
    if answer is None:
        return _silent(one, why or "", earlier)
    said = Answer.model_validate_json(answer)
    if said.why is not None:
        return _silent(one, said.why, earlier)
    return said.row if said.row is not None else _left_out(one, earlier)


def _silent(one: Named, why: str, earlier: FleetSystem | None) -> FleetSystem:
    """The row of a system that did not report. Since when its findings are there is not forgotten."""
    return FleetSystem(
        name=one.name, path=one.path, folder=one.folder, reported=False, return_code=int(ReturnCode.DAMAGED), why=why,
        last_reported=earlier.last_reported if earlier is not None else None,
        findings=earlier.findings if earlier is not None else (),
    )  # fmt: skip


def _left_out(one: Named, earlier: FleetSystem | None) -> FleetSystem:
    if earlier is None:
        return _silent(one, "it was left out, and no earlier run has a result of it", None).model_copy(
            update={"scanned": False}
        )
    return earlier.model_copy(update={"scanned": False, "new": (), "worse": (), "gone": ()})


def _joined(
    fleet: FleetConfiguration,
    rows: Iterable[FleetSystem],
    before: FleetResult | None,
    wanted: Wanted,
    rules: Sequence[Owner],
) -> FleetResult:
    seen = seen_in(before.systems) if before is not None else {}
    systems = tuple(owned(row, seen, rules) for row in rows)
    today = (wanted.as_of or date.today()).isoformat()  # noqa: DTZ011 - the local day, as everywhere here
    days = [row.as_of for row in systems if row.as_of is not None]
    return FleetResult(
        tool=Tool(name="auditor", version=__version__),
        fleet=fleet.fleet.name,
        as_of=max(days, default=today),
        return_code=max((row.return_code for row in systems), default=int(ReturnCode.DAMAGED)),
        systems=systems,
    )
