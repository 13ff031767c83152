"""Commands to IMS Connect: running values, which its next restart drops.

Which IMS Connect a command reaches depends on its form: MODIFY reaches the job it names, a reply the one that asked,
type-2 every one of the IMSplex. Where the evidence does not tell which endpoint that is, the command blocks.
Source: IMS documentation, "UPDATE IMSCON TYPE(CONFIG) command", "IMS Connect z/OS commands".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from auditor.models.imsconnect import Endpoint, Running
from auditor.racf.commands.dispositions import Disposition
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import weigh
from auditor.racf.commands.imsconnect import CONFIG, RECORDER, TYPED
from auditor.racf.commands.messages import NOTE
from auditor.racf.commands.model import ImsConnect, Operands

_SWITCHES: Final = {"RACF": "racf", "UIDCACHE": "uidcache", "ODRACFST": "odracfst"}
_PSWDMC: Final = {"ON": "Y", "OFF": "N", "RCF": "R"}
_RESTART: Final = "the running value changes now and is lost when this IMS Connect is restarted; change its member too"
_IMSPLEX: Final = "type-2 commands reach every IMS Connect of the IMSplex; here it is taken to be every one offered"

ACTIONS: Final[Mapping[str, Disposition]] = {
    RECORDER: Disposition("outside", "the line trace; while it is open, it records every logon with its ticket"),
    "STOPCLNT": Disposition("outside", "it ends the connection of one client"),
    "UPDATE CLIENT": Disposition("outside", "it ends the connection of one client"),
    "UPDATE RACFUID": Disposition("outside", "it renews what is cached of one user"),
    "UPDATE CONVERTER": Disposition("outside", "message converters"),
}
"""Actions besides `CONFIG` that are known to change nothing that verdicts rest on. All others block."""


def change_ims_connect(state: State, command: ImsConnect) -> None:
    """Apply one command to every endpoint that it reaches."""
    if command.action != CONFIG:
        _act(state, command)
        return
    if not weigh(state, "UPDATE IMSCON", command.operands, "system"):
        return
    asked = command.operands.inside("SET")
    weigh(state, "SET", asked, "system")
    if not set(asked) & {*_SWITCHES, "ODBMAPPL", "PSWDMC"}:
        return
    reached = _reach(state, command)
    state.endpoints = [_updated(state, one, asked) if one.name in reached else one for one in state.endpoints]


def _act(state: State, command: ImsConnect) -> None:
    """Anything but the values that are modelled. What MODIFY tells a job of no endpoint is not for IMS Connect."""
    typed = TYPED.fullmatch(command.action)
    action = f"{typed[1]} {typed[2]}" if typed else command.action
    if command.form == "modify" and not _may_be_endpoint(state, command.job):
        state.block("system", f"no endpoint has job {command.job}, and what this tells that job is not known here")
    elif action in ACTIONS and (typed or command.form != "type-2"):
        state.outside("system", f"{action}: {ACTIONS[action].why}")
    elif typed:
        state.block("system", f"{typed[1]} IMSCON is not modelled for TYPE({typed[2]})")
    elif "UNKNOWN" in command.action:
        state.block("system", "what this tells the program behind it is not known here")
    elif command.form == "type-2":
        state.block("system", f"{command.action} is no command to IMS Connect, and what it changes is not modelled")
    elif command.form == "modify" and command.job not in _jobs(state).values():
        state.block(
            "system", f"{command.action} is not modelled, and nothing tells whether {command.job} is an endpoint"
        )
    else:
        state.block("system", f"{command.action} of IMS Connect is not modelled")


def _reach(state: State, command: ImsConnect) -> frozenset[str]:
    """Names of the endpoints that the command certainly reaches; empty: not certain, and a message says why."""
    names = [one.name for one in state.endpoints]
    if not names:
        state.block("system", "no IMS Connect was offered, so what the command reaches is unknown")
        return frozenset()
    if command.form == "type-2":
        if len(names) > 1:
            state.open("system", _IMSPLEX)
        return frozenset(names)
    if command.form == "modify":
        return _of_job(state, names, command.job)
    if len(names) > 1:
        state.block("system", "a reply does not name an IMS Connect, and more than one was offered; use MODIFY")
        return frozenset()
    return frozenset(names)


def _jobs(state: State) -> dict[str, str]:
    """Endpoint -> the job that the site says it runs in."""
    return {name: label.job.upper() for name, label in state.estate.site.endpoints.items() if label.job}


def _may_be_endpoint(state: State, job: str) -> bool:
    """Whether a job is, or for all that is known may be, one of the IMS Connects offered."""
    jobs = _jobs(state)
    named = any(own in {job, *job.split(".")} for own in jobs.values())
    return named or any(one.name not in jobs for one in state.endpoints)


def _of_job(state: State, names: list[str], job: str) -> frozenset[str]:
    jobs = _jobs(state)
    named = frozenset(name for name in names if jobs.get(name) in {job, *job.split(".")})
    if len(named) == 1:
        return named
    if len(names) == 1 and names[0] not in jobs:
        return frozenset(names)
    why = f"which IMS Connect job {job} is, nothing tells: give `job` in [site.endpoints.<HWS ID>]"
    state.block("system", why if not named else f"more than one endpoint has job {job}")
    return frozenset()


def _updated(state: State, endpoint: Endpoint, asked: Operands) -> Endpoint:
    values: dict[str, Any] = {
        field: state.fact(asked.word(name) == "ON") for name, field in _SWITCHES.items() if name in asked
    }
    if "ODBMAPPL" in asked:
        name = asked.word("ODBMAPPL")
        values["odbmappl"] = state.fact("" if name == "0" else name)
    if "PSWDMC" in asked:
        values["pswdmc"] = state.fact(_PSWDMC[asked.word("PSWDMC") or "RCF"])
    state.say(NOTE, f"endpoint:{endpoint.name}", why=_RESTART)
    running = endpoint.running or Running(at=state.at)
    return endpoint.model_copy(update={"running": running.model_copy(update=values)})
