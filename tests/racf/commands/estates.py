"""Small estates to run scripts on: PTKTDATA and APPL active, RACLISTed and generic; ADDCREATOR on; issuer SECADM."""

from __future__ import annotations

from typing import Any

from auditor.models.estate import Estate, Evidence, EvidenceByKind, UnloadLevel
from auditor.models.place import At, Fact
from auditor.models.racf import (
    Audit,
    ClassOptions,
    Connection,
    Group,
    GroupMember,
    Options,
    Permit,
    Profile,
    Ssignon,
    User,
)
from auditor.racf.commands import Applied, apply, parse_script

HERE = At(0, 1)
_QUIET = Audit(level="NONE", success_from="", failure_from="")


def known(value: Any) -> Fact[Any]:
    return Fact[Any](value=value, at=HERE, origin="shown")


def options(**values: bool) -> ClassOptions:
    base = {"active": True, "raclisted": True, "raclisted_by_application": False, "generic": True, "gencmd": True}
    return ClassOptions(**{name: known(value) for name, value in (base | values).items()})


def profile(*, acl: dict[str, str] | None = None, **fields: Any) -> Profile:
    base: dict[str, Any] = {
        "at": HERE, "generic": False, "owner": "SECGRP", "uacc": "NONE", "warning": False, "audit": _QUIET,
        "global_audit": _QUIET, "appldata": "", "notify": "", "created": None, "changed": None, "referenced": None,
        "seclevel": "", "seclabel": "",
    }  # fmt: skip
    entries = {name: Permit(access=level, at=HERE) for name, level in (acl or {}).items()}
    return Profile(**(base | {"acl": entries} | fields))


def key(**fields: Any) -> Ssignon:
    base = {"at": HERE, "protection": "*MASKED*", "key_label": "", "type": None, "timeout": None, "replay": None}
    return Ssignon(**(base | fields))


def user(*groups: str, **fields: Any) -> User:
    plain = Connection(at=HERE, revoked=False, revoke_date=None, resume_date=None, special=False, created=None)
    base: dict[str, Any] = {
        "at": HERE, "owner": "SECGRP", "created": None, "special": False, "operations": False, "auditor": False,
        "roaudit": False, "revoked": False, "revoke_date": None, "resume_date": None, "protected": False,
        "restricted": False, "default_group": groups[0], "last_access": None, "days": None, "start_time": None,
        "end_time": None, "seclevel": "", "seclabel": "", "failed_attempts": 0,
        "connections": dict.fromkeys(groups, plain),
    }  # fmt: skip
    return User(**(base | fields))


def group(*members: str) -> Group:
    held = {name: GroupMember(authority="USE", at=HERE) for name in members}
    return Group(at=HERE, owner="SECGRP", superior="SYS1", universal=False, members=held)


def estate(**fields: Any) -> Estate:
    base: dict[str, Any] = {
        "system": "TEST", "as_of": "2026-11-02",
        "unload": UnloadLevel(groups=True, users=True, resources=True, ssignon="enhanced"),
        "evidence": EvidenceByKind(unload=Evidence(offered=True), setropts=Evidence(offered=True)),
        "classes": {
            "APPL": options(), "PTKTDATA": options(), "PTKTVAL": options(), "FACILITY": options(),
            "TERMINAL": options(),
            "GLOBAL": options(), "RACFVARS": options(), "STARTED": options(),
        },
        "options": Options(addcreator=known(True), grplist=known(True)),
        "profiles": {"APPL": {}, "PTKTDATA": {}, "PTKTVAL": {}, "FACILITY": {}, "GLOBAL": {}, "RACFVARS": {},
                     "STARTED": {}},
        "users": {"SECADM": user("SECGRP", special=True), "BATUSR1": user("DRDAGRP"), "DRDAU1": user("DRDAGRP"),
                  "DRDAU2": user("OTHER"), "OLDUSR": user("OTHER")},
        "groups": {"SECGRP": group("SECADM"), "DRDAGRP": group("BATUSR1", "DRDAU1"), "OTHER": group("DRDAU2", "OLDUSR"),
                   "SYS1": group("NONE")},
    }  # fmt: skip
    return Estate(**(base | fields))


def run(script: str, before: Estate | None = None, issuer: str | None = "SECADM") -> Applied:
    start = before or estate()
    return apply(parse_script(script), start, start, issuer, source=7)


def ids(applied: Applied) -> list[str]:
    return [one.id for one in applied.messages]


def with_profiles(class_name: str, profiles: dict[str, Profile], **fields: Any) -> Estate:
    start = estate(**fields)
    return start.model_copy(update={"profiles": {**start.profiles, class_name: profiles}})


def acl(applied: Applied, class_name: str, name: str, layer: str = "stored") -> dict[str, str]:
    held = getattr(applied, layer).profiles[class_name][name]
    return {who: entry.access for who, entry in held.acl.items()}
