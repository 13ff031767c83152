"""The whole reading: survey every record, tell who matters, collect them, build the facts.

Three readings at most, and only the first is of the whole file. What cannot be told from a record alone is checked
against what other records say of the same thing:

- a connection stands in 0102, 0203 and 0205; one that misses anywhere is reported (for kept users and groups);
- lists and segments without their 0500, connections without their 0200 or 0100, are orphans;
- two records of one key are duplicates.

**What this cannot see**: a value that was changed into another valid value and stands nowhere else (an access level,
a UACC, a date, a user ID on an access list, the name of a profile without lists or segments), a list entry or a
profile that was cut out or put in whole, and damage inside records of types and classes that no policy reads beyond
their type, length, separators and key. The SHA-256 of each file, in the result, is the only guard against those.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from auditor.errors import EvidenceUnreadable
from auditor.models.estate import Columns, UnloadLevel
from auditor.models.place import Damage, Diagnostic, InputFile
from auditor.models.racf import Group, Profile, User
from auditor.sources.irrdbu00.check import Problem, structure
from auditor.sources.irrdbu00.forms import Form, detect, opened
from auditor.sources.irrdbu00.layout import GROUP_RECORDS, USER_RECORDS, columns
from auditor.sources.irrdbu00.people import Agreement, People
from auditor.sources.irrdbu00.report import Identity, Report
from auditor.sources.irrdbu00.resources import SSIGNON_LEGACY, Row, profiles
from auditor.sources.irrdbu00.survey import Survey
from auditor.sources.irrdbu00.walk import Walk

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(frozen=True, slots=True)
class Unload:
    """The facts of one RACF database, as its unload tells them."""

    inputs: tuple[InputFile, ...]
    profiles: dict[str, dict[str, Profile]]
    """Class -> profile name -> profile."""
    users: dict[str, User]
    groups: dict[str, Group]
    level: UnloadLevel
    columns: Columns
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[tuple[int, int], str]
    """(source, record number) -> text of every record that a fact or diagnostic points to."""


@dataclass(slots=True)
class _File:
    """One data set of the database."""

    source: int
    name: str
    path: str
    form: Form
    survey: Survey
    digest: Future[str]


def read_unload(
    paths: list[str],
    *,
    wanted_ids: set[str],
    first_source: int,
    form: str | None = None,
    progress: Progress | None = None,
) -> Unload:
    """Read the unload of one database from the files of its data sets; `-` is standard input.

    Kept are the profiles of the classes policies read; the users and groups on their lists, their owners, the users
    of started tasks, `wanted_ids`, all members of groups named so, and every privileged user (SPECIAL, OPERATIONS,
    AUDITOR, ROAUDIT, UID 0), each with all connections. `form` is None (tell from the content), `text`, `rdw` or
    `bdw`, with `:CODEPAGE` if needed.

    Raises `EvidenceUnreadable` (12) for what is no unload, `InputMissing` (16), `UsageError` (16) for a wrong `form`.
    """
    report = Report(list(paths), first_source)
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=1))
        files = [_open(stack, pool, first_source + n, name, form) for n, name in enumerate(paths)]
        _survey(files, progress)
        return _facts(files, report, wanted_ids)


def _open(stack: ExitStack, pool: ThreadPoolExecutor, source: int, name: str, form: str | None) -> _File:
    path = _spooled(stack) if name == "-" else name
    found = detect(path, "standard input" if name == "-" else name, form)
    return _File(source, name, path, found, Survey(), pool.submit(_digest, path))


def _spooled(stack: ExitStack) -> str:
    """Standard input on disk, because it is read more than once."""
    spool = stack.enter_context(tempfile.NamedTemporaryFile(prefix="auditor-", suffix=".unload"))
    shutil.copyfileobj(sys.stdin.buffer, spool, 1 << 20)
    spool.flush()
    return spool.name


def _digest(path: str) -> str:
    """SHA-256 in a thread of its own: hashlib lets other threads run."""
    digest = sha256()
    with opened(path) as file:
        while data := file.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()


def _survey(files: list[_File], progress: Progress | None) -> None:
    total = sum(os.path.getsize(file.path) for file in files)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        if progress is not None:
            progress(done, total)

    for file in files:
        walk = Walk(file.path, file.form, progress=advance)
        file.survey.take(walk, stripped=file.form.stripped)
        file.survey.records = walk.records
        file.survey.faults += [(number, problem, Identity(), "") for number, problem in walk.problems]


def _facts(files: list[_File], report: Report, wanted_ids: set[str]) -> Unload:
    census: Counter[str] = sum((file.survey.types for file in files), Counter())
    for file in files:
        if not any(not code.startswith("?") for code in file.survey.types):
            raise EvidenceUnreadable(
                f"{file.name} holds no record of an IRRDBU00 unload",
                "offer the OUTDD data set of IRRDBU00, transferred as text",
            )
        _report_faults(file, report)
    _report_orphans(files, report)
    kept = profiles(_resource_rows(files), report)
    named = _named(kept) | wanted_ids
    for file in files:
        named |= set()
    privileged = set().union(*(file.survey.privileged for file in files))
    members = _members(files, named)
    users = named | privileged | members
    people = People(_people_rows(files, users, named), report)
    groups = named | {
        group for (user, group), _ in people.rows["0205"].items() if user in users
    } | {row.get("USBD_DEFGRP_ID") for row in people.rows["0200"].values()}  # fmt: skip
    Agreement(people, report, census).check(users, named)
    level = _level(files, census)
    _report_completeness(files, level, report)
    found = Unload(
        inputs=(),
        profiles=kept,
        users=people.users(users),
        groups=people.groups(groups, named),
        level=level,
        columns=columns(),
        diagnostics=(),
        damage=(),
        lines=report.lines,
    )
    report.finish()
    return replace(
        found,
        inputs=tuple(_input(file, report) for file in files),
        diagnostics=tuple(sorted(report.diagnostics, key=lambda one: (one.path, one.record or 0, one.code))),
        damage=tuple(report.damage),
    )


def _input(file: _File, report: Report) -> InputFile:
    return InputFile(
        kind="unload",
        path=file.name,
        sha256=file.digest.result(),
        codepage=file.form.codepage,
        records=file.survey.records,
        rejected=report.rejected[file.source],
        form=file.form.name,
        dated=file.survey.newest or None,
    )


# -- who matters -----------------------------------------------------------------------------------------------------


def _resource_rows(files: list[_File]) -> Iterator[Row]:
    """Kept resource records. In a file whose blanks were cut off, the level of 0530 is that of its longest one."""
    for file in files:
        pad = file.form.stripped and file.survey.long_ssignon
        for number, text in file.survey.rows:
            longer = text.ljust(SSIGNON_LEGACY + 1) if pad and text.startswith("0530") else text
            yield Row(file.source, number, longer)


def _named(kept: Mapping[str, Mapping[str, Profile]]) -> set[str]:
    """Every ID that the profiles name."""
    named: set[str] = set()
    for profile in (profile for by_name in kept.values() for profile in by_name.values()):
        named.update(profile.acl, (entry.id for entry in profile.conditional), (profile.owner, profile.notify))
        if profile.started is not None:
            named.update((profile.started.user, profile.started.group))
    return named - {"", "*", "&RACUID", "=MEMBER"}


def _members(files: list[_File], named: set[str]) -> set[str]:
    """Users that any record connects to a group of `named`."""
    found = set()
    for file in files:
        for _, text in _sound(file):
            code = text[:4]
            if code in ("0203", "0205") and text[14:22].rstrip(" ") in named:
                found.add(text[5:13].rstrip(" "))
            elif code == "0102" and text[5:13].rstrip(" ") in named:
                found.add(text[14:22].rstrip(" "))
    return found


def _people_rows(files: list[_File], users: set[str], groups: set[str]) -> Iterator[Row]:
    """Records of `users`, the members of `groups`, and every group: there are never many groups."""
    for file in files:
        for number, text in _sound(file):
            code = text[:4]
            name = text[5:13].rstrip(" ")
            if code in USER_RECORDS and name in users:
                yield Row(file.source, number, text)
            elif code == "0100" or (code in GROUP_RECORDS and name in groups):
                yield Row(file.source, number, text)


def _sound(file: _File) -> Iterator[tuple[int, str]]:
    """User and group records of sound shape; faults have been reported by the survey."""
    for number, text in Walk(file.path, file.form):
        if text[:2] in ("01", "02") and structure(text, stripped=file.form.stripped) is None:
            yield number, text


# -- what is wrong ---------------------------------------------------------------------------------------------------


def _report_faults(file: _File, report: Report) -> None:
    for number, problem, lost, text in file.survey.faults:
        report.add(file.source, number, problem, lost, text)


def _report_orphans(files: list[_File], report: Report) -> None:
    """Lists and segments of classes that are not kept: their 0500 may stand in another file of the database."""
    bases = set().union(*(file.survey.bases | file.survey.damaged for file in files))
    for file in files:
        for (class_name, name), (number, code) in sorted(file.survey.needs.items(), key=lambda item: item[1]):
            if (class_name, name) not in bases:
                problem = Problem("orphan", f"record {code} of {class_name} {name}, which has no record 0500")
                report.add(file.source, number, problem, Identity("0500", class_name, name))


def _level(files: list[_File], census: Mapping[str, int]) -> UnloadLevel:
    long = any(file.survey.long_ssignon for file in files)
    short = bool(census.get("0530"))
    return UnloadLevel(
        groups=bool(census.get("0100")),
        users=bool(census.get("0200")),
        resources=bool(census.get("0500")),
        ssignon="enhanced" if long else "legacy" if short else "absent",
        user_count=sum(file.survey.users for file in files),
        newest=max(file.survey.newest for file in files) or None,
    )


def _report_completeness(files: list[_File], level: UnloadLevel, report: Report) -> None:
    """Does it look like a whole database? Every one has groups, users and resources."""
    missing = {"0100": level.groups, "0200": level.users, "0500": level.resources}
    for code, there in missing.items():
        if not there:
            message = f"no record {code} in the unload: perhaps a part of the database only, or a filtered copy"
            report.add(files[0].source, None, Problem("incomplete", message, "remark"))
    if level.ssignon == "absent":
        message = "no record 0530 in the unload: PassTicket keys cannot be told (releases before z/OS 2.4 write none)"
        report.add(files[0].source, None, Problem("no-ssignon", message, "remark"))
