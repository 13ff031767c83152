"""Why did this logon fail? Takes a captured ticket apart with every key, application and user that is offered.

With the right three the ticket gives up the exact second it was made. With any other it gives an unrelated second, so a
finding counts when it lies inside the window that RACF accepts, or when an unrelated ticket would land so near by
accident less than once in a thousand explanations. No result holds the ticket or a key.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.errors import UsageError
from auditor.tickets import enhanced, legacy, names
from auditor.tickets.keys import Key
from auditor.tickets.shapes import Algorithm, classify
from auditor.tickets.times import offset, whole_second

DEFAULT_TIMEOUT = 60
"""SSIGNON TIMEOUT when the profile does not say (*RACF Command Language Reference*, RDEFINE)."""

_ACCIDENT = 1 / 1000
_MAXIMUM_TRIES = 200_000
_BITS: dict[Algorithm, int] = {"legacy": legacy.TIME_BITS, "UPPER": 41, "MIXED": 48}


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """A key as the key file has it: under the PTKTDATA profile it belongs to."""

    profile: str
    key: Key
    type: enhanced.TicketType | None = None
    """SSIGNON TYPE of an enhanced key; None: both are tried."""

    @property
    def application(self) -> str:
        """The application the profile serves: its name up to the first full stop."""
        return self.profile.partition(".")[0].upper()

    @property
    def algorithms(self) -> tuple[Algorithm, ...]:
        """What the key can make."""
        if self.key.kind == "legacy":
            return ("legacy",)
        return (self.type,) if self.type else ("UPPER", "MIXED")


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of the logon. The first user and the first application are those RACF checks the ticket for."""

    ticket: str = field(repr=False)
    users: tuple[str, ...]
    applications: tuple[str, ...]
    """Further ones are candidates for what the generator may have used instead."""
    keys: tuple[OfferedKey, ...]
    near: float
    """When the ticket was sent, seconds since 1970 GMT."""
    timeout: int = DEFAULT_TIMEOUT
    """Seconds either side for enhanced tickets; legacy tickets have 600, fixed."""


