"""General resource records (05xx) to profiles. Lists come before their 0500 in real files; no order is relied on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from auditor.models.place import At
from auditor.models.racf import (
    Audit,
    ConditionalPermit,
    Member,
    Permit,
    Profile,
    Ssignon,
    StartedTask,
)  # fmt: skip
from auditor.sources.irrdbu00.layout import SLICES, span
from auditor.sources.irrdbu00.sound.consistency import uneven
from auditor.sources.irrdbu00.sound.identity import Identity, identity
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem
from auditor.sources.irrdbu00.sound.values import values

SSIGNON_LEGACY: Final = 325
"""Columns of a 0530 record before enhanced PassTickets."""


class Row(NamedTuple):
    """One record that is kept, and its place."""

    source: int
    number: int
    text: str
    stripped: bool = False
    """Its trailing blanks were cut off."""

    def at(self, field_name: str | None = None) -> At:
        """The place of the record, or of one of its fields."""
        return At(self.source, self.number, *(span(self.text[:4], field_name) if field_name else (0, 0)))

    def get(self, field_name: str) -> str:
        """A field without trailing blanks."""
        return self.text[SLICES[field_name]].rstrip(" ")


def usable(rows: Iterable[Row], report: Report) -> list[Row]:
    """The rows whose values can be trusted; the others are reported and gone."""
    rows = list(rows)
    odd, kept = uneven(rows), []
    for row in rows:
        problems = values(row.text)
        if (row.source, row.number) in odd:
            problems.append(odd[row.source, row.number])
        for problem in problems:
            report.add(row.source, row.number, problem, identity(row.text), row.text)
        if not any(problem.level == "error" for problem in problems):
            kept.append(row)
    return kept


@dataclass(slots=True)
class _Parts:
    """Records of one profile, by type."""

    base: list[Row] = field(default_factory=list)
    others: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


def profiles(
    rows: Iterable[Row], report: Report, damaged: Iterable[tuple[str, str]] = ()
) -> dict[str, dict[str, Profile]]:
    """Class -> name -> profile. `damaged`: (class, name) of records 0500 whose shape has been reported."""
    parts: dict[tuple[str, str], _Parts] = defaultdict(_Parts)
    seen_bases = set(damaged)
    rows = list(rows)
    for row in rows:
        if row.text.startswith("0500"):
            seen_bases.add(_key(row.text))
    for row in usable(rows, report):
        part = parts[_key(row.text)]
        if row.text.startswith("0500"):
            part.base.append(row)
        else:
            part.others[row.text[:4]].append(row)
    found: dict[str, dict[str, Profile]] = defaultdict(dict)
    for (class_name, name), part in sorted(parts.items()):
        if not part.base:
            _orphans(class_name, name, part, report, damaged=(class_name, name) in seen_bases)
            continue
        doubles(part.base, f"profile {class_name} {name}", report)
        report.lines.update({(row.source, row.number): row.text for row in part.base[:1]})
        found[class_name][name] = _profile(part, report)
    return dict(found)


def _key(text: str) -> tuple[str, str]:
    return text[252:260].rstrip(" "), text[5:251].rstrip(" ")


def _orphans(class_name: str, name: str, part: _Parts, report: Report, *, damaged: bool) -> None:
    if damaged:  # its 0500 was there and has been reported
        return
    for row in (row for rows in part.others.values() for row in rows):
        message = f"record {row.text[:4]} of {class_name} {name}, which has no record 0500"
        report.add(row.source, row.number, Problem("orphan", message), Identity("0500", class_name, name), row.text)


def doubles(rows: list[Row], what: str, report: Report) -> None:
    """Report every row after the first: one database holds one of each."""
    for row in rows[1:]:
        message = f"{what} is there twice (first in record {rows[0].number}): two unloads in one file?"
        report.add(row.source, row.number, Problem("duplicate", message), identity(row.text), row.text)


def _date(row: Row, name: str) -> str | None:
    return row.get(name) or None


def _profile(part: _Parts, report: Report) -> Profile:
    base = part.base[0]
    return Profile(
        at=base.at(),
        generic=base.get("GRBD_GENERIC") == "YES",
        owner=base.get("GRBD_OWNER_ID"),
        uacc=base.get("GRBD_UACC"),
        warning=base.get("GRBD_WARNING") == "YES",
        audit=_audit(base, "AUDIT"),
        global_audit=_audit(base, "GAUDIT"),
        appldata=base.get("GRBD_APPL_DATA"),
        notify=base.get("GRBD_NOTIFY_ID"),
        created=_date(base, "GRBD_CREATE_DATE"),
        changed=_date(base, "GRBD_LASTCHG_DATE"),
        referenced=_date(base, "GRBD_LASTREF_DATE"),
        seclevel=base.get("GRBD_SECLEVEL"),
        seclabel=base.get("GRBD_SECLABEL"),
        **_lists(part, report),
        **_segments(part, report),
    )


def _audit(row: Row, prefix: str) -> Audit:
    return Audit(
        level=row.get(f"GRBD_{prefix}_LEVEL"),
        success_from=row.get(f"GRBD_{prefix}_OKQUAL"),
        failure_from=row.get(f"GRBD_{prefix}_FAQUAL"),
    )


def _once(rows: list[Row], names: tuple[str, ...], report: Report) -> list[Row]:
    """One row for each value of the fields `names`; further ones are reported."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.get(name) for name in names)].append(row)
    for key, same in groups.items():
        class_name, name = _key(same[0].text)
        doubles(same, f"record {same[0].text[:4]} of {class_name} {name} for {' '.join(key).strip()}", report)
    kept = [same[0] for same in groups.values()]
    report.lines.update({(row.source, row.number): row.text for row in kept})
    return kept


