"""RACROUTE REQUEST=VERIFY with APPL=: every check of a logon, each blocking reason, and the return code.

Source: *RACF System Programmer's Guide*, "How RACF processes the password or PassTicket"; *RACROUTE Macro Reference*,
RACINIT return codes; *RACF Security Administrator's Guide*, "Protecting applications", "Preventing errors". The order
of the checks is general knowledge: it decides the return code only, never the outcome. All reasons are collected.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.models.racf import User
from auditor.racf import assumptions
from auditor.racf.access import decide
from auditor.racf.answer import Answer, Reason, places, together
from auditor.racf.credential import Accepted, Attempt, Keyring, Memory, judge
from auditor.racf.question import Question
from auditor.racf.system import System
from auditor.racf.users import (
    PASSTICKET_FACTOR,
    active_factors,
    connection_revoked,
    dates_between,
    day_and_time,
    inactivity,
    user_revoked,
)

_ALLOWED = Answer("allowed")


@dataclass(frozen=True, slots=True)
class Logon:
    """What IMS Connect gives to VERIFY, when (seconds since 1970 GMT) and on which system."""

    user: str
    application: str | None
    """None: what IMS Connect gives is unknown."""
    at: int
    ticket: str = field(repr=False)
    system: str = "this system"
    made_for: str | None = None
    """The application the ticket was made for; looked at only where `application` is unknown."""
    made_with: str | None = None
    """The profile whose key made it; looked at only where the user's group is unknown."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of VERIFY and the RACF return code that its denial gives."""

    name: str
    code: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer, the return code (None when it cannot be told) and the key profiles tried, in order."""

    answer: Answer
    return_code: str | None
    keys_tried: tuple[str, ...]
    accepted: Accepted | None
    checks: tuple[Check, ...]


def verify(system: System, logon: Logon, keyring: Keyring, memory: Memory) -> Verified:
    """Log the user on with the ticket. `memory` is what the systems remember of used tickets; it is changed."""
    found = system.user(logon.user)
    user, group = found.user, found.user.default_group if found.user is not None else None
    attempt = Attempt(
        logon.user, logon.application, group, logon.at, logon.ticket, logon.system, keyring, memory,
        logon.made_for, logon.made_with,
    )  # fmt: skip
    verdict = judge(system, attempt)
    credential = Check("credential", "08", verdict.answer)
    if user is None and found.unknown is None:
        text = f"user {logon.user} is not defined to RACF"
        checks: tuple[Check, ...] = (Check("defined", "04", Answer("denied", (Reason(text),))), credential)
    elif user is None:
        unknown = Answer("undecided", (found.unknown,) if found.unknown is not None else ())
        checks = (Check("defined", "04", unknown), credential, _application(system, logon))
    else:
        checks = _all_checks(system, logon, user, credential)
    return Verified(together(check.answer for check in checks), _code(checks), verdict.tried, verdict.accepted, checks)


def _all_checks(system: System, logon: Logon, user: User, credential: Check) -> tuple[Check, ...]:
    return (
        Check("revoked", "1C", _revoked(system, logon.user, user)),
        Check("multi-factor", "08", _multi_factor(system, logon, user)),
        Check("protected", "08", _protected(logon.user, user)),
        credential,
        *_default_group(system, logon.user, user),
        Check("inactivity", "1C", inactivity(user, system.estate.options, system.day, system.old and system.old[1])),
        Check("day and time", "30", day_and_time(user, system.day)),
        _application(system, logon),
    )


def _code(checks: tuple[Check, ...]) -> str | None:
    for check in checks:
        if check.answer.outcome == "denied":
            return check.code
        if check.answer.outcome == "undecided":
            return None
    return "00"


def _revoked(system: System, user_id: str, user: User) -> Answer:
    if user.contained:
        return Answer("denied", (Reason(f"user {user_id} is contained, which revokes it too", places(user.at)),))
    if system.old is not None and dates_between(user, system.old[0], system.day):
        return Answer("undecided", (system.old[1],))
    if not user_revoked(user, system.day):
        return _ALLOWED
    return Answer("denied", (Reason(f"user {user_id} is revoked on {system.day}", places(user.at)),))


def _protected(user_id: str, user: User) -> Answer:
    if not user.protected:
        return _ALLOWED
    text = f"user {user_id} is PROTECTED, which excludes logons by PassTicket"
    return Answer("denied", (Reason(text, places(user.at)),), (assumptions.PROTECTED_NO_TICKET,))


def _multi_factor(system: System, logon: Logon, user: User) -> Answer:
    """IBM MFA, "Using IBM MFA with PassTickets", "Bypassing IBM MFA for applications"."""
    active = active_factors(user)
    lost = system.lost_user(("020A",), logon.user)
    if PASSTICKET_FACTOR in active:
        return Answer("allowed", (), (assumptions.MFA_TICKET_FACTOR,))
    if not active and lost is None:
        return _ALLOWED
    resource = f"MFABYPASS.APPL.{logon.application or '(unknown)'}"
    bypass = Answer("undecided")
    if logon.application is not None or system.options("MFADEF").active.value is False:
        bypass = decide(system, Question("MFADEF", resource, logon.user, "READ", "denied"))
    if bypass.outcome == "allowed":
        return bypass
    if lost is not None:
        return Answer("undecided", (lost,))
    at = places(*(factor.at for factor in user.factors if factor.active))
    text = f"user {logon.user} has MFA factor {active[0]} active, no {PASSTICKET_FACTOR} factor"
    if bypass.outcome == "denied":
        return Answer("denied", (Reason(f"{text} and no READ to {resource}", at),))
    return Answer("undecided", (Reason(f"{text}, and READ to {resource} cannot be told", at), *bypass.reasons))


def _default_group(system: System, user_id: str, user: User) -> tuple[Check, ...]:
    connection = user.connections.get(user.default_group)
    if connection is None:
        lost = system.lost_user(("0205",), user_id)
        text = f"user {user_id} is not connected to its default group {user.default_group}"
        missing = Answer("undecided", (lost,)) if lost else Answer("denied", (Reason(text, places(user.at)),))
        return (Check("default group", "14", missing),)
    if system.old is not None and dates_between(connection, system.old[0], system.day):
        return (Check("connection", "24", Answer("undecided", (system.old[1],))),)
    if connection_revoked(connection, system.day):
        text = f"the connection of {user_id} to its default group {user.default_group} is revoked on {system.day}"
        return (Check("connection", "24", Answer("denied", (Reason(text, places(connection.at)),))),)
    return (Check("connection", "24", _ALLOWED),)


def _application(system: System, logon: Logon) -> Check:
    """READ to the application in class APPL; no profile and an inactive class let everyone in."""
    if logon.application is None:
        nameless = Answer("undecided", (Reason("the application name given to VERIFY is unknown"),))
        return Check("application", "34", nameless)
    answer = decide(system, Question("APPL", logon.application, logon.user, "READ", "allowed"))
    return Check("application", "34", answer)
