"""R_ticketserv and R_GenSec: who may have a ticket made or judged. These services fail closed.

Source: *RACF Callable Services*, "RACF authorization" (R_ticketserv, R_GenSec). The authority is UPDATE (generate) or
READ (evaluate) to `IRRPTAUTH.application.target` in class PTKTDATA; an inactive class or no profile is a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.racf import assumptions
from auditor.racf.access import decide
from auditor.racf.answer import Answer, Reason, places, together
from auditor.racf.keys import CLASS, KeyProfile, key_profile
from auditor.racf.question import Question, Want
from auditor.racf.system import System
from auditor.tickets.names import usable

MEMBER_NAME = "=MEMBER"
"""STDATA USER(=MEMBER): the task runs under the name of its procedure, which could be any."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for (or about) a ticket for whom. `task`: the requester could run as a started task."""

    requester: str | None
    application: str
    target: str
    task: bool = False


def may_generate(system: System, request: Request) -> Answer:
    """Whether the requester may have tickets made for the target (UPDATE)."""
    return _authority(system, request, "UPDATE")


def may_evaluate(system: System, request: Request) -> Answer:
    """Whether the requester may ask if a string is a ticket for the target (READ)."""
    return _authority(system, request, "READ")


def generate(system: System, request: Request) -> Answer:
    """Whether the service gives the requester a ticket: authority, and a key in the unqualified profile."""
    application, target = request.application, request.target
    if not application:
        return Answer("undecided", (Reason("the inventory does not say for which application tickets are made"),))
    if not (usable(application) and usable(target)):
        return Answer("denied", (Reason(f"no ticket can be made for application {application} and user {target}"),))
    return together((may_generate(system, request), _has_key(key_profile(system, application))))


def _has_key(key: KeyProfile) -> Answer:
    assumed = (*key.assumptions, assumptions.UNQUALIFIED_GENERATION)
    if key.exists and (key.enhanced or key.legacy):
        at = key.profile.ssignon.at if key.profile is not None and key.profile.ssignon is not None else None
        return Answer("allowed", (Reason(f"PTKTDATA profile {key.name} holds a key", places(at)),), assumed)
    why = (key.why,) if key.why is not None else ()
    return Answer("denied" if key.without_key else "undecided", why, assumed)


def _authority(system: System, request: Request, want: Want) -> Answer:
    requester = request.requester
    if requester is None:
        return Answer("undecided", (Reason("the inventory does not say which user asks RACF for the ticket"),))
    found = system.user(requester)
    if found.user is None and found.unknown is None:
        return Answer("denied", (Reason(f"requester {requester} is not defined to RACF"),))
    resource = f"IRRPTAUTH.{request.application}.{request.target}"
    answer = decide(system, Question(CLASS, resource, requester, want, "denied"))
    if found.unknown is not None:
        answer = together((Answer("undecided", (found.unknown,)), answer))
    if request.task and answer.outcome == "denied" and system.options(CLASS).active.value is not False:
        return _unchecked(system, requester) or answer
    return answer


def _unchecked(system: System, requester: str) -> Answer | None:
    """A TRUSTED or PRIVILEGED started task passes every check; which one the requester runs as is not in any input."""
    if system.options("STARTED").active.value is False:
        return None
    for name, profile in system.profiles("STARTED").items():
        task = profile.started
        if task is None or task.user not in (requester, MEMBER_NAME):
            continue
        if task.trusted is not False or task.privileged is not False:
            kind = "trusted" if task.trusted is not False else "privileged"
            text = f"{requester} may run as the {kind} started task of STARTED profile {name}, which passes every check"
            return Answer("undecided", (Reason(text, places(task.at)),))
    lost = system.lost(("0500", "0540"), "STARTED", lambda _: True)
    return Answer("undecided", (lost,)) if lost is not None else None
