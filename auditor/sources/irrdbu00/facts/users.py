"""User records (02xx) to users.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from auditor.models.place import Damage
from auditor.models.racf import Connection, Factor, User
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.people import People, by_name

_DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


def users(people: People, kept: set[str], damage: Iterable[Damage]) -> dict[str, User]:
    """The users of `kept` that exist. Their CLAUTH is unknown where a record 0202 of theirs may be lost."""
    connections = by_name(people.rows["0205"], 0)
    factors = by_name(people.rows["020A"], 0)
    classes = by_name(people.rows["0202"], 0)
    may_be = [one for one in damage if one.record_type in ("0202", None) and not one.class_name]
    lost = {one.name for one in may_be}
    return {
        name: _user(
            row,
            people.rows["0270"].get((name,)),
            connections.get(name, []),
            factors.get(name, []),
            None if lost & {name, None} else tuple(row.get("USCLA_CLASS") for row in classes.get(name, ())),
        )
        for (name,), row in sorted(people.rows["0200"].items())
        if name in kept
    }


def _user(
    row: Row, omvs: Row | None, connections: list[Row], factors: list[Row], clauth: tuple[str, ...] | None
) -> User:
    uid = omvs.get("USOMVS_UID") if omvs else ""
    failed = row.get("USBD_REVOKE_CNT")
    return User(
        at=row.at(),
        owner=row.get("USBD_OWNER_ID"),
        created=row.get("USBD_CREATE_DATE") or None,
        special=row.get("USBD_SPECIAL") == "YES",
        operations=row.get("USBD_OPER") == "YES",
        auditor=row.get("USBD_AUDITOR") == "YES",
        roaudit=_newer(row, "USBD_ROAUDIT"),
        revoked=row.get("USBD_REVOKE") == "YES",
        revoke_date=row.get("USBD_REVOKE_DATE") or None,
        resume_date=row.get("USBD_RESUME_DATE") or None,
        protected=row.get("USBD_NOPWD") == "PRO",
        restricted=row.get("USBD_ATTRIBS") == "RSTD",
        default_group=row.get("USBD_DEFGRP_ID"),
        last_access=row.get("USBD_LASTJOB_DATE") or None,
        days=_days(row),
        start_time=row.get("USBD_START_TIME") or None,
        end_time=row.get("USBD_END_TIME") or None,
        seclevel=row.get("USBD_SECLEVEL"),
        seclabel=row.get("USBD_SECLABEL"),
        failed_attempts=int(failed) if failed else None,
        uid=int(uid) if uid else None,
        uid_at=omvs.at("USOMVS_UID") if omvs and uid else None,
        factors=tuple(
            Factor(name=one.get("USMFA_FACTOR_NAME"), active=bool(one.get("USMFA_FACTOR_ACTIVE")), at=one.at())
            for one in factors
        ),
        connections={one.get("USCON_GRP_ID"): _connection(one) for one in connections},
        clauth=clauth,
        contained=_newer(row, "USBD_CONTAIN"),
        never_contained=_newer(row, "USBD_NEVERCONTAIN"),
    )


def _newer(row: Row, field: str) -> bool | None:
    """A flag that records of earlier releases leave blank or end before: None there, which is unknown and not no."""
    flag = row.get(field)
    return flag == "YES" if flag else None


def _days(row: Row) -> tuple[bool, bool, bool, bool, bool, bool, bool] | None:
    flags = [row.get(f"USBD_ACCESS_{day}") for day in _DAYS]
    if not all(flags):
        return None
    sun, mon, tue, wed, thu, fri, sat = (flag == "YES" for flag in flags)
    return sun, mon, tue, wed, thu, fri, sat


def _connection(row: Row) -> Connection:
    return Connection(
        at=row.at(),
        revoked=row.get("USCON_REVOKE") == "YES",
        revoke_date=row.get("USCON_REVOKE_DATE") or None,
        resume_date=row.get("USCON_RESUME_DATE") or None,
        special=row.get("USCON_GRP_SPECIAL") == "YES",
        created=row.get("USCON_CONNECT_DATE") or None,
    )
