"""Data set records (04xx) to profiles. A list comes before its 0400 in real files; no order is relied on.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility";
Security Administrator's Guide, "Protecting the RACF database".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.models.racf import Audit, ConditionalPermit, DataSet, Permit
from auditor.sources.irrdbu00.layout import KEPT
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.consistency import doubles, usable
from auditor.sources.irrdbu00.sound.identity import Identity
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem

Key = tuple[str, str]
"""Name and volume of a profile; the volume of a generic one is blank."""


def data_sets(rows: Iterable[Row], report: Report) -> tuple[DataSet, ...]:
    """Return the profiles, by name and volume. What cannot be used is reported and gone."""
    rows = list(rows)
    there = {_key(row) for row in rows if row.text.startswith("0400")}
    kept: dict[Key, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for same in _same(usable(rows, report)):
        code, (name, volume) = same[0].text[:4], _key(same[0])
        if row := doubles(same, f"record {code} of DATASET {name} {volume}".rstrip(), report):
            kept[_key(row)][code].append(row)
            report.lines[row.source, row.number] = row.text
    found = []
    for key, parts in sorted(kept.items()):
        if parts["0400"]:
            found.append(_data_set(parts["0400"][0], parts))
        elif key not in there:
            _orphans(key, [row for of_type in parts.values() for row in of_type], report)
    return tuple(found)


def _key(row: Row) -> Key:
    return row.text[5:49].rstrip(" "), row.text[50:56].rstrip(" ")


def _same(rows: Sequence[Row]) -> Iterable[list[Row]]:
    """Return the rows by what names them: more than one row of a key is one too many."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        code = row.text[:4]
        found[code, *(row.get(name) for name in KEPT[code].key)].append(row)
    return found.values()


def _orphans(key: Key, rows: Iterable[Row], report: Report) -> None:
    for row in rows:
        message = f"record {row.text[:4]} of DATASET {key[0]}, which has no record 0400"
        report.add(row.source, row.number, Problem("orphan", message), Identity("0400", "DATASET", key[0]), row.text)


def _data_set(base: Row, parts: dict[str, list[Row]]) -> DataSet:
    generic = base.get("DSBD_GENERIC") == "YES"
    return DataSet(
        at=base.at(),
        name=base.get("DSBD_NAME"),
        volume=base.get("DSBD_VOL"),
        generic=generic,
        owner=base.get("DSBD_OWNER_ID"),
        uacc=base.get("DSBD_UACC"),
        warning=base.get("DSBD_WARNING") == "YES",
        erase=base.get("DSBD_ERASE") == "YES" if base.get("DSBD_ERASE") else None,
        audit=_audit(base, "AUDIT"),
        global_audit=_audit(base, "GAUDIT"),
        acl={row.get("DSACC_AUTH_ID"): Permit(access=row.get("DSACC_ACCESS"), at=row.at()) for row in parts["0404"]},
        conditional=tuple(
            ConditionalPermit(
                id=row.get("DSCACC_AUTH_ID"),
                access=row.get("DSCACC_ACCESS"),
                kind=row.get("DSCACC_CATYPE"),
                name=row.get("DSCACC_CANAME") or row.get("DSCACC_CACRITERIA"),
                at=row.at(),
            )
            for row in parts["0402"]
        ),
    )


def _audit(row: Row, prefix: str) -> Audit:
    return Audit(
        level=row.get(f"DSBD_{prefix}_LEVEL"),
        success_from=row.get(f"DSBD_{prefix}_OKQUAL"),
        failure_from=row.get(f"DSBD_{prefix}_FAQUAL"),
    )
