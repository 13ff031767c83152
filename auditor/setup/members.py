"""The lines for IMS Connect: parameters of its member, commands to the running one, and the estate after both.

A command holds until the next restart, a member from then on: what differs from the target is changed in each.
Source: IMS, "HWS statement", "ODACCESS statement", "UPDATE IMSCON TYPE(CONFIG) command".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.crosscheck.clients import application_of
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.place import At, Fact
from auditor.racf.commands import apply, parse_script
from auditor.setup.lines import Line
from auditor.setup.targets import Target

_COMMAND = "UPDATE IMSCON TYPE(CONFIG) SET({})"


def lines(target: Target, estate: Estate) -> Iterator[Line]:
    """Give what is to change at one IMS Connect: the name first, so that checking begins with the right one."""
    yield from _name(target)
    yield from _checking(target, estate)


def _name(target: Target) -> Iterator[Line]:
    endpoint, name = target.endpoint, target.application
    settles = [("PT-A11", f"endpoint:{endpoint.name}")]
    settles += [("PT-A05", f"client:{client.id}") for client in target.tickets if application_of(client) == name]
    base = Line("hwscfg", f"ODACCESS APPL={name}", "3", "", tuple(settles), name, endpoint.name)
    now = effective_application(endpoint).name
    if endpoint.member and not _coded(target):
        reason = f"{endpoint.name} then gives {name} to RACF after each restart"
        if now == name:
            reason = "the SQL Batch utility needs ODACCESS APPL=, though the HWS ID is the same name"
        undo = f"ODACCESS APPL={endpoint.appl.value}" if endpoint.appl.value else "ODACCESS without APPL="
        yield replace(base, reason=reason, undo=undo, cautions=_renamed(target, now))
    if now != name:
        running = endpoint.running.odbmappl.value if endpoint.running is not None else None
        back = _COMMAND.format(f"ODBMAPPL({running or endpoint.appl.value or 0})")
        reason = f"{endpoint.name} gives {name} to RACF at once, until its next restart"
        command = _COMMAND.format(f"ODBMAPPL({name})")
        yield replace(base, who="ims", text=command, reason=reason, undo=back, cautions=_unwritten(endpoint))


def _coded(target: Target) -> bool:
    """Whether the member gives the name as IBM asks for it: SQL Batch clients need APPL=, others take the HWS ID."""
    endpoint, name = target.endpoint, target.application
    if endpoint.appl.value == name:
        return True
    falls_back = endpoint.appl.origin == "default" or endpoint.appl.value == ""
    batch = any(client.kind == "sql-batch" for client in target.tickets)
    return falls_back and endpoint.id.value == name and not batch


def _renamed(target: Target, now: str | None) -> tuple[str, ...]:
    if now is None or now == target.application:
        return ()
    return (f"Whoever makes tickets for {now} at {target.endpoint.name} is refused from then on: move them first.",)


def _checking(target: Target, estate: Estate) -> Iterator[Line]:
    endpoint = target.endpoint
    subject = f"endpoint:{endpoint.name}"
    settles = (("PT-A07", subject), ("PT-E01", subject))
    on, _ = effective_racf(endpoint)
    cautions = () if on else _checked(target, estate)
    base = Line("hwscfg", "HWS RACF=Y", "2", "", settles, target.application, endpoint.name, cautions=cautions)
    if endpoint.member and endpoint.racf.value is False:
        reason = "without RACF=Y IMS Connect ignores every ticket"
        undo = "HWS RACF=N" if endpoint.racf.origin != "default" else "HWS without RACF="
        yield replace(base, reason=reason, undo=undo)
    if not on:
        reason = "IMS Connect checks users at once, until its next restart"
        command, off = _COMMAND.format("RACF(ON)"), _COMMAND.format("RACF(OFF)")
        told = (*cautions, *_unwritten(endpoint))
        yield replace(base, who="ims", text=command, reason=reason, undo=off, cautions=told)


def _unwritten(endpoint: Endpoint) -> tuple[str, ...]:
    """Say that the next restart undoes the command, where no member was offered that could be changed with it."""
    if endpoint.member:
        return ()
    return (f"No member of {endpoint.name} was offered: change it too, or its next restart takes this back.",)


def _checked(target: Target, estate: Estate) -> tuple[str, ...]:
    """Say who is checked from then on and is not declared to make tickets."""
    here = [client for client in estate.clients if client.endpoint == target.endpoint.name]
    others = sorted(client.id for client in here if client not in target.tickets)
    told = f" Of the inventory that is: {', '.join(others)}." if others else ""
    refuses = f"From then on {target.endpoint.name} refuses whoever brings neither a good ticket nor a good password"
    return (f"{refuses}, and nothing here counts clients that are not declared.{told}",)


def after(estate: Estate, done: Sequence[Line]) -> Estate:
    """Return the estate after these lines: each command at its own IMS Connect, and the members changed with them."""
    endpoints = tuple(
        _changed(estate, one, [line for line in done if line.endpoint == one.name]) for one in estate.endpoints
    )
    return estate.model_copy(update={"endpoints": endpoints})


def _changed(estate: Estate, endpoint: Endpoint, done: Sequence[Line]) -> Endpoint:
    commands = [line.text for line in done if line.who == "ims"]
    source = len(estate.inputs) - 1
    changed = endpoint
    if commands:
        alone = estate.model_copy(update={"endpoints": (endpoint,)})
        script = parse_script("\n".join(commands))
        changed = apply(script, alone, alone, source=source).active.endpoints[0]
    coded = {line.text.partition("=")[0]: line.text.partition("=")[2] for line in done if line.who == "hwscfg"}
    at = At(source, 1)
    update: dict[str, object] = {}
    if "ODACCESS APPL" in coded:
        update["appl"] = Fact[str](value=coded["ODACCESS APPL"], at=at, origin="coded")
    if "HWS RACF" in coded:
        update["racf"] = Fact[bool](value=True, at=at, origin="coded")
    if update and endpoint.running is None:
        # Without a display nothing is known of the running values but what the member will say.
        update["running"] = None
    return changed.model_copy(update=update)
