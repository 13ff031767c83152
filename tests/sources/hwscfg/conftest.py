"""How tests read a member."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.sources.hwscfg import read_member
from auditor.sources.read import Read


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read[Any]]:
    """Read a member with this content, as input 2 of a run."""

    def read(content: str | bytes) -> Read[Any]:
        path = tmp_path / "HWSCFG00.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_member(str(path), 2)

    return read
