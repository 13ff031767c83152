"""The jobs that make evidence, from the templates beside this file. What they write begins with the collector's `hlq`.

Each job deletes and makes its own data sets and reads everything else. No line has more than 71 columns: names stand
alone on their lines, and are checked in `auditor.models.collect`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Final

from auditor.models.collect import CollectTable
from auditor.models.manifest import Kind
from auditor.sources.irradu00.layout import COMMANDS, EVENTS
from auditor.sources.irrdbu00.layout import KEPT


class _Jcl(Template):
    """JCL is full of & and $."""

    delimiter = "%"


@dataclass(frozen=True, slots=True)
class Made:
    """A job, and the data set of evidence that it makes."""

    kind: Kind
    jcl: str = ""
    """Its statements behind the job card; empty for what is only read."""
    source: str = ""
    path: str = ""
    """Name of the file that it becomes."""
    mode: str = "text"
    """How it is read: `text`, or `record` where lengths must be kept."""
    made_of: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    most: int = 0
    """The highest condition code of a step with which the data set is whole."""


EVENTS_KEPT: Final = tuple(sorted({*EVENTS, *COMMANDS}))
TYPES_KEPT: Final = tuple(sorted(KEPT))


def made(table: CollectTable) -> tuple[Made, ...]:
    """Return what is collected of a system, in the order in which it is fetched."""
    return tuple(_made(table))


def job(table: CollectTable, statements: str) -> str:
    """Return a whole job: the site's job card and the statements."""
    return f"{table.jobcard}\n{statements.rstrip()}\n"


def _made(table: CollectTable) -> Iterator[Made]:
    if table.racf_database:
        jcl, name = _filled(table, "unload", databases=_databases(table)), f"{table.hlq}.UNLOAD"
        kept: tuple[str, ...] = ()
        if table.minimise:
            jcl += _filled(table, "unloadc", types=_include(TYPES_KEPT, 4))
            name, kept = f"{table.hlq}.UNLOADC", TYPES_KEPT
        yield Made("unload", jcl, name, "unload.bin", "record", table.racf_database, kept)
    if table.setropts:
        yield Made("setropts", _filled(table, "setropts"), f"{table.hlq}.SETROPTS", "setropts.txt")
    for member in table.members:
        name = member.partition("(")[2].rstrip(")")
        before = [one for one in table.members[: table.members.index(member)] if one.endswith(f"({name})")]
        yield Made("hwscfg", "", member, f"{name}{f'-{len(before)}' if before else ''}.txt")
    if table.imsplex and table.steplib:
        yield Made("imscon", _filled(table, "imscon"), f"{table.hlq}.IMSCON", "imscon.txt")
    if table.smf:
        jcl = _filled(table, "smf", dumps=_dumps(table), events=_include(EVENTS_KEPT, 8))
        yield Made("smf", jcl, f"{table.hlq}.SMF", "smf.bin", "record", table.smf, EVENTS_KEPT, most=4)


def manifest_step(table: CollectTable) -> str:
    """Return the step that writes the manifest of the host: kind, data set and system, and the time behind them."""
    rows = "\n".join(f"AUDITOR {one.kind:8} {one.source:39} &SYSNAME" for one in made(table) if one.jcl)
    return _filled(table, "manifest", rows=rows)


def transfer_step(table: CollectTable) -> str:
    """Return the step that sends everything away by FTP: text as text, records with their lengths."""
    puts = [line for one in made(table) for line in _put(one.source, one.path, one.mode)]
    return _filled(table, "transfer", puts="\n".join([*puts, *_put(f"{table.hlq}.MANIFEST", "manifest.txt", "text")]))


def _put(source: str, path: str, mode: str) -> tuple[str, ...]:
    way = ("BINARY", "LOCSITE RDW") if mode == "record" else ("ASCII", "LOCSITE NORDW")
    return (*way, f"PUT '{source}' +", f" {path}")


def _filled(table: CollectTable, name: str, **more: str) -> str:
    text = files("auditor.collect").joinpath("jcl", f"{name}.jcl").read_text(encoding="ascii")
    return _Jcl(text).substitute(hlq=table.hlq, imsplex=table.imsplex or "", steplib=table.steplib or "", **more)


def _databases(table: CollectTable) -> str:
    return "\n".join(
        f"//{f'INDD{number}':8} DD  DISP=SHR,\n//             DSN={name}"
        for number, name in enumerate(table.racf_database, 1)
    )


def _dumps(table: CollectTable) -> str:
    return "\n".join(
        f"//{'' if number else 'DUMPIN':8} DD  DISP=SHR,\n//             DSN={name}"
        for number, name in enumerate(table.smf)
    )


def _include(values: tuple[str, ...], width: int) -> str:
    """DFSORT's INCLUDE for records that begin with one of `values`; columns count the record descriptor word."""
    tests = [f"5,{width},CH,EQ,C'{value:{width}}'" for value in values]
    lines = ["  INCLUDE COND=(" + tests[0], *("     " + test for test in tests[1:])]
    return ",OR,\n".join(lines) + ")"
