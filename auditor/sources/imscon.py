"""Captured displays of a running IMS Connect: QUERY IMSCON TYPE(CONFIG), or VIEWHWS and QUERY MEMBER (HWSC0001I).

Sources: IMS, "QUERY IMSCON TYPE(CONFIG) command" (its SHOW filter names are accepted as column headings), and the shape
of HWSC0001I lines as published for VIEWHWS. The `RACF APPL NAME` of a display belongs to a DATASTORE, never to DRDA.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import EvidenceUnreadable
from auditor.models.imsconnect import DrdaPort, Running
from auditor.models.place import At, Damage, Diagnostic, Fact, InputFile
from auditor.sources.evidence import read_text
from auditor.sources.looks import looks_like

_ON = {"ON": True, "Y": True, "YES": True, "OFF": False, "N": False, "NO": False}
_CASE = {"ON": "Y", "Y": "Y", "OFF": "N", "N": "N", "RCF": "R", "R": "R"}
_FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "RACF": ("racf", _ON.get),
    "PSWDMC": ("pswdmc", _CASE.get),
    "UIDCACHE": ("uidcache", _ON.get),
    "UIDAGE": ("uidage", lambda text: int(text) if text.isdecimal() else None),
    "ODRACFST": ("odracfst", _ON.get),
    "ODBMAPPL": ("odbmappl", lambda text: "" if text in ("0", "N/A") else text),
}
"""Column or keyword of a display, the field it settles, and how its text is read."""

_MEMBER = ("MBRNAME", "MEMBER", "IMSCON", "ICONNAME", "HWSID")
_OTHERS = frozenset(
    "CC ADAPTER CASCADE CM0ATOQ ICONID IDLETO IPADDR MAXLSSSZ MAXSOC MULTIRTP NUMSOC ODBMAC ODBMIPMEM ODBMTMEM ODBMTO"
    " RACFGENRC RECORDER RRS SENDALTP SMEM TCPIPQ TIMEOUT TMRACFST VERSION WARNINC WARNSOC CCTEXT STATUS".split()
)
_HWSC = re.compile(r"^\s*\+?(?:\d\d:?\S*\s+)?HWSC0001I\s?(.*)$")
_PAIR = re.compile(r"(\b[A-Z][A-Z0-9-]*)=(\S*)")
_PORT = re.compile(r"^\s*PORT=(\d{1,5})D\b")


@dataclass(frozen=True, slots=True)
class Display:
    """Running values by HWS ID, and what the report needs to quote them."""

    input: InputFile
    running: dict[str, Running]
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[int, str]


@dataclass(slots=True)
class _Draft:
    """Values of one IMS Connect while its display is read."""

    at: At
    facts: dict[str, Fact[Any]] = field(default_factory=dict)
    ports: list[DrdaPort] = field(default_factory=list)


def read_display(path: str, source: int) -> Display:
    """Read a display. Raises `InputMissing` (16) and `EvidenceUnreadable` (12) for a file that holds none."""
    text = read_text(path, "a captured IMS Connect display")
    reader = _Reader(source)
    for record, line in enumerate(text.lines, 1):
        reader.line(record, line)
    if not reader.drafts:
        raise EvidenceUnreadable(
            f"{path} holds no IMS Connect display{looks_like(text.lines)}",
            "offer the output of QUERY IMSCON TYPE(CONFIG) SHOW(ALL), or of VIEWHWS",
        )
    problems = reader.problems
    diagnostics = tuple(
        Diagnostic(input="imscon", path=path, record=record, level=level, code=code, message=message)
        for record, level, code, message in problems
    )
    errors = [one for one in diagnostics if one.level == "error"]
    return Display(
        text.input("imscon", rejected=len(errors)),
        {name: Running(at=one.at, ports=tuple(one.ports), **one.facts) for name, one in reader.drafts.items()},
        diagnostics,
        tuple(Damage(input="imscon", code=e.code, message=e.message, at=At(source, e.record or 1)) for e in errors),
        text.numbered(),
    )


class _Reader:
    """Lines of a capture; what stands around a display is left alone."""

    def __init__(self, source: int) -> None:
        self.source = source
        self.drafts: dict[str, _Draft] = {}
        self.problems: list[tuple[int, str, str, str]] = []
        self.columns: list[tuple[str, int, int]] = []
        self.current: _Draft | None = None

    def line(self, record: int, line: str) -> None:
        shown = _HWSC.match(line)
        if shown:
            self._viewhws(record, shown.group(1), shown.start(1))
            return
        headings = self._headings(line)
        if headings:
            self.columns = headings
        elif self.columns and line.strip() and not set(line.strip()) <= set("- "):
            self._row(record, line)
        elif not line.strip():
            self.columns = []

    def _headings(self, line: str) -> list[tuple[str, int, int]]:
        """Column headings with the span of each column: from its heading to the next one."""
        words = [(match.group().upper(), match.start()) for match in re.finditer(r"\S+", line)]
        names = [word for word, _ in words]
        if not names or names[0] not in _MEMBER or not any(word in _FIELDS for word in names):
            return []
        ends = [start for _, start in words[1:]] + [10_000]
        return [(word, start, end) for (word, start), end in zip(words, ends, strict=True)]

    def _row(self, record: int, line: str) -> None:
        cells = {}
        for name, start, end in self.columns:
            if name in _FIELDS or name in _MEMBER:
                cells[name] = (line[start:end].strip(), At(self.source, record, start + 1, min(end, max(len(line), 1))))
            if start and start < len(line) and line[start - 1 : start].strip() and name in _FIELDS:
                self._problem(record, "column-shifted", f"the column {name} does not begin under its heading")
                return
        name = cells[self.columns[0][0]][0].split()[0] if cells[self.columns[0][0]][0] else ""
        if not re.fullmatch(r"[A-Z0-9#$@]{1,8}", name):
            self._problem(record, "not-understood", "this row has no member name")
            return
        draft = self._draft(name, At(self.source, record))
        for column, (value, at) in cells.items():
            if column in _FIELDS:
                self._set(draft, column, value, at)

    def _viewhws(self, record: int, text: str, offset: int) -> None:
        pairs = list(_PAIR.finditer(text))
        keys = {match.group(1): match for match in pairs}
        identity = re.match(r"\s*HWS ID=(\S+)", text)
        if identity:
            self.current = self._draft(identity.group(1), At(self.source, record))
        if self.current is None:
            return
        port = _PORT.match(text)
        if port:
            at = At(self.source, record, offset + port.start() + 1, offset + port.end())
            self.current.ports.append(DrdaPort(id=Fact[int](value=int(port.group(1)), at=at, origin="shown"), at=at))
        if text.strip().startswith(("RACF APPL NAME", "DATASTORE")):
            return
        for key, match in keys.items():
            if key in _FIELDS and (identity or key not in ("RACF",)):
                at = At(self.source, record, offset + match.start() + 1, offset + match.end())
                self._set(self.current, key, match.group(2), at)

    def _draft(self, name: str, at: At) -> _Draft:
        return self.drafts.setdefault(name, _Draft(at))

    def _set(self, draft: _Draft, column: str, text: str, at: At) -> None:
        field_name, convert = _FIELDS[column]
        value = convert(text) if text or column == "ODBMAPPL" else None
        if value is None and text:
            self._problem(at.record, "invalid-value", f"{column} shows {text[:16]!r}, which is none of its values")
        before = draft.facts.get(field_name)
        fact: Fact[Any] = Fact[Any](
            value=value, at=at, origin="shown", why=None if value is not None else f"the display shows no {column}"
        )
        if before is not None and before.value is not None and value is not None and before.value != value:
            self._problem(at.record, "contradiction", f"{column} is shown with two values")
            fact = Fact[Any](at=at, why=f"{column} is shown with two values")
        draft.facts[field_name] = fact

    def _problem(self, record: int, code: str, message: str) -> None:
        self.problems.append((record, "error", code, message))
