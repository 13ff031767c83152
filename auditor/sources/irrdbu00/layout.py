"""Record types and columns of the unload, as data (`layout.json`).

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
Columns count from 1 and include both ends; the record descriptor word is not counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

from auditor.models.estate import Columns, Span


class Field(NamedTuple):
    """One field: IBM's name, first and last column, and `char`, `int`, `yes-no`, `date` or `time`."""

    name: str
    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class RecordType:
    """One of the 97 record types."""

    code: str
    name: str
    entity: str
    """group, user, data set or general resource."""
    length: int
    older: tuple[int, ...]
    """Lengths that earlier releases wrote."""
    fields: tuple[Field, ...]
    by_name: dict[str, Field]
    blanks: tuple[tuple[int, int], ...]
    """Columns between fields, as half-open slices: blank in every sound record."""
    key_end: int
    """Last column of what names the record; a shorter record is damaged whatever the file's form."""


_KEYS: Final = {
    "0102": 22, "0203": 22, "0205": 22, "020A": 34, "0505": 269, "0507": 296, "0540": 269, "0404": 65,
}  # fmt: skip
"""Where the key ends when it is more than the profile's name (and class)."""

_ENTITY_KEYS: Final = {"group": 13, "user": 13, "data set": 49, "general resource": 260}


def _load() -> dict[str, RecordType]:
    data = json.loads(files(__package__).joinpath("layout.json").read_text(encoding="ascii"))
    return {code: _record_type(code, entry) for code, entry in data["records"].items()}


def _record_type(code: str, entry: dict[str, object]) -> RecordType:
    fields = tuple(Field(*field) for field in entry["fields"])  # type: ignore[attr-defined]
    blanks = tuple((a.last, b.first - 1) for a, b in pairwise(fields) if b.first - a.last == 2)
    entity = str(entry["entity"])
    return RecordType(
        code=code,
        name=str(entry["name"]),
        entity=entity,
        length=int(str(entry["length"])),
        older=tuple(entry["older"]),  # type: ignore[arg-type]
        fields=fields,
        by_name={field.name: field for field in fields},
        blanks=blanks,
        # 0203 and the like may lose the blanks of a short name: see `check.structure`.
        key_end=_KEYS.get(code, _ENTITY_KEYS[entity]),
    )


LAYOUT: Final[dict[str, RecordType]] = _load()
"""Record type -> layout, all 97."""

RESERVED: Final = frozenset({"0140", "0150", "02G0", "0420"})

PERMITS: Final = frozenset({"0505", "0507"})
USER_RECORDS: Final = frozenset({"0200", "0203", "0205", "020A", "0270"})
GROUP_RECORDS: Final = frozenset({"0100", "0102"})
RESOURCE_RECORDS: Final = frozenset({"0500", "0502", "0503", "0505", "0507", "0530", "0540"})
MODELLED: Final = USER_RECORDS | GROUP_RECORDS | RESOURCE_RECORDS
"""Types that become facts."""


def span(code: str, field: str) -> Span:
    """First and last column of an IBM field."""
    found = LAYOUT[code].by_name[field]
    return found.first, found.last


SLICES: Final[dict[str, slice]] = {
    field.name: slice(field.first - 1, field.last) for layout in LAYOUT.values() for field in layout.fields
}
"""IBM's field name (no two record types share one) -> its columns in the text of a record."""


_COLUMNS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "profile": (
        "0500",
        {
            "name": "GRBD_NAME", "class": "GRBD_CLASS_NAME", "generic": "GRBD_GENERIC", "owner": "GRBD_OWNER_ID",
            "uacc": "GRBD_UACC", "warning": "GRBD_WARNING", "audit": "GRBD_AUDIT_LEVEL",
            "audit.success_from": "GRBD_AUDIT_OKQUAL", "audit.failure_from": "GRBD_AUDIT_FAQUAL",
            "global_audit": "GRBD_GAUDIT_LEVEL", "global_audit.success_from": "GRBD_GAUDIT_OKQUAL",
            "global_audit.failure_from": "GRBD_GAUDIT_FAQUAL", "appldata": "GRBD_APPL_DATA",
            "notify": "GRBD_NOTIFY_ID", "created": "GRBD_CREATE_DATE", "changed": "GRBD_LASTCHG_DATE",
            "referenced": "GRBD_LASTREF_DATE", "seclevel": "GRBD_SECLEVEL", "seclabel": "GRBD_SECLABEL",
        },
    ),
    "permit": (
        "0505",
        {"name": "GRACC_NAME", "class": "GRACC_CLASS_NAME", "id": "GRACC_AUTH_ID", "access": "GRACC_ACCESS"},
    ),
    "ssignon": (
        "0530",
        {
            "protection": "GRSIGN_PROTECTION", "key_label": "GRSIGN_KEY_LABEL", "type": "GRSIGN_TYPE",
            "timeout": "GRSIGN_TIMEOUT", "replay": "GRSIGN_REPLAY",
        },
    ),
    "user": (
        "0200",
        {
            "name": "USBD_NAME", "owner": "USBD_OWNER_ID", "created": "USBD_CREATE_DATE", "special": "USBD_SPECIAL",
            "operations": "USBD_OPER", "auditor": "USBD_AUDITOR", "roaudit": "USBD_ROAUDIT",
            "revoked": "USBD_REVOKE", "revoke_date": "USBD_REVOKE_DATE", "resume_date": "USBD_RESUME_DATE",
            "protected": "USBD_NOPWD", "restricted": "USBD_ATTRIBS", "default_group": "USBD_DEFGRP_ID",
            "last_access": "USBD_LASTJOB_DATE", "days": "USBD_ACCESS_SUN", "start_time": "USBD_START_TIME",
            "end_time": "USBD_END_TIME", "seclevel": "USBD_SECLEVEL", "seclabel": "USBD_SECLABEL",
            "failed_attempts": "USBD_REVOKE_CNT",
        },
    ),
    "group": (
        "0100",
        {
            "name": "GPBD_NAME", "owner": "GPBD_OWNER_ID", "superior": "GPBD_SUPGRP_ID",
            "universal": "GPBD_UNIVERSAL",
        },
    ),
    "connection": (
        "0205",
        {
            "user": "USCON_NAME", "group": "USCON_GRP_ID", "revoked": "USCON_REVOKE",
            "revoke_date": "USCON_REVOKE_DATE", "resume_date": "USCON_RESUME_DATE", "special": "USCON_GRP_SPECIAL",
            "created": "USCON_CONNECT_DATE",
        },
    ),
}  # fmt: skip


def columns() -> Columns:
    """Where each field of the models stands in its record."""
    spans = {
        model: {name: span(code, field) for name, field in fields.items()} for model, (code, fields) in _COLUMNS.items()
    }
    # `days` covers seven flags, Sunday to Saturday.
    spans["user"]["days"] = (span("0200", "USBD_ACCESS_SUN")[0], span("0200", "USBD_ACCESS_SAT")[1])
    return Columns(**spans)