def _lists(part: _Parts, report: Report) -> dict[str, Any]:
    permits = _once(part.others["0505"], ("GRACC_AUTH_ID",), report)
    identified = ("GRCACC_CATYPE", "GRCACC_CANAME", "GRCACC_AUTH_ID", "GRCACC_NET_ID", "GRCACC_CACRITERIA")
    conditional = _once(part.others["0507"], identified, report)
    return {
        "acl": {row.get("GRACC_AUTH_ID"): Permit(access=row.get("GRACC_ACCESS"), at=row.at()) for row in permits},
        "conditional": tuple(
            ConditionalPermit(
                id=row.get("GRCACC_AUTH_ID"),
                access=row.get("GRCACC_ACCESS"),
                kind=row.get("GRCACC_CATYPE"),
                name=row.get("GRCACC_CANAME") or row.get("GRCACC_CACRITERIA"),
                at=row.at(),
            )
            for row in conditional
        ),
        "members": tuple(
            Member(name=row.get("GRMEM_MEMBER"), access=row.get("GRMEM_GLOBAL_ACC"), at=row.at())
            for row in _once(part.others["0503"], ("GRMEM_MEMBER",), report)
        ),
        "categories": len(_once(part.others["0502"], ("GRCAT_CATEGORY",), report)),
    }


def _segments(part: _Parts, report: Report) -> dict[str, Any]:
    segments: dict[str, Any] = {}
    if rows := _once(part.others["0530"], (), report):
        segments["ssignon"] = _ssignon(rows[0])
    if rows := _once(part.others["0540"], (), report):
        row = rows[0]
        segments["started"] = StartedTask(
            at=row.at(),
            user=row.get("GRST_USER_ID"),
            group=row.get("GRST_GROUP_ID"),
            trusted=row.get("GRST_TRUSTED") == "YES",
            privileged=row.get("GRST_PRIVILEGED") == "YES",
        )
    return segments


def _ssignon(row: Row) -> Ssignon:
    """A record of a level without enhanced PassTickets cannot say that there is no enhanced key: None, not blank."""
    timeout, replay = row.get("GRSIGN_TIMEOUT"), row.get("GRSIGN_REPLAY")
    return Ssignon(
        at=row.at(),
        protection=row.get("GRSIGN_PROTECTION"),
        key_label=row.get("GRSIGN_KEY_LABEL") if len(row.text) > SSIGNON_LEGACY else None,
        type=row.get("GRSIGN_TYPE") or None,
        timeout=int(timeout) if timeout else None,
        replay=replay == "YES" if replay else None,
    )
