"""The whole plan: RACF, ICSF, IMS Connect and the clients; what somebody has accepted is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.crosscheck.clients import application_of, through_services, users_of
from auditor.models.client import Client
from auditor.models.estate import Estate
from auditor.models.verdict import Verdict
from auditor.racf.keys import search
from auditor.racf.system import System
from auditor.remedy.order import ordered
from auditor.setup import members
from auditor.setup.lines import Key, Left, Line, Plan
from auditor.setup.needs import unnamed
from auditor.setup.racf import racf_lines
from auditor.setup.targets import Target, declared, targets


def plan(estate: Estate, verdicts: Iterable[Verdict] = ()) -> Plan:
    """Return what has to be done for the declared clients. `verdicts`: of the estate as it is, for their waivers."""
    found, left = targets(estate)
    lines, more = racf_lines(estate, found)
    ims = [line for target in found for line in members.lines(target, estate)]
    clients = [line for target in found for line in _client_lines(target, estate)]
    everything = _waived([*lines, *clients, *ims], verdicts)
    return Plan(
        tuple(_ordered(everything.lines)),
        (*left, *unnamed(found), *_requesters(found), *more, *everything.left, *_not_set_up(estate)),
    )


def _client_lines(target: Target, estate: Estate) -> Iterator[Line]:
    system, name = System(estate), target.application
    for client in target.tickets:
        settles = (("PT-A05", f"client:{client.id}"),)
        base = Line("clients", "", "4", "", settles, name, target.endpoint.name, client.id)
        if application_of(client) != name:
            reason = f"{target.endpoint.name} gives {name} to RACF, and a ticket for another name is a wrong password"
            yield replace(base, text=f"application {name}", reason=reason, undo=application_of(client))
        if not through_services(client) and client.key_profile not in (None, name) and _untried(client, name, system):
            reason = f"RACF does not try the key of {client.key_profile} for {name}"
            yield replace(base, text=f"key of {name}", reason=reason, undo=client.key_profile or "")


def _untried(client: Client, name: str, system: System) -> bool:
    """Whether RACF tries the key of the client for none of its users."""
    tried: set[str] = set()
    for user in users_of(client):
        found = system.user(user).user
        tried |= {one.key.name for one in search(system, name, user, found.default_group if found else None)}
    return client.key_profile not in tried


def _requesters(found: Iterable[Target]) -> Iterator[Left]:
    for target in found:
        for client in target.tickets:
            if through_services(client) and client.requester is None and client.kind != "sql-batch":
                todo = ("Write `requester:`, the user ID that asks RACF, into the inventory.",)
                yield Left(f"client:{client.id}", "the inventory does not say who asks RACF for its tickets", todo,
                           "PT-A08")  # fmt: skip


def _not_set_up(estate: Estate) -> Iterator[Left]:
    """Say which entries of the inventory declare nothing that is set up here."""
    for client in estate.clients:
        if client.status == "draft":
            todo = ("Review it, write `status: confirmed`, and run this again.",)
            yield Left(f"client:{client.id}", "it is a draft, which declares nothing: drafts are never set up", todo,
                       accepted=True)  # fmt: skip
        elif client not in declared(estate):
            yield Left(f"client:{client.id}", f"a client of kind {client.kind} does not log on to a DRDA port",
                       accepted=True)  # fmt: skip


def _waived(lines: list[Line], verdicts: Iterable[Verdict]) -> Plan:
    """Leave out the lines that are for a finding which somebody has accepted, and what goes with them."""
    accepted: Mapping[Key, Verdict] = {
        (one.policy, one.object): one for one in verdicts if one.verdict == "fail" and one.waiver is not None
    }
    if not accepted:
        return Plan(tuple(lines))
    kept, left = [], {}
    for line in lines:
        keys = [key for key in line.settles if key in accepted]
        if not keys:
            kept.append(line)
            continue
        waiver = accepted[keys[0]].waiver
        if waiver is not None:
            why = f"{keys[0][0]} is accepted by {waiver.approver} until {waiver.expires}, so nothing is done about it"
            left[keys[0]] = Left(keys[0][1], why, policy=keys[0][0], accepted=True)
    return Plan(tuple(kept), tuple(left.values()))


def _ordered(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each line once; RACF commands in the order that shuts nobody out on the way."""
    rows: dict[tuple[str, str, str, str], Line] = {}
    for line in lines:
        rows.setdefault((line.who, line.text, line.endpoint, line.client), line)
    racf = {line.text: line for line in rows.values() if line.who == "racf"}
    yield from (line for line in rows.values() if line.who == "icsf")
    yield from (racf[text] for text in ordered(racf))
    yield from (line for who in ("clients", "hwscfg", "ims") for line in rows.values() if line.who == who)
