"""The facts of one listing: options of classes and of the system, each with its place or the reason why it is unknown.

Source: RACF Command Language Reference, "SETROPTS": audit lines are shown only to issuers with AUDITOR or ROAUDIT.
"""

from __future__ import annotations

from auditor.models.place import At, Fact
from auditor.models.racf import ClassOptions, Options
from auditor.models.setropts import LOGOPTIONS
from auditor.sources.setropts.parts import Listing, label_of
from auditor.sources.setropts.table import FACTS

_AUDITOR = ": the issuer had no auditor attribute"


def class_options(listing: Listing, name: str) -> ClassOptions:
    """Return what the listing says of one class."""
    facts = {key: _listed(listing, key, name) for key in FACTS}
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
    if (record := one.lost(name)) is not None:
        return Fact[bool](at=one.at, why=f"{label_of(key)}: record {record} ends early, where {name} would stand")
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


def options(listing: Listing, source: int) -> Options:
    """Return what the listing says of the system."""
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
