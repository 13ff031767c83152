"""The installation that IRRDBU00 and SETROPTS LIST would export after a change, from what the model has stored.

What the model does not carry (data, counters, dates nobody reads) stays as the installation had it.
"""

from __future__ import annotations

from typing import Any

from auditor.models.estate import Estate
from auditor.models.racf import Audit, Connection, Profile, Ssignon, User
from tests.shop import shop as written
from tests.shop.shop import Shop

_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


def shop_after(shop: Shop, before: Estate, after: Estate) -> Shop:
    """Return the installation with the profiles, users, groups and options of `after`."""
    changed = shop.copy()
    kept = {class_name for class_name in after.profiles if class_name in before.profiles}
    changed.profiles = {key: profile for key, profile in shop.profiles.items() if key[0] not in kept}
    for class_name in kept:
        for name, profile in after.profiles[class_name].items():
            changed.profiles[class_name, name] = _profile(profile)
    _people(changed, before, after)
    _classes(changed, after)
    return changed


# -- profiles ----------------------------------------------------------------------------------------------------------


def _profile(profile: Profile) -> written.Profile:
    fields = {
        "GRBD_OWNER_ID": profile.owner,
        "GRBD_UACC": profile.uacc,
        "GRBD_WARNING": profile.warning,
        "GRBD_APPL_DATA": profile.appldata,
        "GRBD_NOTIFY_ID": profile.notify,
        "GRBD_CREATE_DATE": profile.created,
        "GRBD_LASTCHG_DATE": profile.changed,
        "GRBD_LASTREF_DATE": profile.referenced,
        "GRBD_SECLEVEL": profile.seclevel,
        "GRBD_SECLABEL": profile.seclabel,
        **_audit("AUDIT", profile.audit),
        **_audit("GAUDIT", profile.global_audit),
    }
    return written.Profile(
        fields=fields,
        acl={user: permit.access for user, permit in profile.acl.items()},
        conditional=[
            {
                "GRCACC_AUTH_ID": one.id,
                "GRCACC_ACCESS": one.access,
                "GRCACC_CATYPE": one.kind,
                "GRCACC_CANAME": one.name,
            }
            for one in profile.conditional
        ],
        members=[{"GRMEM_MEMBER": one.name, "GRMEM_GLOBAL_ACC": one.access} for one in profile.members],
        ssignon=_ssignon(profile.ssignon) if profile.ssignon else None,
        started={
            "GRST_USER_ID": profile.started.user,
            "GRST_GROUP_ID": profile.started.group,
            "GRST_TRUSTED": _yes(profile.started.trusted),
            "GRST_PRIVILEGED": _yes(profile.started.privileged),
            "GRST_TRACE": "NO",
        }
        if profile.started
        else None,
        generic=profile.generic,
    )


def _audit(word: str, audit: Audit) -> dict[str, str]:
    return {
        f"GRBD_{word}_LEVEL": audit.level,
        f"GRBD_{word}_OKQUAL": audit.success_from,
        f"GRBD_{word}_FAQUAL": audit.failure_from,
    }


def _ssignon(segment: Ssignon) -> dict[str, Any]:
    return {
        "GRSIGN_PROTECTION": segment.protection,
        "GRSIGN_KEY_LABEL": segment.key_label,
        "GRSIGN_TYPE": segment.type,
        "GRSIGN_TIMEOUT": None if segment.timeout is None else f"{segment.timeout:010}",
        "GRSIGN_REPLAY": segment.replay,
    }


def _yes(flag: bool | None) -> str:
    return "YES" if flag else "NO"


# -- users and groups --------------------------------------------------------------------------------------------------


def _people(changed: Shop, before: Estate, after: Estate) -> None:
    for name in before.users.keys() - after.users.keys():
        changed.users.pop(name)
    for name in before.groups.keys() - after.groups.keys():
        changed.groups.pop(name)
    for name, group in after.groups.items():
        now = {"GPBD_OWNER_ID": group.owner, "GPBD_SUPGRP_ID": group.superior, "GPBD_UNIVERSAL": group.universal}
        changed.groups[name] = changed.groups.get(name, {}) | now
    gone = before.users.keys() | after.users.keys()
    old = {key: fields for key, fields in changed.connections.items() if key[0] in gone}
    changed.connections = {key: fields for key, fields in changed.connections.items() if key[0] not in gone}
    for name, user in after.users.items():
        changed.users[name] = changed.users.get(name, {}) | _user(user)
        changed.clauth[name] = list(user.clauth or ())
        if user.uid is not None:
            changed.uids[name] = user.uid
        for group_name, connection in user.connections.items():
            members = after.groups[group_name].members if group_name in after.groups else {}
            fields = old.get((name, group_name), {}) | _connection(connection)
            if name in members and members[name].authority:
                fields["AUTH"] = members[name].authority
            changed.connections[name, group_name] = fields


def _user(user: User) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "USBD_OWNER_ID": user.owner,
        "USBD_CREATE_DATE": user.created,
        "USBD_SPECIAL": user.special,
        "USBD_OPER": user.operations,
        "USBD_AUDITOR": user.auditor,
        "USBD_ROAUDIT": user.roaudit,
        "USBD_REVOKE": user.revoked,
        "USBD_REVOKE_DATE": user.revoke_date,
        "USBD_RESUME_DATE": user.resume_date,
        "USBD_NOPWD": "PRO" if user.protected else "NO",
        "USBD_ATTRIBS": "RSTD" if user.restricted else None,
        "USBD_DEFGRP_ID": user.default_group,
        "USBD_LASTJOB_DATE": user.last_access,
        "USBD_START_TIME": user.start_time,
        "USBD_END_TIME": user.end_time,
        "USBD_SECLEVEL": user.seclevel,
        "USBD_SECLABEL": user.seclabel,
        "USBD_REVOKE_CNT": None if user.failed_attempts is None else f"{user.failed_attempts:03}",
    }
    if user.last_access is None:
        fields["USBD_LASTJOB_TIME"] = None
    days = user.days or (None,) * 7
    return fields | {f"USBD_ACCESS_{day}": flag for day, flag in zip(_DAYS, days, strict=True)}


def _connection(connection: Connection) -> dict[str, Any]:
    return {
        "USCON_REVOKE": connection.revoked,
        "USCON_REVOKE_DATE": connection.revoke_date,
        "USCON_RESUME_DATE": connection.resume_date,
        "USCON_GRP_SPECIAL": connection.special,
        "USCON_CONNECT_DATE": connection.created,
    }


# -- options -----------------------------------------------------------------------------------------------------------


def _classes(changed: Shop, after: Estate) -> None:
    lists = {"active": "active", "generic": "generic", "raclist": "raclisted", "audit": "audit"}
    for key, field in lists.items():
        names = list(changed.setropts[key])
        for class_name, options in after.classes.items():
            shown = getattr(options, field).value
            if shown is True and class_name not in names:
                names.append(class_name)
            elif shown is False and class_name in names:
                names.remove(class_name)
        changed.setropts[key] = names
    logged: dict[str, list[str]] = {}
    for class_name, options in after.classes.items():
        if options.logoptions.value is not None:  # an inactive class has its line too
            logged.setdefault(options.logoptions.value, []).append(class_name)
    changed.setropts["logoptions"] = logged
