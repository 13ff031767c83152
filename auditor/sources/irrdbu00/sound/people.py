"""Rows of users and groups by type and key: sound, and one of each.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from auditor.sources.irrdbu00.layout import KEPT, SLICES
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.consistency import doubles, usable
from auditor.sources.irrdbu00.sound.report import Report

_KEY: Final = {code: [SLICES[name] for name in kept.key] for code, kept in KEPT.items() if kept.of in ("group", "user")}

Keyed = dict[tuple[str, ...], Row]


class People:
    """The kept rows by type and key, sound and single. `groups`: the names of all groups of the database."""

    def __init__(self, rows: Iterable[Row], groups: Iterable[str], report: Report) -> None:
        rows = list(rows)
        self.rows: dict[str, Keyed] = {code: {} for code in _KEY}
        more: dict[str, dict[tuple[str, ...], list[Row]]] = {code: {} for code in _KEY}
        used = usable(rows, report)
        for row in used:
            code, names = row.text[:4], key(row)
            first = self.rows[code].setdefault(names, row)
            if first is not row:
                more[code].setdefault(names, [first]).append(row)
        self.seen: dict[str, set[tuple[str, ...]]] = {code: set(keyed) for code, keyed in self.rows.items()}
        """Keys of rows that are there, also of those whose values cannot be trusted."""
        if len(used) < len(rows):
            for row in rows:
                self.seen[row.text[:4]].add(key(row))
        self.seen["0100"].update((name,) for name in groups)
        for code, several in more.items():
            for names in [names for names in self.rows[code] if names in several] if several else ():
                single = doubles(several[names], _what(code, names), report)
                if single is None:
                    del self.rows[code][names]
        for code in (code for code in _KEY if KEPT[code].quoted):
            report.lines.update({(row.source, row.number): row.text for row in self.rows[code].values()})

        self._users = {names[0] for code in ("0200", "0203", "0205") for names in self.seen[code]}
        self._groups = {names[0] for code in ("0100", "0102") for names in self.seen[code]}

    def knows_user(self, name: str) -> bool:
        """Whether there is any record of this user's profile, among those that are kept."""
        return name in self._users

    def knows_group(self, name: str) -> bool:
        """Whether there is any record of this group's profile, among those that are kept."""
        return name in self._groups


def _what(code: str, names: tuple[str, ...]) -> str:
    return f"record {code} of {' '.join(names)}"


def key(row: Row) -> tuple[str, ...]:
    """What names a user or group record."""
    text = row.text
    return tuple([text[columns].rstrip(" ") for columns in _KEY[text[:4]]])


def by_name(keyed: Keyed, part: int) -> Mapping[str, list[Row]]:
    """Return the rows by one `part` of their key: 0 for whom they are of, 1 for what a connection goes to."""
    found: dict[str, list[Row]] = defaultdict(list)
    for names, row in sorted(keyed.items()):
        found[names[part]].append(row)
    return found
