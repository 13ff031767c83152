"""UPDATE IMSCON TYPE(CONFIG) SET(...): running values of IMS Connect, which its next restart drops.

Source: IMS documentation, "UPDATE IMSCON TYPE(CONFIG) command". It is issued through OM and reaches every IMS Connect
of the IMSplex.
"""

from __future__ import annotations

from typing import Any

from auditor.models.imsconnect import Endpoint, Running
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import NOTE
from auditor.racf.commands.model import Operands, UpdateImscon

_SWITCHES = {"RACF": "racf", "UIDCACHE": "uidcache", "ODRACFST": "odracfst"}
_PSWDMC = {"ON": "Y", "OFF": "N", "RCF": "R"}


def update_imscon(state: State, command: UpdateImscon) -> None:
    """Change the running values of every endpoint."""
    operands = command.operands
    if operands.word("TYPE") != "CONFIG" or "NAME" in operands or set(operands) - {"TYPE", "SET"}:
        state.open("system", "of UPDATE IMSCON only TYPE(CONFIG) SET(...) to every IMS Connect is modelled")
        return
    if not state.endpoints:
        state.open("system", "no IMS Connect was offered, so what the command reaches is unknown")
    asked = operands.inside("SET")
    state.endpoints = [_updated(state, endpoint, asked) for endpoint in state.endpoints]


def _updated(state: State, endpoint: Endpoint, asked: Operands) -> Endpoint:
    values: dict[str, Any] = {
        field: state.fact(asked.word(name) == "ON") for name, field in _SWITCHES.items() if name in asked
    }
    if "ODBMAPPL" in asked:
        name = asked.word("ODBMAPPL")
        values["odbmappl"] = state.fact("" if name == "0" else name)
    if "PSWDMC" in asked:
        values["pswdmc"] = state.fact(_PSWDMC[asked.word("PSWDMC") or "RCF"])
    if not values:
        return endpoint
    why = "the running value changes now and is lost when this IMS Connect is restarted; change its member too"
    state.say(NOTE, f"endpoint:{endpoint.name}", why=why)
    running = endpoint.running or Running(at=state.at)
    return endpoint.model_copy(update={"running": running.model_copy(update=values)})
