"""An installation as plain data, and the files it would export. Fixtures are a sound shop with a fault put in."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.writers.setropts import listing
from tests.writers.smf import smf
from tests.writers.unload import record, unload

DAY = "2026-11-02"
"""The day every fixture speaks for."""


@dataclass
class Profile:
    """A general resource profile. `acl` maps an ID to a level; `fields` and `ssignon` are by IBM's field names."""

    fields: dict[str, Any] = field(default_factory=dict)
    acl: dict[str, str] = field(default_factory=dict)
    conditional: list[dict[str, str]] = field(default_factory=list)
    members: list[dict[str, str]] = field(default_factory=list)
    ssignon: dict[str, Any] | None = None
    started: dict[str, str] | None = None
    generic: bool = False


@dataclass
class DataSet:
    """A data set profile. `acl` maps an ID to a level; `fields` are by IBM's field names. No volume: a generic one."""

    acl: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    volume: str = ""


@dataclass
class Shop:
    """Everything a site exports."""

    system: str = "SOUND"
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    factors: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    uids: dict[str, int] = field(default_factory=dict)
    connections: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    clauth: dict[str, list[str]] = field(default_factory=dict)
    profiles: dict[tuple[str, str], Profile] = field(default_factory=dict)
    data_sets: dict[str, DataSet] = field(default_factory=dict)
    setropts: dict[str, Any] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    displays: dict[str, list[str]] = field(default_factory=dict)
    clients: list[dict[str, Any]] = field(default_factory=list)
    ports: list[dict[str, Any]] = field(default_factory=list)
    attls: list[str] = field(default_factory=list)
    """Lines of a Policy Agent configuration; where there are some, it is offered in place of the statements."""
    site: dict[str, Any] = field(default_factory=dict)
    endpoints: dict[str, dict[str, str]] = field(default_factory=dict)
    smf: list[str] = field(default_factory=list)
    """Records of IRRADU00; none: no SMF file is offered."""
    client_files: dict[str, list[str]] = field(default_factory=dict)
    """Files in which clients are written down."""
    undated: set[str] = field(default_factory=set)
    """Files whose day nobody has written down."""

    def copy(self) -> Shop:
        return copy.deepcopy(self)

    def profile(self, class_name: str, name: str) -> Profile:
        return self.profiles[class_name, name]

    def connect(self, user: str, group: str, **fields: Any) -> None:
        self.connections[user, group] = fields

    # -- files -------------------------------------------------------------------------------------------------------

    def records(self) -> list[str]:
        """The unload's records in the order IRRDBU00 writes them (groups, users, data sets, resources; lists first)."""
        return [
            *self._group_records(), *self._user_records(), *self._data_set_records(), *self._profile_records(),
        ]  # fmt: skip

    def _group_records(self) -> list[str]:
        rows = []
        for name, fields in sorted(self.groups.items()):
            for (user, group), connection in sorted(self.connections.items()):
                if group == name:
                    authority = connection.get("AUTH", "USE")
                    rows.append(record("0102", GPMEM_NAME=name, GPMEM_MEMBER_ID=user, GPMEM_AUTH=authority))
            base = {"GPBD_SUPGRP_ID": "SYS1", "GPBD_CREATE_DATE": "2019-03-04", "GPBD_OWNER_ID": "SECGRP"}
            base |= {"GPBD_UACC": "NONE", "GPBD_NOTERMUACC": "NO", "GPBD_UNIVERSAL": "NO"}
            rows.append(record("0100", GPBD_NAME=name, **(base | fields)))
        return rows

    def _user_records(self) -> list[str]:
        rows = []
        for name, fields in sorted(self.users.items()):
            mine = [(g, c) for (u, g), c in sorted(self.connections.items()) if u == name]
            rows += [record("0202", USCLA_NAME=name, USCLA_CLASS=held) for held in self.clauth.get(name, [])]
            rows += [record("0203", USGCON_NAME=name, USGCON_GRP_ID=group) for group, _ in mine]
            rows += [self._connection(name, group, connection) for group, connection in mine]
            rows += [
                record("020A", USMFA_NAME=name, USMFA_FACTOR_NAME=factor, USMFA_FACTOR_ACTIVE=active)
                for factor, active in self.factors.get(name, [])
            ]
            rows.append(record("0200", USBD_NAME=name, **(USER | fields)))
            if name in self.uids:
                rows.append(record("0270", USOMVS_NAME=name, USOMVS_UID=f"{self.uids[name]:010}"))
        return rows

    @staticmethod
    def _connection(name: str, group: str, connection: dict[str, Any]) -> str:
        base = {f"USCON_{flag}": "NO" for flag in ("GRP_ADSP", "GRP_SPECIAL", "GRP_OPER", "REVOKE")}
        base |= {f"USCON_{flag}": "NO" for flag in ("GRP_ACC", "NOTERMUACC", "GRP_AUDIT")}
        base |= {"USCON_CONNECT_DATE": "2021-05-06", "USCON_OWNER_ID": "SECGRP", "USCON_UACC": "NONE"}
        base |= {"USCON_INIT_CNT": "00000"}
        base |= {key: value for key, value in connection.items() if key != "AUTH"}
        return record("0205", USCON_NAME=name, USCON_GRP_ID=group, **base)

    def _data_set_records(self) -> list[str]:
        rows = []
        for name, found in sorted(self.data_sets.items()):
            key = {"NAME": name, "VOL": found.volume}
            rows += [
                record("0404", **_prefixed("DSACC", {**key, "AUTH_ID": user, "ACCESS": level, "ACCESS_CNT": "00000"}))
                for user, level in sorted(found.acl.items())
            ]
            generic = "NO" if found.volume else "YES"
            rows.append(record("0400", **_prefixed("DSBD", {**key, "GENERIC": generic, **DATA_SET}) | found.fields))
        return rows

    def _profile_records(self) -> list[str]:
        rows = []
        for (class_name, name), profile in sorted(
            self.profiles.items(), key=lambda item: (item[0][0], not item[1].generic, item[0][1])
        ):
            rows += [
                record("0503", GRMEM_NAME=name, GRMEM_CLASS_NAME=class_name, **member) for member in profile.members
            ]
            rows += [
                record(
                    "0505",
                    GRACC_NAME=name,
                    GRACC_CLASS_NAME=class_name,
                    GRACC_AUTH_ID=user,
                    GRACC_ACCESS=level,
                    GRACC_ACCESS_CNT="00000",
                )
                for user, level in sorted(profile.acl.items())
            ]
            rows += [
                record("0507", GRCACC_NAME=name, GRCACC_CLASS_NAME=class_name, **entry) for entry in profile.conditional
            ]
            generic = "YES" if profile.generic else "NO"
            fields = PROFILE | {"GRBD_GENERIC": generic} | profile.fields
            rows.append(record("0500", GRBD_NAME=name, GRBD_CLASS_NAME=class_name, **fields))
            if profile.ssignon is not None:
                rows.append(record("0530", GRSIGN_NAME=name, GRSIGN_CLASS_NAME=class_name, **profile.ssignon))
            if profile.started is not None:
                rows.append(record("0540", GRST_NAME=name, GRST_CLASS_NAME=class_name, **profile.started))
        return rows

    def configuration(self) -> str:
        """`auditor.toml`, by hand: every line is there for a reader of the fixture."""
        lines = ["[system]", f'name = "{self.system.lower()}"', f"as_of = {DAY}", "", "[inputs]"]
        lines += ['unload = ["unload.txt"]', 'setropts = "setropts.txt"']
        lines += [f"hwscfg = {_array(self.members)}", 'clients = "clients.yaml"']
        tls = "attls.policy" if self.attls else "tls.yaml"
        lines += [f"imscon = {_array(self.displays)}", f'tls = "{tls}"']
        lines += [f"client_files = {_array(self.client_files)}"] if self.client_files else []
        lines += ['smf = ["smf.txt"]'] if self.smf else []
        lines += ["", "[site]"]
        lines += [f"{key} = {_toml(value)}" for key, value in self.site.items()]
        dated = [
            name for name in ("unload.txt", "setropts.txt", *self.members, *self.displays) if name not in self.undated
        ]
        lines += ["", "[inputs.dates]", *(f'"{name}" = {DAY}' for name in dated)]
        for name, labels in self.endpoints.items():
            lines += ["", f"[site.endpoints.{name}]", *(f'{key} = "{value}"' for key, value in labels.items())]
        return "\n".join(lines) + "\n"

    def files(self) -> dict[str, bytes]:
        """Every file of the fixture folder, by name."""
        files = {
            "auditor.toml": self.configuration().encode(),
            "unload.txt": unload(self.records()),
            "setropts.txt": listing(**self.setropts).encode(),
            "clients.yaml": _yaml({"clients": self.clients}),
        }
        if self.attls:
            files["attls.policy"] = ("\n".join(self.attls) + "\n").encode()
        else:
            files["tls.yaml"] = _yaml({"ports": self.ports})
        for name, lines in (self.members | self.displays | self.client_files).items():
            files[name] = ("\n".join(lines) + "\n").encode()
        if self.smf:
            files["smf.txt"] = smf(self.smf, "stripped")
        return files

    def write(self, directory: Path) -> Path:
        """Write the folder and give the path of its auditor.toml."""
        directory.mkdir(parents=True, exist_ok=True)
        for name, content in self.files().items():
            (directory / name).write_bytes(content)
        return directory / "auditor.toml"


