"""The whole reading: survey every record, keep those of who matters, build the facts.

What cannot be told from a record alone is checked against what other records say of the same thing:

- a connection stands in 0102, 0203 and 0205; one that misses anywhere is reported (for kept users and groups);
- lists and segments without their 0500, connections without their 0200 or 0100, are orphans;
- two records of one key are duplicates;
- what every database has and RACF keeps consistent shows whether it is a whole one (`whole`);
- one release wrote all records of a type, so one that differs in length, or lacks a flag the others have, is damaged
  (`consistency`).

**What this cannot see**: a value that was changed into another valid value and stands nowhere else (an access level,
a UACC, a date, a user ID on an access list, the name of a profile without lists or segments), a list entry or a
profile that was cut out or put in whole, and damage inside records of types, classes and groups that no policy
reads beyond their type, length, separators and key. The SHA-256 of each file, in the result, is the only guard against
those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from auditor.errors import EvidenceUnreadable
from auditor.models.classes import covers
from auditor.models.estate import Columns, UnloadLevel
from auditor.models.place import Damage, Diagnostic, InputFacts
from auditor.models.racf import DataSet, Group, Profile, User
from auditor.sources.irrdbu00.facts.columns import columns
from auditor.sources.irrdbu00.facts.data_sets import data_sets as data_sets_of
from auditor.sources.irrdbu00.facts.groups import groups as groups_of
from auditor.sources.irrdbu00.facts.profiles import SSIGNON_LEGACY, profiles
from auditor.sources.irrdbu00.facts.users import users as users_of
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.agreement import Agreement
from auditor.sources.irrdbu00.sound.identity import Identity
from auditor.sources.irrdbu00.sound.people import People
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem
from auditor.sources.irrdbu00.survey.files import File
from auditor.sources.irrdbu00.survey.reading import Progress, Reading, seek
from auditor.sources.irrdbu00.survey.roll import Everybody, distinct
from auditor.sources.irrdbu00.wanted import Wanted, matters, members, owners, pointed
from auditor.sources.irrdbu00.whole import report_missing_profiles, report_missing_types
from auditor.sources.transfer.digest import Digests


@dataclass(frozen=True, slots=True)
class Unload:
    """The facts of one RACF database, as its unload tells them."""

    inputs: tuple[InputFacts, ...]
    digests: Digests
    """SHA-256 of each of `inputs`, in their order; still being worked out."""
    profiles: dict[str, dict[str, Profile]]
    """Class -> profile name -> profile."""
    data_sets: tuple[DataSet, ...]
    """Data set profiles that can decide one of the data sets asked for."""
    users: dict[str, User]
    groups: dict[str, Group]
    everybody: Everybody
    level: UnloadLevel
    columns: Columns
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[tuple[int, int], str]
    """(source, record number) -> text of every record that a fact or diagnostic points to."""


def read_unload(  # noqa: PLR0913 - what to read, for whom, and what is known of it already
    paths: list[str],
    *,
    wanted_ids: set[str],
    first_source: int,
    form: str | None = None,
    progress: Progress | None = None,
    begun: Reading | None = None,
    data_sets: frozenset[str] = frozenset(),
) -> Unload:
    """Read the unload of one database from the files of its data sets; `-` is standard input.

    Kept are the profiles of the classes policies read; the users and groups on their lists, their owners, the users
    of started tasks, `wanted_ids`, all members of groups named so, and every privileged user (SPECIAL, OPERATIONS,
    AUDITOR, ROAUDIT, UID 0, group-SPECIAL, CLAUTH of a class that tickets rest on), each with all connections; and the
    chain of owners above the IDs that profiles name. Of data set profiles those are kept that can decide one of
    `data_sets`. `form` is None (tell from the content), `text`, `rdw`, `bdw` or `record`, with `:CODEPAGE` if needed.
    `begun`: what `reading.ahead` gave; it is used if it reads these files.

    Raises `EvidenceUnreadable` (12) for what is no unload, `InputMissing` (16), `UsageError` (16) for a wrong `form`.
    """
    report = Report(list(paths), first_source)
    if begun is None or begun.asked != (list(paths), first_source, form, data_sets):
        begun = Reading(paths, first_source, form, data_sets)
    with begun as reading:
        reading.finish(wanted_ids, progress)
        kept = _kept(reading, report, wanted_ids, data_sets)
    return _facts(reading, report, kept)  # the processes have ended, and their memory is free


class _Kept(NamedTuple):
    """What is left of the files: the profiles, every ID they name, the users who matter, rows of users and groups."""

    profiles: dict[str, dict[str, Profile]]
    data_sets: tuple[DataSet, ...]
    named: set[str]
    users: set[str]
    rows: list[Row]
    groups: set[str]
    """Names of all groups; of those to which nothing points there are no rows."""
    owners: set[str]
    """Who owns an ID that profiles name, or a member of a group on a list of PTKTDATA, and the owners above."""


def _kept(reading: Reading, report: Report, wanted_ids: set[str], data_sets: frozenset[str]) -> _Kept:
    files = reading.files
    for file in files:
        if not file.survey.known:
            raise EvidenceUnreadable(
                f"{file.name} holds no record of an IRRDBU00 unload",
                "offer the OUTDD data set of IRRDBU00, transferred as text",
            )
        _report_faults(file, report)
    _report_orphans(files, report)
    damaged = set().union(*(file.survey.damaged for file in files))
    kept = profiles(_resource_rows(files), report, damaged)
    guards = data_sets_of(_data_set_rows(files, data_sets), report)
    named = _named(kept) | {id_ for guard in guards for id_ in (guard.owner, *guard.acl)} - {"", "*"} | wanted_ids
    privileged = set().union(*(file.survey.privileged for file in files))
    listed = {id_ for profile in kept.get("PTKTDATA", {}).values() for id_ in profile.acl}
    return _Kept(kept, guards, named, *_people(reading, named, named | privileged, listed))


def _facts(reading: Reading, report: Report, kept: _Kept) -> Unload:
    files, named, users = reading.files, kept.named, kept.users
    people = People(kept.rows, kept.groups, report)
    groups = named | kept.owners | {group for user, group in people.rows["0205"] if user in users}
    groups |= {row.get("USBD_DEFGRP_ID") for (name,), row in people.rows["0200"].items() if name in users}
    level = _level(files)
    Agreement(people, report, level).check(users, named)
    _report_doubles(files, users, report)
    report_missing_types(files, kept.profiles, report)
    report_missing_profiles(files, people, users, kept.profiles, report)
    _report_keys(files, level, report)
    report.finish()
    found = Unload(
        inputs=(),
        digests=reading.digests,
        profiles=kept.profiles,
        data_sets=kept.data_sets,
        users=users_of(people, users, report.damage),
        groups=groups_of(people, groups, named),
        everybody=Everybody(
            tuple(piece.found.users for file in files for piece in file.pieces), frozenset(kept.groups)
        ),
        level=level,
        columns=columns(),
        diagnostics=(),
        damage=(),
        lines=report.lines,
    )
    return replace(
        found,
        inputs=tuple(_input(file, report) for file in files),
        diagnostics=tuple(sorted(report.diagnostics, key=lambda one: (one.path, one.record or 0, one.code))),
        damage=tuple(report.damage),
    )


def _input(file: File, report: Report) -> InputFacts:
    return InputFacts(
        kind="unload",
        path=file.name,
        codepage=file.form.codepage,
        records=file.survey.records,
        rejected=report.rejected[file.source],
        form=file.form.name,
        dated=file.survey.newest or None,
    )


# -- who matters -----------------------------------------------------------------------------------------------------


def _resource_rows(files: list[File]) -> Iterator[Row]:
    """Kept resource records. In a file whose blanks were cut off, the level of 0530 is that of its longest one."""
    for file in files:
        pad = file.form.stripped and file.survey.long_ssignon
        for number, text in file.survey.rows:
            longer = text.ljust(SSIGNON_LEGACY + 1) if pad and text.startswith("0530") else text
            yield Row(file.source, number, longer, file.form.stripped)


def _data_set_rows(files: list[File], data_sets: frozenset[str]) -> Iterator[Row]:
    """Records of the data set profiles that can decide one of `data_sets`."""
    for file in files:
        for number, text in file.survey.data_sets:
            if covers(text[5:49].rstrip(" "), data_sets):
                yield Row(file.source, number, text, file.form.stripped)


def _named(kept: Mapping[str, Mapping[str, Profile]]) -> set[str]:
    """Every ID that the profiles name."""
    named: set[str] = set()
    for profile in (profile for by_name in kept.values() for profile in by_name.values()):
        named.update(profile.acl, (entry.id for entry in profile.conditional), (profile.owner, profile.notify))
        if profile.started is not None:
            named.update((profile.started.user, profile.started.group))
    return named - {"", "*", "&RACUID", "=MEMBER"}


def _people(
    reading: Reading, named: set[str], users: set[str], listed: set[str]
) -> tuple[set[str], list[Row], set[str], set[str]]:
    """All users that matter, the records of them and of the groups that anything points to, all groups' names, owners.

    Whoever owns a named ID, or a member of a group of `listed`, can take it over, so the owners matter too.
    Pieces that were read when less was known are read again, until nothing is missing.
    """
    while True:
        others = [
            Row(file.source, number, text, file.form.stripped)
            for file in reading.files
            for number, text in file.people()
        ]
        users = users | members((row.text for row in others), named)
        makers = named | members((row.text for row in others), listed)
        texts = (text for file in reading.files for _, text in (*file.groups(), *file.people()))
        above = owners(texts, makers)
        users |= above
        wanted = Wanted(frozenset(users), frozenset(named))
        if not reading.complete(wanted):
            break
    others = [row for row in others if matters(row.text, wanted)]
    needed = named | above | pointed(row.text for row in others)
    # A large site has ten thousand groups; of most it matters only that they are there (once).
    names = Counter(text[5:13].rstrip(" ") for file in reading.files for _, text in file.groups())
    needed |= {name for name, count in names.items() if count > 1}
    groups = [
        Row(file.source, number, text.ljust(file.group_size), file.form.stripped)
        for file in reading.files
        for number, text in file.groups()
        if text[5:13].rstrip(" ") in needed
    ]
    return users, groups + others, set(names), above


# -- what is wrong ---------------------------------------------------------------------------------------------------


def _report_faults(file: File, report: Report) -> None:
    for number, problem, lost, text in file.survey.faults:
        report.add(file.source, number, problem, lost, text)


def _report_orphans(files: list[File], report: Report) -> None:
    """Lists and segments of classes that are not kept: their 0500 may stand in another file of the database."""
    bases = set().union(*(file.survey.bases | file.survey.damaged for file in files))
    needs = set().union(*(file.survey.needs for file in files)) - bases
    bases = seek(files, needs) if needs else bases
    classes = {class_name for class_name, _ in bases}
    for file in files:
        for (class_name, name), (number, code) in sorted(file.survey.needs.items(), key=lambda item: item[1]):
            if (class_name, name) in needs - bases:
                problem = Problem("orphan", f"record {code} of {class_name} {name}, which has no record 0500")
                report.add(file.source, number, problem, Identity("0500", class_name, name))
                if class_name not in classes:  # the class may be what is damaged
                    report.lose(file.source, number, problem, Identity(code, None, name))


def _report_doubles(files: list[File], kept: set[str], report: Report) -> None:
    """Users who are there twice and whose records have not been looked at one by one."""
    for file in files:
        for number, name in file.survey.doubles:
            if name not in kept:
                message = f"user {name} is there twice: two unloads in one file?"
                report.double(file.source, number, message, Identity("0200", None, name))


def _level(files: list[File]) -> UnloadLevel:
    long = any(file.survey.long_ssignon for file in files)
    types: Counter[str] = sum((file.survey.types for file in files), Counter())
    short = bool(types["0530"])
    return UnloadLevel(
        groups=bool(types["0100"]),
        users=bool(types["0200"]),
        resources=bool(types["0500"]),
        data_sets=bool(types["0400"]),
        ssignon="enhanced" if long else "legacy" if short else "absent",
        user_count=distinct([piece.found.users for file in files for piece in file.pieces]),
        newest=max(file.survey.newest for file in files) or None,
    )


def _report_keys(files: list[File], level: UnloadLevel, report: Report) -> None:
    """Say that nothing is known about keys. That is no proof of a part: older releases write no record of them."""
    if level.ssignon == "absent":
        message = "no record 0530 in the unload: PassTicket keys cannot be told (releases before z/OS 2.4 write none)"
        report.add(files[0].source, None, Problem("no-ssignon", message, "remark"))
