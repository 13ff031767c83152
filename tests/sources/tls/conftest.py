from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.sources.read import Read
from auditor.sources.tls import Tls, read_tls

SAMPLES = Path("tests/data/tls")
Reader = Callable[[str | bytes], Read[Tls]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read evidence of TLS given as text, as input 5."""

    def one(content: str | bytes) -> Read[Tls]:
        path = tmp_path / "tls"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_tls(str(path), 5)

    return one
