"""The order in which the rules of a configuration are searched: by priority, then by name.

In which order names of different kinds of characters come (cases, digits, others) is in no text that was read, and
EBCDIC and ASCII differ: for such a pair it is open. Source: IP Configuration Reference, "TTLSRule statement".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from auditor.models.tls import TlsRule


def searched(rules: Sequence[TlsRule]) -> tuple[TlsRule, ...]:
    """Return the rules in the order of the search, each with those of which the order is open.

    A rule whose priority cannot be told may stand anywhere: it comes first, and its order is open to all.
    """
    ordered = sorted(rules, key=lambda rule: (rule.priority is not None, -(rule.priority or 0), rule.name))
    return tuple(rule.model_copy(update={"unordered": tuple(_unordered(rule, ordered))}) for rule in ordered)


def _unordered(rule: TlsRule, ordered: Sequence[TlsRule]) -> Iterator[str]:
    """Yield the rules that may come before or after it, as far as a connection can match both."""
    for other in ordered:
        open_ = None in (rule.priority, other.priority)
        if other is rule or not (open_ or rule.priority == other.priority) or not _meet(rule, other):
            continue
        if open_ or not _clear(rule.name, other.name):
            yield other.name


def _meet(one: TlsRule, other: TlsRule) -> bool:
    both = one.inbound and other.inbound
    return both and any(low <= end and start <= high for low, high in one.ports for start, end in other.ports)


def _clear(one: str, other: str) -> bool:
    """Whether two names have one order in every code and case: they first differ in two characters of one kind."""
    for mine, theirs in zip_longest(one, other):
        if mine == theirs:
            continue
        if mine is None or theirs is None:
            return True
        both = mine + theirs
        return both.isascii() and (both.isdigit() or (both.isalpha() and (both.isupper() or both.islower())))
    return False
