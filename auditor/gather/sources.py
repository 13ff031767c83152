"""The files that are read for a source: those that were named, and of a folder all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from auditor.errors import InputMissing
from auditor.models.source import Source
from auditor.visible import visible

HIDDEN: Final = frozenset({".git", ".svn", ".hg"})
"""Folders in which version control keeps its own."""


def files_of(source: Source, paths: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that are read as `source`, those of a folder in the order of their names."""
    for path in paths if source.reader else ():
        if source.folder and Path(path).is_dir():
            files = (file for file in Path(path).rglob("*") if not HIDDEN & set(file.parts) and file.is_file())
            yield from sorted(nameable(str(file)) for file in files)
        else:
            yield nameable(path)


def nameable(path: str) -> str:
    """Return the path. Raises `InputMissing` (16) for a name that is no text: no report could name the file."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="backslashreplace").decode()
        raise InputMissing(f"the name of {visible(shown)} is no UTF-8", "rename the file") from None
    return path
