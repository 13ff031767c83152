"""SETROPTS LIST: the options of classes and of the system, each with its place.

A line that is absent is unknown, never off: audit lines are shown only to issuers with AUDITOR or ROAUDIT, a listing
can be cut, and releases differ. Sources: RACF Command Language Reference, "SETROPTS"; RACF Callable Services, "SETROPTS
data" for the key:value extract, and "IRRSMO00" for the XML reply, whose messages are the lines of the listing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.errors import EvidenceUnreadable
from auditor.models.classes import CLASSES
from auditor.models.place import At, Damage, Diagnostic, Fact, InputFile
from auditor.models.racf import ClassOptions, Options, unknown_class, unknown_options
from auditor.sources import setropts_extract, setropts_rows
from auditor.sources.evidence import Text, read_text
from auditor.sources.looks import looks_like
from auditor.sources.setropts_listing import Listing, Parser, Problem, label_of

LOGOPTIONS = ("ALWAYS", "NEVER", "SUCCESSES", "FAILURES", "DEFAULT")
_AUDITOR = ": the issuer had no auditor attribute"
_LISTS = ("active", "raclisted", "raclisted_by_application", "generic", "gencmd", "genlist", "global_checking", "audit")


@dataclass(frozen=True, slots=True)
class Setropts:
    """What one listing or extract says. `classes` has every class it names, and those policies always ask for."""

    input: InputFile
    classes: dict[str, ClassOptions]
    options: Options
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[int, str]


def read_setropts(path: str, source: int) -> Setropts:
    """Read a listing, an IRRSMO00 reply that holds one, or a key:value extract.

    Several listings in one file must agree as far as they go; the last complete one is taken.
    Raises `InputMissing` (16) and `EvidenceUnreadable` (12).
    """
    text = read_text(path, "SETROPTS LIST output")
    if setropts_extract.is_extract(text.lines):
        return _result(text, source, [setropts_extract.read(text.lines, source)])
    listings = Parser(setropts_rows.rows(path, text.lines), source).listings()
    if not listings:
        raise EvidenceUnreadable(
            f"{path} holds no SETROPTS LIST{_instead(text.lines)}",
            "offer the output of SETROPTS LIST, issued with AUDITOR or ROAUDIT",
        )
    return _result(text, source, listings)


def _instead(lines: tuple[str, ...]) -> str:
    """What the file holds, as far as it can be told."""
    if any("NOT AUTHORIZED" in line.upper() for line in lines):
        return ": RACF refused the command"
    what = looks_like(lines)
    return ": its first line, ATTRIBUTES, is missing" if what.endswith("SETROPTS LIST") else what


def _result(text: Text, source: int, listings: list[Listing]) -> Setropts:
    whole = [one for one in listings if not one.damaged]
    chosen = whole[-1] if whole else listings[-1]
    problems = [*chosen.problems, *_inactive(chosen)]
    classes, options = _classes(chosen), _options(chosen, source)
    for other in listings:
        if other is chosen:
            continue
        if _contradict(other, chosen, source):
            problems.append((other.first, "error", "listings-differ", "two listings of the file say different things"))
            why = "the file holds listings that differ"
            classes, options = {name: unknown_class(why) for name in classes}, unknown_options(why)
        elif other.damaged:
            message = "this listing is not complete; another one of the file is used"
            problems.append((other.first, "remark", "incomplete-listing", message))
    diagnostics = tuple(
        Diagnostic(input="setropts", path=text.path, record=record, level=level, code=code, message=message)
        for record, level, code, message in sorted(problems)
    )
    errors = [one for one in diagnostics if one.level == "error"]
    damage = tuple(
        Damage(input="setropts", code=one.code, message=one.message, at=At(source, one.record or 1)) for one in errors
    )
    return Setropts(
        text.input("setropts", rejected=len(errors)), classes, options, diagnostics, damage, text.numbered()
    )


def _contradict(one: Listing, other: Listing, source: int) -> bool:
    """Whether two listings settle anything differently. What one of them leaves unknown contradicts nothing."""
    names = set(_classes(one)) | set(_classes(other))
    pairs = [(_class(one, name), _class(other, name)) for name in names]
    facts = [(getattr(a, key).value, getattr(b, key).value) for a, b in pairs for key in ClassOptions.model_fields]
    left, right = _options(one, source), _options(other, source)
    facts += [(getattr(left, key).value, getattr(right, key).value) for key in Options.model_fields
              if key != "auditor_lines"]  # fmt: skip
    return any(a is not None and b is not None and a != b for a, b in facts)


def _classes(listing: Listing) -> dict[str, ClassOptions]:
    names = {*CLASSES, *(word for one in listing.lists.values() for word in one.words)}
    return {name: _class(listing, name) for name in sorted(names)}


def _class(listing: Listing, name: str) -> ClassOptions:
    facts = {key: _listed(listing, key, name) for key in _LISTS}
    return ClassOptions(**facts, logoptions=_logoptions(listing, name))


def _listed(listing: Listing, key: str, name: str) -> Fact[bool]:
    """Whether a class is in a list. Nothing is said of any class by a list that was not read completely."""
    one = listing.lists.get(key)
    if one is None:
        return Fact[bool](why=_not_shown(listing, key))
    if one.why is not None:
        return Fact[bool](at=one.words.get(name, one.at), why=f"{label_of(key)}: {one.why}")
    if name in one.words:
        return Fact[bool](value=True, at=one.words[name], origin="shown")
    return Fact[bool](value=False, at=one.at, origin="shown")


def _not_shown(listing: Listing, key: str) -> str:
    audit = key == "audit" or key in LOGOPTIONS
    hint = _AUDITOR if audit and not listing.cut and not _auditor(listing) else ""
    before = f": it ends before {label_of(key)}" if listing.cut else ""
    return f"the listing does not show {label_of(key)}{hint}{before}"


def _logoptions(listing: Listing, name: str) -> Fact[str]:
    """The first list that names the class; a class can stand in two, so the lists before it must all be read."""
    for key in LOGOPTIONS:
        fact = _listed(listing, key, name)
        if fact.value is None:
            return Fact[str](at=fact.at, why=fact.why)
        if fact.value:
            return Fact[str](value=key, at=fact.at, origin="shown")
    return Fact[str](at=listing.lists[LOGOPTIONS[-1]].at, why=f"no LOGOPTIONS list names {name}")


def _auditor(listing: Listing) -> bool:
    return any(key in listing.lists for key in ("audit", *LOGOPTIONS)) or "applaudit" in listing.options


def _options(listing: Listing, source: int) -> Options:
    known = {name: fact for name, fact in listing.options.items() if name in Options.model_fields}
    why = "the listing ends before it" if listing.cut else "the listing does not say it"
    facts: dict[str, object] = {name: Fact[bool](why=why) for name in Options.model_fields}
    facts |= known
    if listing.attributes is not None:
        words, at = listing.attributes
        facts["initstats"] = _attribute(words, at, "INITSTATS", "NOINITSTATS")
        facts["program_control"] = _attribute(words, at, "WHEN(PROGRAM", "NOWHEN(PROGRAM")
    at = listing.lists["audit"].at if "audit" in listing.lists else At(source, listing.first)
    facts["auditor_lines"] = Fact[bool](value=_auditor(listing), at=at, origin="shown")
    if listing.cut and not _auditor(listing):
        facts["auditor_lines"] = Fact[bool](at=at, why=why)
    for name, number, text in (
        ("inactive", "inactive_days", "inactive users are not revoked"),
        ("revoke", "revoke_attempts", "users are not revoked for wrong passwords"),
    ):
        if name in known and known[name].value is False:
            facts[number] = Fact[int](why=text)
    return Options.model_validate(facts)


def _attribute(words: str, at: At, on: str, off: str) -> Fact[bool]:
    """An option of the ATTRIBUTES line; unknown when it shows neither form, or both."""
    tokens = words.split()
    shown = {value for value, text in ((True, on), (False, off)) if any(token.startswith(text) for token in tokens)}
    if len(shown) == 1:
        return Fact[bool](value=shown.pop(), at=at, origin="shown")
    return Fact[bool](
        at=at, why=f"ATTRIBUTES shows {'both' if shown else 'neither'} {on} {'and' if shown else 'nor'} {off}"
    )


def _inactive(listing: Listing) -> list[Problem]:
    """Options of a class that is not active have no effect: legal, and worth saying for the classes of this audit."""
    active = listing.lists.get("active")
    if active is None or active.why is not None:
        return []
    return [
        (at.record, "remark", "inactive-class", f"{word} is in {label_of(name)} and not active: it has no effect")
        for name in ("raclisted", "generic")
        for word, at in (listing.lists[name].words.items() if name in listing.lists else ())
        if word not in active.words and word in CLASSES
    ]
