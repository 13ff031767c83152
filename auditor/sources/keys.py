"""Real application keys that an operator offers for the cross-check (`--keys`): PTKTDATA profile name -> hex.

    IMSDRDA1: 0123456789ABCDEF
    IMSDRDA2: {enhanced: 000102..., legacy: 0123456789ABCDEF}

In a file called `*.toml` the same is TOML, each key in quotes; a profile name with a full stop, too.

The file is refused when anybody but its owner can read it. Nothing of it is ever printed: not the keys, not their
digests, not even a name, because a name and a key can have changed places.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.errors import ConfigurationError, InputMissing, TicketRefused
from auditor.sources.read import Read, reading
from auditor.sources.toml_secret import TomlReader
from auditor.sources.yaml_places import Reader
from auditor.tickets.keys import Key, ProfileKeys

_KINDS = ("legacy", "enhanced")
_TYPES = ("UPPER", "MIXED")


def read_keys(path: str, source: int) -> Read[dict[str, ProfileKeys]]:
    """Read keys by PTKTDATA profile name.

    No line can be quoted and no digest compared with that of a guess: the reading has neither. Raises
    `ConfigurationError` (16): readable by others, or not what a key file holds.
    """
    _private(path)
    if path.endswith(".toml"):
        reader: Reader | TomlReader = TomlReader(path, "a key file (TOML)")
    else:
        reader = Reader(path, source, "a key file (YAML)", secret=True)
    profiles: dict[str, ProfileKeys] = {}
    for name, (value, line) in reader.mapping().items():
        if name.upper() in profiles:
            raise reader.refusal(line, "a profile is named twice, in another case", "keep one of them")
        profiles[name.upper()] = _keys(value, line, reader)
    return reading("keys", replace(reader.text, sha256=""), source, profiles, lines={})


def _private(path: str) -> None:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "check the name of the key file") from None
    except ValueError:  # a NUL character in the name
        raise InputMissing(f"cannot read {path!r}: this is no file name", "check the name") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigurationError(f"{path} can be read by others than you", f"chmod 600 {path}")


def _keys(value: Any, line: int, reader: Reader | TomlReader) -> ProfileKeys:
    given = dict(value) if isinstance(value, dict) else {"": value}
    kind = given.pop("type", None)
    if kind is not None and kind not in _TYPES:
        raise reader.refusal(line, "type is neither UPPER nor MIXED", "write what SSIGNON TYPE says")
    found: dict[str, Key] = {}
    for name, text in given.items():
        if name and name not in _KINDS:
            raise reader.refusal(line, "a profile has the keys `legacy`, `enhanced` and `type`", "write `legacy: hex`")
        if not isinstance(text, str):
            raise reader.refusal(line, "a key is no text", "write the hexadecimal digits, in TOML between quotes")
        try:
            key = Key.from_hex(text)
        except TicketRefused as error:
            raise reader.refusal(line, str(error), error.advice) from None
        if name and name != key.kind:
            raise reader.refusal(line, f"the {name} key has the length of the other kind", "check which key is which")
        found[key.kind] = key
    return ProfileKeys(found.get("legacy"), found.get("enhanced"), kind)
