"""Apply a script to the model, command by command, on both layers."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.estate import Change, Estate, Owed
from auditor.racf.commands.effects.groups import change_group
from auditor.racf.commands.effects.imscon import change_ims_connect
from auditor.racf.commands.effects.owed import owed
from auditor.racf.commands.effects.permits import permit
from auditor.racf.commands.effects.resources import change_resource
from auditor.racf.commands.effects.setropts import set_options
from auditor.racf.commands.effects.state import State, Undecided
from auditor.racf.commands.effects.users import change_user
from auditor.racf.commands.effects.weigh import aside
from auditor.racf.commands.messages import NOT_UNDERSTOOD, Reaction
from auditor.racf.commands.model import (
    Adduser,
    Altuser,
    Aside,
    Command,
    Deluser,
    ImsConnect,
    Permit,
    Resource,
    Setropts,
)
from auditor.racf.commands.script import Script


@dataclass(frozen=True, slots=True)
class Team:
    """Who issues a script that is split: a user with SPECIAL, and an auditor for what needs the AUDITOR attribute."""

    special: str | None


@dataclass(frozen=True, slots=True)
class Applied:
    """Both layers after the script. `messages` in order of the lines; `owed` says where the layers differ."""

    stored: Estate
    active: Estate
    messages: tuple[Reaction, ...]
    owed: tuple[Owed, ...]
    undecided: tuple[Undecided, ...]


def apply(
    script: Script, stored: Estate, active: Estate, issuer: str | Team | None = None, *, source: int = 0
) -> Applied:
    """Apply every command that was understood, in order, as IKJEFT01 does: a refused command does not stop the next.

    `issuer`: the user who runs the script; None: unknown. Of the issuer's authority only the AUDITOR attribute is
    asked for, where SPECIAL is not enough; `auditor`: somebody who has it issues those commands. `source`: the number
    of the change among the inputs. What is not understood, or touches what verdicts rest on and is not modelled,
    changes nothing and is a message.
    """
    state = State.of(stored, active, issuer.special if isinstance(issuer, Team) else issuer, source)
    state.auditor = isinstance(issuer, Team)
    for problem in script.problems:
        if problem.level == "error":
            state.line = problem.line
            state.say(NOT_UNDERSTOOD, "system", why=problem.message)
    for step, (line, command) in enumerate(script.commands, 1):
        state.line, state.step = line, step
        _one(state, command)
    due = owed(state)
    common = {
        "classes": state.classes,
        "options": stored.options.model_copy(update=state.options),
        "users": state.users,
        "groups": state.groups,
        "endpoints": tuple(state.endpoints),
    }
    return Applied(
        stored=stored.model_copy(update={**common, "profiles": state.stored, "change": Change(layer="stored")}),
        active=active.model_copy(
            update={**common, "profiles": state.active, "change": Change(layer="active", owed=due)}
        ),
        messages=tuple(sorted(state.messages, key=lambda one: one.line)),
        owed=due,
        undecided=tuple(state.undecided),
    )


def _one(state: State, command: Command) -> None:
    if isinstance(command, Resource):
        change_resource(state, command)
    elif isinstance(command, Permit):
        permit(state, command)
    elif isinstance(command, Setropts):
        set_options(state, command)
    elif isinstance(command, ImsConnect):
        change_ims_connect(state, command)
    elif isinstance(command, Adduser | Altuser | Deluser):
        change_user(state, command)
    elif isinstance(command, Aside):
        aside(state, command)
    else:
        change_group(state, command)