def _yaml(data: Any) -> bytes:
    return yaml.safe_dump(data, sort_keys=False, width=110).encode()


def _prefixed(prefix: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}_{name}": value for name, value in fields.items()}


def _array(names: Any) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return _array(value)
    return f'"{value}"' if isinstance(value, str) else str(value)


_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")

USER: dict[str, Any] = {
    "USBD_CREATE_DATE": "2021-05-06",
    "USBD_OWNER_ID": "SECGRP",
    "USBD_PWD_INTERVAL": "090",
    "USBD_PWD_DATE": "2026-10-01",
    "USBD_LASTJOB_TIME": "08:15:00",
    "USBD_LASTJOB_DATE": "2026-10-30",
    "USBD_NOPWD": "NO",
    "USBD_PWD_GEN": "012",
    "USBD_REVOKE_CNT": "000",
    "USBD_SECLEVEL": "000",
    **{f"USBD_{flag}": "NO" for flag in ("ADSP", "SPECIAL", "OPER", "REVOKE", "GRPACC", "UAUDIT", "AUDITOR")},
    **{f"USBD_{flag}": "NO" for flag in ("OIDCARD", "PWD_ASIS", "PPHENV_EXISTS", "ROAUDIT", "MFA_FALLBACK")},
    "USBD_PWDENV_EXISTS": "NO",
    "USBD_PWD_ALG": "KDFAES",
    **{f"USBD_ACCESS_{day}": "YES" for day in _DAYS},
}
"""An ordinary user of the shop; each user names what differs."""

