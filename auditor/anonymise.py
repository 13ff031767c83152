"""Stable pseudonyms for user IDs, groups, hosts, application and system names, so that a report can be shared.

Pseudonyms are made after judging, over the whole result: what is judged is never changed. The same name is the same
pseudonym everywhere in one result. With a key in the environment (AUDITOR_PSEUDONYM_KEY) it is also the same in every
later result; without one, names are numbered in sorted order.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterable
from typing import Any

from auditor.models.estate import Estate
from auditor.models.verdict import Result

_TOKEN = r"A-Za-z0-9#$@_"  # noqa: S105 - a character class
_HOST = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|net|org|example|local)\b")
_KEPT = frozenset({"NONE", "READ", "UPDATE", "CONTROL", "ALTER", "EXECUTE", "YES", "NO", "PTKTDATA", "APPL", "*", ""})
"""Words of RACF itself: they name nobody."""


def names_of(estate: Estate) -> dict[str, str]:
    """Every name to hide, and the letter its pseudonym begins with (U user, G group, A application, E endpoint ...)."""
    found: dict[str, str] = {}

    def add(letter: str, names: Iterable[str | None]) -> None:
        for name in names:
            if name and name not in _KEPT:
                found.setdefault(name, letter)

    add("U", estate.users)
    add("G", estate.groups)
    for endpoint in estate.endpoints:
        add("E", (endpoint.id.value,))
        add("A", (endpoint.appl.value, endpoint.running.odbmappl.value if endpoint.running else None))
        add("A", (other.appl.value for other in endpoint.other_appls))
    for client in estate.clients:
        add("C", (client.id,))
        add("A", (client.application, client.key_profile))
        add("U", (client.requester, *client.users))
    for class_name in ("APPL", "PTKTDATA", "STARTED"):
        for name, profile in estate.profiles.get(class_name, {}).items():
            parts = [part for part in name.split(".") if part != "IRRPTAUTH" and not set(part) & set("*%&")]
            add("P", parts)
            add("U", (profile.owner, profile.notify, *profile.acl, *(entry.id for entry in profile.conditional)))
            add("K", (profile.ssignon.key_label,) if profile.ssignon else ())
    add("S", (estate.system,))
    return found


def anonymise(result: Result, estate: Estate) -> Result:
    """`result` with every name of `estate` replaced, and quoted lines reduced to the columns that were cited."""
    names = names_of(estate)
    numbers = _pseudonyms(names)
    longest_first = sorted(numbers, key=lambda name: (-len(name), name))
    pattern = re.compile(
        rf"(?<![{_TOKEN}])(?:{'|'.join(re.escape(name) for name in longest_first)})(?![{_TOKEN}])", re.IGNORECASE
    )
    folded = {name.upper(): alias for name, alias in numbers.items()}
    hosts: dict[str, str] = {}

    def text(value: str) -> str:
        value = pattern.sub(lambda hit: folded[hit.group().upper()], value)
        return _HOST.sub(lambda hit: hosts.setdefault(hit.group(), f"host{len(hosts) + 1}"), value)

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            value = _reduced(value) if "columns" in value and "text" in value else value
            return {text(name): walk(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [walk(item, key) for item in value]
        if isinstance(value, str) and key not in ("sha256", "fingerprint", "schema"):
            return text(value)
        return value

    data = json.loads(result.model_dump_json())
    for number, one in enumerate(data["inputs"], 1):
        one["path"] = f"input{number}"
    paths = {old.path: new["path"] for old, new in zip(result.inputs, data["inputs"], strict=True)}
    for place in _places(data):
        place["path"] = paths.get(place["path"], "input")
    return Result.model_validate_json(json.dumps(walk(data)))


def _pseudonyms(names: dict[str, str]) -> dict[str, str]:
    key = os.environ.get("AUDITOR_PSEUDONYM_KEY", "").encode()
    if key:
        return {
            name: letter + hmac.new(key, name.encode(), hashlib.sha256).hexdigest()[:7].upper()
            for name, letter in names.items()
        }
    counters: dict[str, int] = {}
    numbered = {}
    for name, letter in sorted(names.items()):
        counters[letter] = counters.get(letter, 0) + 1
        numbered[name] = f"{letter}{counters[letter]:07}"
    return numbered


def _reduced(place: dict[str, Any]) -> dict[str, Any]:
    """A quoted record with everything but the cited columns blotted out: free text may hold people's names."""
    if place.get("input") != "unload" or not place["columns"]:
        return {**place, "text": "" if place.get("input") == "unload" else place["text"]}
    first, last = place["columns"]
    line = place["text"]
    blotted = "".join(char if char == " " or n <= 4 or first <= n <= last else "." for n, char in enumerate(line, 1))
    return {**place, "text": blotted}


def _places(data: Any) -> Iterable[dict[str, Any]]:
    if isinstance(data, dict):
        if "path" in data and "record" in data:
            yield data
        for value in data.values():
            yield from _places(value)
    elif isinstance(data, list):
        for value in data:
            yield from _places(value)
