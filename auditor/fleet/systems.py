"""The systems that a `fleet.toml` names, each with the name it goes by and the folder of its report."""

from __future__ import annotations

import glob
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.models.limits import WRITTEN_FILE
from auditor.text import first_bytes
from auditor.visible import numbered

OWN_FILE = "auditor.toml"
FLEET_FILES = ("index.html", "fleet.json", "verdicts.csv", "junit.xml", "result.sarif")
"""What is written beside the folders of the systems; no folder of a system has such a name."""
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Named:
    """One system. `why`: it cannot be scanned, and this is the reason."""

    name: str
    path: str
    folder: str
    why: str | None = None


def systems_of(patterns: Sequence[str], beside: Path) -> tuple[Named, ...]:
    """Return each system once, in the order of their names. `patterns` are relative to the folder `beside`.

    A pattern that fits nothing and a path that is not there are systems too, which did not report: what is missing must
    not be forgotten. Two systems of one name, or of names that make the same folder, are both refused.
    """
    seen: dict[str, Named] = {}
    for pattern in patterns:
        for path, why in _paths(pattern, beside):
            system = _named(path, pattern, why)
            seen.setdefault(str(Path(system.path).resolve()), system)
    folders = Counter(system.folder.casefold() for system in seen.values())
    done = [_unique(system, shared=folders[system.folder.casefold()] > 1) for system in seen.values()]
    return tuple(sorted(done, key=lambda system: (system.name, system.path)))


def _paths(pattern: str, beside: Path) -> Iterator[tuple[Path, str | None]]:
    whole = beside / pattern
    if not glob.has_magic(pattern) or whole.exists():
        yield whole, None if whole.exists() else "it is not there"
        return
    names = sorted(glob.glob(pattern, root_dir=beside))  # noqa: PTH207 - a pattern may begin with `../` or `/`
    fits = [path for path in map(Path, names) if path.name[:1] != "."]
    fits = [path for path in fits if (beside / path).is_dir() or path.suffix == ".toml"]
    if not fits:
        yield whole, "no folder and no .toml file fits the pattern"
    for path in fits:
        yield beside / path, None


def _named(path: Path, pattern: str, why: str | None) -> Named:
    if why is not None:
        return Named(_printable(pattern), str(path), folder_of(_printable(pattern)), why)
    config = path / OWN_FILE if path.is_dir() else path
    known = config.is_file()
    name = (_own_name(config) if known else None) or _printable((config.parent if known else path).resolve().name)
    return Named(name, str(config if known else path), folder_of(name))


def _unique(system: Named, *, shared: bool) -> Named:
    if not shared:
        return system
    name = _printable(f"{system.name} ({system.path})")
    return replace(system, name=name, folder=folder_of(name), why=f"another system is called {system.name} too")


def _own_name(config: Path) -> str | None:
    """The name that the configuration gives its system; None where none can be read: the scan says what is wrong."""
    try:
        name = tomllib.loads(first_bytes(config, WRITTEN_FILE).decode("utf-8-sig"))["system"]["name"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return name if isinstance(name, str) and name.strip() and name.isprintable() and len(name) <= _LONGEST else None


def _printable(text: str) -> str:
    clean = numbered(text.encode("utf-8", "backslashreplace").decode())
    return clean if len(clean) <= _LONGEST else "…" + clean[1 - _LONGEST :]


def folder_of(name: str) -> str:
    """Return `name` as the name of a folder."""
    folder = re.sub(r"[^A-Za-z0-9._#$@-]", "_", name).strip(".") or "system"
    return folder + "_" if folder.casefold() in FLEET_FILES else folder
