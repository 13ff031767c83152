"""Commands and comments as lines of a TSO script, within 72 columns.

Source: z/OS TSO/E User's Guide, "Continuation lines": a line that ends with a hyphen goes on with the next one as it
is, leading blanks too; neither sign depends on quotes. So a quoted text is never broken at its blanks.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

from auditor.remedy.order import needs_auditor
from auditor.remedy.undo import Undo
from auditor.visible import visible

_WIDTH = 71
_INSIDE = _WIDTH - 6
"""What fits between the marks of a comment."""
_WORD = re.compile(r"(?:'(?:[^']|'')*'|[^\s'])+")


def comment(text: str) -> list[str]:
    """Return `text` as TSO comment lines; nothing in it can end the comment early."""
    return [_boxed(line) for line in textwrap.wrap(_harmless(text), _INSIDE) or [""]]


def command(text: str, width: int = _WIDTH) -> list[str]:
    """Return one command, continued with `-` where it is longer than a card."""
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and len(line) + 1 + len(word) > width - 2:
            lines.append(line + " -")
            line = " "
        line = f"{line} {word}" if line else word
        while len(line) > width:
            lines.append(line[: width - 1] + "-")
            line = line[width - 1 :]
    return [*lines, line]


def commented(text: str) -> list[str]:
    """Return a command in comments: to run it, take the marks at both ends away."""
    return [_boxed(line) for line in command(_harmless(text), _INSIDE)]


def starred(*texts: str) -> list[str]:
    """Return `texts` as comment lines of a file for IMS Connect."""
    return [f"* {line}" for text in texts for line in textwrap.wrap(visible(text, " "), _WIDTH - 2)]


def undoing(undo: Undo, form: Callable[[str], list[str]]) -> Iterator[str]:
    """Give what cannot be taken back, and the commands of an undo as `form` writes each, by who runs them."""
    for sentence in undo.lost:
        yield from comment(f"CANNOT BE TAKEN BACK: {sentence}")
    auditor = False
    for text in undo.commands:
        if needs_auditor(text) is not auditor:
            auditor = not auditor
            yield from comment("By a user with AUDITOR:" if auditor else "By a user with SPECIAL:")
        yield from form(text)


def _boxed(line: str) -> str:
    return f"/* {line:<{_INSIDE}} */"


def _harmless(text: str) -> str:
    return visible(text, " ").replace("*/", "* /").replace("/*", "/ *")