PROFILE: dict[str, Any] = {
    "GRBD_CLASS": "001",
    "GRBD_CREATE_DATE": "2024-02-12",
    "GRBD_OWNER_ID": "SECGRP",
    "GRBD_LASTCHG_DATE": "2024-02-12",
    "GRBD_LASTREF_DATE": "2024-02-12",
    **{f"GRBD_{level}_CNT": "00000" for level in ("ALTER", "CONTROL", "UPDATE", "READ")},
    "GRBD_UACC": "NONE",
    "GRBD_AUDIT_LEVEL": "ALL",
    "GRBD_LEVEL": "00",
    "GRBD_GAUDIT_LEVEL": "NONE",
    "GRBD_AUDIT_OKQUAL": "READ",
    "GRBD_AUDIT_FAQUAL": "READ",
    "GRBD_WARNING": "NO",
    **{f"GRBD_{flag}": "NO" for flag in ("SINGLEDS", "AUTO", "TVTOC")},
    **{f"GRBD_ACCESS_{day}": "YES" for day in _DAYS},
    "GRBD_SECLEVEL": "000",
}
"""A well-kept profile of the shop: UACC(NONE), everything audited, owned by the security group."""

DATA_SET: dict[str, Any] = {
    "CREATE_DATE": "2024-02-12", "OWNER_ID": "SECGRP", "UACC": "NONE", "GRPDS": "YES", "WARNING": "NO", "ERASE": "YES",
    "AUDIT_LEVEL": "ALL", "AUDIT_OKQUAL": "READ", "AUDIT_FAQUAL": "READ", "GAUDIT_LEVEL": "NONE", "LEVEL": "000",
}  # fmt: skip
"""A well-kept data set profile of the shop."""
