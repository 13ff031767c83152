"""One way to ask why a logon failed: what the installation says of a message, of a user, or of a captured ticket.

A user that no client declares gets a sample logon all the same: that nobody declares it is a cause, and whether RACF
would let it in is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.errors import ReturnCode, UsageError

if TYPE_CHECKING:
    from auditor.messages.answer import Answer
    from auditor.messages.here import Here
    from auditor.models.estate import Estate
    from auditor.models.verdict import TrialResult

NOBODY = "no client declares it"


def asked(said: Answer, user: str | None, application: str | None) -> Answer:
    """Return the answer with the user and the application that were named beside the text.

    Raises `UsageError` for a name that RACF cannot have.
    """
    from auditor.tickets.names import usable

    given = {"user": user, "application": application}
    for name, value in given.items():
        if value is not None and not usable(value):
            raise UsageError(f"--{name} is no name that RACF can have", "write 1 to 8 of A-Z, 0-9, #, $ and @")
    return replace(said, names=said.names | {name: value.upper() for name, value in given.items() if value})


def in_installation(said: Answer, config: str) -> tuple[Here, int]:
    """Return what the installation of `config` says, and the return code that its evidence is worth.

    Raises what an audit raises.
    """
    from auditor.gather import gather
    from auditor.messages.here import here
    from auditor.run import engine_of, examine, prepared, terms_of
    from auditor.settings import Settings

    settings = Settings.load(config)
    people = {said.names[name] for name in ("user", "for_user") if name in said.names}
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings, wanted=people)
        result = examine(gathered.estate, gathered, judges, terms_of(settings, gathered)).result
    damaged = result.return_code >= ReturnCode.DAMAGED
    told = here(said, result, undeclared(said, gathered.estate))
    return told, int(ReturnCode.DAMAGED if damaged else ReturnCode.CLEAN)


def undeclared(said: Answer, estate: Estate) -> tuple[TrialResult, ...]:
    """Return the sample logons, or requests for a ticket, of a user that no confirmed client declares."""
    user = said.names.get("for_user") or said.names.get("user")
    declared = {name for client in estate.clients if client.status == "confirmed" for name in client.users}
    if user is None or user in declared or (said.first is not None and said.first.code.way in ("no", "tm-only")):
        return ()
    makes = said.first is not None and said.first.code.way == "generation"
    return tuple(_tried(estate, user, said, "generate" if makes else "logon"))


def _tried(estate: Estate, user: str, said: Answer, step: str) -> Iterator[TrialResult]:
    from auditor.crosscheck import plan_of_clients, run
    from auditor.models.client import Client
    from auditor.models.imsconnect import effective_application
    from auditor.models.place import At
    from auditor.models.verdict import TrialResult
    from auditor.run import noon

    requester = said.names.get("user", user)
    for endpoint in estate.endpoints:
        name = effective_application(endpoint).name
        if name is None or said.names.get("application") not in (None, name) or endpoint.odaccess.value is False:
            continue
        supposed = Client(
            id=NOBODY, endpoint=endpoint.name, kind="racf-service" if step == "generate" else "off-host",
            generates_tickets=True, application=name, users=(user,), at=At(endpoint.source, 1),
            requester=requester if step == "generate" else None,
        )  # fmt: skip
        alone = estate.model_copy(update={"clients": (supposed,)})
        trials = tuple(one for one in plan_of_clients(alone) if one.step == step)
        for trial, done in zip(trials, run(alone, trials, keys=None, now=noon(estate.as_of)), strict=True):
            yield TrialResult(
                client=NOBODY, user=user, requester=trial.requester, endpoint=endpoint.name, application=name,
                step=step, ticket=trial.ticket, expected="undecided", simulated=done.outcome, reasons=done.reasons,
                racf_return_code=done.racf_return_code, keys_tried=done.keys_tried, agrees=True,
                expected_reasons=("the policies are asked about declared clients alone",),
            )  # fmt: skip
