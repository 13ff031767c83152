"""How a ticket comes to whoever presents it: asked of RACF, made with a key outside RACF, or supposed to be there."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.crosscheck.clients import application_of, key_name, through_services
from auditor.crosscheck.impersonation import holds_key
from auditor.crosscheck.qualified import qualified_key
from auditor.crosscheck.scene import SENT_BY_CLIENT
from auditor.models.client import Client
from auditor.models.estate import Trial
from auditor.models.verdict import IMPERSONATE, OBSERVED
from auditor.racf.answer import Answer, Reason, places, together
from auditor.racf.control import may_replace_key
from auditor.racf.keys import KeyProfile, key_profile
from auditor.racf.services import Request, generate
from auditor.racf.surrogates import may_become
from auditor.racf.system import System

_HELD = Answer("allowed", (Reason("the ticket is presented by whoever holds it; nobody is asked for it"),))


@dataclass(frozen=True, slots=True)
class Making:
    """Whether there is a ticket to present, and the key profile it is made with.

    `lent`: the key is used outside RACF and is RACF's only if both sides were given the same one.
    """

    asked: Answer
    key: KeyProfile
    lent: bool


def making(system: System, trial: Trial, client: Client | None) -> Making | Reason:
    """What the trial's ticket comes from, or why that cannot be told."""
    if trial.step == OBSERVED:
        qualified = qualified_key(system, trial.made_for_application, trial.made_for_user)
        return Making(_HELD, qualified or key_profile(system, trial.made_for_application), lent=False)
    if client is None and (trial.client or trial.step != IMPERSONATE):
        return Reason(f"client {trial.client} is not in the inventory")
    if trial.step == IMPERSONATE:
        return _by_another(system, trial, client)
    assert client is not None  # noqa: S101 - told above
    by_racf = through_services(client)
    asked = by_services(system, trial, client) if by_racf and trial.step in SENT_BY_CLIENT else _HELD
    return Making(asked, _key(system, trial, client), not by_racf)


def by_services(system: System, trial: Trial, client: Client | None) -> Answer:
    """RACF asked for the ticket: on a client's behalf, by who wants it for himself, or by who acts as a requester."""
    if trial.as_user is not None and trial.way is not None:
        asked = generate(system, Request(trial.as_user, trial.made_for_application, trial.made_for_user))
        return together((may_become(system, trial.way, trial.requester or "", trial.as_user), asked))
    task = trial.way == "task" if client is None else client.kind == "racf-service"
    return generate(system, Request(trial.requester, trial.made_for_application, trial.made_for_user, task=task))


def _by_another(system: System, trial: Trial, client: Client | None) -> Making:
    if trial.key_profile is None:
        return Making(by_services(system, trial, None), key_profile(system, trial.made_for_application), lent=False)
    key = key_profile(system, trial.key_profile)
    if client is None:
        return Making(may_replace_key(system, trial.requester or "", trial.key_profile), key, lent=False)
    at = places(client.places.get("key_profile", client.at))
    if holds_key(client) and key_name(client) == trial.key_profile:
        has = Answer("allowed", (Reason(f"client {client.id} has the key of {trial.key_profile} outside RACF", at),))
    else:
        has = Answer("denied", (Reason(f"client {client.id} does not have the key of {trial.key_profile}", at),))
    return Making(has, key, lent=True)


def _key(system: System, trial: Trial, client: Client) -> KeyProfile:
    if trial.step == "qualified-key":
        found = qualified_key(system, application_of(client), trial.made_for_user)
        if found is not None:
            return found
    return key_profile(system, key_name(client))
