"""Standard input as a file, for readers that look at it more than once."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack


def spooled(stack: ExitStack) -> str:
    """Return the path of a copy of standard input, which goes with `stack`."""
    spool = stack.enter_context(tempfile.NamedTemporaryFile(prefix="auditor-"))  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, spool, 1 << 20)
    spool.flush()
    return spool.name
