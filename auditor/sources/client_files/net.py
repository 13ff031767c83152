"""The net below all other readers: JDBC URLs in any text, a script or a program, with what else stands there.

Variables that the same file sets to a plain value are put in their place. Whether the program makes a ticket for the
logon cannot be seen in a URL.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from auditor.models.written import Password
from auditor.sources.client_files.builder import Builder, Seen
from auditor.sources.client_files.secrets import is_secret, kind_of
from auditor.sources.client_files.url import LONGEST, START, overlong, parse, urls_in

_SET: Final = re.compile(
    r"""\s*(?:(?:export|set|local|final|static|private|public|const|let|var|String|val)\s+)*"""
    r"""([A-Za-z_][\w.]{0,63})\s*(?::\s*\w+\s*)?=\s*(?:f|r|b)?(["']?)([^"'\s;#]{0,256})\2\s*;?\s*(?:#.*)?"""
)
_WORD: Final = r"[\w.-]{0,40}(?:password|passwd|pwd|passphrase)\w{0,20}"
_PASSWORD: Final = re.compile(
    rf"""(?<![\w.-])(?:{_WORD}["']?\]?\s*(?:=>|=|:|,|\()\s*(["'])(?P<quoted>[^"']{{1,256}})\1"""
    rf"""|(?:export\s+)?{_WORD}[=:](?P<plain>[^\s"',;()\[]{{1,256}})(?!\S)"""
    rf"""|--?{_WORD}[ =](?P<option>[^\s"',;]{{1,256}}))""",
    re.IGNORECASE,
)
"""A quoted text at a name of a password; the value of a shell variable; an option of a command. Else it is an
expression of the program."""
_PAIR: Final = re.compile(
    r"""(?:connect|getConnection)\s*\(.*?[\[{(,]\s*["'][^"']{0,64}["']\s*,\s*["']([^"']{1,256})["']\s*[\]}),]""",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"\s*(#|//(?!\S)|//\*|\*|--|/\*|!|<!--|REM\b)", re.IGNORECASE)
MOST: Final = 2000
"""URLs of one file: a program or its settings have a few, a log has no end of them."""
_WIDEST: Final = 4096
"""Characters of a line that are looked through for anything but URLs."""


def cast_net(builder: Builder, taken: Container[int] = ()) -> bool:
    """Add a client for each URL of a line that nobody has `taken`; return whether there are more than `MOST`."""
    lines = builder.document.lines
    if not any(START.search(line) for line in lines):
        return False
    urls = 0
    sets = [(number, found) for number, line in enumerate(lines, 1) if (found := _SET.fullmatch(line[:_WIDEST]))]
    values = {found[1]: found[3] for _, found in sets if found[3] and not is_secret(found[1])}
    kinds = {found[1]: (kind_of(found[3]), number) for number, found in sets}
    beside = _beside(lines)
    for number, line in enumerate(lines, 1):
        if number in taken:
            continue
        for start, text in urls_in(line):
            urls += 1
            if urls > MOST:
                return True
            url = parse(text, values.get) if len(text) < LONGEST else overlong(line[start:])
            name = (url.database.value if url.database and url.database.value else None) or "url"
            seen = Seen("jdbc-url", name.rpartition("/")[2], number, url, comment=bool(_COMMENT.match(line)))
            if not url.readable:
                seen.unresolved.append("the URL is put together elsewhere, or cannot be taken apart")
            own = kinds.get(url.password_variable or "")
            if own is not None and own[0] in ("literal", "encoded"):
                seen.password, seen.password_line = own
            elif url.password in ("none", "reference") and beside is not None and not seen.comment:
                seen.password, seen.password_line = beside
            if not seen.comment or url.password != "none":
                builder.add(seen)
    return False


def _beside(lines: tuple[str, ...]) -> tuple[Password, int] | None:
    """The worst password that stands in the file beside its URLs, and its line; None where there is none."""
    worst: tuple[Password, int] | None = None
    for number, line in enumerate(lines, 1):
        part = line[:_WIDEST]
        if _COMMENT.match(part):
            continue
        values = [found[found.lastgroup or 0] for found in _PASSWORD.finditer(part)]
        values += [found[1] for found in _PAIR.finditer(part)]
        for kind in map(kind_of, values):
            if kind == "literal":
                return kind, number
            if kind != "none" and worst is None:
                worst = kind, number
    return worst