@dataclass(frozen=True, slots=True)
class Made:
    """One way this ticket can have been made."""

    algorithm: Algorithm
    user: str
    application: str
    profile: str
    """PTKTDATA profile of the key."""
    second: int
    """When, seconds since 1970 GMT by the generator's clock."""
    offset: int
    """That less the reference time: below zero the generator was earlier."""
    window: int
    """How many seconds either side RACF accepts."""
    folded: bool
    """The ticket has lost its case on the way; this holds for the ticket as it was."""
    chance: float
    """The chance that an unrelated ticket lands at least as near, over everything that was tried."""

    @property
    def inside(self) -> bool:
        """Whether the second lies in the window."""
        return abs(self.offset) <= self.window


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the ticket tells. `made` is empty when no key offered here made it."""

    shapes: tuple[Algorithm, ...]
    """What the string can be by its form alone."""
    length: int
    made: tuple[Made, ...]
    """Nearest to what RACF would check first."""
    tries: int
    complete: bool
    """False when there were too many combinations of lost upper and lower case to try them all."""
    user: str
    application: str
    own_keys: bool
    """Whether a key was offered for the application that RACF checks."""

    @property
    def good(self) -> bool:
        """Whether RACF would take the ticket for this user and application, as far as arithmetic goes."""
        return any(self.fits(one) and one.inside and not one.folded for one in self.made)

    def fits(self, made: Made) -> bool:
        """Whether `made` used the user, the application and a key of the application that RACF checks."""
        return (made.user, made.application) == (self.user, self.application) and self.own_key(made)

    def own_key(self, made: Made) -> bool:
        """Whether the key belongs to the application that RACF checks."""
        return made.profile.partition(".")[0].upper() == self.application


@dataclass(frozen=True, slots=True)
class _Try:
    ticket: str = field(repr=False)
    folded: bool
    algorithm: Algorithm
    user: str
    application: str
    offered: OfferedKey


def explain(question: Question) -> Explanation:
    """Take the ticket apart in every way that is offered.

    `UsageError` when there is no user, application or key to try; `TicketRefused` for a name RACF does not have.
    """
    users = _names(question.users, "user ID", names.user_id)
    applications = _names(question.applications, "application name", names.application_name)
    if not question.keys:
        raise UsageError("There is no key to try.", "Offer a key file with --keys.")
    plain = list(_as_sent(question, users, applications))
    restored = list(itertools.islice(_restored(question, users, applications), _MAXIMUM_TRIES + 1))
    complete = len(restored) <= _MAXIMUM_TRIES
    tries = plain + restored[:_MAXIMUM_TRIES]
    found = [made for one in tries if (made := _taken_apart(one, question, len(tries)))]
    result = Explanation(
        shapes=classify(question.ticket),
        length=len(question.ticket),
        made=(),
        tries=len(tries),
        complete=complete,
        user=users[0],
        application=applications[0],
        own_keys=any(one.application == applications[0] for one in question.keys),
    )
    order = sorted(found, key=lambda one: (not result.fits(one), one.folded, not one.inside, one.chance, one.profile))
    return replace(result, made=tuple(order))


def generate(user: str, application: str, keys: Sequence[OfferedKey], at: float, kind: str | None = None) -> str:
    """A ticket made with the first of `keys` that can make `kind` (None: what RACF would, enhanced before legacy).

    TYPE is MIXED where the key has none. `UsageError` when no key can.
    """
    for offered in keys:
        if kind is not None and kind not in offered.algorithms:
            continue
        if offered.key.kind == "legacy":
            return legacy.generate(user, application, offered.key, at)
        wanted: enhanced.TicketType = "UPPER" if "UPPER" in (kind, offered.type) else "MIXED"
        return enhanced.generate(user, application, offered.key, at, wanted)
    raise UsageError("No key offered here makes that kind of ticket.", "Offer another key, or another --kind.")


def _names(given: Sequence[str], what: str, check: Callable[[str], bytes]) -> tuple[str, ...]:
    if not given:
        raise UsageError(f"There is no {what} to try.", f"Give the {what} that RACF checks, and candidates after it.")
    for one in given:
        check(one)
    return tuple(dict.fromkeys(one.upper() for one in given))


def _as_sent(question: Question, users: Sequence[str], applications: Sequence[str]) -> Iterator[_Try]:
    shapes = classify(question.ticket)
    for offered, user, application in itertools.product(question.keys, users, applications):
        for algorithm in offered.algorithms:
            if algorithm in shapes:
                yield _Try(question.ticket, False, algorithm, user, application, offered)


def _restored(question: Question, users: Sequence[str], applications: Sequence[str]) -> Iterator[_Try]:
    """The ticket before something on the way changed its case: PSWDMC=N, a script, a person."""
    ticket = question.ticket
    if len(ticket) != 8 or not ticket.isascii():
        return
    pairs = sorted(
        itertools.product(question.keys, users, applications),
        key=lambda pair: pair[0].application != pair[2],
    )
    upper = ticket.upper()
    mixed_shapes = [
        "".join(letters)
        for letters in itertools.product(*((one, one.lower()) if one.isalpha() else (one,) for one in upper))
    ]
    for offered, user, application in pairs:
        for algorithm in offered.algorithms:
            if algorithm != "MIXED" and upper != ticket and algorithm in classify(upper):
                yield _Try(upper, True, algorithm, user, application, offered)
            elif algorithm == "MIXED" and ticket in (upper, ticket.lower()):
                for one in mixed_shapes:
                    if one != ticket:
                        yield _Try(one, True, algorithm, user, application, offered)


def _taken_apart(one: _Try, question: Question, tries: int) -> Made | None:
    if one.algorithm == "legacy":
        low = legacy.recover(one.ticket, one.user, one.application, one.offered.key)
        window = legacy.WINDOW
    else:
        low = enhanced.recover(one.ticket, one.user, one.application, one.offered.key, one.algorithm)
        window = question.timeout
    if low is None:
        return None
    now, bits = whole_second(question.near), _BITS[one.algorithm]
    apart = offset(low, now, bits)
    chance = min(1.0, tries * (2 * abs(apart) + 1) / (1 << bits))
    if now + apart < 0 or (abs(apart) > window and chance > _ACCIDENT):
        return None
    return Made(
        algorithm=one.algorithm,
        user=one.user,
        application=one.application,
        profile=one.offered.profile,
        second=now + apart,
        offset=apart,
        window=window,
        folded=one.folded,
        chance=chance,
    )
