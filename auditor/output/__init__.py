"""From a result to files, to the terminal, to whoever wants to know: the same result in every form.

Files are written completely or not at all; while a run works, earlier outputs carry the suffix `.stale`, so that an old
clean result is never taken for today's.
"""

from __future__ import annotations

from auditor.output.directory import directory_of, locked, renewed
from auditor.output.hooks import check_hook, notify
from auditor.output.terminal import saying, tell
from auditor.output.write import write, write_gate

__all__ = ["check_hook", "directory_of", "locked", "notify", "renewed", "saying", "tell", "write", "write_gate"]
