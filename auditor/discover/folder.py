"""A folder of evidence as settings: each file by its content. What nobody may slip in is taken by name alone.

Keys, waivers, scope (a configuration) and policies are never taken. Two systems, or an old and a new listing, are
refused: which of them is meant is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from auditor.errors import InputMissing, UsageError
from auditor.gather.sources import nameable
from auditor.models.manifest import NAME
from auditor.models.source import BY_KIND, OFFERED
from auditor.settings import Noted, Settings
from auditor.sources.manifest import check_whole, manifest_in
from auditor.sources.signs import Sample, kinds_of, never_taken, sample_of
from auditor.visible import visible

MOST: Final = 5000
"""Files of a folder that are looked at."""
SKIPPED: Final = ("reports", "__pycache__")
"""Folders that hold no evidence; those whose name begins with a full stop neither."""
OURS: Final = re.compile(
    r"(report\.html|result\.json|result\.sarif|junit\.xml|verdicts\.csv|summary\.md|\S+\.stale|\.lock)"
)

_SYSTEM: Final = re.compile(r"J E S 2\s+J O B\s+L O G\s+--\s+S Y S T E M\s+((?:\S ){1,8})\s*--")
"""Heading of the log of a JES2 job, each letter followed by a blank."""
_ENTRY: Final = re.compile(r"^\s*-\s|^clients:\s*\[\s*[^\s\]]", re.MULTILINE)
"""An entry of an inventory."""
_BASES: Final = ("0100", "0200", "0500")
"""Records of an unload of which each name is in one data set of the database alone."""
_NAMES: Final = slice(5, 260)


@dataclass(frozen=True, slots=True)
class Recognised:
    """One file of a folder. `kind` None: it is not taken, and `why` says so."""

    path: str
    kind: str | None
    why: str = ""
    sample: Sample | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder of evidence holds."""

    path: str
    files: tuple[Recognised, ...]
    system: str
    named_by: str
    """Where the system's name comes from."""

    def inputs(self) -> dict[str, Any]:
        """Return the files by kind, as settings take them."""
        found: dict[str, Any] = {}
        for source in OFFERED:
            paths = tuple(file.path for file in self.files if file.kind == source.kind)
            if paths:
                found[source.kind] = paths if source.many else paths[0]
        return found

    def notes(self) -> tuple[Noted, ...]:
        """Return what a report says of the folder beside its evidence."""
        name = Noted(
            path=self.path, code="system-named", message=f"the system is called {self.system}: {self.named_by}"
        )
        others = (Noted(path=file.path, code="not-taken", message=file.why) for file in self.files if file.kind is None)
        return (name, *others)


def settings_of_folder(path: str, **flags: Any) -> Settings:
    """Return the settings of a scan of a folder; `flags` win over what is recognised. Raises `UsageError` (16)."""
    folder = recognise(path)
    inputs = {kind: value for kind, value in folder.inputs().items() if not flags.get(kind)}
    given = {name: value for name, value in flags.items() if value not in (None, (), False)}
    return Settings.load(None, **{"system": folder.system, **given, **inputs, "noted": folder.notes()})


def recognise(path: str) -> Folder:
    """Return what each file of a folder is. Raises `UsageError` for a folder that cannot be one system's evidence."""
    manifest = manifest_in(Path(path))
    if manifest is not None:
        check_whole(manifest)
    listed = {file.path: file.kind for file in manifest.files} if manifest is not None else {}
    own = str(Path(path) / NAME) if manifest is not None else None
    files = tuple(_one(file, listed.get(file)) for file in _files(path) if file != own)
    _single(files)
    _one_database(files)
    system, named_by = _system(path, files)
    if manifest is not None:
        system, named_by = manifest.system, f"so {NAME} says"
    return Folder(path, files, system, named_by)


def _files(path: str) -> Iterator[str]:
    count = 0
    for file in sorted(Path(path).rglob("*")):
        inside = file.relative_to(path).parts
        if any(part.startswith(".") or part in SKIPPED for part in inside[:-1]) or OURS.fullmatch(file.name):
            continue
        if file.is_file():
            count += 1
            if count > MOST:
                raise UsageError(f"{path} holds more than {MOST} files", "name a folder with evidence alone")
            yield nameable(str(file))


def _one(path: str, listed: str | None = None) -> Recognised:
    """What a file is; a file of a collection is what it was fetched as (`listed`), so that a cut one stays offered."""
    try:
        sample = sample_of(path)
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "check the name and its permissions") from None
    if listed is not None:
        return Recognised(path, listed, "", sample)
    never = never_taken(sample)
    if never is not None:
        return Recognised(path, None, f"this is {never}: it is taken by name alone, and was not used", sample)
    kinds = kinds_of(sample)
    if not kinds:
        return Recognised(path, None, "this was not recognised as evidence and was not read", sample)
    if kinds[0] == "clients" and not _ENTRY.search(sample.text):
        why = "an inventory without an entry declares that there is no client: it is taken by name alone"
        return Recognised(path, None, why, sample)
    return Recognised(path, kinds[0], "", sample)


def _single(files: tuple[Recognised, ...]) -> None:
    """Refuse several files of a kind of which a system has one."""
    for source in OFFERED:
        paths = [file.path for file in files if file.kind == source.kind]
        if len(paths) > 1 and not source.many:
            names = ", ".join(Path(one).name for one in paths[:4])
            raise UsageError(
                f"the folder holds {len(paths)} files that are each a {source.title}: {names}",
                "two systems, or an old and a new one, cannot be judged as one: keep one, or name the inputs by flag",
            )


def _one_database(files: tuple[Recognised, ...]) -> None:
    """Refuse unloads that hold the same profile, user or group: they are no data sets of one database."""
    seen: dict[str, str] = {}
    for file in files:
        if file.kind != "unload" or file.sample is None:
            continue
        for line in file.sample.lines:
            if line[:4] in _BASES:
                before = seen.setdefault(f"{line[:4]} {line[_NAMES].rstrip()}"[:60], file.path)
                if before != file.path:
                    names = f"{Path(before).name} and {Path(file.path).name}"
                    raise UsageError(
                        f"the unloads {names} both hold {visible(line[5:13].strip())}: they are not of one database",
                        "two systems, or an old and a new unload, cannot be judged as one: keep one",
                    )


def _system(path: str, files: tuple[Recognised, ...]) -> tuple[str, str]:
    """The system's name, from a heading of a listing, else that of the folder."""
    shown: dict[str, str] = {}
    for file in files:
        found = _SYSTEM.search(file.sample.text) if file.kind and BY_KIND[file.kind].ages and file.sample else None
        if found:
            shown.setdefault(found[1].replace(" ", ""), file.path)
    if len(shown) > 1:
        raise UsageError(
            f"the folder holds evidence of several systems: {', '.join(sorted(shown))}",
            "judge each system by itself: one folder for each",
        )
    for name, shown_by in shown.items():
        return name, f"so {Path(shown_by).name} says"
    name = visible(Path(path).resolve().name).strip()[:64] or "system"
    return name, "by the name of the folder, for no file names one"
