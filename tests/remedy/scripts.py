"""The parts of a `remediation.racf`, as commands that can be run."""

from __future__ import annotations

import re

_HEADS = ("PART 1", "PART 2", "PART 3", "UNDO")
_BOX = re.compile(r"/\* (.*?) *\*/")
_VERB = re.compile(
    r"(RDEFINE|RALTER|RDELETE|PERMIT|SETROPTS|ALTUSER|CONNECT|REMOVE|ADDUSER|DELUSER|ALTGROUP|DELGROUP) "
)


def parts(script: bytes) -> dict[str, str]:
    """Return the text of each part; commands that stand in comments are taken out of their marks."""
    found: dict[str, list[str]] = {"TITLE": []}
    name, running = "TITLE", False
    for line in script.decode().splitlines():
        box = _BOX.fullmatch(line)
        text = box.group(1) if box else line
        head = next((one for one in _HEADS if box and text.startswith(one + ":")), None)
        if head is not None:
            name, running = head, False
            found[name] = []
        elif box is None:
            found[name].append(line)
        elif running or _VERB.match(text):
            found[name].append(text)
            running = text.endswith("-")
    return {key: "\n".join(lines) for key, lines in found.items()}
