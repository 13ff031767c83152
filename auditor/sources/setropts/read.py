"""SETROPTS LIST: the options of classes and of the system, each with its place.

A line that is absent is unknown, never off: audit lines are shown only to issuers with AUDITOR or ROAUDIT, a listing
can be cut, and releases differ. Sources: RACF Command Language Reference, "SETROPTS"; RACF Callable Services, "SETROPTS
data" for the key:value extract, and "IRRSMO00" for the XML reply, whose messages are the lines of the listing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.errors import EvidenceUnreadable
from auditor.models.classes import CLASSES
from auditor.models.racf import ClassOptions, Options
from auditor.sources.capture import Command
from auditor.sources.evidence import Text, read_text
from auditor.sources.issue import Issue
from auditor.sources.looks import looks_like
from auditor.sources.read import Read, reading
from auditor.sources.setropts import extract as extracts
from auditor.sources.setropts import lines as carriers
from auditor.sources.setropts.facts import class_options, options
from auditor.sources.setropts.later import ANYWHERE, UNSEEN, Change, changes, masked, profile_commands
from auditor.sources.setropts.listing import Parser
from auditor.sources.setropts.merge import Settings, after, against
from auditor.sources.setropts.parts import Listing, label_of
from auditor.sources.setropts.table import FACTS
from auditor.sources.wrapping import unwrap

_EXTRACT = 8
"""Lines of an extract in a file that begins with a listing: fewer are chance, or a piece that says little."""


@dataclass(frozen=True, slots=True)
class Setropts:
    """What one listing or extract says. `classes` has every class it names, and those policies always ask for."""

    classes: dict[str, ClassOptions]
    options: Options


def read_setropts(path: str, source: int) -> Read[Setropts]:
    """Read a listing, an IRRSMO00 reply that holds one, or a key:value extract.

    The last complete listing is read. What another one of the file says otherwise, whole or in part, is unknown, and so
    is what a later command of the capture may have changed. Raises `InputMissing` (16), `EvidenceUnreadable` (12).
    """
    text, wrapped = unwrap(read_text(path, "SETROPTS LIST output"))
    every = carriers.rows(path, text.lines)
    later = changes(every)
    taken = {record for change in later for record in change.lines}
    keyed = [row for row in every if extracts.known(row[2])]
    extract = extracts.is_extract(text.lines) or len(keyed) >= _EXTRACT
    left = {row[0] for row in keyed} if extract else set()
    listings = Parser([row for row in every if row[0] not in left | taken], source).listings()
    if extracts.is_extract(text.lines):
        lines = [(row[0], row[2]) for row in every if row[0] not in taken and not _listed_at(listings, row[0])]
        listings += extracts.read(lines, source)
    elif extract:
        listings += extracts.read([(row[0], row[2]) for row in keyed], source)
    if all(one.fragment for one in listings):
        raise EvidenceUnreadable(
            f"{path} holds no SETROPTS LIST{_instead(text.lines)}",
            "offer the output of SETROPTS LIST, issued with AUDITOR or ROAUDIT",
        )
    done = _result(text, source, listings, later, profile_commands(every))
    return replace(done, issues=tuple(sorted([*done.issues, *wrapped]))) if wrapped else done


def _listed_at(listings: list[Listing], record: int) -> bool:
    """Whether a record belongs to a listing that stands in an extract."""
    return any(one.first <= record <= one.last for one in listings)


def _instead(lines: tuple[str, ...]) -> str:
    """What the file holds, as far as it can be told."""
    if any("NOT AUTHORIZED" in line.upper() for line in lines):
        return ": RACF refused the command"
    what = looks_like(lines)
    return ": its first line, ATTRIBUTES, is missing" if what.endswith("SETROPTS LIST") else what


def _result(
    text: Text, source: int, listings: list[Listing], later: list[Change], edits: list[Command]
) -> Read[Setropts]:
    listings = sorted(listings, key=lambda one: one.first)
    whole = [one for one in listings if not one.damaged and not one.fragment]
    chosen = whole[-1] if whole else [one for one in listings if not one.fragment][-1]
    issues = [*chosen.issues, *_inactive(chosen)]
    names = sorted({*CLASSES, *(word for each in listings for one in each.lists.values() for word in one.words)})
    shown = _settings(chosen, names, source)
    for other in listings:
        if other is not chosen:
            shown, differ = against(shown, _settings(other, names, source))
            issues += _other(other, differ)
    for change in later:
        comes_later = change.record > chosen.first and (change.label != UNSEEN or change.record > chosen.last)
        if comes_later or change.label in ANYWHERE:
            shown, touched = after(shown, change, source)
            issues.append(_later(change, touched=touched))
    issues += [_edit(command) for command in edits if command.record > chosen.last]
    facts = Setropts(shown.classes, shown.options)
    return reading("setropts", text, source, facts, sorted(issues), lines=masked(text.numbered(), later, edits))


def _settings(listing: Listing, names: list[str], source: int) -> Settings:
    doubtful = {name: one.words for name, one in listing.lists.items() if one.why is not None and name in FACTS}
    classes = {name: class_options(listing, name) for name in names}
    return Settings(listing.first, classes, options(listing, source), doubtful)


def _other(other: Listing, differ: list[str]) -> list[Issue]:
    """What is said of a listing that is not the one that is read."""
    if differ:
        more = f" and {len(differ) - 3} more" if len(differ) > 3 else ""
        message = f"listings of the file differ in {', '.join(differ[:3])}{more}; offer the newest one alone"
        return [Issue(other.first, "error", "listings-differ", message)]
    if other.damaged or other.fragment:
        message = "this listing is not complete; another one of the file is used"
        return [Issue(other.first, "remark", "incomplete-listing", message)]
    return []


def _later(change: Change, *, touched: bool) -> Issue:
    if not touched:
        message = f"{change.label} comes after the listing; it changes nothing that the listing shows and policies need"
        return Issue(change.record, "remark", "later-command", message)
    stands = "stands in this capture" if change.label in ANYWHERE else "comes after the listing"
    message = f"{change.label} {stands}, so what it touches is unknown; list the options again after it"
    return Issue(change.record, "error", "later-command", message)


def _edit(command: Command) -> Issue:
    """A profile command in the capture: nothing here tells whether the unload was made before it or after."""
    message = f"{command.verb} comes after the listing, and the unload may be older than it; unload the database again"
    return Issue(command.record, "error", "later-command", message)


def _inactive(listing: Listing) -> list[Issue]:
    """Options of a class that is not active have no effect: legal, and worth saying for the classes of this audit."""
    active = listing.lists.get("active")
    if active is None or active.why is not None:
        return []
    return [
        Issue(at.record, "remark", "inactive-class", f"{word} is in {label_of(name)} and not active: it has no effect")
        for name in ("raclisted", "generic")
        for word, at in (listing.lists[name].words.items() if name in listing.lists else ())
        if word not in active.words and word in CLASSES
    ]
