"""Print a command in its long form, so that parsing the print gives the same command. Secrets print as a mask."""

from __future__ import annotations

from auditor.racf.commands.model import (
    MASK,
    Aside,
    Command,
    Group,
    ImsConnect,
    Item,
    Named,
    Operands,
    Permit,
    Resource,
    Secret,
)


def print_command(command: Command) -> str:
    """One line, every name written out, operands sorted."""
    if isinstance(command, Aside):
        return command.name
    if isinstance(command, ImsConnect):
        return " ".join([*_reaching(command), *_operands(command.operands)])
    parts = [command.verb]
    if isinstance(command, Resource):
        parts += [command.class_name, _listed(command.profiles)]
    elif isinstance(command, Permit):
        parts.append(_quoted(command.profile) if command.quoted else command.profile)
    elif isinstance(command, Named):
        parts.append(_listed(command.names))
    parts += _operands(command.operands)
    return " ".join(parts)


def _reaching(command: ImsConnect) -> list[str]:
    if command.form == "type-2":
        return ["UPDATE IMSCON"] if command.operands.given else [command.action]
    action = "UPDATE MEMBER" if command.operands.given else command.action
    return ["MODIFY", command.job, action] if command.form == "modify" else ["REPLY", "0", action]


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"({','.join(names)})"


def _operands(operands: Operands) -> list[str]:
    return [_keyword(name, items) for name, items in operands.given]


def _keyword(name: str, items: tuple[Item, ...] | None) -> str:
    return name if items is None else f"{name}({' '.join(_item(item) for item in items)})"


def _item(item: Item) -> str:
    if isinstance(item, Secret):
        return MASK
    if isinstance(item, Group):
        return _keyword(item.name, item.items)
    return _quoted(item.value) if item.quoted else item.value


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
