"""From a parsed line to a command: long names, allowed values, secrets dropped. What is not certain is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from auditor.racf.commands import model
from auditor.racf.commands.grammar import Unreadable
from auditor.racf.commands.model import MASK, Group, Item, Operands, Secret, Text
from auditor.racf.commands.operands import LEVELS, OPERANDS, Spec

_ID = re.compile(r"[A-Z0-9#$@]{1,8}")
_HEX16 = re.compile(r"[0-9A-Fa-f]{16}")
_DATE = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/\d\d")
_SECRET_NAME = re.compile(r"KEY|PASS|PHRASE|PW|SECRET|TOKEN|PIN")
_QUOTABLE = re.compile(r"[A-Z]{1,20}")


class Mistake(Exception):
    """An operand that cannot be taken: a code and a message. Never leaves this package."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def expand(word: str, names: Mapping[str, Spec], where: str, *, hide: bool = False) -> str:
    """The long name that an operand is or is cut from. Raises `Mistake` when there is none, or more than one.

    `hide`: the word follows a keyword for a secret, and may be that secret: no message quotes it.
    """
    if word in names:
        return word
    found = _prefixed(word, tuple(names))
    if len(found) == 1:
        return found[0]
    if found:
        raise Mistake("ambiguous-operand", f"{word} could be {' or '.join(found)} in {where}")
    shown = f"operand {word}" if _QUOTABLE.fullmatch(word) and not hide else "such operand"
    raise Mistake("unknown-operand", f"{where} has no {shown}")


@lru_cache(maxsize=4096)
def _prefixed(word: str, names: tuple[str, ...]) -> list[str]:
    return sorted(name for name in names if name.startswith(word))


def operands_of(verb: str, items: tuple[Item, ...]) -> Operands:
    """The operands of a command, long-named and checked. Raises `Mistake`."""
    return Operands(_keywords(items, OPERANDS[verb], verb))


Given = tuple[tuple[str, tuple[Item, ...] | None], ...]


def _keywords(items: tuple[Item, ...], names: Mapping[str, Spec], where: str) -> Given:
    found: dict[str, tuple[Item, ...] | None] = {}
    hide = False
    for item in items:
        if isinstance(item, Secret) or (isinstance(item, Text) and item.quoted):
            raise Mistake("unexpected-text", f"a value stands in {where} where an operand is expected")
        raw = item.name if isinstance(item, Group) else item.value
        name = expand(raw, names, where, hide=hide)
        held = _value(name, names[name], item.items if isinstance(item, Group) else None, where)
        if name in found and found[name] != held:
            raise Mistake("repeated-operand", f"{name} is given twice in {where} with different values")
        found[name] = held
        hide = isinstance(item, Text) and _SECRET_NAME.search(name) is not None
    for name in found:
        if f"NO{name}" in found:
            raise Mistake("contradicting-operands", f"{name} and NO{name} are both given in {where}")
    return tuple(sorted(found.items()))


def _value(name: str, spec: Spec, items: tuple[Item, ...] | None, where: str) -> tuple[Item, ...] | None:
    if items is None or (not items and spec.optional):
        if spec.kind == "flag" or spec.optional:
            return None
        raise Mistake("missing-value", f"{name} of {where} needs a value in parentheses")
    if spec.kind == "flag":
        raise Mistake("unexpected-value", f"{name} of {where} takes no value")
    if not items and spec.kind != "raw":
        raise Mistake("missing-value", f"{name} of {where} needs a value in parentheses")
    return _CHECKS[spec.kind](name, spec, items)


def _words(name: str, items: tuple[Item, ...]) -> list[Text]:
    words = [item for item in items if isinstance(item, Text)]
    if len(words) != len(items):
        raise Mistake("bad-value", f"{name} takes plain values, not keywords with parentheses")
    return words


def _one(name: str, items: tuple[Item, ...]) -> Text:
    words = _words(name, items)
    if len(words) != 1:
        raise Mistake("bad-value", f"{name} takes exactly one value")
    return words[0]


@lru_cache(maxsize=8192)
def _is_id(word: str) -> bool:
    return _ID.fullmatch(word) is not None


