"""Outputs written completely or not at all; outputs of an earlier run marked before they can be taken for new."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from auditor.errors import ConfigurationError
from auditor.renderers.interface import FILES

OUTPUTS = (*FILES.values(), "gate.json", "remediation.racf", "remediation.ims")
"""Every name an audit may write."""

STALE = ".stale"


def write_all(outputs: Mapping[str, bytes], directory: str | Path) -> None:
    """Write `outputs` (file name -> bytes) into `directory`, made when missing: all of them or none.

    Stale copies of the same names are removed afterwards. Raises `ConfigurationError` (16) when the directory cannot
    be written; what stood there before then stands there still.
    """
    folder = Path(directory)
    token = secrets.token_hex(4)
    staged = {name: folder / f".{name}.{token}.new" for name in outputs}
    try:
        make_private(folder)
        for name, content in outputs.items():
            write_private(staged[name], content)
        _swap(staged, folder, token)
    except OSError as error:
        raise ConfigurationError(
            f"cannot write the report to {folder}: {error.strerror or type(error).__name__}",
            "nothing was changed; make room or give another --out",
        ) from None
    finally:
        for path in staged.values():
            path.unlink(missing_ok=True) if path.parent.is_dir() else None
    for name in outputs:
        (folder / (name + STALE)).unlink(missing_ok=True)


def make_private(folder: Path) -> tuple[Path, ...]:
    """Make a folder and what is missing above it, for its user alone; give what was made, innermost first.

    Reports say who can become whom: who else may read them is for the site to say, by `chmod` of the folder.
    """
    missing = []
    for one in (folder, *folder.parents):
        if one.exists():
            break
        missing.append(one)
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)
    return tuple(missing)


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that its user alone can read, down to the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(staged: Mapping[str, Path], folder: Path, token: str) -> None:
    """Move every staged file to its name; when one move fails, put back what stood there."""
    kept: dict[Path, Path | None] = {}
    try:
        for name, new in staged.items():
            target = folder / name
            old = folder / f".{name}.{token}.old"
            if target.exists() or target.is_symlink():
                target.replace(old)
                kept[target] = old
            else:
                kept[target] = None
            new.replace(target)
    except OSError:
        for target, before in kept.items():
            if before is not None:
                before.replace(target)
            elif target.is_file():
                target.unlink()
        raise
    for before in kept.values():
        if before is not None:
            before.unlink()


_LEFT = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.(?P<kind>new|old)")
_TOLD = "told-"


def tidy(directory: str | Path) -> None:
    """Take away what a run that was killed left in `directory`, which must be locked.

    What it had not moved to its name yet is no result. What it had moved aside and not replaced yet is an earlier
    result: it becomes the stale one. Raises `ConfigurationError` (16) when that cannot be done.
    """
    folder = Path(directory)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        left = _LEFT.fullmatch(path.name)
        if left is None or not (left["name"] in OUTPUTS or left["name"].startswith(_TOLD)):
            continue
        try:
            if left["kind"] == "old" and not (folder / left["name"]).exists():
                path.replace(folder / (left["name"] + STALE))
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"cannot remove {path}, which a killed run left: {error.strerror}", "remove it, or give another --out"
            ) from None


def mark_stale(directory: str | Path, names: Iterable[str] = OUTPUTS) -> None:
    """Give earlier outputs `names` in `directory` the suffix `.stale`; a directory that does not exist has none.

    Raises `ConfigurationError` (16) when one cannot be renamed: it could be taken for today's.
    """
    for name in names:
        path = Path(directory) / name
        try:
            if path.is_file():
                path.replace(path.with_name(name + STALE))
        except OSError as error:
            raise ConfigurationError(
                f"cannot mark {path} as stale: {error.strerror}", "remove it, or give another --out"
            ) from None
