"""Whether a SETROPTS LIST is whole: headings that every listing has, lines that end where RACF ends them.

The lists stand in one order, and their lines are filled as far as the next class fits: so a heading that is lost, or a
line that is cut, leaves a trace. (A continuation line that is lost as a whole leaves none.)
Source: RACF Command Language Reference, "SETROPTS"; the form of the lines as captured listings have it.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from auditor.models.classes import CLASSES
from auditor.sources.issue import Issue
from auditor.sources.setropts.parts import FIRST, ClassList, Listing, label_of, order
from auditor.sources.setropts.table import AUDIT, HEADINGS, NEEDED, SOMETIMES

_LONGEST = 8
"""Characters of a class name: a line of a list that goes on has no room for one more."""


def doubts(listing: Listing) -> None:
    """Put every list in doubt that may hold the classes of another, or lack some of its own."""
    _headings(listing)
    _edges(listing)


def _headings(listing: Listing) -> None:
    """Headings that are missing. The classes of such a list may have been taken for the end of the list before it."""
    order = list(HEADINGS.values())
    shown = any(name in listing.lists for name in AUDIT)
    for name in (*NEEDED, *(AUDIT if shown else ())):
        if name not in listing.lists and (name == "active" or not listing.cut):
            message = f"the listing has no {label_of(name)}"
            listing.issues.append(Issue(listing.first, "error", "heading-missing", message))
            before = [one for one in order[: order.index(name)] if one in listing.lists]
            if before:
                listing.lists[before[-1]].doubt(f"the heading that follows it, {label_of(name)}, is missing")
    lacking = [name for name in (*NEEDED, *(AUDIT if shown else ()), *SOMETIMES) if name not in listing.lists]
    for name, one in listing.lists.items():
        if one.restart is not None and lacking and one.why is None:
            one.doubt(f"its classes begin again in record {one.restart}: a heading may be missing there")
            listing.issues.append(Issue(one.restart, "error", "heading-missing", f"{label_of(name)}: {one.why}"))


def _edges(listing: Listing) -> None:
    """Lines of a list that end early although the list goes on: a break, or something of them is lost.

    Classes stand in one order, so only those between the last class of the line and the first of the next can be lost.
    A list of AUDIT CLASSES that is broken early is published as RACF's own, and losing one of its classes makes nothing
    look better: that is a remark. So it is where no class that is known stands between.
    """
    width = max((last for one in listing.lists.values() for _, last in one.edges), default=0)
    named = Counter(word for one in listing.lists.values() for word in one.words)
    for name, one in listing.lists.items():
        for (record, last), (following, _) in pairwise(one.edges):
            if last + 1 + _LONGEST > width or one.why is not None:
                continue
            lost = _gap(one, record, following, named)
            serious = lost is None or (name != "audit" and any(one.lost(word) for word in {*named, *CLASSES}))
            text = f"{label_of(name)}: record {record} ends early although the list goes on"
            if lost is None:
                one.doubt(f"record {record} ends early although the list goes on")
            listing.issues.append(Issue(record, "error" if serious else "remark", "line-cut", text))


def _gap(one: ClassList, record: int, following: int, named: Counter[str]) -> bool | None:
    """Put in doubt what may be lost between two lines; None when it could be anything.

    The last word itself may be cut, unless it is as long as a name can be, or another list has it too.
    """
    words = [word for word, at in one.words.items() if at.record == record]
    after = [word for word, at in one.words.items() if at.record == following]
    if not words or not after or order(words[-1]) > order(after[0]):
        return None
    whole = len(words[-1]) == _LONGEST or words[-1] in CLASSES or named[words[-1]] > 1 or words[-1] in FIRST
    if not whole:
        del one.words[words[-1]]
    one.gaps.append((words[-1], after[0], record))
    return True
