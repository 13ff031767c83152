"""Every way of taking evidence away from an installation: an input, a member, a part of the unload, a record type.

The parts of a split database follow IRRDBU00: each data set of a database whose range table (ICHRRNG) splits it holds
whole profiles, all those whose names fall in its range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from auditor.settings import Settings

PEOPLE = ("0100", "0102", "0200", "0203", "0205")
"""Types of which every database has records."""
LISTS = ("0500", "0505", "0530", "0540", "0503")
TYPES = (*PEOPLE, *LISTS)
TOGETHER = (
    ("0100", "0102", "0203", "0205"),
    ("0100", "0102"),
    ("0203", "0205"),
    ("0102", "0203"),
    ("0102", "0203", "0205"),
    ("0200", "0203", "0205"),
    ("0505", "0507"),
    ("0100", "0102", "0200", "0203", "0205"),
)
"""Types that a filter would take away together."""
CUTS = ("C", "I", "N", "S", "Z")
"""First letters at which a range table splits the database in two."""

Write = Callable[[Settings, Path], Settings]


def inputs(settings: Settings) -> Iterator[tuple[str, Settings]]:
    """Without each input, and without each file of an input that has several."""
    offered = settings.inputs
    for kind in ("unload", "setropts", "hwscfg", "clients", "imscon", "client_files", "tls"):
        value = getattr(offered, kind)
        if not value:
            continue
        yield f"without {kind}", _with(settings, **{kind: () if isinstance(value, tuple) else None})
        if isinstance(value, tuple) and len(value) > 1:
            for path in value:
                rest = tuple(one for one in value if one != path)
                yield f"without {kind} {Path(path).name}", _with(settings, **{kind: rest})


def record_types(settings: Settings, folder: Path) -> Iterator[tuple[str, Settings]]:
    """Without each record type of the unload, and without some that belong together."""
    rows = records(settings)
    there = {row[:4] for row in rows}
    for types in (*((one,) for one in TYPES), *TOGETHER):
        if there.intersection(types):
            rest = [row for row in rows if row[:4] not in types]
            yield f"without {' '.join(types)}", unload(settings, folder, rest)


def halves(settings: Settings, folder: Path, cuts: Iterable[str] = CUTS) -> Iterator[tuple[str, Settings]]:
    """Each data set of a database that is split in two at a letter."""
    rows = records(settings)
    for cut in cuts:
        for half, below in (("A to", True), ("from", False)):
            rest = [row for row in rows if (_name(row) < cut) is below]
            if rest and len(rest) < len(rows):
                yield f"only the profiles {half} {cut}", unload(settings, folder, rest)


def records(settings: Settings) -> list[str]:
    """The records of the unload."""
    return [row for path in settings.inputs.unload for row in Path(path).read_text("latin-1").split("\n") if row]


def unload(settings: Settings, folder: Path, rows: Iterable[str]) -> Settings:
    """The same installation with these records in its unload."""
    path = folder / f"unload{len(list(folder.iterdir()))}.txt"
    path.write_text("".join(f"{row}\n" for row in rows), "latin-1")
    return _with(settings, unload=(str(path),))


def _name(row: str) -> str:
    return row[5:251].rstrip(" ") if row.startswith(("05", "1560")) else row[5:13].rstrip(" ")


def _with(settings: Settings, **changed: object) -> Settings:
    return settings.model_copy(update={"inputs": settings.inputs.model_copy(update=changed)})
