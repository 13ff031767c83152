"""General resource records (05xx) to profiles. Lists come before their 0500 in real files; no order is relied on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from auditor.models.racf import (
    Audit,
    ConditionalPermit,
    Member,
    Permit,
    Profile,
    Ssignon,
    StartedTask,
)  # fmt: skip
from auditor.sources.irrdbu00.layout import KEPT
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.consistency import doubles, usable
from auditor.sources.irrdbu00.sound.identity import Identity, identity
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem

SSIGNON_LEGACY: Final = 325
"""Columns of a 0530 record before enhanced PassTickets."""


@dataclass(slots=True)
class _Parts:
    """Records of one profile, by type."""

    base: list[Row] = field(default_factory=list)
    twin: Row | None = None
    """The discrete one beside a generic one of the same name."""
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
        if base := _base(class_name, name, part, report):
            found[class_name][name] = _profile(base, part, report)
    return dict(found)


def _base(class_name: str, name: str, part: _Parts, report: Report) -> Row | None:
    """The record 0500 that the name stands for: the generic one, where a discrete one of its name is beside it.

    RACF looks at the discrete one for no real resource. A list or segment does not say whose it is of the two.
    """
    found = [
        doubles(same, f"profile {class_name} {name}", report)
        for flag in ("YES", "NO")
        if (same := [row for row in part.base if row.get("GRBD_GENERIC") == flag])
    ]
    report.lines.update({(row.source, row.number): row.text for row in found if row})
    if len(found) > 1:
        part.twin = found[1]
        for row in (row for rows in part.others.values() for row in rows):
            message = (
                f"record {row.text[:4]} of {class_name} {name} is of the generic or the discrete profile of that name"
            )
            report.add(row.source, row.number, Problem("either-profile", message, "remark"), None, row.text)
            report.lose(row.source, row.number, Problem("either-profile", message), identity(row.text))
        part.others.clear()
    return found[0]


def _key(text: str) -> tuple[str, str]:
    return text[252:260].rstrip(" "), text[5:251].rstrip(" ")


def _orphans(class_name: str, name: str, part: _Parts, report: Report, *, damaged: bool) -> None:
    if damaged:  # its 0500 was there and has been reported
        return
    rows = [row for rows in part.others.values() for row in rows]
    for row in rows:
        message = f"record {row.text[:4]} of {class_name} {name}, which has no record 0500"
        report.add(row.source, row.number, Problem("orphan", message), Identity("0500", class_name, name), row.text)
        if len(rows) == 1:  # nothing vouches for its name or its class: it may be of any other profile
            for other in (Identity(row.text[:4], class_name), Identity(row.text[:4], None, name)):
                report.lose(row.source, row.number, Problem("orphan", message), other)


def _date(row: Row, name: str) -> str | None:
    return row.get(name) or None


def _profile(base: Row, part: _Parts, report: Report) -> Profile:
    return Profile(
        at=base.at(),
        generic=base.get("GRBD_GENERIC") == "YES",
        twin=part.twin.at() if part.twin else None,
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


def _once(part: _Parts, code: str, report: Report) -> list[Row]:
    """Return one row of the type for each value of what names it; further ones are reported."""
    names = KEPT[code].key
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    kept: list[Row] = []
    for row in part.others[code]:
        groups[tuple(row.get(name) for name in names)].append(row)
    for key, same in groups.items():
        class_name, name = _key(same[0].text)
        what = f"record {same[0].text[:4]} of {class_name} {name} for {' '.join(key).strip()}"
        if single := doubles(same, what, report):
            kept.append(single)
    report.lines.update({(row.source, row.number): row.text for row in kept})
    return kept


def _lists(part: _Parts, report: Report) -> dict[str, Any]:
    permits = _once(part, "0505", report)
    conditional = _once(part, "0507", report)
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
            for row in _once(part, "0503", report)
        ),
        "categories": len(_once(part, "0502", report)),
    }


def _segments(part: _Parts, report: Report) -> dict[str, Any]:
    segments: dict[str, Any] = {}
    if rows := _once(part, "0530", report):
        segments["ssignon"] = _ssignon(rows[0])
    if rows := _once(part, "0540", report):
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
