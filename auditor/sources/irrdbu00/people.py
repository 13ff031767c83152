"""User and group records (01xx, 02xx) to users and groups, and what the records say of each other.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility": the
same connection is written in 0102 (group's side), 0203 and 0205 (user's side), so a lost or altered one shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from auditor.models.estate import UnloadLevel
from auditor.models.racf import Connection, Factor, Group, GroupMember, User
from auditor.sources.irrdbu00.check import Problem
from auditor.sources.irrdbu00.identity import Identity
from auditor.sources.irrdbu00.layout import SLICES
from auditor.sources.irrdbu00.report import Report
from auditor.sources.irrdbu00.resources import Row, doubles, usable

_DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_NAMES: Final = {
    "0100": ("GPBD_NAME",), "0102": ("GPMEM_NAME", "GPMEM_MEMBER_ID"), "0200": ("USBD_NAME",),
    "0202": ("USCLA_NAME", "USCLA_CLASS"), "0203": ("USGCON_NAME", "USGCON_GRP_ID"),
    "0205": ("USCON_NAME", "USCON_GRP_ID"),
    "020A": ("USMFA_NAME", "USMFA_FACTOR_NAME"), "0270": ("USOMVS_NAME",),
}  # fmt: skip
_KEY: Final = {code: [SLICES[name] for name in names] for code, names in _NAMES.items()}

Keyed = dict[tuple[str, ...], Row]


def pointed(texts: Iterable[str]) -> set[str]:
    """Groups to which records of users point."""
    groups = set()
    default = SLICES["USBD_DEFGRP_ID"]
    for text in texts:
        if text.startswith("0205"):
            groups.add(text[14:22].rstrip(" "))
        elif text.startswith("0200"):
            groups.add(text[default].rstrip(" "))
    return groups


class People:
    """The kept rows by type and key, sound and single. `groups`: the names of all groups of the database."""

    def __init__(self, rows: Iterable[Row], groups: Iterable[str], report: Report) -> None:
        self._report = report
        rows = list(rows)
        self.seen: dict[str, set[tuple[str, ...]]] = {code: set() for code in _KEY}
        """Keys of rows that are there, also of those whose values cannot be trusted."""
        for row in rows:
            self.seen[row.text[:4]].add(key(row))
        self.seen["0100"].update((name,) for name in groups)
        same: dict[str, dict[tuple[str, ...], list[Row]]] = {code: defaultdict(list) for code in _KEY}
        for row in usable(rows, report):
            same[row.text[:4]][key(row)].append(row)
        self.rows: dict[str, Keyed] = {}
        for code, keyed in same.items():
            for names, found in keyed.items():
                doubles(found, f"record {code} of {' '.join(names)}", report)
            self.rows[code] = {names: found[0] for names, found in keyed.items()}
        for code in ("0100", "0200", "0205", "020A", "0270"):  # facts point to these
            report.lines.update({(row.source, row.number): row.text for row in self.rows[code].values()})

        self._users = {names[0] for code in ("0200", "0203", "0205") for names in self.seen[code]}
        self._groups = {names[0] for code in ("0100", "0102") for names in self.seen[code]}

    def knows_user(self, name: str) -> bool:
        """Whether there is any record of this user's profile, among those that are kept."""
        return name in self._users

    def knows_group(self, name: str) -> bool:
        """Whether there is any record of this group's profile, among those that are kept."""
        return name in self._groups

    def users(self, kept: set[str]) -> dict[str, User]:
        """The users of `kept` that exist. Their CLAUTH is unknown where a record 0202 of theirs may be lost."""
        connections = _by(self.rows["0205"], 0)
        factors = _by(self.rows["020A"], 0)
        classes = _by(self.rows["0202"], 0)
        damage = [one for one in self._report.damage if one.record_type in ("0202", None) and not one.class_name]
        lost = {one.name for one in damage}
        return {
            name: _user(
                row,
                self.rows["0270"].get((name,)),
                connections.get(name, []),
                factors.get(name, []),
                None if lost & {name, None} else tuple(row.get("USCLA_CLASS") for row in classes.get(name, ())),
            )
            for (name,), row in sorted(self.rows["0200"].items())
            if name in kept
        }

    def groups(self, kept: set[str], whole: set[str]) -> dict[str, Group]:
        """The groups of `kept` that exist; all members are known of those in `whole` only."""
        members = _by(self.rows["0205"], 1)
        authorities = {names: row.get("GPMEM_AUTH") for names, row in self.rows["0102"].items()}
        return {
            name: _group(row, members.get(name, []), authorities, complete=name in whole)
            for (name,), row in sorted(self.rows["0100"].items())
            if name in kept
        }


def key(row: Row) -> tuple[str, ...]:
    """What names a user or group record."""
    text = row.text
    return tuple([text[columns].rstrip(" ") for columns in _KEY[text[:4]]])


def _by(keyed: Keyed, part: int) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for names, row in sorted(keyed.items()):
        found[names[part]].append(row)
    return found


