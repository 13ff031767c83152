"""How tests read a display."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.sources.imscon import read_display
from auditor.sources.read import Read


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read[Any]]:
    """Read a display with this content, as input 4 of a run."""

    def read(content: str | bytes) -> Read[Any]:
        path = tmp_path / "display.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_display(str(path), 4)

    return read
