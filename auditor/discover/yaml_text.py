"""The draft of an inventory as text: entries that the reader takes, and comments for the person who reviews it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from auditor.discover.entries import Entry
from auditor.visible import visible

_PLAIN: Final = re.compile(r"[A-Za-z][\w./-]*")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})

HEAD: Final = """\
# The clients of IMS Connect, as `auditor {by}` drafted them. Nothing is declared yet: a draft gives sample tickets and
# facts, and its requester still counts as undeclared. Look at each entry, fill in what is `unresolved`, take the keys
# origin and unresolved away, and set `status: confirmed`.
"""


def inventory(entries: Iterable[Entry], by: str, comments: Iterable[str] = ()) -> str:
    """Return the text of an inventory. `by`: the command that writes it; `comments`: lines behind the entries."""
    lines = [HEAD.format(by=by).rstrip()]
    written = [line for entry in entries for line in _entry(entry)]
    lines += ["clients:", *written] if written else ["clients: []"]
    lines += [f"# {visible(line)}".rstrip() for line in comments]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> list[str]:
    lines: list[str] = []
    told = entry.get("from", {})
    for key, value in entry.items():
        lead = "    " if lines else "  - "
        if key == "from" or (key == "unresolved" and not value):
            continue
        if key == "unresolved":
            lines += [f"{lead}unresolved:", *(f"      - {scalar(one)}" for one in value)]
        else:
            comment = f"    # {visible(told[key])}" if key in told else ""
            lines.append(f"{lead}{key}: {flow(value)}{comment}")
    return lines


def flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return scalar(value)


def scalar(value: Any) -> str:
    """Return a plain value as YAML: text in quotes unless it can be taken for nothing else."""
    if isinstance(value, str):
        text = visible(value)
        return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)
    return json.dumps(value)