def _user(
    row: Row, omvs: Row | None, connections: list[Row], factors: list[Row], clauth: tuple[str, ...] | None
) -> User:
    uid = omvs.get("USOMVS_UID") if omvs else ""
    roaudit = row.get("USBD_ROAUDIT")
    failed = row.get("USBD_REVOKE_CNT")
    return User(
        at=row.at(),
        owner=row.get("USBD_OWNER_ID"),
        created=row.get("USBD_CREATE_DATE") or None,
        special=row.get("USBD_SPECIAL") == "YES",
        operations=row.get("USBD_OPER") == "YES",
        auditor=row.get("USBD_AUDITOR") == "YES",
        roaudit=roaudit == "YES" if roaudit else None,
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
    )


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


def _group(row: Row, members: list[Row], authorities: Mapping[tuple[str, ...], str], *, complete: bool) -> Group:
    universal, name = row.get("GPBD_UNIVERSAL"), row.get("GPBD_NAME")
    return Group(
        at=row.at(),
        owner=row.get("GPBD_OWNER_ID"),
        superior=row.get("GPBD_SUPGRP_ID"),
        universal=universal == "YES" if universal else None,
        members={
            one.get("USCON_NAME"): GroupMember(authority=authorities.get((name, one.get("USCON_NAME"))), at=one.at())
            for one in members
        },
        complete=complete,
    )


class Agreement:
    """What user and group records say of each other, checked for the users and groups that are kept."""

    def __init__(self, people: People, report: Report, level: UnloadLevel) -> None:
        self._people, self._report, self._level = people, report, level

    def check(self, users: set[str], groups: set[str]) -> None:
        """Report every connection that one of 0102, 0203 and 0205 has and another lacks, and orphans."""
        seen = self._people.seen
        listed: set[tuple[str, ...]] = {(user, group) for group, user in seen["0102"]}
        if seen["0203"]:
            self._lacking("0203", "0205", {pair for pair in seen["0203"] if pair[0] in users}, seen["0205"])
            self._lacking("0205", "0203", {pair for pair in seen["0205"] if pair[0] in users}, seen["0203"])
        if seen["0102"]:
            self._lacking("0102", "0205", {pair for pair in listed if pair[1] in groups}, seen["0205"])
            universal = {row.get("GPBD_NAME") for row in self._people.rows["0100"].values() if _open(row)}
            whole = {pair for pair in seen["0205"] if pair[1] in groups - universal}
            self._lacking("0205", "0102", whole, listed)
        self._unconnected(users, listed)
        self._homeless(users)

    def _unconnected(self, users: set[str], listed: set[tuple[str, ...]]) -> None:
        """Users without any record of the connection to their default group, which RACF does not let them lose."""
        connected = self._people.seen["0205"] | self._people.seen["0203"] | listed
        if not connected:  # a type of record is missing, which is said once
            return
        for (user,), row in sorted(self._people.rows["0200"].items()):
            pair = user, row.get("USBD_DEFGRP_ID")
            if user in users and pair not in connected:
                message = f"no record connects {user} to its default group {pair[1]}"
                lost = Identity("0205", None, user)
                self._report.add(row.source, row.number, Problem("connection-mismatch", message), lost, row.text)

    def _lacking(self, there: str, missing: str, have: Iterable[tuple[str, ...]], other: set[tuple[str, ...]]) -> None:
        for pair in sorted(set(have) - other):
            user, group = pair
            row = self._people.rows[there].get((group, user) if there == "0102" else pair)
            if row is None:
                continue  # reported already: its values could not be trusted
            message = f"record {there} connects {user} to {group}, but no record {missing} does"
            lost = Identity(missing, None, group if missing == "0102" else user)
            self._report.add(row.source, row.number, Problem("connection-mismatch", message), lost, row.text)

    def _homeless(self, users: set[str]) -> None:
        """Records of users without 0200, and connections to groups without 0100."""
        bases, groups = self._people.seen["0200"], self._people.seen["0100"]
        for code in ("0205", "0203", "0202", "020A", "0270"):
            for names, row in sorted(self._people.rows[code].items()):
                if (names[0],) not in bases and self._level.users:
                    message = f"record {code} of user {names[0]}, who has no record 0200"
                    lost = Identity("0200", None, names[0])
                    self._report.add(row.source, row.number, Problem("orphan", message), lost, row.text)
        if not self._level.groups:
            return
        for (user,), row in sorted(self._people.rows["0200"].items()):
            group = row.get("USBD_DEFGRP_ID")
            if user in users and (group,) not in groups:
                self._undefined(row, f"default group {group} of user {user}", group)
        for names, row in sorted(self._people.rows["0205"].items()):
            if names[0] in users and (names[1],) not in groups:
                self._undefined(row, f"group {names[1]}, to which {names[0]} is connected,", names[1])

    def _undefined(self, row: Row, what: str, group: str) -> None:
        problem = Problem("undefined-group", f"{what} has no record 0100")
        self._report.add(row.source, row.number, problem, Identity("0100", None, group), row.text)


def _open(row: Row) -> bool:
    """Universal, or of a release that does not say."""
    return row.get("GPBD_UNIVERSAL") != "NO"
