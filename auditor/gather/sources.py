"""The files that are read for a source: those that were named, and of a folder all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from auditor.models.source import Source

HIDDEN: Final = frozenset({".git", ".svn", ".hg"})
"""Folders in which version control keeps its own."""


def files_of(source: Source, paths: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that are read as `source`, those of a folder in the order of their names."""
    for path in paths if source.reader else ():
        if source.folder and Path(path).is_dir():
            files = (file for file in Path(path).rglob("*") if not HIDDEN & set(file.parts) and file.is_file())
            yield from sorted(map(str, files))
        else:
            yield path
