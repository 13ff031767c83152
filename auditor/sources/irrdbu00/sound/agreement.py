"""What user and group records say of each other: a connection stands in three of them, so a lost or altered one shows.

What all others contradict is not believed: a user whom no record connects to any group has lost its connections or is
under a name that is not its own; a connection that neither side lists is to another group, or of another user.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility":
0102 is the group's side of a connection, 0203 and 0205 are the user's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.models.estate import UnloadLevel
from auditor.sources.irrdbu00.layout import KEPT
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.identity import Identity
from auditor.sources.irrdbu00.sound.people import People
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem


class Agreement:
    """What user and group records say of each other, checked for the users and groups that are kept."""

    def __init__(self, people: People, report: Report, level: UnloadLevel) -> None:
        self._people, self._report, self._level = people, report, level

    def check(self, users: set[str], groups: set[str]) -> None:
        """Report every connection that one of 0102, 0203 and 0205 has and another lacks, and orphans.

        Rows that all others contradict are taken out of the people.
        """
        seen = self._people.seen
        listed: set[tuple[str, ...]] = {(user, group) for group, user in seen["0102"]}
        unlisted: set[tuple[str, ...]] = set()
        if seen["0203"]:
            self._lacking("0203", "0205", {pair for pair in seen["0203"] if pair[0] in users}, seen["0205"])
            self._lacking("0205", "0203", {pair for pair in seen["0205"] if pair[0] in users}, seen["0203"])
        if seen["0102"]:
            self._lacking("0102", "0205", {pair for pair in listed if pair[1] in groups}, seen["0205"])
            universal = {row.get("GPBD_NAME") for row in self._people.rows["0100"].values() if _open(row)}
            listing = groups - universal
            whole = {pair for pair in seen["0205"] if pair[1] in listing}
            self._lacking("0205", "0102", whole, listed)
            unlisted = whole - listed if seen["0203"] else set()
        self._unconnected(users, listed)
        self._homeless(users)
        self._contradicted({pair for pair in unlisted - seen["0203"] if pair[0] in users})

    def _unconnected(self, users: set[str], listed: set[tuple[str, ...]]) -> None:
        """Users without any record of the connection to their default group, which RACF does not let them lose."""
        seen = self._people.seen
        connected = seen["0205"] | seen["0203"] | listed
        if not connected:  # a type of record is missing, which is said once
            return
        somewhere = {user for user, _ in connected}
        for user, row in self._of(users):
            pair = user, row.get("USBD_DEFGRP_ID")
            if pair in connected:
                continue
            message, lost = f"no record connects {user} to its default group {pair[1]}", Identity("0205", None, *pair)
            if user not in somewhere and seen["0203"] and seen["0205"]:
                message, lost = f"{message}, or to any other: its name may be damaged", Identity("0200", None, user)
                del self._people.rows["0200"][user,]
            self._report.add(row.source, row.number, Problem("connection-mismatch", message), lost, row.text)

    def _contradicted(self, pairs: Iterable[tuple[str, ...]]) -> None:
        """Take out records 0205 of connections that neither 0203 nor the group's 0102 has: each was reported above."""
        for user, group in sorted(pairs):
            row = self._people.rows["0205"].pop((user, group), None)
            if row is not None:
                problem = Problem("connection-mismatch", f"only record 0205 connects {user} to {group}")
                self._report.lose(row.source, row.number, problem, Identity("0205", None, user, group))

    def _lacking(self, there: str, missing: str, have: Iterable[tuple[str, ...]], other: set[tuple[str, ...]]) -> None:
        for pair in sorted(set(have) - other):
            user, group = pair
            row = self._people.rows[there].get((group, user) if there == "0102" else pair)
            if row is None:
                continue  # reported already: its values could not be trusted
            message = f"record {there} connects {user} to {group}, but no record {missing} does"
            lost = Identity(missing, None, *((group, user) if missing == "0102" else pair))
            self._report.add(row.source, row.number, Problem("connection-mismatch", message), lost, row.text)

    def _homeless(self, users: set[str]) -> None:
        """Records of users without 0200, and connections to groups without 0100."""
        bases, groups = self._people.seen["0200"], self._people.seen["0100"]
        of_users = [code for code, kept in KEPT.items() if kept.of == "user" and code != "0200"]
        records = Counter(names[0] for code in of_users for names in self._people.seen[code])
        for code in of_users:
            rows = self._people.rows[code]
            homeless = sorted(names for names in rows if (names[0],) not in bases) if self._level.users else ()
            for names in homeless:
                row = rows[names]
                message = f"record {code} of user {names[0]}, who has no record 0200"
                lost = Identity("0200", None, names[0])
                self._report.add(row.source, row.number, Problem("orphan", message), lost, row.text)
                if records[names[0]] == 1:  # nothing vouches for the name: it may be of any other user
                    self._report.lose(row.source, row.number, Problem("orphan", message), Identity(code))
        if not self._level.groups:
            return
        for user, row in self._of(users):
            group = row.get("USBD_DEFGRP_ID")
            if (group,) not in groups:
                self._undefined(row, f"default group {group} of user {user}", group)
        connections = self._people.rows["0205"]
        for names in sorted(names for names in connections if names[0] in users and (names[1],) not in groups):
            self._undefined(connections[names], f"group {names[1]}, to which {names[0]} is connected,", names[1])

    def _of(self, users: set[str]) -> Iterator[tuple[str, Row]]:
        """The records 0200 of `users`, in order."""
        rows = self._people.rows["0200"]
        return ((user, rows[user,]) for user in sorted(users) if (user,) in rows)

    def _undefined(self, row: Row, what: str, group: str) -> None:
        problem = Problem("undefined-group", f"{what} has no record 0100")
        self._report.add(row.source, row.number, problem, Identity("0100", None, group), row.text)


def _open(row: Row) -> bool:
    """Universal, or of a release that does not say."""
    return row.get("GPBD_UNIVERSAL") != "NO"
