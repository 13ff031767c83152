"""What a paste comes to: which refusal was the first, what can be behind it, and what its consequences were.

Refused tickets count as wrong passwords: after the limit the user is revoked, and every later refusal says so. The
earliest refusal that is no consequence is the one to explain. Source: *RACF Security Administrator's Guide*,
"Logon/job initialization processing", "Revoking user IDs".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from auditor.messages.book import Cause, Code, book
from auditor.messages.find import NAMES, Sighting, by_key, find, special
from auditor.messages.paste import messages

_CONSEQUENCES: Final = frozenset(
    ("ICH70003I", "ICH408I/excessive", "ICH408I/revoked", "VERIFY/1C", "SECCHKCD/14", "JOBINIT/6", "JOBINIT/7",
     "JOBINIT/REVKUSER", "JOBINIT/REVKAUTO", "INITACEE/8/8/28", "ICH301I", "ICH302D")
)  # fmt: skip
"""What wrong passwords lead to: where a refusal of a password stands before it, that one is explained."""
_ECHOES: Final = frozenset(("ZOWE/header", "ZWEAG120E", "JAVA/IRRPassTicketGenerationException", "ICO0001E"))
"""What repeats the answer of something else in its own words."""
_RETRY_SECONDS: Final = 1
"""Refusals of one user within so many seconds are one logon that is tried again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One code of a paste, once for each user: how often, and whether it is a consequence of another one."""

    sighting: Sighting
    count: int = 1
    consequence: bool = False
    retried: bool = False
    """Several within a second: one ticket that was sent again, which no ticket survives where replay is refused."""

    @property
    def code(self) -> Code:
        """The code."""
        return self.sighting.code


@dataclass(frozen=True, slots=True)
class Answer:
    """What a paste says."""

    items: tuple[Item, ...]
    """In the order of the paste."""
    first: Item | None
    """The one to explain: the earliest that is no consequence and no echo."""
    causes: tuple[Cause, ...]
    """What can be behind it, the commonest first."""
    names: dict[str, str]
    """Whom and what it names: user, application, and the others of `find.NAMES`."""
    unknown: tuple[str, ...]
    """What looks like a code and is in no book."""
    cut: bool = False
    """The text was longer than what is read."""

    @property
    def questions(self) -> tuple[Code, ...]:
        """The other meanings of the number to explain, where the text does not say which service spoke."""
        return self.first.sighting.also if self.first is not None else ()


def answer(text: str) -> Answer:
    """Return what the pasted `text` says. Nothing of it but names that RACF can have is in the answer."""
    codes = book()
    paste = messages(text)
    seen = find(paste, codes)
    items = tuple(_items(special(seen.sightings or by_key(text, codes))))
    first = _first(items)
    causes = tuple(codes.causes[cause] for cause in first.code.causes) if first is not None else ()
    return Answer(items, first, causes, _all_names(first, items), seen.unknown, paste.cut)


def _items(sightings: Iterable[Sighting]) -> list[Item]:
    rows: dict[tuple[str, str | None], list[Sighting]] = {}
    for each in sightings:
        rows.setdefault((each.code.key, each.names.get("user")), []).append(each)
    refused = any(
        each.code.verify == "08" and each.code.key not in _CONSEQUENCES for same in rows.values() for each in same
    )
    return [
        Item(same[0], len(same), refused and same[0].code.key in _CONSEQUENCES, _retried(same))
        for same in rows.values()
    ]


def _retried(same: list[Sighting]) -> bool:
    times = [_seconds(each.when) for each in same if each.when is not None]
    return any(0 <= later - earlier <= _RETRY_SECONDS for earlier, later in pairwise(times))


def _seconds(when: str) -> int:
    hours, minutes, seconds = (int(part) for part in when.replace(".", ":").split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _first(items: tuple[Item, ...]) -> Item | None:
    """Return the item to explain. One that names a user is preferred to its twin without one (`IRR013I`)."""
    order = sorted(
        items,
        key=lambda item: (
            item.consequence,
            item.code.certainty in ("K", "?"),
            item.code.way in ("no", "tm-only"),  # what the server says of the logon counts more than what a client does
            item.code.key in _ECHOES,
            item.code.causes in ((), ("audit",)),
            item.sighting.message if item.sighting.names.get("user") else item.sighting.message + 0.5,
        ),
    )
    return order[0] if order else None


def _all_names(first: Item | None, items: tuple[Item, ...]) -> dict[str, str]:
    """Return the names of the item to explain.

    What it lacks is taken from others of its message, then of the paste, where all of them agree: messages such as
    IRR013I carry no user of their own.
    """
    if first is None:
        return {}
    names = dict(first.sighting.names)
    here = [item for item in items if item.sighting.message == first.sighting.message]
    for rows, wanted in ((here, NAMES), (items, ("user", "application", "for_user", "job"))):
        for name in wanted:
            values = {item.sighting.names[name] for item in rows if name in item.sighting.names}
            if name not in names and len(values) == 1:
                names[name] = values.pop()
    return names
