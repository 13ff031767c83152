"""What several listings of one file, and commands after them, leave of a setting.

One listing is read; another one is evidence against it: a setting of which they say different things is unknown,
whichever is the newer, and so is one that a later command may have changed. The others stand. Nothing is taken from a
listing that is not the one that is read: what is missed there may be missed because it was cut.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from auditor.models.place import At, Fact
from auditor.models.racf import ClassOptions, Options
from auditor.sources.setropts.later import Change, Effect


class Settings(NamedTuple):
    """What one listing says, and where it begins."""

    first: int
    classes: dict[str, ClassOptions]
    options: Options
    doubtful: Mapping[str, Container[str]] = MappingProxyType({})
    """Class lists of it that were not read to their end, with the classes that they name."""


def against(shown: Settings, other: Settings) -> tuple[Settings, list[str]]:
    """`shown` without what `other` contradicts, and the settings concerned. Both have the same classes."""
    why = f"listings of the file differ (records {shown.first} and {other.first})"
    classes, differ = dict(shown.classes), list[str]()
    for name, one in shown.classes.items():
        second = other.classes[name]
        doubt = other.doubtful if other.first > shown.first else {}
        said = {key: name in doubt[key] if key in doubt else fact.value for key, fact in second}
        lost = _contradicted(one, said, why)
        if lost:
            classes[name] = one.model_copy(update=lost)
            differ += [f"{key} of {name}" for key in lost]
    lost = _contradicted(shown.options, {key: fact.value for key, fact in other.options}, why)
    return shown._replace(classes=classes, options=shown.options.model_copy(update=lost)), [*differ, *lost]


def _contradicted(one: ClassOptions | Options, other: Mapping[str, Any], why: str) -> dict[str, Fact[Any]]:
    """The facts of `one` of which `other` has another value, as unknown."""
    return {
        key: type(fact)(at=fact.at, why=why)
        for key, fact in one
        if key != "auditor_lines" and fact.value is not None and other[key] not in (None, fact.value)
    }


def after(shown: Settings, change: Change, source: int) -> tuple[Settings, bool]:
    """`shown` without what a later command may have changed, and whether it touched anything."""
    at = At(source, change.record, change.first, change.last)
    why = f"record {change.record} ({change.label}) comes after the listing and may have changed it"
    effects = change.effects
    if effects is None:
        effects = (
            Effect(tuple(ClassOptions.model_fields), None, system=False, value=None),
            Effect(tuple(Options.model_fields), None, system=True, value=None),
        )
    touched = False
    for effect in effects:
        if effect.system:
            lost = _lost(shown.options, effect, at, why)
            shown = shown._replace(options=shown.options.model_copy(update=lost))
            touched = touched or bool(lost)
            continue
        classes = dict(shown.classes)
        for name in shown.classes if effect.names is None else effect.names & set(shown.classes):
            lost = _lost(classes[name], effect, at, why)
            classes[name] = classes[name].model_copy(update=lost)
            touched = touched or bool(lost)
        shown = shown._replace(classes=classes)
    return shown, touched


def _lost(holder: Any, effect: Effect, at: At, why: str) -> dict[str, Fact[Any]]:
    """The fields that the effect makes unknown: not those that have already the value it sets."""
    held: Iterable[tuple[str, Fact[Any]]] = ((name, getattr(holder, name)) for name in effect.fields)
    return {
        name: type(fact)(at=at, why=why)
        for name, fact in held
        if name != "auditor_lines" and (fact.value is None or effect.value is None or fact.value is not effect.value)
    }
