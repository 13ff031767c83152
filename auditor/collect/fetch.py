"""One system: run the jobs, read what they made, write the files and the manifest beside them.

What fails is written down as not offered, with the reason; the rest is fetched all the same. A file has its name only
when it is whole; earlier evidence in the folder is taken away first, so that an old file is never taken for a new one.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from auditor import __version__
from auditor.collect.credentials import Credentials
from auditor.collect.jobs import Made, job, made
from auditor.collect.wire import Wire, WireFailed
from auditor.collect.zosmf import Job, LoggedOff, Zosmf
from auditor.errors import ReturnCode, UsageError
from auditor.models.collect import CollectTable
from auditor.models.manifest import NAME, Fetched, Manifest, NotFetched

Tell = Callable[[str, int, int], None]
"""Called with what is being done, bytes done and bytes in all (0: nobody knows)."""

_CODE: Final = re.compile(r"CC (\d{4})")


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of a system."""

    manifest: Manifest
    return_code: ReturnCode


def collect(system: str, table: CollectTable, credentials: Credentials, folder: Path, tell: Tell) -> Collected:
    """Fetch the evidence of `system` into `folder`. Raises `UsageError` (16) for a folder that holds other things."""
    prepared(folder)
    assert table.zosmf is not None  # noqa: S101 - the command has asked for it
    wire = Wire(time.monotonic() + table.wait, table.ca, credentials.certificate)
    host = Zosmf(table.zosmf, wire, credentials)
    files: list[Fetched] = []
    missing: list[NotFetched] = []
    ended = ""
    try:
        for one in made(table):
            try:
                if ended:
                    raise WireFailed(ended)  # noqa: TRY301 - one way to say what is missing
                files.append(_one(system, table, credentials, host, one, folder, tell))
            except LoggedOff as error:
                ended = str(error)
                missing.append(_missing(system, one, ended))
            except WireFailed as error:
                missing.append(_missing(system, one, str(error)))
    finally:
        wire.close()
    manifest = Manifest(
        tool=f"auditor {__version__}", system=system, host=urlsplit(table.zosmf).hostname or "",
        complete=not missing and not any(file.damage for file in files), files=tuple(files), missing=tuple(missing),
    )  # fmt: skip
    write(manifest, folder)
    if not files:
        return Collected(manifest, ReturnCode.REFUSED)
    return Collected(manifest, ReturnCode.CLEAN if manifest.complete else ReturnCode.DAMAGED)


def prepared(folder: Path) -> None:
    """Make the folder, or take away what an earlier collection has left there; raise `UsageError` for any other one."""
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / NAME).is_file():
                raise UsageError(
                    f"{folder} holds files that no collection has written", "name another folder with --to"
                )
            for name in _names(folder / NAME):
                (folder / name).unlink(missing_ok=True)
            (folder / NAME).unlink()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}", "name another folder with --to") from None


def _names(manifest: Path) -> list[str]:
    """The plain names of files that an earlier manifest lists."""
    try:
        rows = json.loads(manifest.read_bytes()[: 1 << 20]).get("files", [])
        names = [str(row.get("path", "")) for row in rows]
    except (ValueError, AttributeError, TypeError):
        return []
    return [name for name in names if re.fullmatch(r"[A-Za-z0-9#$@][A-Za-z0-9#$@.-]*", name)]


def write(manifest: Manifest, folder: Path) -> None:
    """Write `manifest.json`, whole or not at all."""
    text = json.dumps(manifest.model_dump(mode="json", by_alias=True), indent=2) + "\n"
    part = folder / f"{NAME}.part"
    part.write_text(text, encoding="utf-8")
    part.replace(folder / NAME)


def _missing(system: str, one: Made, reason: str) -> NotFetched:
    return NotFetched(kind=one.kind, system=system, source=one.source, reason=reason)


def _one(  # noqa: PLR0913, PLR0917 - what a fetch is made of
    system: str, table: CollectTable, credentials: Credentials, host: Zosmf, one: Made, folder: Path, tell: Tell
) -> Fetched:
    """Make and fetch one data set. Raises `WireFailed`."""
    ran: Job | None = None
    if one.jcl:
        tell(f"{system}: job for the {one.kind}", 0, 0)
        ran = host.run(job(table, one.jcl))
        _check(ran, one.most)
    part = folder / f"{one.path}.part"
    try:
        body = host.fetch(
            one.source, part, one.mode, table.max_bytes, lambda done, total: tell(f"{system}: {one.path}", done, total)
        )
        if not body.bytes:
            raise WireFailed("the data set is empty")
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        damage = _cut(part) if one.mode == "record" else None
        part.replace(folder / one.path)
    except OSError as error:
        raise WireFailed(f"the file {one.path} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    return Fetched(
        kind=one.kind, system=system, path=one.path, source=one.source, made_of=one.made_of,
        job=f"{ran.name} {ran.number}" if ran else None, return_code=ran.said() if ran else None,
        submitter=(ran.owner if ran else None) or credentials.user, taken=(ran.ended if ran else None) or body.date,
        form="record" if one.mode == "record" else "text", bytes=body.bytes, sha256=digest, kept=one.kept,
        damage=damage,
    )  # fmt: skip


def _check(ran: Job, most: int) -> None:
    """Raise `WireFailed` for a job of which the output is not whole."""
    codes = [ran.return_code, *(code for _, code in ran.steps if code)]
    for code in codes:
        found = _CODE.fullmatch(code)
        if found is None or int(found[1]) > most:
            raise WireFailed(f"job {ran.name} {ran.number} ended with {ran.said()}: look at its output")


def _cut(path: Path) -> str | None:
    """Why a file in record mode is not whole; None for one that is."""
    with path.open("rb") as file:
        size, at = path.stat().st_size, 0
        while at < size:
            file.seek(at)
            head = file.read(4)
            at += 4 + int.from_bytes(head, "big")
    return None if at == size else "the file ends inside a record: it was cut"
