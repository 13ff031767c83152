"""The key:value extract of `_SETROPTS` (IRRXUTIL through REXX): one value a line, split at the first colon.

Source: RACF Callable Services, "SETROPTS administration", "SETROPTS data". A repeat field without a line is an empty
list; the audit fields are an exception, because an issuer without an auditor attribute does not see them.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from auditor.models.place import At, Fact
from auditor.sources.issue import Issue
from auditor.sources.setropts.grammar import CLASS
from auditor.sources.setropts.parts import ClassList, Listing, settle
from auditor.sources.setropts.table import AUDIT, KEYS_ALWAYS, LISTS, OPTIONS

_LISTS = {row.key: row.name for row in LISTS if row.key is not None}
_FLAGS = {row.key: row.name for row in OPTIONS if row.key is not None and row.number is None}
_NUMBERS = {row.key: (row.name, row.number) for row in OPTIONS if row.key is not None and row.number is not None}

_OTHERS = frozenset([
    "ADSP", "CMDVIOL", "COMPMODE", "ERASE", "ERASEALL", "ERASESEC", "HISTORY", "INTERVAL",
    "JESBATCH", "JESEARLY", "JESNJE", "JESUNDEF", "JESXBM", "KERBLVL", "MINCHANG", "OPERAUDT", "PRIMLANG",
    "PROTALL", "PWDALG", "PWDSPEC", "PHRINT", "REALDSN", "RETPD", "RVARSTPW", "RVARSWPW", "SAUDIT", "SECLABCT",
    "SECLANG", "SESSINT", "SLABAUDT", "SLBYSYS", "SLEVAUDT", "TAPEDSN", "TERMINAL", "WARNING", "CATDSNS",
    "MLACTIVE", "MLFS", "MLIPC", "MLNAMES", "MLQUIET", "MLS", "MLSTABLE", "MODEL", "MODGDG", "MODGROUP", "MODUSER",
    "NOADDCRE", "PREFIX", "AUTOAPPL", "RULES",
])  | frozenset(f"RULE{n}" for n in range(1, 9))  # fmt: skip


def is_extract(lines: Sequence[str]) -> bool:
    """Whether the file is a key:value extract: its first lines are all KEY:VALUE with keys we know."""
    sample = [line for line in lines if line.strip()][:20]
    return bool(sample) and sum(known(line) for line in sample) > len(sample) // 2


def known(line: str) -> bool:
    """Whether the line is KEY:VALUE with a key we know."""
    key, colon, _ = line.partition(":")
    return bool(colon) and (key in _LISTS or key in _FLAGS or key in _NUMBERS or key in _OTHERS)


def read(rows: Sequence[tuple[int, str]], source: int) -> list[Listing]:
    """Each extract as a listing: lists, options, and a problem for each line that is not known.

    `rows`: record numbers and lines. The values of a key stand together: one that comes again begins another extract.
    """
    listings: list[Listing] = []
    seen: set[str] = set()
    before = ""
    for record, raw in rows:
        if not raw.strip():
            continue
        key, colon, value = raw.partition(":")
        name = (*_near(key), key)[0]
        if not listings or (name in seen and name != before and known(f"{name}:")):
            _absent(listings, source, seen)
            listings.append(Listing(record, sentences=1))
            seen = set()
        seen.add(name)
        before, listings[-1].last = name, record
        _line(listings[-1], key, value.strip() if colon else "", At(source, record, len(key) + 2, len(raw.rstrip())))
    _absent(listings, source, seen)
    return listings


def _line(listing: Listing, key: str, value: str, at: At) -> None:
    if key in _LISTS:
        one = listing.lists.setdefault(_LISTS[key], ClassList(At(at.source, at.record), closed=True))
        if CLASS.fullmatch(value) and value != "NONE":
            one.words.setdefault(value, at)
            return
        one.why = f"record {at.record} is no class name"
    elif key in _FLAGS and value in ("TRUE", "FALSE"):
        settle(listing, _FLAGS[key], Fact[bool](value=value == "TRUE", at=at, origin="shown"), at)
        return
    elif key in _NUMBERS and value.isdecimal() and len(value) <= 10:
        name, number = _NUMBERS[key]
        settle(listing, name, Fact[bool](value=True, at=at, origin="shown"), at)
        settle(listing, number, Fact[int](value=int(value), at=at, origin="shown"), at)
        return
    elif key in _OTHERS:
        return
    elif key not in _FLAGS and key not in _NUMBERS:
        _unknown(listing, key, at)
        return
    listing.issues.append(Issue(at.record, "error", "not-key-value", "this line is no KEY:VALUE that can be used"))


def _near(key: str) -> list[str]:
    """The known key that an unknown one may be, shifted, damaged or in another case."""
    known = (*_LISTS, *_NUMBERS, *_FLAGS)
    return [] if key in known or key in _OTHERS else difflib.get_close_matches(key.strip().upper(), known, 1, 0.8)


def _unknown(listing: Listing, key: str, at: At) -> None:
    """A key of another release settles nothing; one that is nearly a key we know may be a damaged line of it."""
    near = _near(key)
    if not near:
        listing.issues.append(Issue(at.record, "remark", "unknown-key", f"the key {key[:16]!r} is not known"))
        return
    if near[0] in _LISTS:
        one = listing.lists.setdefault(_LISTS[near[0]], ClassList(At(at.source, at.record), closed=True))
        one.why = f"record {at.record} may be a damaged line of it"
    message = f"the key {key[:16]!r} is not known; it may be {near[0]}"
    listing.issues.append(Issue(at.record, "error", "unknown-key", message))


def _last_number(listing: Listing, last: int) -> None:
    """The cut may run through a number: what is left of 90 on the last line may be 9."""
    for _, number in _NUMBERS.values():
        fact = listing.options.get(number)
        if fact is not None and fact.at is not None and fact.at.record == last:
            listing.options[number] = Fact[int](at=fact.at, why="the extract ends within this line or after it")


def _absent(listings: list[Listing], source: int, seen: set[str]) -> None:
    """Fields of the last one without a line: empty lists and options that are off, if it is complete and shows them."""
    if not listings:
        return
    listing, first = listings[-1], listings[-1].first
    lost = [key for key in KEYS_ALWAYS if key not in seen]
    if lost:
        message = f"the extract has no {', '.join(lost)}, which every extract has: it is not complete"
        listing.issues.append(Issue(first, "error", "cut-off", message))
        listing.cut = True
        for one in listing.lists.values():
            one.why = one.why or "the extract is not complete"
        _last_number(listing, listing.last)
    elif "active" not in listing.lists:
        listing.issues.append(Issue(first, "error", "heading-missing", "the extract has no CLASSACT"))
    else:
        audit = any(name in listing.lists for name in AUDIT)
        for name in _LISTS.values():
            if name not in listing.lists and (audit or name not in AUDIT):
                listing.lists[name] = ClassList(At(source, first), closed=True)
        for key, (name, _number) in _NUMBERS.items():
            if key not in seen:
                listing.options[name] = Fact[bool](value=False, at=At(source, first), origin="shown")
                listing.issues.append(
                    Issue(first, "remark", "absent-is-off", f"the extract has no {key}: the option is off")
                )
