"""What a parsed command is: frozen values, one class for each command, all operand names in their long form.

Secrets never get in: a key, password or phrase is a `Secret`, which holds only that one was written.
Source: z/OS Security Server RACF Command Language Reference; IMS Commands, Volume 3, "IMS Connect commands".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

MASK = "*" * 16
"""Stands for every secret, whatever its length."""


class Text(NamedTuple):
    """One word (folded to upper case) or one quoted string (as typed, quotes taken off)."""

    value: str
    quoted: bool = False


class Group(NamedTuple):
    """A keyword inside an operand with what its parentheses hold; items None: no parentheses."""

    name: str
    items: tuple[Item, ...] | None


@dataclass(frozen=True, slots=True)
class Secret:
    """A key, password or phrase. `stated` False: the script itself holds the mask instead of a value."""

    stated: bool = field(default=True, compare=False)

    def __repr__(self) -> str:
        return MASK


Item = Text | Group | Secret


@dataclass(frozen=True, slots=True)
class Operands:
    """The operands of one command by long name, sorted; a value of None is a keyword without parentheses."""

    given: tuple[tuple[str, tuple[Item, ...] | None], ...] = ()

    def __contains__(self, name: str) -> bool:
        return any(one == name for one, _ in self.given)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.given)

    def items(self, name: str) -> tuple[Item, ...]:
        """What the operand's parentheses hold; empty when it is not given or has none."""
        for one, items in self.given:
            if one == name:
                return items or ()
        return ()

    def words(self, name: str) -> tuple[str, ...]:
        """The words and strings of an operand, in order."""
        return tuple(item.value for item in self.items(name) if isinstance(item, Text))

    def word(self, name: str) -> str | None:
        """The single value of an operand; None when it is not given."""
        words = self.words(name)
        return words[0] if words else None

    def switch(self, name: str) -> bool | None:
        """True for NAME, False for NONAME, None when neither is given."""
        if name in self:
            return True
        return False if f"NO{name}" in self else None

    def inside(self, name: str) -> Operands:
        """The keywords inside an operand such as SSIGNON, as operands of their own."""
        return Operands(tuple((item.name, item.items) for item in self.items(name) if isinstance(item, Group)))

    def unstated(self) -> bool:
        """Whether a secret is written as a mask, which RACF would not take."""
        return any(_masked(items or ()) for _, items in self.given)


def _masked(items: tuple[Item, ...]) -> bool:
    return any(
        (isinstance(item, Secret) and not item.stated) or (isinstance(item, Group) and _masked(item.items or ()))
        for item in items
    )


@dataclass(frozen=True, slots=True)
class Resource:
    """A command on general resource profiles."""

    verb: ClassVar[str] = ""
    class_name: str
    profiles: tuple[str, ...]
    operands: Operands = Operands()


@dataclass(frozen=True, slots=True)
class Rdefine(Resource):
    """RDEFINE: define profiles."""

    verb: ClassVar[str] = "RDEFINE"


@dataclass(frozen=True, slots=True)
class Ralter(Resource):
    """RALTER: change fields of profiles."""

    verb: ClassVar[str] = "RALTER"


@dataclass(frozen=True, slots=True)
class Rdelete(Resource):
    """RDELETE: delete profiles."""

    verb: ClassVar[str] = "RDELETE"


@dataclass(frozen=True, slots=True)
class Permit:
    """PERMIT: change the access lists of one profile. `quoted`: a data set name in quotes."""

    verb: ClassVar[str] = "PERMIT"
    profile: str
    operands: Operands = Operands()
    quoted: bool = False

    @property
    def class_name(self) -> str:
        """CLASS, and DATASET without it."""
        return self.operands.word("CLASS") or "DATASET"


@dataclass(frozen=True, slots=True)
class Setropts:
    """SETROPTS: set system-wide options."""

    verb: ClassVar[str] = "SETROPTS"
    operands: Operands = Operands()


@dataclass(frozen=True, slots=True)
class Named:
    """A command on users or groups."""

    verb: ClassVar[str] = ""
    names: tuple[str, ...]
    operands: Operands = Operands()


@dataclass(frozen=True, slots=True)
class Adduser(Named):
    """ADDUSER."""

    verb: ClassVar[str] = "ADDUSER"


@dataclass(frozen=True, slots=True)
class Altuser(Named):
    """ALTUSER."""

    verb: ClassVar[str] = "ALTUSER"


@dataclass(frozen=True, slots=True)
class Deluser(Named):
    """DELUSER."""

    verb: ClassVar[str] = "DELUSER"


@dataclass(frozen=True, slots=True)
class Connect(Named):
    """CONNECT users to a group."""

    verb: ClassVar[str] = "CONNECT"


@dataclass(frozen=True, slots=True)
class Remove(Named):
    """REMOVE users from a group."""

    verb: ClassVar[str] = "REMOVE"


@dataclass(frozen=True, slots=True)
class Addgroup(Named):
    """ADDGROUP."""

    verb: ClassVar[str] = "ADDGROUP"


@dataclass(frozen=True, slots=True)
class Altgroup(Named):
    """ALTGROUP."""

    verb: ClassVar[str] = "ALTGROUP"


@dataclass(frozen=True, slots=True)
class Delgroup(Named):
    """DELGROUP."""

    verb: ClassVar[str] = "DELGROUP"


Form = Literal["modify", "reply", "type-2"]
"""How a command reaches IMS Connect: z/OS MODIFY names its job, a reply its WTOR, type-2 goes to all of an IMSplex."""


@dataclass(frozen=True, slots=True)
class ImsConnect:
    """A command to IMS Connect, in one of three forms. What it changes is lost at the next restart.

    `action`: `imsconnect.CONFIG`, with operands; or anything else that changes something, by its name alone.
    """

    form: Form
    action: str
    job: str = ""
    """The job that MODIFY names, "" in the other forms."""
    operands: Operands = Operands()


@dataclass(frozen=True, slots=True)
class Aside:
    """A command that is known by name only. `reads`: it changes nothing (RLIST, SEARCH, RVARY LIST ...).

    `about`: the words in which it names data sets, of a command on their profiles.
    """

    name: str
    reads: bool
    about: tuple[str, ...] = ()


Command = Resource | Permit | Setropts | Named | ImsConnect | Aside
