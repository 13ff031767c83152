"""Whether the unload is one of a whole database: what every database has, and what RACF itself keeps consistent.

Where it is not, absence is no fact: the damage said here is that of records which may be in the part that is missing.
docs/evidence.md has the rules as a table.

- *Types*. Every database has groups, users, profiles and permits, and every user is connected to a default group
  (ADDUSER connects, REMOVE refuses the default group): 0100, 0102, 0200, 0203, 0205, 0500, 0505. A STARTED profile is
  made for its STDATA segment (0540), a GLOBAL or RACFVARS profile for its members (0503).
- *References*. RACF lets no superior group go while it has subgroups (DELGROUP), connects every user to a default
  group that exists, and takes a user out of all groups with DELUSER. Where such a name has no record at all, whole
  profiles are missing, and with them may be profiles of any class: a data set of a database that a range table
  splits holds whole profiles by ranges of names.
- It does *not* keep what names an ID elsewhere: an owner, an entry of an access list, NOTIFY and the user of a started
  task stay when the ID is deleted (IRRRID00 finds them), and so does a connection to a universal group. Such a name
  says nothing, but when most of many are nowhere, it is the IDs that are missing.

Source: z/OS Security Server RACF Command Language Reference, "ADDUSER", "DELGROUP", "DELUSER", "REMOVE"; System
Programmer's Guide, "The RACF database range table"; Security Administrator's Guide, "The RACF remove ID utility".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from auditor.models.racf import Profile
from auditor.sources.irrdbu00.layout import KEPT, SLICES
from auditor.sources.irrdbu00.sound.identity import Identity
from auditor.sources.irrdbu00.sound.people import People
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem
from auditor.sources.irrdbu00.survey.files import File

TYPES: Final = tuple(code for code, kept in KEPT.items() if kept.always)
"""Types of which every database has records."""

TYPES_OF_CLASS: Final = {"STARTED": "0540", "GLOBAL": "0503", "RACFVARS": "0503"}
"""Types of which a database has records when it has profiles of the class."""

MANY: Final = 4
"""So many IDs on access lists and the like must be nowhere before they say something of the unload."""


def report_missing_types(files: Sequence[File], classes: Collection[str], report: Report) -> None:
    """Report each type of record that a whole database has and this unload does not. `classes`: those with profiles."""
    there: Counter[str] = sum((file.survey.types for file in files), Counter())
    damaged = {lost.record_type for file in files for _, problem, lost, _ in file.survey.faults if _took(problem)}
    needed: dict[str, str | None] = dict.fromkeys(TYPES)
    for class_name, code in TYPES_OF_CLASS.items():
        if class_name in classes and not there[code] and not damaged & {code, None}:
            message = f"class {class_name} has profiles, but the unload holds no record {code}"
            _say(files, report, f"{message}: {_PARTIAL}", Identity(code, class_name))
    for code in needed:
        if not there[code] and not damaged & {code, None}:
            _say(files, report, f"the unload holds no record {code}: {_PARTIAL}", Identity(code))


_PARTIAL: Final = "it is a part of a database only, or a filtered copy"


def report_missing_profiles(
    files: Sequence[File],
    people: People,
    users: Collection[str],
    profiles: Mapping[str, Mapping[str, Profile]],
    report: Report,
) -> None:
    """Report once that names which RACF keeps consistent are nowhere. `users`: those of whom everything is kept."""
    missing = _groups_nowhere(files, people, users) | _users_nowhere(files, people)
    nameless = 0
    for _, problem, lost, _ in (fault for file in files for fault in file.survey.faults):
        if _took(problem) and lost.record_type in ("0100", "0200", None):
            nameless += lost.name is None
            missing.discard(lost.name or "")
    if len(missing) <= nameless:  # what is damaged may be what is missing, and has been reported
        missing = _ids_nowhere(people, profiles) if not nameless else set()
    if missing:
        some = ", ".join(sorted(missing)[:3])
        message = f"{len(missing)} users or groups to which its records point are nowhere in the unload ({some})"
        _say(files, report, f"{message}: {_PARTIAL}", Identity(), "partial")


def _say(files: Sequence[File], report: Report, message: str, lost: Identity, code: str = "incomplete") -> None:
    report.add(files[0].source, None, Problem(code, message), lost)


def _took(problem: Problem) -> bool:
    return problem.level == "error"


def _groups_nowhere(files: Sequence[File], people: People, users: Collection[str]) -> set[str]:
    """Superior groups of all groups, and default groups of `users`, without a record."""
    superior, default = SLICES["GPBD_SUPGRP_ID"], SLICES["USBD_DEFGRP_ID"]
    pointed = {text[superior].rstrip(" ") for file in files for _, text in file.groups()}
    pointed |= {row.text[default].rstrip(" ") for (name,), row in people.rows["0200"].items() if name in users}
    return {name for name in pointed - {""} if not people.knows_group(name)}


def _users_nowhere(files: Sequence[File], people: People) -> set[str]:
    """Users whom a group lists and who have no record of their own."""
    listed = {name for file in files for piece in file.pieces for name in piece.found.listed}
    listed |= {user for _, user in people.seen["0102"]}
    return {name for name in listed if not people.knows_user(name)}


def _ids_nowhere(people: People, profiles: Mapping[str, Mapping[str, Profile]]) -> set[str]:
    """IDs that profiles name, when more than half of many are neither a user nor a group."""
    named = {name for kept in profiles.values() for profile in kept.values() for name in _ids(profile)}
    named = {name for name in named if name[:1] not in ("", "*", "&", "=")}
    nowhere = {name for name in named if not people.knows_user(name) and not people.knows_group(name)}
    return nowhere if len(nowhere) >= MANY and 2 * len(nowhere) > len(named) else set()


def _ids(profile: Profile) -> Iterable[str]:
    yield profile.owner
    yield from profile.acl
    yield from (entry.id for entry in profile.conditional)
