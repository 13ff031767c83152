"""The lines of a SETROPTS LIST, as a pyparsing grammar over words: headings of class lists and option sentences.

Source: RACF Command Language Reference, "SETROPTS"; literal lines as captured listings have them. IBM does not call the
listing a programming interface: blanks are padded, full stops come and go, so lines are compared word by word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyparsing as pp

from auditor.sources.setropts.table import HEADINGS, SENTENCES

CLASS = re.compile(r"(?!\d+\Z)[A-Z0-9#@$]{1,8}")
"""A class name; a number alone is the number of a page."""

KNOWN_STARTS = (
    "AUTOMATIC DATASET PROTECTION", "ENHANCED GENERIC NAMING", "REAL DATA SET NAMES", "JES-", "PROTECT-ALL",
    "TAPE DATA SET PROTECTION", "SECURITY RETENTION PERIOD", "ERASE-ON-SCRATCH", "SINGLE LEVEL NAMES",
    "NO DATA SET MODELLING", "USER DATA SET MODELLING", "GROUP DATA SET MODELLING", "GDG MODELLING",
    "PASSWORD PROCESSING OPTIONS", "THE ACTIVE PASSWORD ENCRYPTION", "PASSWORD CHANGE INTERVAL",
    "PASSWORD MINIMUM CHANGE", "PASSWORD PHRASE", "SPECIAL CHARACTERS ARE", "PASSWORD EXPIRATION",
    "NO PASSWORD HISTORY", "INSTALLATION PASSWORD SYNTAX", "NO INSTALLATION PASSWORD", "RULE", "LEGEND:", "A-ALPHA",
    "c-MIXED", "x-MIXED", "INSTALLATION DEFINED RVARY", "DEFAULT RVARY", "SECLEVELAUDIT", "SECURITY LEVEL",
    "SECLABEL", "GENERIC OWNER", "COMPATIBILITY MODE", "MULTI-LEVEL", "NO WRITE-DOWN", "CATALOGUED DATA SETS",
    "CATALOGED DATA SETS", "USER-ID FOR JES", "PARTNER LU-VERIFICATION", "KERBLVL", "SECURITY LABEL",
    "PRIMARY LANGUAGE", "SECONDARY LANGUAGE", '"', "MLS", "FAILURES", "WARNING", "ALL ", "NO SECLEVEL",
)  # fmt: skip
"""Lines of the listing that no policy needs. `n GENERATIONS OF ...` begins with a number and is known too."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`label = words`."""

    name: str
    rest: str
    offset: int
    """Where `rest` begins in the line."""
    start: int
    """Where the label begins."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """An option sentence: `name` "" says nothing we need."""

    name: str
    value: bool | None
    number: int | None


def heading(line: str, *, behind: bool = False) -> Heading | None:
    """The heading of a class list or of the attributes, if `line` is one; `behind`: other text may stand before it."""
    if "=" not in line:
        return None
    for tokens, _start, _end in _headings().scan_string(line, max_matches=1):
        if line[: tokens["at"]].strip() and not behind:
            return None
        return Heading(" ".join(tokens["label"].split()), line[tokens["after"] :], tokens["after"], tokens["at"])
    return None


@cache
def _headings() -> pp.ParserElement:
    labels = sorted((*HEADINGS, "ATTRIBUTES"), key=len, reverse=True)
    label = pp.Regex("|".join(re.escape(one).replace(r"\ ", r"\s+") for one in labels))("label")
    at = pp.Empty().set_parse_action(lambda _text, place, _tokens: [place])
    row = at.copy()("at") + label + pp.Suppress("=") + at.copy().leave_whitespace()("after")
    return row.parse_with_tabs()  # offsets are columns of the record, so nothing may be expanded


@cache
def _sentences() -> pp.ParserElement:
    number = pp.Word(pp.nums).set_parse_action(lambda tokens: int(tokens[0]))("number")

    def one(text: str, name: str, value: bool | None) -> pp.ParserElement:
        parts = [number if word == "<n>" else pp.CaselessLiteral(word) for word in text.split()]
        sentence = pp.And(parts) + pp.Suppress(pp.Optional(".")) + pp.StringEnd()
        return sentence.set_parse_action(lambda tokens: [Sentence(name, value, tokens.get("number"))])

    return pp.MatchFirst([one(*row) for row in SENTENCES])


def sentence(line: str) -> Sentence | None:
    """The option sentence that `line` is, or a sentence without a name for a known line that no policy needs."""
    text = line.strip()
    if re.match(r"\d+ GENERATIONS OF PREVIOUS PASSWORDS", text):
        return Sentence("", None, None)
    try:
        found: Sentence = _sentences().parse_string(text)[0]
    except pp.ParseException:
        return Sentence("", None, None) if text.startswith(KNOWN_STARTS) else None
    return found


def class_words(text: str) -> list[tuple[str, int]]:
    """The words of `text` with their offsets."""
    return [(match.group(), match.start()) for match in re.finditer(r"\S+", text)]
