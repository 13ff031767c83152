"""The ticket inside VERIFY: every key that RACF tries, the time window, replay, and the type's demands.

Source: *RACF System Programmer's Guide*, "How RACF processes the password or PassTicket". The password comparison that
VERIFY makes first is left out: no password is in any input, and a ticket equals one by chance only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from auditor.models.place import At
from auditor.models.racf import Ssignon
from auditor.racf import assumptions
from auditor.racf.access import raclisted
from auditor.racf.answer import Answer, Reason, either, places, together
from auditor.racf.keys import CLASS, KeyProfile, TicketKind, Tried, reuse_allowed, search
from auditor.racf.system import System
from auditor.tickets.names import usable

LEGACY_WINDOW = 600
LONGEST_TIMEOUT = 600
"""Seconds; the largest SSIGNON TIMEOUT."""


@dataclass(frozen=True, slots=True)
class Match:
    """A ticket that a key made: the second it was made at, and the SSIGNON TYPE it has when enhanced."""

    made: int
    type: str | None


class Keyring(Protocol):
    """Holds application keys and lends none."""

    def match(self, ticket: str, user: str, application: str, lock: Lock, now: int) -> Match | None:
        """When the ticket was made with the key of this lock, within ten minutes of `now`; else None."""


@dataclass(frozen=True, slots=True)
class Lock:
    """One key: its profile, its algorithm, and SSIGNON TYPE for an enhanced one (None: either)."""

    profile: str
    kind: TicketKind
    type: str | None = None


@dataclass(slots=True)
class Memory:
    """What each system remembers of used tickets."""

    used: set[tuple[str, str, str | None, Lock, int]] = field(default_factory=set, repr=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A ticket as presented: by whom, for what, with which current connect group, when, and on which system."""

    user: str
    application: str | None
    group: str | None
    at: int
    ticket: str = field(repr=False)
    where: str
    keyring: Keyring = field(repr=False)
    memory: Memory = field(repr=False)
    made_for: str | None = None
    """The application the ticket was made for; looked at only where `application` is None, unknown."""
    made_with: str | None = None
    """The profile whose key made it; looked at only where the user's group is unknown."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The profile and algorithm that accepted a ticket."""

    profile: str
    kind: TicketKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ticket is worth, the profiles tried in order, and which one accepted it."""

    answer: Answer
    tried: tuple[str, ...] = ()
    accepted: Accepted | None = None


def judge(system: System, attempt: Attempt) -> Verdict:
    """Whether the ticket logs the user on to the application, as far as keys and time go."""
    active = system.options(CLASS).active
    text = "class PTKTDATA is not active: a ticket is only a wrong password"
    inactive = Answer("denied", (Reason(text, places(active.at)),))
    if active.value is False:
        return Verdict(inactive)
    verdict = _by_keys(system, attempt)
    answer = verdict.answer
    if answer.outcome == "allowed":
        answer = raclisted(system, CLASS) or answer
    if active.value is None:
        answer = either((answer, inactive), Reason(active.why or "whether class PTKTDATA is active is unknown"))
    return Verdict(answer, verdict.tried, verdict.accepted)


def _by_keys(system: System, attempt: Attempt) -> Verdict:
    user, application = attempt.user, attempt.application
    if application is None:
        return _nameless(system, attempt)
    if not (usable(user) and usable(application)):
        return Verdict(Answer("denied", (Reason(f"no ticket exists for application {application} and user {user}"),)))
    tried: list[str] = []
    candidates = search(system, application, user, attempt.group, attempt.made_with)
    assumed = _assumed(candidates, application)
    for one in candidates:
        if one.key.exists:
            tried.append(one.key.name)
        for lock in _locks(one.key):
            match = attempt.keyring.match(attempt.ticket, user, application, lock, attempt.at)
            if match is None:
                continue
            answer = _of_match(system, one, lock, match, attempt)
            accepted = Accepted(one.key.name, lock.kind) if answer.outcome == "allowed" else None
            complete = Answer(answer.outcome, answer.reasons, (*answer.assumptions, *assumed))
            return Verdict(complete, tuple(tried), accepted)
    return Verdict(Answer("denied", (_no_match(candidates, application),), assumed), tuple(tried))


def _nameless(system: System, attempt: Attempt) -> Verdict:
    """The application is unknown. Any other than the one the ticket was made for refuses it: suppose that one."""
    unknown = Verdict(Answer("undecided", (Reason("the application name given to VERIFY is unknown"),)))
    if attempt.made_for is None:
        return unknown
    best = _by_keys(system, replace(attempt, application=attempt.made_for))
    return Verdict(best.answer) if best.answer.outcome == "denied" else unknown


def _assumed(candidates: tuple[Tried, ...], application: str) -> tuple[str, ...]:
    texts = [text for one in candidates for text in one.key.assumptions]
    if any(one.key.name != application for one in candidates):
        texts += [assumptions.UNQUALIFIED_LAST, assumptions.DEFAULT_GROUP]
    return tuple(dict.fromkeys(texts))


def _locks(key: KeyProfile) -> tuple[Lock, ...]:
    """Keys to try: those the profile holds, and those it may hold."""
    locks: list[Lock] = []
    if key.enhanced is not False:
        segment = key.profile.ssignon if key.profile is not None else None
        locks.append(Lock(key.name, "enhanced", segment.type if segment is not None else None))
    if key.legacy is not False:
        locks.append(Lock(key.name, "legacy"))
    return tuple(locks)


def _no_match(candidates: tuple[Tried, ...], application: str) -> Reason:
    if not candidates:
        return Reason(f"there is no key profile for {application}: a ticket is only a wrong password")
    unusable = [one.key for one in candidates if one.key.without_key]
    if len(unusable) == len(candidates):
        return unusable[-1].why or Reason(f"the key profile for {application} holds no key")
    names = ", ".join(one.key.name for one in candidates)
    return Reason(f"no key of {names} made this ticket for this user, application and time")


def _of_match(system: System, one: Tried, lock: Lock, match: Match, attempt: Attempt) -> Answer:
    """Whether a ticket that this key made is in time, unused, and of a type that can work here."""
    key = one.key
    held = key.legacy if lock.kind == "legacy" else key.enhanced
    text = f"the {lock.kind} key of PTKTDATA profile {key.name} accepts the ticket"
    known = Answer("allowed", (Reason(text, _at(key)),))
    if not one.certain or not held:
        known = Answer("undecided", (key.why or Reason(f"whether {key.name} is tried is unknown"),))
    segment = key.profile.ssignon if key.profile is not None else None
    in_time = _in_time(lock.kind, attempt.at - match.made, segment)
    typed = _of_type(system, match.type) if lock.kind == "enhanced" else Answer("allowed")
    return together((known, in_time, typed, _unused(key, lock, match, attempt)))


def _at(key: KeyProfile) -> tuple[At, ...]:
    segment = key.profile.ssignon if key.profile is not None else None
    return places(segment.at if segment is not None else None)


def _in_time(kind: TicketKind, offset: int, segment: Ssignon | None) -> Answer:
    limit = LEGACY_WINDOW if kind == "legacy" else (segment.timeout if segment is not None else None)
    assumed = (assumptions.FUTURE_TICKETS,) if kind == "enhanced" and offset < 0 else ()
    if abs(offset) > (LONGEST_TIMEOUT if limit is None else limit):
        return Answer("denied", (Reason(f"the ticket is {abs(offset)} seconds off, outside its window"),), assumed)
    if limit is None and offset:
        return Answer("undecided", (Reason("SSIGNON TIMEOUT of the key profile is unknown"),), assumed)
    return Answer("allowed", (), assumed)


def _of_type(system: System, ticket_type: str | None) -> Answer:
    """TYPE(MIXED) needs SETROPTS PASSWORD(MIXEDCASE): z/OS V2.5 Education Assistant, RACF enhanced PassTicket."""
    if ticket_type != "MIXED":
        return Answer("allowed", (), (assumptions.SSIGNON_TEXT,))
    mixed = system.estate.options.mixedcase
    if mixed.value:
        return Answer("allowed", (), (assumptions.SSIGNON_TEXT,))
    if mixed.value is None:
        why = mixed.why or "whether mixed-case passwords are in effect is unknown, and the ticket is of TYPE(MIXED)"
        return Answer("undecided", (Reason(why),), (assumptions.SSIGNON_TEXT,))
    text = "the ticket is of TYPE(MIXED) and mixed-case passwords are not in effect"
    return Answer("denied", (Reason(text, places(mixed.at)),), (assumptions.SSIGNON_TEXT,))


def _unused(key: KeyProfile, lock: Lock, match: Match, attempt: Attempt) -> Answer:
    """The memory of used tickets is per system, user, application and second."""
    entry = (attempt.where, attempt.user, attempt.application, lock, match.made)
    if entry not in attempt.memory.used:
        attempt.memory.used.add(entry)
        return Answer("allowed")
    reuse = reuse_allowed(key, lock.kind)
    at = places(key.profile.at if key.profile is not None else None) if lock.kind == "legacy" else _at(key)
    if reuse:
        return Answer("allowed", (Reason(f"replay protection of {key.name} is off", at),))
    if reuse is None:
        return Answer("undecided", (Reason(f"whether {key.name} allows replay is unknown", at),))
    return Answer("denied", (Reason("the ticket was used before on this system", at),))
