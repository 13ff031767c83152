"""SETROPTS LIST: the options of classes and of the system, each with its place.

A line that is absent is unknown, never off: audit lines are shown only to issuers with AUDITOR or ROAUDIT, a listing can
be cut, and releases differ. Sources: RACF Command Language Reference, "SETROPTS"; RACF Callable Services, "SETROPTS
data" for the key:value extract.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.errors import EvidenceUnreadable
from auditor.models.estate import CLASSES
from auditor.models.place import At, Damage, Diagnostic, Fact, InputFile
from auditor.models.racf import ClassOptions, Options, unknown_options
from auditor.sources import setropts_extract
from auditor.sources.evidence import Text, read_text
from auditor.sources.looks import looks_like
from auditor.sources.setropts_grammar import CLASS, LISTS, NUMBERS, class_words, heading, sentence

LOGOPTIONS = ("ALWAYS", "NEVER", "SUCCESSES", "FAILURES", "DEFAULT")
_NOISE = re.compile(r"\s*(\*\*\*|READY|END)?\s*")
_MESSAGE = re.compile(r"\s*(ICH|IRR|IKJ|IEE|IKT)\w+\s")


@dataclass(frozen=True, slots=True)
class Setropts:
    """What one listing or extract says. `classes` has every class it names, and those policies always ask for."""

    input: InputFile
    classes: dict[str, ClassOptions]
    options: Options
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[int, str]


@dataclass(slots=True)
class ClassList:
    """One class list while it is read. `why` is set when it cannot be trusted."""

    at: At
    words: dict[str, At] = field(default_factory=dict)
    closed: bool = False
    why: str | None = None


@dataclass(slots=True)
class Listing:
    """One listing of the file while it is read."""

    first: int
    lists: dict[str, ClassList] = field(default_factory=dict)
    options: dict[str, Fact[bool] | Fact[int]] = field(default_factory=dict)
    attributes: tuple[str, At] | None = None
    sentences: int = 0
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)
    """(record, level, code, message)."""


def read_setropts(path: str, source: int) -> Setropts:
    """Read a listing or an extract. Raises `InputMissing` (16) and `EvidenceUnreadable` (12)."""
    text = read_text(path, "SETROPTS LIST output")
    if setropts_extract.is_extract(text.lines):
        listing = setropts_extract.read(text.lines, source)
        return _result(text, source, [listing])
    listings = _Parser(text.lines, source).listings()
    if not listings:
        refused = next((line for line in text.lines if "NOT AUTHORIZED" in line.upper()), None)
        what = ": RACF refused the command" if refused else looks_like(text.lines)
        raise EvidenceUnreadable(
            f"{path} holds no SETROPTS LIST{what}", "offer the output of SETROPTS LIST, issued with AUDITOR or ROAUDIT"
        )
    return _result(text, source, listings)


class _Parser:
    """Lines to listings. Carriage control is a column of its own in spooled output."""

    def __init__(self, lines: tuple[str, ...], source: int) -> None:
        self.source = source
        self.lines = lines
        filled = [line for line in lines if line.strip()]
        control = [line[0] for line in filled]
        self.skip = int(bool(filled) and set(control) <= set(" 10-+") and bool(set(control) & set("10-+")))
        self.found: list[Listing] = []
        self.open: ClassList | None = None

    def listings(self) -> list[Listing]:
        for record, raw in enumerate(self.lines, 1):
            line = raw[self.skip :]
            if _NOISE.fullmatch(line):
                continue
            self._line(record, line)
        for listing in self.found:
            self._finish(listing)
        return self.found

    def _line(self, record: int, line: str) -> None:
        title = heading(line)
        if title is not None and title.name == "ATTRIBUTES":
            self.found.append(Listing(record))
            self.open = None
            at = self._at(record, 1, len(line))
            self.found[-1].attributes = (title.rest, at)
            return
        if not self.found:
            return
        listing = self.found[-1]
        if title is not None:
            self._close()
            self._begin(listing, record, title.name, title.rest, title.offset)
            return
        said = sentence(line)
        if said is not None and not (self.open and self._is_continuation(line)):
            self._close()
            listing.sentences += 1
            if said.name:
                self._option(listing, said.name, said.value, said.number, self._at(record, 1, len(line)))
            return
        if self.open is not None and self._is_continuation(line):
            self._words(listing, self.open, record, line, 0)
        elif _MESSAGE.match(line):
            listing.problems.append((record, "remark", "message", "a message stands in the listing"))
        elif listing.sentences:
            listing.problems.append(
                (record, "remark", "unknown-sentence", "this line is not known; it settles nothing")
            )
        else:
            self._strange(listing, record)

    def _strange(self, listing: Listing, record: int) -> None:
        if self.open is not None:
            self.open.why = f"record {record}, in the middle of the list, is no list of classes"
        listing.problems.append((record, "error", "not-a-class", "this line stands among class lists and is none"))

    def _at(self, record: int, first: int, last: int) -> At:
        return At(self.source, record, first + self.skip, last + self.skip)

    @staticmethod
    def _is_continuation(line: str) -> bool:
        words = line.split()
        return bool(words) and all(CLASS.fullmatch(word) for word in words)

    def _close(self) -> None:
        if self.open is not None:
            self.open.closed = True
        self.open = None

    def _begin(self, listing: Listing, record: int, label: str, rest: str, offset: int) -> None:
        name = LISTS[label]
        self.open = ClassList(self._at(record, 1, offset + len(rest.rstrip())))
        if name in listing.lists:
            self.open.why = f"the listing has {label} twice"
            listing.problems.append((record, "error", "duplicate-list", f"{label} is there twice"))
        listing.lists[name] = self.open
        if rest.split() != ["NONE"]:
            self._words(listing, self.open, record, rest, offset)

    def _words(self, listing: Listing, target: ClassList, record: int, text: str, offset: int) -> None:
        for word, start in class_words(text):
            if CLASS.fullmatch(word) and word != "NONE":
                first = offset + start + 1
                target.words[word] = self._at(record, first, first + len(word) - 1)
            else:
                target.why = f"{word!r} in record {record} is no class name"
                listing.problems.append((record, "error", "not-a-class", f"{word!r} is no class name"))

    @staticmethod
    def _option(listing: Listing, name: str, value: bool | None, number: int | None, at: At) -> None:
        fact = Fact[bool](value=value, at=at, origin="shown")
        before = listing.options.get(name)
        if before is not None and before.value != value:
            fact = Fact[bool](at=at, why=f"the listing says two things (records {before.at.record if before.at else '?'} "
                                          f"and {at.record})")  # fmt: skip
            listing.problems.append((at.record, "error", "contradiction", "the listing says two things here"))
        listing.options[name] = fact
        if name in NUMBERS and number is not None:
            listing.options[NUMBERS[name]] = Fact[int](value=number, at=at, origin="shown")

    def _finish(self, listing: Listing) -> None:
        for name, one in listing.lists.items():
            if not one.closed and one.why is None:
                label = next(label for label, key in LISTS.items() if key == name)
                one.why = f"the listing ends inside {label}"
                listing.problems.append((one.at.record, "error", "cut-off", one.why))
        if not listing.sentences and all(one.closed for one in listing.lists.values()):
            message = "the listing ends before its options"
            listing.problems.append((listing.first, "error", "cut-off", message))
        if "active" not in listing.lists:
            message = "the listing has no ACTIVE CLASSES"
            listing.problems.append((listing.first, "error", "heading-missing", message))


def _result(text: Text, source: int, listings: list[Listing]) -> Setropts:
    chosen = listings[-1]
    whole = [one for one in listings if not any(level == "error" for _, level, _, _ in one.problems)]
    if whole:
        chosen = whole[-1]
    problems = list(chosen.problems)
    classes, options = _classes(chosen), _options(chosen, source)
    for other in whole[:-1]:
        if _values(_classes(other), _options(other, source)) != _values(classes, options):
            problems.append((other.first, "error", "listings-differ", "two listings of the file say different things"))
            why = "the file holds listings that differ"
            classes, options = _classes(Listing(1), why), unknown_options(why)
            break
    problems += _inactive(chosen)
    diagnostics = tuple(
        Diagnostic(input="setropts", path=text.path, record=record, level=level, code=code, message=message)
        for record, level, code, message in sorted(problems)
    )
    errors = [one for one in diagnostics if one.level == "error"]
    return Setropts(
        text.input("setropts", rejected=len(errors)),
        classes,
        options,
        diagnostics,
        tuple(Damage(input="setropts", code=e.code, message=e.message, at=At(source, e.record or 1)) for e in errors),
        text.numbered(),
    )


def _values(classes: dict[str, ClassOptions], options: Options) -> object:
    """Everything the listing says, without places."""
    rows = {name: {key: fact.value for key, fact in one} for name, one in classes.items()}
    return rows, {key: fact.value for key, fact in options}


def _classes(listing: Listing, why: str | None = None) -> dict[str, ClassOptions]:
    names = {*CLASSES, *(word for one in listing.lists.values() for word in one.words)}
    return {name: _class(listing, name, why) for name in sorted(names)}


def _class(listing: Listing, name: str, why: str | None) -> ClassOptions:
    def fact(key: str) -> Fact[bool]:
        one = listing.lists.get(key)
        label = next((label for label, value in LISTS.items() if value == key), key)
        if one is None:
            hint = ": the issuer had no auditor attribute" if key == "audit" else ""
            return Fact[bool](why=why or f"the listing does not show {label}{hint}")
        if name in one.words:
            return Fact[bool](value=True, at=one.words[name], origin="shown")
        if one.why is not None:
            return Fact[bool](at=one.at, why=one.why)
        return Fact[bool](value=False, at=one.at, origin="shown")

    keys = (
        "active",
        "raclisted",
        "raclisted_by_application",
        "generic",
        "gencmd",
        "genlist",
        "global_checking",
        "audit",
    )
    return ClassOptions(**{key: fact(key) for key in keys}, logoptions=_logoptions(listing, name, why))


def _logoptions(listing: Listing, name: str, why: str | None) -> Fact[str]:
    shown = [key for key in LOGOPTIONS if key in listing.lists]
    for key in shown:
        if name in listing.lists[key].words:
            return Fact[str](value=key, at=listing.lists[key].words[name], origin="shown")
    if not shown:
        return Fact[str](why=why or "the listing does not show LOGOPTIONS: the issuer had no auditor attribute")
    broken = next((listing.lists[key].why for key in shown if listing.lists[key].why), None)
    return Fact[str](at=listing.lists[shown[-1]].at, why=broken or f"no LOGOPTIONS list shown names {name}")


def _options(listing: Listing, source: int) -> Options:
    known = {name: fact for name, fact in listing.options.items() if name in Options.model_fields}
    facts: dict[str, object] = {
        name: Fact[bool](why="the listing does not say it") for name in Options.model_fields if name not in known
    }
    facts |= known
    if listing.attributes is not None:
        words, at = listing.attributes
        for name, on, off in (("initstats", "INITSTATS", "NOINITSTATS"),
                              ("program_control", "WHEN(PROGRAM", "NOWHEN(PROGRAM")):  # fmt: skip
            tokens = words.split()
            value: bool | None = True if any(word.startswith(on) for word in tokens) else None
            value = False if any(word.startswith(off) for word in tokens) else value
            why = None if value is not None else f"ATTRIBUTES shows neither {on} nor {off}"
            facts[name] = Fact[bool](value=value, at=at, origin="shown" if value is not None else None, why=why)
    audit = any(key in listing.lists for key in ("audit", *LOGOPTIONS)) or "applaudit" in listing.options
    at = listing.lists["audit"].at if "audit" in listing.lists else At(source, listing.first)
    facts["auditor_lines"] = Fact[bool](value=audit, at=at, origin="shown")
    if known.get("inactive") is not None and known["inactive"].value is False:
        facts["inactive_days"] = Fact[int](why="inactive users are not revoked")
    if known.get("revoke") is not None and known["revoke"].value is False:
        facts["revoke_attempts"] = Fact[int](why="users are not revoked for wrong passwords")
    return Options.model_validate(facts)


def _inactive(listing: Listing) -> list[tuple[int, str, str, str]]:
    """Options of a class that is not active have no effect: legal, and worth saying for the classes of this audit."""
    active = listing.lists.get("active")
    if active is None or active.why is not None:
        return []
    return [
        (at.record, "remark", "inactive-class", f"{word} is in {name} and not active: the option has no effect")
        for name in ("raclisted", "generic")
        for word, at in (listing.lists[name].words.items() if name in listing.lists else ())
        if word not in active.words and word in CLASSES
    ]
