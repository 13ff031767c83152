"""`auditor check`: what each file is, how old it is, what it settles, what is still missing, every diagnostic."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.discover.level import level_of
from auditor.errors import ReturnCode
from auditor.gather import Gathered, gather
from auditor.models.place import InputFacts
from auditor.models.source import BY_KIND, EVIDENCE, Source
from auditor.settings import Settings
from auditor.visible import numbered


def checked(settings: Settings) -> tuple[int, list[str]]:
    """Return the return code that a scan would have for the evidence alone, and the lines to show."""
    gathered = gather(settings)
    excluded = {one.input for one in settings.scope.exclude}
    missing = [one for one in EVIDENCE if not settings.inputs.of(one.kind) and one.kind not in excluded]
    damaged = any(one.level == "error" for one in gathered.diagnostics)
    code = ReturnCode.DAMAGED if damaged else ReturnCode.NOTED if missing else ReturnCode.CLEAN
    return int(code), [numbered(line) for line in _lines(settings, gathered, missing, int(code))]


def _lines(settings: Settings, gathered: Gathered, missing: list[Source], code: int) -> Iterator[str]:
    yield f"{settings.system}, {settings.as_of}"
    for file in gathered.inputs:
        source = BY_KIND[file.kind]
        yield ""
        yield f"{file.path}: {source.title}"
        yield f"  {_form(file)}"
        level = level_of(file.kind, gathered)
        if level is not None:
            yield f"  release: {level}"
        if source.ages:
            yield f"  {_age(file, settings)}"
        if source.settles is not None:
            yield f"  settles {source.settles}"
    for source in missing:
        yield ""
        yield f"not offered: {source.title} (--{source.kind.replace('_', '-')})"
        yield f"  would settle {source.settles}"
    if gathered.diagnostics:
        yield ""
        yield "Diagnostics:"
    for one in gathered.diagnostics:
        where = f", record {one.record}" if one.record else ""
        yield f"  {one.level} {one.code}: {one.path}{where}: {one.message}"
    yield ""
    yield f"Return code {code}: {_MEANS[code]}."


_MEANS = {
    0: "everything was offered and read whole",
    4: "what was offered was read whole; what is missing leaves questions undecided",
    12: "something that was offered is damaged, incomplete or too old",
}


def _form(file: InputFacts) -> str:
    parts = [file.form, f"code page {file.codepage}", f"{file.records} records"]
    parts += [f"{file.rejected} of them not used"] if file.rejected else []
    parts += [f"of system {file.system}"] if file.system else []
    return ", ".join(part for part in parts if part)


def _age(file: InputFacts, settings: Settings) -> str:
    if file.taken is None:
        return "nothing tells of which day it is: give the day in [inputs.dates]"
    days = (settings.as_of - type(settings.as_of).fromisoformat(file.taken)).days
    if file.taken_from == "bound":
        return f"taken on {file.taken} or later (the newest date in it), {days} days ago at most"
    return f"taken on {file.taken} ({file.taken_from}), {days} days ago"
