"""Which columns of its record each field of the models stands in, for evidence that points at them."""

from __future__ import annotations

from typing import Final

from auditor.models.estate import Columns
from auditor.sources.irrdbu00.layout import span

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
    "data_set": (
        "0400",
        {
            "name": "DSBD_NAME", "volume": "DSBD_VOL", "generic": "DSBD_GENERIC", "owner": "DSBD_OWNER_ID",
            "uacc": "DSBD_UACC", "warning": "DSBD_WARNING", "erase": "DSBD_ERASE", "audit": "DSBD_AUDIT_LEVEL",
            "audit.success_from": "DSBD_AUDIT_OKQUAL", "audit.failure_from": "DSBD_AUDIT_FAQUAL",
            "global_audit": "DSBD_GAUDIT_LEVEL", "global_audit.success_from": "DSBD_GAUDIT_OKQUAL",
            "global_audit.failure_from": "DSBD_GAUDIT_FAQUAL",
        },
    ),
    "data_set_permit": ("0404", {"name": "DSACC_NAME", "id": "DSACC_AUTH_ID", "access": "DSACC_ACCESS"}),
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
            "failed_attempts": "USBD_REVOKE_CNT", "contained": "USBD_CONTAIN",
            "never_contained": "USBD_NEVERCONTAIN",
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