def _id(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    word = _one(name, items)
    if word.quoted or not _ID.fullmatch(word.value):
        raise Mistake("bad-value", f"{name} takes a name of 1 to 8 characters A-Z, 0-9, #, $, @")
    return (word,)


def _ids(name: str, spec: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    words = _words(name, items)
    if [word.value for word in words] == ["*"]:
        return tuple(words)
    return tuple(_id(name, spec, (word,))[0] for word in words)


def _level(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return (Text(expand(_one(name, items).value, _LEVEL_NAMES, name)),)


def _choice(name: str, spec: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return (Text(expand(_one(name, items).value, spec.sub, name)),)


def _text(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return (_one(name, items),)


def _names(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(_words(name, items))


def _number(name: str, spec: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    word = _one(name, items).value
    if not re.fullmatch(r"[0-9]{1,5}", word) or not spec.low <= int(word) <= spec.high:
        raise Mistake("bad-value", f"{name} takes a number from {spec.low} to {spec.high}")
    return (Text(str(int(word))),)


def _date(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    word = _one(name, items)
    if not _DATE.fullmatch(word.value):
        raise Mistake("bad-value", f"{name} takes a date mm/dd/yy")
    return (word,)


def _secret(_name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return (Secret(stated=items != (Text(MASK),)),)


def _hex16(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    word = items[0] if len(items) == 1 and isinstance(items[0], Text) else None
    if word is None or not (word.value == MASK or _HEX16.fullmatch(word.value)):
        raise Mistake("bad-value", f"{name} takes a key of 16 hexadecimal digits")
    return (Secret(stated=word.value != MASK),)


def _label(name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    word = _one(name, items)
    if len(word.value) > 64:
        raise Mistake("bad-value", f"{name} takes a label of at most 64 characters")
    return (word,)


def _options(name: str, spec: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(Group(one, held) for one, held in _keywords(items, spec.sub, name))


def _raw(_name: str, _: Spec, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Kept as written, except for what may be a secret."""
    return tuple(
        Group(item.name, (Secret(stated=item.items != (Text(MASK),)),))
        if isinstance(item, Group) and _SECRET_NAME.search(item.name) and item.items
        else Group(item.name, _raw(item.name, _, item.items))
        if isinstance(item, Group) and item.items is not None
        else item
        for item in items
    )


_LEVEL_NAMES = dict.fromkeys(LEVELS, Spec("flag"))
_CHECKS: Mapping[str, Callable[[str, Spec, tuple[Item, ...]], tuple[Item, ...]]] = {
    "id": _id, "notify": _id, "class": _id, "classes": _ids, "ids": _ids, "level": _level, "choice": _choice,
    "text": _text, "names": _names, "members": _names, "number": _number, "date": _date, "secret": _secret,
    "password": _secret, "hex16": _hex16, "label": _label, "options": _options, "conditions": _options,
    "audit": _options, "raw": _raw,
}  # fmt: skip


@lru_cache(maxsize=4096)
def checked_profile(name: str) -> str:
    """A general resource profile name, or `Mistake`."""
    if not 1 <= len(name) <= 246:
        raise Mistake("bad-name", "a profile name has 1 to 246 characters")
    return name


def checked_ids(names: tuple[Text, ...], verb: str) -> tuple[str, ...]:
    """User IDs or group names by position, or `Mistake`."""
    for name in names:
        if name.quoted or not _ID.fullmatch(name.value):
            raise Mistake("bad-name", f"{verb} takes names of 1 to 8 characters A-Z, 0-9, #, $, @")
    return tuple(name.value for name in names)


def check_legacy_keys(operands: Operands) -> None:
    """At most one of the keywords that say what the legacy key is to be."""
    legacy = {"KEYMASKED", "KEYENCRYPTED", "KEYLABEL", "ENCRYPTKEY", "NOLEGACYKEY"}
    found = sorted(legacy & set(operands.inside("SSIGNON")))
    if len(found) > 1:
        raise Mistake("contradicting-operands", f"{' and '.join(found)} are both given in SSIGNON")


NAMED: Mapping[str, type[model.Named]] = {
    one.verb: one
    for one in (
        model.Adduser, model.Altuser, model.Deluser, model.Connect, model.Remove, model.Addgroup, model.Altgroup,
        model.Delgroup,
    )
}  # fmt: skip
RESOURCE: Mapping[str, type[model.Resource]] = {one.verb: one for one in (model.Rdefine, model.Ralter, model.Rdelete)}

__all__ = ["NAMED", "RESOURCE", "Mistake", "Unreadable", "checked_ids", "checked_profile", "expand", "operands_of"]
