"""Which stored profile a command means, and what is asked of every command on one.

Source: z/OS Security Server RACF Security Administrator's Guide, "Activating generic profile checking", "RACF
variables".
"""

from __future__ import annotations

from auditor.models.racf import Profile
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Operands
from auditor.racf.patterns import GENERIC_CHARACTERS

_LITERAL = frozenset({"RACFVARS"})
"""Classes whose profile names begin with & and are no patterns."""


def starred(class_name: str, name: str) -> bool:
    """Whether a name of this class has characters that make it a pattern."""
    return class_name not in _LITERAL and bool(GENERIC_CHARACTERS & set(name))


def find(state: State, class_name: str, name: str, *, generic: bool | None = None) -> Profile | str | None:
    """The stored profile a command means; None: not defined; a text: why it cannot be told.

    A name with generic characters means the generic profile when generic command processing is on, else a discrete of
    that literal name. `generic` True or False: the command says which.
    """
    held = state.stored[class_name].get(name)
    wanted = generic
    if wanted is None:
        wanted = False
        if starred(class_name, name):
            wanted = state.generic_commands(class_name)
        if wanted is None:
            return f"whether generics are on for class {class_name} is unknown"
    return held if held is not None and held.generic == wanted else None


def owner_exists(state: State, operands: Operands, about: str) -> bool:
    """Whether OWNER, when given, is a defined ID; says so when not."""
    owner = operands.word("OWNER")
    if owner is None:
        return True
    defined = state.exists(owner)
    if defined is None:
        state.block(about, f"whether the owner {owner} is defined cannot be told from the unload")
    elif not defined:
        state.say(REFUSED, about, why=f"the owner {owner} is not a defined user or group")
    return bool(defined)


def blur(state: State, class_name: str, name: str, why: str) -> None:
    """The profile may exist from here on, and what it holds is unknown."""
    state.block(f"profile:{class_name}/{name}", why)
    state.blurred[class_name, name] = state.line


def owing(state: State, class_name: str, message: str, about: str) -> None:
    """Say that a RACLISTed class needs a REFRESH before the change counts."""
    if state.raclisted(class_name):
        state.say(message, about, who=class_name)
