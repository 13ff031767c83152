"""How tests read an unload."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from auditor.sources.irrdbu00 import Unload, read_unload
from tests.writers.unload import unload


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Unload]:
    """Read an unload: its bytes, or rows to be written in a form; further options are those of the reader."""

    def read(
        data: bytes | list[str], written: str = "lf", *, wanted_ids: Collection[str] = (), **options: Any
    ) -> Unload:
        path = tmp_path / "unload.txt"
        path.write_bytes(data if isinstance(data, bytes) else unload(data, form=written))
        return read_unload([str(path)], wanted_ids=set(wanted_ids), first_source=0, **options)

    return read
