"""One system of a fleet, in a process that may have scanned others before: task in, row of the fleet out.

It is what `auditor scan` does, with its own folder and lock. Judges are kept from one system to the next.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.errors import AuditorError
from auditor.models.base import Model
from auditor.models.fleet import FleetSystem
from auditor.models.verdict import Result
from auditor.run import Judges
from auditor.settings import Settings

_RESULT = "result.json"


class Task(Model):
    """What a process needs to scan one system."""

    name: str
    path: str
    folder: str
    out: str
    formats: tuple[str, ...]
    history: str | None = None
    as_of: date | None = None
    known: str | None = None
    """Digest of the result that is there; where everything is as it was, it is not made again."""


class Answer(Model):
    """A row, or why there is none. Neither: nothing has changed, and the row that is known holds."""

    row: FleetSystem | None = None
    why: str | None = None


def work(task: bytes) -> bytes:
    """Return the `Answer` to a `Task`, both as JSON."""
    asked = Task.model_validate_json(task)
    try:
        answer = Answer(row=_scanned(asked))
    except AuditorError as error:
        _kept.forget()
        answer = Answer(why=str(error))
    return answer.model_dump_json().encode()


class _Kept:
    """The judges of the last system, as long as the next one asks for the same."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._key: object = None
        self._judges: Judges | None = None

    def judges(self, settings: Settings) -> Judges:
        """Return who judges by `settings`, prepared."""
        from auditor.run import engine_of, prepared

        key = (settings.policies, settings.engine, settings.opa_url, settings.policy_timeout)
        if self._judges is None or self._key != key:
            self.forget()
            self._judges = self._stack.enter_context(prepared(settings.policies, engine_of(settings)))
            self._key = key
        return self._judges

    def forget(self) -> None:
        """Close the engine: after an error nobody knows what state it is in."""
        self._stack.close()
        self._judges = None


_kept = _Kept()


def _scanned(task: Task) -> FleetSystem | None:
    from auditor import output
    from auditor.fleet.row import row
    from auditor.gather import gather
    from auditor.remedy import scripts
    from auditor.run import examine, terms_of

    settings = _settings(task)
    with output.locked(settings) as directory:
        judges = _kept.judges(settings)
        digest = _digest(settings, judges, Path(task.path))
        if digest == task.known and (directory / _RESULT).is_file():
            return None
        before = _before(directory)
        with output.renewed(directory):
            gathered = gather(settings)
            done = examine(gathered.estate, gathered, judges, terms_of(settings, gathered))
            files = scripts(done.remedies, done.result.system, done.result.as_of)
            output.write(done.result, settings, directory, files, judges.catalogue.policies)
    return row(task.name, task.path, task.folder, digest, done.result, gathered.estate, before)


def _settings(task: Task) -> Settings:
    flags: dict[str, Any] = {
        "out": str(Path(task.out) / task.folder),
        "formats": tuple(dict.fromkeys(("html", "json", *task.formats))),
        "history": task.history,
        "as_of": task.as_of,
        "system": task.name,
    }
    if Path(task.path).is_dir():
        from auditor.discover.folder import settings_of_folder

        return settings_of_folder(task.path, **flags)
    return Settings.load(task.path, **flags)


def _before(directory: Path) -> Result | None:
    """The last good result, also where a later run failed; None: there is none, or it can no longer be read."""
    from auditor.renderers.upgrade import read_result
    from auditor.renderers.write import STALE

    for name in (_RESULT, _RESULT + STALE):
        try:
            return read_result(directory / name)
        except AuditorError:
            continue
    return None


def _digest(settings: Settings, judges: Judges, path: Path) -> str:
    """A digest of all that the result follows from: the day too, because evidence grows old by itself."""
    whole = hashlib.sha256(f"{__version__}\0{settings.model_dump_json(exclude={'out'})}".encode())
    for module in judges.catalogue.modules():
        whole.update(hashlib.sha256(module.text.encode()).digest())
    for name in (*settings.inputs.files(), *([str(path)] if path.is_file() else [])):
        for file in _files(Path(name)):
            whole.update(f"\0{file}\0{_of_file(file)}".encode("utf-8", "backslashreplace"))
    return whole.hexdigest()


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def _of_file(path: Path) -> str:
    """The digest of a file; one that cannot be read has none, and the scan says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() if path.is_file() else "no file"
    except (OSError, ValueError):
        return "unreadable"
