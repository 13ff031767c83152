"""How tests read a SETROPTS capture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.sources.read import Read
from auditor.sources.setropts import read_setropts


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read[Any]]:
    """Read a SETROPTS capture with this content, as input 1 of a run."""

    def read(content: str | bytes) -> Read[Any]:
        path = tmp_path / "setropts.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_setropts(str(path), 1)

    return read
