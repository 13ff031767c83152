"""One SETROPTS LIST, line by line: class lists and option sentences with their places.

A listing is trusted piece by piece. A class list counts only when it was read from its heading to the next line that is
no class: a list that is cut, merged with another or interrupted says nothing of any class. Sources: RACF Command
Language Reference, "SETROPTS"; the form of the lines as captured listings have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.models.place import At, Fact
from auditor.sources.capture import Row
from auditor.sources.issue import Issue
from auditor.sources.setropts.grammar import CLASS, Heading, class_words, heading, sentence
from auditor.sources.setropts.parts import ClassList, Listing, label_of, order, settle
from auditor.sources.setropts.sound import doubts
from auditor.sources.setropts.table import HEADINGS, NUMBERS, REQUIRED

_NOISE = re.compile(r"\s*(\*\*\*)?\s*")
_END = re.compile(r"\s*(READY|END)\s*")
_MESSAGE = re.compile(r"\s*(ICH|IRR|IKJ|IEE|IKT)\w+\s")
_UNINDENTED = 2
"""Replies taken through IRRSMO00 have no indentation; captures may have a blank or two in front of every line."""
_VERBS = frozenset(("IS", "ARE", "NOT", "WILL", "BEING"))
"""No class has such a name: a line with one of them is a sentence, even if all its words could be classes."""


class Parser:
    """Rows to listings."""

    def __init__(self, rows: Iterable[Row], source: int) -> None:
        self.source = source
        self.rows = rows
        self.skip = 0
        self.found: list[Listing] = []
        self.open: ClassList | None = None
        self.ended = True
        self.prefix = 0
        """Columns of a time stamp or system name in front of every line of a listing without a first line."""

    def listings(self) -> list[Listing]:
        """Every listing of the file, the last one last."""
        for record, skip, line in self.rows:
            self.skip = skip
            if _NOISE.fullmatch(line):
                continue
            if _END.fullmatch(line):
                self.open, self.ended, self.prefix = None, True, 0
            else:
                self._line(record, line)
        for listing in self.found:
            self._finish(listing)
        return self.found

    def _line(self, record: int, line: str) -> None:
        title = heading(line)
        if title is not None and title.name == "ATTRIBUTES":
            self._new(record, 0, fragment=False)
            self.found[-1].attributes = (title.rest, self._whole(record, line))
            return
        if self.prefix and title is None:
            self.skip, line = self.skip + self.prefix, line[self.prefix :]
            title = heading(line)
        if self._outside(line, title):
            behind = None if title is not None else heading(line, behind=True)
            self._new(record, 0 if behind is None else behind.start, fragment=True)
            self.skip, line = self.skip + self.prefix, line[self.prefix :]
            title = heading(line)
        if not self.ended and (title is None or title.name in HEADINGS):
            self._known(self.found[-1], record, line, title)

    def _known(self, listing: Listing, record: int, line: str, title: Heading | None) -> None:
        """Take a line of a listing that is open."""
        if title is not None:
            listing.last = record
            self._close(listing)
            self._begin(listing, record, line, title)
            return
        continued = self.open is not None and _is_continuation(line)
        said = None if continued else sentence(line)
        if said is not None:
            self._close(listing)
            listing.sentences += 1
            listing.last = record
            if said.name:
                self._option(listing, said.name, said.value, said.number, self._whole(record, line))
        elif continued and self.open is not None:
            self._continue(listing, self.open, record, line)
        elif _MESSAGE.match(line):
            listing.issues.append(Issue(record, "remark", "message", "a message stands in the listing"))
        elif listing.sentences:
            message = "this line is not known; it settles nothing"
            listing.issues.append(Issue(record, "remark", "unknown-sentence", message))
        else:
            self._strange(listing, record)

    def _new(self, record: int, prefix: int, *, fragment: bool) -> None:
        self.found.append(Listing(record, fragment=fragment, last=record))
        self.open, self.ended, self.prefix = None, False, prefix

    def _outside(self, line: str, title: Heading | None) -> bool:
        """A heading after the options of a listing, or a heading or option where none is open: another listing."""
        if not self.ended:
            return title is not None and self.found[-1].sentences > 0
        if title is None and heading(line, behind=True) is None:
            option = sentence(line)
            return option is not None and option.name != ""
        return True

    def _strange(self, listing: Listing, record: int) -> None:
        if self.open is not None:
            self.open.why = f"record {record}, in the middle of the list, is no list of classes"
        listing.issues.append(Issue(record, "error", "not-a-class", "this line stands among class lists and is none"))

    def _at(self, record: int, first: int, last: int) -> At:
        return At(self.source, record, first + self.skip, last + self.skip)

    def _whole(self, record: int, line: str) -> At:
        return self._at(record, len(line) - len(line.lstrip()) + 1, len(line.rstrip()))

    def _close(self, listing: Listing) -> None:
        one = self.open
        if one is None:
            return
        one.closed = True
        if not one.words and not one.none and one.why is None:
            one.why = "the list names no class and does not say NONE"
            listing.issues.append(Issue(one.at.record, "error", "empty-list", one.why))
        self.open = None

    def _begin(self, listing: Listing, record: int, line: str, title: Heading) -> None:
        label, rest, offset = title.name, title.rest, title.offset
        name, at = HEADINGS[label], self._whole(record, line)
        margin = offset + len(rest) - len(rest.lstrip())
        self.open = ClassList(at, none=rest.split() == ["NONE"], margin=margin)
        if name in listing.lists:
            self.open.why = f"the listing has {label} twice"
            listing.issues.append(Issue(record, "error", "duplicate-list", f"{label} is there twice"))
        listing.lists[name] = self.open
        if not self.open.none:
            self._words(listing, self.open, record, rest, offset)
            self.open.edges.append((record, offset + len(rest.rstrip())))

    def _continue(self, listing: Listing, target: ClassList, record: int, line: str) -> None:
        """A continuation line. Another margin, or a list after NONE: the heading of another list may be lost."""
        margin = len(line) - len(line.lstrip())
        before = list(target.words)[-1:]
        ordered = bool(before) and order(line.split(maxsplit=1)[0]) > order(before[0])
        if target.none or (margin != target.margin and margin > _UNINDENTED):
            why = f"record {record} does not line up with the list: it may belong to another"
            audit = target is listing.lists.get("audit") and ordered  # published so: see sound.py
            listing.issues.append(Issue(record, "remark" if audit else "error", "list-misaligned", why))
            target.why = target.why if audit else why
        target.edges.append((record, target.margin + len(line.strip())))
        if before and not ordered and target.restart is None:
            target.restart = record
        self._words(listing, target, record, line, 0)

    def _words(self, listing: Listing, target: ClassList, record: int, text: str, offset: int) -> None:
        for word, start in class_words(text):
            first = offset + start + 1
            if not CLASS.fullmatch(word) or word == "NONE":
                target.why = f"{word[:16]!r} in record {record} is no class name"
                listing.issues.append(Issue(record, "error", "not-a-class", f"{word[:16]!r} is no class name"))
            elif word in target.words:
                target.why = f"{word} is named twice (records {target.words[word].record} and {record})"
                listing.issues.append(Issue(record, "error", "class-twice", f"{word} is in this list twice"))
            else:
                target.words[word] = self._at(record, first, first + len(word) - 1)

    @staticmethod
    def _option(listing: Listing, name: str, value: bool | None, number: int | None, at: At) -> None:
        facts: dict[str, Fact[bool] | Fact[int]] = {name: Fact[bool](value=value, at=at, origin="shown")}
        if name in NUMBERS and number is not None:
            facts[NUMBERS[name]] = Fact[int](value=number, at=at, origin="shown")
        for key, fact in facts.items():
            settle(listing, key, fact, at)

    def _finish(self, listing: Listing) -> None:
        for name, one in listing.lists.items():
            if not one.closed:
                one.why = one.why or f"the listing ends inside {label_of(name)}"
                listing.issues.append(
                    Issue(one.at.record, "error", "cut-off", f"the listing ends inside {label_of(name)}")
                )
                listing.cut = True
        if not listing.sentences and not listing.cut:
            listing.cut = True
            listing.issues.append(Issue(listing.first, "error", "cut-off", "the listing ends before its options"))
        doubts(listing)
        missing = [name for name in REQUIRED if name not in listing.options]
        if missing and not listing.cut:
            text = "; ".join(REQUIRED[name] for name in missing)
            message = f"the listing does not say: {text}"
            listing.issues.append(Issue(listing.first, "error", "sentence-missing", message))


def _is_continuation(line: str) -> bool:
    words = line.split()
    return bool(words) and all(CLASS.fullmatch(word) for word in words) and not _VERBS.intersection(words)
