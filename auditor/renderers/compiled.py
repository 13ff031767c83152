"""Templates compiled once, kept as Python keeps its own modules: in `__pycache__` beside them, where it may be written.

Who can write there can change the package itself, so nothing is trusted that was not trusted before. Compiling takes a
tenth of the time of a small run. Whatever could change the code is part of a file's name or checked when it is read:
the template, the versions of Jinja2 and Python, and our own modules, whose filters are applied while compiling.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_HERE = Path(__file__).resolve().parent
_TEMPLATES = _HERE / "templates"


class Compiled(BytecodeCache):
    """The cache for one environment. A folder that cannot be read or written, or a damaged file, costs time only."""

    def __init__(self, folder: Path = _TEMPLATES) -> None:
        self._folder = folder / "__pycache__"
        whole = hashlib.sha256(jinja2.__version__.encode())
        for path in sorted(_HERE.glob("*.py")):
            whole.update(path.read_bytes())
        self._ours = whole.hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put in what was kept, if Jinja2 finds that it belongs to this template."""
        with suppress(OSError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it: whole or not at all."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    bucket.write_bytecode(file)
                Path(name).replace(self._path(bucket))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key[:16]}.{self._ours}.{sys.implementation.cache_tag}"
