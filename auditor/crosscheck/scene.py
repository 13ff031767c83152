"""One trial played: the ticket made, sent as bytes, read back by IMS Connect, folded where it folds, and verified.

Where a setting is unknown that the ticket could meet (its SSIGNON TYPE, folding), every possibility is played.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.crosscheck.keyring import Keyring
from auditor.crosscheck.path import ImsConnect, receive, send
from auditor.errors import DrdaMalformed, TicketRefused
from auditor.models.estate import Trial
from auditor.racf.answer import Answer, Reason, either
from auditor.racf.credential import Lock, Memory
from auditor.racf.system import System
from auditor.racf.verify import Logon, Verified, verify
from auditor.tickets.names import usable

SENT_BY_CLIENT = ("logon", "replay", "replay-other-system")
"""Steps whose ticket the client itself has made: without one there is nothing to present."""
HERE, THERE = "this system", "another system"
_SEARCH = 200
"""Seconds in which a MIXED ticket with a lower-case letter turns up: one in 70 has none, so that folding spares it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the trial is played."""

    system: System
    keyring: Keyring
    now: int
    endpoint: ImsConnect


@dataclass(frozen=True, slots=True)
class Script:
    """The trial and the keys its ticket could be made with."""

    trial: Trial
    locks: tuple[Lock, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What happened. `made`: whether there was a ticket to present; `wire`: the SECCHK in words, without the ticket."""

    answer: Answer
    made: Answer
    wire: str
    code: str | None
    tried: tuple[str, ...]
    locks: tuple[Lock, ...]


def play(scene: Scene, script: Script) -> Played:
    """Play every possibility; they settle the outcome when they agree."""
    trial = script.trial
    made = _can_be_made(trial)
    if made.outcome != "allowed":
        return Played(made, made, "nothing is sent", None, (), script.locks)
    try:
        worlds = [one for lock in script.locks for one in _with_lock(scene, trial, lock)]
    except TicketRefused:
        no_ticket = Answer("undecided", (Reason("no ticket can carry the moment of this audit"),))
        return Played(no_ticket, no_ticket, "nothing is sent", None, (), script.locks)
    except DrdaMalformed as error:
        unsent = Answer("denied", (Reason(f"SECCHK cannot carry the user ID: {error}"),))
        return Played(unsent, made, "nothing is sent", None, (), script.locks)
    codes = {world.return_code for world in worlds}
    answer = either((world.answer for world in worlds), Reason("the ticket's TYPE or the folding by PSWDMC is unknown"))
    said = Answer("allowed", (Reason(_description(trial, script.locks)),))
    wire = f"X'106E' with USRID {trial.presented_user} and a PASSWORD of 8 characters, read back as sent"
    return Played(answer, said, wire, codes.pop() if len(codes) == 1 else None, worlds[0].keys_tried, script.locks)


def _can_be_made(trial: Trial) -> Answer:
    if not trial.made_for_application:
        return Answer("undecided", (Reason("the inventory does not say for which application tickets are made"),))
    if usable(trial.made_for_application) and usable(trial.made_for_user):
        return Answer("allowed")
    text = f"no ticket can be made for application {trial.made_for_application} and user {trial.made_for_user}"
    return Answer("denied", (Reason(text),))


def _description(trial: Trial, locks: tuple[Lock, ...]) -> str:
    kind = trial.ticket or "stand-in"
    text = f"a {kind} ticket for {trial.made_for_user} and {trial.made_for_application}, key of {locks[0].profile}"
    if trial.offset:
        text += f", made {abs(trial.offset)} seconds {'before' if trial.offset > 0 else 'after'} it is presented"
    return text + (", one character changed" if trial.altered else "")


def _with_lock(scene: Scene, trial: Trial, lock: Lock) -> list[Verified]:
    ticket, at = _ticket(scene, trial, lock)
    if trial.step == "folded":
        ticket = ticket.upper()
    if trial.altered:
        ticket = ticket[:-1] + ("B" if ticket[-1] != "B" else "C")
    folds = scene.endpoint.folds
    possibilities = (False, True) if folds is None else (folds,)
    if ticket == ticket.upper():
        possibilities = (False,)  # folding changes nothing
    worlds = [replace(scene, endpoint=replace(scene.endpoint, folds=fold)) for fold in possibilities]
    return [_presented(world, trial, lock, ticket, at) for world in worlds]


def _ticket(scene: Scene, trial: Trial, lock: Lock) -> tuple[str, int]:
    """The ticket and the moment it is presented at; for TYPE(MIXED) the first second whose ticket folding spoils."""
    for at in range(scene.now, scene.now + _SEARCH):
        ticket = scene.keyring.make(trial.made_for_user, trial.made_for_application, lock, at - trial.offset)
        if lock.type != "MIXED" or ticket != ticket.upper():
            break
    return ticket, at


def _presented(scene: Scene, trial: Trial, lock: Lock, ticket: str, at: int) -> Verified:
    """The logon, or for a replay the second one with the same ticket."""
    received = receive(send(trial.presented_user, ticket))
    password = received.password.upper() if scene.endpoint.folds else received.password
    logon = Logon(
        received.user, scene.endpoint.application, at, password, HERE, trial.made_for_application, lock.profile
    )
    memory = Memory()
    first = verify(scene.system, logon, scene.keyring, memory)
    if trial.replayed == "no":
        return first
    again = logon if trial.replayed == "same-system" else replace(logon, system=THERE)
    return verify(scene.system, again, scene.keyring, memory)
