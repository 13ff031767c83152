"""Stable pseudonyms for user IDs, groups, hosts, application and system names, so that a report can be shared.

Pseudonyms are made after judging, over the whole result: what is judged is never changed. The same name is the same
pseudonym everywhere in one result. With a key in the environment (AUDITOR_PSEUDONYM_KEY) it is also the same in every
later result; without one, names are numbered in sorted order.

Free text of the site (reasons of waivers, messages about damaged records, quoted lines beside the cited columns) can
name anybody, so it is left out as a whole.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from auditor.anonymise.few import few_observed
from auditor.anonymise.names import names_of
from auditor.models.estate import Estate
from auditor.models.source import BY_KIND
from auditor.models.verdict import Result

_TOKEN = r"A-Za-z0-9#$@_"  # noqa: S105 - a character class
_HOST = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|net|org|example|local)\b")
_OBJECT = re.compile(r"(^[a-z]+:|/(?:port|user|id):)")
_FINGERPRINT = re.compile(r"\b[0-9a-f]{32}\b")
_HIDDEN = "(hidden)"
_TICKETS = ("legacy", "enhanced")

_FIXED = frozenset(
    (
        "schema", "tool", "as_of", "return_code", "kind", "sha256", "codepage", "form", "dated", "taken", "taken_from",
        "application_origin",
        "source", "policy", "slug", "title", "verdict", "severity", "masked_by", "expires", "input", "role", "controls",
        "step", "expected", "simulated", "racf_return_code", "outcome", "level", "code", "state",
    )
)  # fmt: skip
"""Keys of the result whose values are words of ours: a user ID that reads like one of them changes nothing here."""


def anonymise(result: Result, estate: Estate) -> Result:
    """`result` with every name of `estate` replaced, and quoted lines reduced to the columns that were cited."""
    data = _without_free_text(json.loads(result.model_dump_json()))
    data["inputs"] = [{**one, "path": f"input{number}"} for number, one in enumerate(data["inputs"], 1)]
    paths = {old.path: new["path"] for old, new in zip(result.inputs, data["inputs"], strict=True)}
    text = _replacer({**_pseudonyms(names_of(estate, result)), **_files(paths)})
    for place in _places(data):
        place["path"] = paths.get(place["path"], "input")
    data = _walk(data, text)
    for verdict in data["verdicts"]:
        verdict["fingerprint"] = _fingerprint(verdict)
    return Result.model_validate_json(json.dumps(data))


def _files(paths: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for a path, for a part of it that begins at any folder, and for the bare name of its file.

    A file that is called like its kind (`unload`) says nothing by that, and the word is one of ours.
    """
    found: dict[str, str] = {}
    for path, alias in paths.items():
        parts = Path(path).parts
        for first in range(len(parts)):
            found.setdefault("/".join(parts[first:]).replace("//", "/"), alias)
        found.setdefault(path, alias)
    return {name: alias for name, alias in found.items() if name.casefold() not in BY_KIND and len(name) > 2}


def _replacer(aliases: Mapping[str, str]) -> Callable[[str], str]:
    """What replaces every name in a text: as written, in upper case, and in lower case where it is no word of prose."""
    spelt: dict[str, str] = {}
    for name, alias in aliases.items():
        lower = [] if name.isalpha() else [name.lower()]
        for form in (name, name.upper(), *lower):
            spelt.setdefault(form, alias)
    longest_first = sorted(spelt, key=lambda form: (-len(form), form))
    any_name = "|".join(re.escape(form) for form in longest_first) or r"(?!)"
    pattern = re.compile(rf"(?<![{_TOKEN}])(?:{any_name})(?![{_TOKEN}])")
    hosts: dict[str, str] = {}

    def replace(value: str) -> str:
        value = _FINGERPRINT.sub(_HIDDEN, pattern.sub(lambda hit: spelt[hit.group()], value))
        return _HOST.sub(lambda hit: hosts.setdefault(hit.group(), f"host{len(hosts) + 1}"), value)

    return replace


def _walk(value: Any, text: Callable[[str], str], key: str = "", *, free: bool = False) -> Any:
    """`value` with its texts replaced. `free`: inside `facts`, where keys may be names too and no key is ours."""
    if isinstance(value, dict):
        return {
            (text(name) if free else name): item
            if name in _FIXED and not free
            else _walk(item, text, name, free=free or name == "facts")
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_walk(item, text, key, free=free) for item in value]
    if not isinstance(value, str) or (not free and (key == "path" or (key == "ticket" and value in _TICKETS))):
        return value
    if key == "object":
        return "".join(part if _OBJECT.fullmatch(part) else text(part) for part in _OBJECT.split(value))
    return text(value)


def _without_free_text(data: dict[str, Any]) -> dict[str, Any]:
    for place in _places(data):
        if "columns" in place:
            place["text"] = _reduced(place)
        if "message" in place:
            place["message"] = _HIDDEN
    few_observed(data)
    for row in data["excluded"]:
        row["reason"] = _HIDDEN
    for verdict in data["verdicts"]:
        if verdict["waiver"] is not None:
            verdict["waiver"]["reason"] = _HIDDEN
    return data


def _pseudonyms(names: Mapping[str, str]) -> dict[str, str]:
    """Name -> pseudonym of 8 characters. Two names never share one, and none is itself a name to hide."""
    key = os.environ.get("AUDITOR_PSEUDONYM_KEY", "").encode()
    taken = {name.upper() for name in names}
    aliases: dict[str, str] = {}
    counters: dict[str, int] = {}
    for name, letter in sorted(names.items()):
        while True:
            counters[letter] = counters.get(letter, 0) + 1
            alias = letter + (_keyed(key, name, taken, letter) if key else f"{counters[letter]:07}")
            if alias not in taken:
                break
        aliases[name] = alias
        taken.add(alias)
    return aliases


def _keyed(key: bytes, name: str, taken: set[str], letter: str) -> str:
    """7 characters that only who has the key can find again; the next 7 where they are taken."""
    for turn in range(256):
        code = base64.b32encode(hmac.digest(key, bytes([turn]) * bool(turn) + name.encode(), "sha256")).decode()[:7]
        if letter + code not in taken:
            return code
    raise AssertionError(name)  # 256 collisions of 35 bits


def _reduced(place: dict[str, Any]) -> str:
    """A quoted record with everything but the cited columns blotted out: free text may hold people's names."""
    if not place["columns"]:
        return ""
    first, last = place["columns"]
    known = 4 if place["input"] == "unload" else 0  # the record type
    line: str = place["text"]
    return "".join(char if char == " " or n <= known or first <= n <= last else "." for n, char in enumerate(line, 1))


def _fingerprint(verdict: dict[str, Any]) -> str:
    """The fingerprint of the pseudonyms: that of the names would let anybody try out a list of user IDs."""
    canonical = json.dumps([verdict["policy"], verdict["object"], verdict["facts"]], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _places(data: Any) -> Iterable[dict[str, Any]]:
    """Everything with a path and a record: places and diagnostics."""
    if isinstance(data, dict):
        if "path" in data and "record" in data:
            yield data
        for value in data.values():
            yield from _places(value)
    elif isinstance(data, list):
        for value in data:
            yield from _places(value)
