"""What differs between two states of RACF: profiles, options of classes and of the system, users, groups.

Where a fact stands and when a profile was made or changed is no difference: no command can give that back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from auditor.models.estate import Estate
from auditor.models.place import Fact

_NO_STATE = frozenset({"at", "uid_at", "created", "changed", "referenced"})


class Difference(NamedTuple):
    """One object of which something differs; `before` or `now` None: it is not there."""

    kind: str
    """profile, class, option, user or group."""
    class_name: str
    """The class of a profile, else ""."""
    name: str
    before: Any
    now: Any

    @property
    def object(self) -> str:
        """The object as verdicts name it."""
        if self.kind == "profile":
            return f"profile:{self.class_name}/{self.name}"
        return "system" if self.kind == "option" else f"{self.kind}:{self.name}"

    @property
    def parts(self) -> list[str]:
        """The fields that differ, in order; none where the whole object came or went."""
        if self.before is None or self.now is None or self.kind == "option":
            return []
        names = type(self.before).model_fields if self.kind == "class" else [one.name for one in fields(self.before)]
        return [one for one in names if one not in _NO_STATE and _parts_differ(self, one)]


def _parts_differ(found: Difference, part: str) -> bool:
    was, is_now = getattr(found.before, part), getattr(found.now, part)
    if part == "seclevel" and {was, is_now} <= {"", "000"}:
        return False
    return bool(state_of(was) != state_of(is_now))


def differences(before: Estate, now: Estate) -> Iterator[Difference]:
    """Give every object that differs, in order of kind and name."""
    for class_name in sorted(before.profiles.keys() | now.profiles.keys()):
        old, new = before.profiles.get(class_name, {}), now.profiles.get(class_name, {})
        for name, was, is_now in _changed(old, new):
            yield Difference("profile", class_name, name, was, is_now)
    for name, was, is_now in _changed(before.classes, now.classes):
        yield Difference("class", "", name, was, is_now)
    for name in type(before.options).model_fields:
        was, is_now = getattr(before.options, name).value, getattr(now.options, name).value
        if was != is_now:
            yield Difference("option", "", name, was, is_now)
    for name, was, is_now in _changed(before.users, now.users):
        yield Difference("user", "", name, was, is_now)
    for name, was, is_now in _changed(before.groups, now.groups):
        yield Difference("group", "", name, was, is_now)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    if old is new:
        return
    # What no command touched is the same object: of a million profiles only the changed ones are looked at.
    names = [name for name, was in old.items() if new.get(name) is not was]
    names += [name for name in new if name not in old]
    for name in sorted(names):
        was, is_now = old.get(name), new.get(name)
        if was is None or is_now is None or state_of(was) != state_of(is_now):
            yield name, was, is_now


def state_of(value: Any) -> Any:
    """Return `value` without places and dates, in a form that can be compared."""
    if isinstance(value, Fact):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: state_of(getattr(value, one.name)) for one in fields(value) if one.name not in _NO_STATE}
        if found.get("seclevel") == "000":
            found["seclevel"] = ""  # both say that there is none
        return found
    if isinstance(value, Mapping):
        return {key: state_of(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        # The order of entries on a list, and of members, means nothing.
        return sorted((state_of(one) for one in value), key=repr)
    if hasattr(type(value), "model_fields"):
        return {name: state_of(getattr(value, name)) for name in type(value).model_fields}
    return value
