"""Small estates for tests of the model: everything known and in order; each test says what differs."""

from __future__ import annotations

from typing import Any

from auditor.models.client import Client
from auditor.models.estate import Estate, Evidence, EvidenceByKind, UnloadLevel
from auditor.models.imsconnect import Endpoint
from auditor.models.place import At, Damage, Fact
from auditor.models.racf import (
    Audit,
    ClassOptions,
    ConditionalPermit,
    Connection,
    Member,
    Options,
    Permit,
    Profile,
    Ssignon,
    User,
)

AT = At(0, 1)
DAY = "2026-11-02"
"""A Monday."""
NOON = 1793620800
NONE = Audit(level="NONE", success_from="", failure_from="")


def fact(value: Any, why: str | None = None) -> Fact[Any]:
    return Fact(value=value, at=AT if value is not None else None, why=why)


def known_class(**different: Any) -> ClassOptions:
    values = {"active": True, "raclisted": True, "raclisted_by_application": False, "generic": True}
    values |= {"global_checking": False}
    return ClassOptions(**{key: fact(value) for key, value in (values | different).items()})


def options(**different: Any) -> Options:
    values: dict[str, Any] = {"grplist": True, "initstats": True, "inactive": False, "mixedcase": True}
    return Options(**{key: fact(value) for key, value in (values | different).items()})


def profile(uacc: str = "NONE", acl: dict[str, str] | None = None, **different: Any) -> Profile:
    permits = {
        who: Permit(access=level, at=At(0, 51 + number)) for number, (who, level) in enumerate((acl or {}).items())
    }
    fields: dict[str, Any] = {
        "at": At(0, 50), "generic": False, "owner": "SECGRP", "uacc": uacc, "warning": False, "audit": NONE,
        "global_audit": NONE, "appldata": "", "notify": "", "created": None, "changed": None, "referenced": None,
        "seclevel": "000", "seclabel": "",
        "acl": permits,
    }  # fmt: skip
    return Profile(**(fields | different))


def generic(uacc: str = "NONE", acl: dict[str, str] | None = None, **different: Any) -> Profile:
    return profile(uacc, acl, generic=True, **different)


def conditional(who: str, level: str) -> ConditionalPermit:
    return ConditionalPermit(id=who, access=level, kind="TERMINAL", name="T1", at=At(0, 70))


def member(name: str, access: str) -> Member:
    return Member(name=name, access=access, at=At(0, 71))


def keys(protection: str = "", label: str | None = "", **different: Any) -> Profile:
    fields: dict[str, Any] = {"type": None, "timeout": None, "replay": None}
    if label:
        fields = {"type": "UPPER", "timeout": 60, "replay": False}
    shape = {name: different.pop(name) for name in ("type", "timeout", "replay") if name in different}
    segment = Ssignon(at=At(0, 60), protection=protection, key_label=label, **(fields | shape))
    return profile(ssignon=segment, **different)


LEGACY = {"protection": "IRR.KEY.LABEL"}
ENHANCED = {"label": "EPT.KEY"}


def connection(**different: Any) -> Connection:
    fields: dict[str, Any] = {"revoked": False, "revoke_date": None, "resume_date": None}
    return Connection(**({"at": At(0, 40), "special": False, "created": None} | fields | different))


def user(default: str = "GRPA", *more: str, connections: dict[str, Connection] | None = None, **different: Any) -> User:
    fields: dict[str, Any] = {
        "at": At(0, 30), "owner": "SECGRP", "created": "2020-01-01", "special": False, "operations": False,
        "auditor": False, "roaudit": False, "revoked": False, "revoke_date": None, "resume_date": None,
        "protected": False, "restricted": False, "default_group": default, "last_access": "2026-10-30",
        "days": (True,) * 7, "start_time": None, "end_time": None, "seclevel": "000", "seclabel": "",
        "failed_attempts": 0, "connections": {group: connection() for group in (default, *more)} | (connections or {}),
    }  # fmt: skip
    return User(**(fields | different))


def endpoint(name: str = "ICON1", **different: Any) -> Endpoint:
    values: dict[str, Any] = {
        "id": name, "odaccess": True, "racf": True, "appl": "APP1", "pswdmc": "R", "uidcache": False, "uidage": None,
        "odracfst": True, "racfgenrc": False,
    }  # fmt: skip
    running = different.pop("running", None)
    facts = {key: one if isinstance(one, Fact) else fact(one) for key, one in (values | different).items()}
    return Endpoint(name=name, source=2, at=At(0, 80), running=running, **facts)


def client(kind: str = "off-host", users: tuple[str, ...] = ("U1",), **different: Any) -> Client:
    fields: dict[str, Any] = {"id": "c", "endpoint": "ICON1", "generates_tickets": True, "application": "APP1"}
    return Client(**(fields | {"kind": kind, "users": users, "at": At(0, 90)} | different))


def lost(record_type: str | None = None, class_name: str | None = None, name: str | None = None) -> Damage:
    return Damage(
        input="unload", code="cut", message="a record is cut", record_type=record_type, class_name=class_name, name=name
    )


def estate(
    profiles: dict[str, dict[str, Profile]] | None = None,
    users: dict[str, User] | None = None,
    damage: tuple[Damage, ...] = (),
    classes: dict[str, ClassOptions] | None = None,
    **different: Any,
) -> Estate:
    """An estate whose unload and SETROPTS LIST tell everything; classes in order unless given."""
    known = {name: known_class() for name in ("APPL", "PTKTDATA", "MFADEF", "STARTED", "GLOBAL", "PROPCNTL")}
    fields: dict[str, Any] = {
        "system": "TEST", "as_of": DAY,
        "evidence": EvidenceByKind(unload=Evidence(offered=True, damage=damage), setropts=Evidence(offered=True)),
        "unload": UnloadLevel(groups=True, users=True, resources=True, ssignon="enhanced"),
        "classes": known | (classes or {}), "options": options(),
        "profiles": profiles or {}, "users": users if users is not None else {"U1": user(), "U2": user()},
    }  # fmt: skip
    return Estate(**(fields | different))


def application_estate(key: Profile | None, *clients: Client, **different: Any) -> Estate:
    """APP1 with its key profile, open to all, on one endpoint; and the requester R1 who may ask for U1."""
    ptktdata = {"IRRPTAUTH.APP1.U1": profile(acl={"R1": "UPDATE"})} | different.pop("ptktdata", {})
    if key is not None:
        ptktdata["APP1"] = key
    appl = different.pop("appl", {"APP1": profile("READ")})
    users = different.pop("users", {name: user() for name in ("U1", "U2", "R1")})
    others = different.pop("profiles", {})
    return estate(
        {"PTKTDATA": ptktdata, "APPL": appl} | others,
        users,
        endpoints=different.pop("endpoints", (endpoint(),)),
        clients=clients or (client(),),
        **different,
    )
