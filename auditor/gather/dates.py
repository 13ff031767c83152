"""When each input was taken, how that is known, and what is wrong about it on the day the audit speaks for.

What a file shows itself counts first, then the manifest of its collection, then `[inputs.dates]` of auditor.toml, then
the newest date inside an unload, which is a bound only: it was taken on that day or later. Whether the days of a
verdict can still be counted on is for Rego to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableSequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from auditor.gather.collected import Manifests, row_of
from auditor.models.manifest import Fetched
from auditor.models.place import InputFacts, TakenFrom
from auditor.models.source import BY_KIND
from auditor.sources.issue import Issue

if TYPE_CHECKING:
    from auditor.settings import Settings

Say = Callable[[int, Issue], None]

KNOWN = ("manifest", "config", "heading")
"""Ways of knowing that tell the day itself, not only that it was then or later."""


def date_inputs(
    inputs: MutableSequence[InputFacts], settings: Settings, manifests: Manifests, say: Say, lost: Say
) -> None:
    """Write into each of `inputs` when it was taken. `say` takes what is old, `lost` what cannot be of that day."""
    for number, file in enumerate(inputs):
        if not BY_KIND[file.kind].ages:
            continue
        dated, issues = _taken(file, settings.inputs.dates.get(file.path), "config")
        row = row_of(file, manifests)
        if row is not None and not issues:
            dated, issues = _collected(file, dated, row, settings.site.max_evidence_days)
        inputs[number] = dated
        for issue in issues:
            say(number, issue)
        after = _after(dated, settings)
        if after is not None:  # one date of one record, against a day that somebody tells of the whole file
            (say if dated.taken_from == "bound" else lost)(number, after)
    for number, file in older(inputs, settings.as_of, settings.site.max_evidence_days):
        say(number, Issue(None, "error", "too-old", f"{age(file, settings.as_of)}: offer newer evidence"))


def older(inputs: Iterable[InputFacts], as_of: date, days: int) -> Iterator[tuple[int, InputFacts]]:
    """Yield the inputs, with their numbers, that are known to have been taken more than `days` before `as_of`."""
    for number, file in enumerate(inputs):
        known = BY_KIND[file.kind].ages and file.taken is not None and file.taken_from in KNOWN
        if known and (as_of - date.fromisoformat(file.taken or "")).days > days:
            yield number, file


def age(file: InputFacts, as_of: date) -> str:
    """Return when a dated input was taken and how old it is, as the begin of a sentence."""
    days = (as_of - date.fromisoformat(file.taken or "")).days
    return f"the {file.kind} was taken on {file.taken} ({file.taken_from}), {days} days before {as_of}"


def _collected(file: InputFacts, dated: InputFacts, row: Fetched, most: int) -> tuple[InputFacts, list[Issue]]:
    """The input with the day on which it was fetched.

    A job of today can read an old copy of a database: where nothing inside is newer than `most` days before the job,
    the newest date inside is a bound, and counts.
    """
    made = row.made_of and file.dated is not None and (row.day - date.fromisoformat(file.dated)).days > most
    if made:
        what = f"the job ran on {row.day}, and nothing in it is newer than {file.dated}: its copy may be as old"
        return _taken(file, None, "manifest")[0], [Issue(None, "remark", "dates-differ", what)]
    if dated.taken_from == "config" and dated.taken != row.day.isoformat():
        what = f"auditor.toml dates it {dated.taken}, but its manifest says {row.day}, which counts"
        return _taken(file, row.day, "manifest")[0], [Issue(None, "remark", "dates-differ", what)]
    return _taken(file, row.day, "manifest")


def _taken(file: InputFacts, stated: date | None, by: TakenFrom) -> tuple[InputFacts, list[Issue]]:
    """The input with the day it was taken, which `by` states, and what is wrong with what is said of that."""
    who = "manifest.json" if by == "manifest" else "auditor.toml"
    day = stated.isoformat() if stated is not None else None
    if file.taken is not None:
        differ = f"{who} dates it {day}, but it shows {file.taken} itself, which counts"
        return file, [Issue(None, "remark", "dates-differ", differ)] if day not in (None, file.taken) else []
    if day is None or (file.dated is not None and file.dated > day):
        update = {"taken": file.dated, "taken_from": "bound" if file.dated else None}
        wrong = f"{who} dates it {day}, but it holds data of {file.dated}"
        return file.model_copy(update=update), [Issue(None, "error", "dates-differ", wrong)] if day else []
    return file.model_copy(update={"taken": day, "taken_from": by}), []


def _after(file: InputFacts, settings: Settings) -> Issue | None:
    """What is wrong with evidence of a day after that of the audit: it cannot speak for it.

    Where somebody asks for an earlier day (`--as-of`) that is meant, and PT-D06 says it. Where nobody named a day it is
    today here, and the system may be where it is tomorrow already.
    """
    if file.taken is None or settings.as_of_from == "asked":
        return None
    last = settings.as_of + timedelta(days=settings.as_of_from == "clock")
    if file.taken <= last.isoformat():
        return None
    message = (
        f"the {file.kind} was taken on {file.taken} or later, after the day the audit speaks for ({settings.as_of})"
    )
    return Issue(None, "error", "taken-after", message)
