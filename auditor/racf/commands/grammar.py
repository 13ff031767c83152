"""The grammar of a command: its fixed name, what stands by position, and keywords that may nest.

Which keywords a command has, and what they take, is data (`operands.py`) and is checked afterwards (`build.py`).
Source: z/OS TSO/E Primer, "Keywords"; z/OS Security Server RACF Command Language Reference, "Command
syntax".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor.racf.commands.model import Group, Item, Text

if TYPE_CHECKING:
    import pyparsing as pp

DEEPEST = 8
"""Parentheses within parentheses; RACF's own segments use four."""

_NOISE = re.compile(r"'(?:[^']|'')*'|/\*.*?(?:\*/|\Z)|,", re.DOTALL)
_BRACKETS = re.compile(r"'(?:[^']|'')*'|['();]")
_WORD = r"[^\s()';]++"
_SIMPLE = rf"(?:{_WORD}\s*\([^()';]*\)|{_WORD}(?!\s*\())"
_FLAT = re.compile(rf"(?:{_WORD}\s*\((?:\s*{_SIMPLE})*+\s*\)|{_SIMPLE})")
"""A word, or a keyword whose parentheses nest once at most and hold no quotes."""
_SECRET = re.compile(r"PAS|PHR|KEY")
_NAME = re.compile(r"[ \t\f]*([^\s()';]+)")


class Unreadable(Exception):
    """A command that is not one: `offset` into its text, a code and a message. Never leaves this package."""

    def __init__(self, offset: int, code: str, message: str) -> None:
        super().__init__(message)
        self.offset, self.code, self.message = offset, code, message


class Parsed(NamedTuple):
    """A command by its parts. `subject`: the class, if the command names one; `names`: profiles, users or groups."""

    subject: str | None
    names: tuple[Text, ...]
    items: tuple[Item, ...]


def cleaned(text: str) -> str:
    """The text with comments and commas as blanks (they separate alike), at the same positions."""
    if "," not in text and "/*" not in text:
        return text
    return _NOISE.sub(lambda found: found[0] if found[0].startswith("'") else " " * len(found[0]), text)


def name_of(text: str) -> tuple[str, int]:
    """The command's name in upper case and the position after it; "" when the line holds nothing."""
    found = _NAME.match(text)
    return (found[1].upper(), found.end()) if found else ("", 0)


def check_brackets(text: str) -> None:
    """Raise `Unreadable` for an open quote or parenthesis, with the position where it opens."""
    opened: list[int] = []
    for found in _BRACKETS.finditer(text):
        sign = found[0]
        if sign == "(":
            opened.append(found.start())
            if len(opened) > DEEPEST:
                raise Unreadable(found.start(), "too-deep", f"parentheses are nested more than {DEEPEST} deep")
        elif sign == ")":
            if not opened:
                raise Unreadable(found.start(), "unbalanced-parenthesis", "a closing parenthesis has no opening one")
            opened.pop()
        elif sign == "'":
            raise Unreadable(found.start(), "unclosed-quote", "a quoted string is not closed")
        elif sign == ";":
            raise Unreadable(
                found.start(),
                "unexpected-text",
                "a semicolon stands outside quotes; write one command a line without it",
            )
    if opened:
        raise Unreadable(opened[-1], "unclosed-parenthesis", "a parenthesis is not closed")


def parse_operands(form: str, text: str, start: int) -> Parsed:
    """Parse what follows the command's name. `form`: class, profile, names or none, for what stands by position.

    Raises `Unreadable`. The text must have passed `check_brackets`.
    """
    simple = plain(form, text[start:])
    return simple if simple is not None else by_grammar(form, text, start)


def by_grammar(form: str, text: str, start: int) -> Parsed:
    """`parse_operands` for any command."""
    import pyparsing as pp

    try:
        found = _forms()[form].parse_string(text[start:], parse_all=True)
    except pp.ParseException as error:
        raise Unreadable(start + error.loc, "unexpected-text", _EXPECTED[form]) from None
    parts = found.as_list()
    if form == "class":
        return Parsed(parts[0].value, parts[1], parts[2])
    return Parsed(None, parts[0], parts[1]) if form != "none" else Parsed(None, (), parts[0])


_EXPECTED = {
    "class": "the command does not read: class, profile name and operands are expected",
    "profile": "the command does not read: a profile name and operands are expected",
    "names": "the command does not read: a name or list of names and operands are expected",
    "none": "the command does not read: operands are expected",
}


def _run(text: str) -> list[Item]:
    found = _FLAT.findall(text.upper())
    return [_flat(one) if "(" in one and _SECRET.search(one) else _remembered(one) for one in found]


def _flat(text: str) -> Item:
    name, opened, inner = text.partition("(")
    if not opened:
        return Text(text)
    inner = inner[: inner.rindex(")")]
    items = tuple(_flat(one) for one in _FLAT.findall(inner)) if "(" in inner else tuple(map(Text, inner.split()))
    return Group(name.rstrip(), items)


_remembered = lru_cache(maxsize=8192)(_flat)
"""Long scripts repeat themselves; what may hold a secret is not kept."""


@lru_cache(maxsize=1)
def _forms() -> dict[str, pp.ParserElement]:
    import pyparsing as pp

    def packed(tokens: Any) -> list[Any]:
        return [tuple(tokens)]

    word = pp.Regex(r"[^\s()';]+").set_parse_action(lambda tokens: Text(tokens[0].upper()))
    alone = pp.Regex(r"[^\s()';]++(?!\s*\()").set_parse_action(lambda tokens: Text(tokens[0].upper()))
    quoted = pp.Regex(r"'(?:[^']|'')*'").set_parse_action(
        lambda tokens: Text(tokens[0][1:-1].replace("''", "'"), quoted=True)
    )
    # Most operands are words, or keywords that hold words: a run of them is one token, which keeps long scripts fast.
    run = pp.Regex(rf"{_FLAT.pattern}(?:\s+{_FLAT.pattern})*").set_parse_action(lambda tokens: _run(tokens[0]))
    item = pp.Forward()
    inner = pp.Suppress("(") + pp.ZeroOrMore(item).set_parse_action(packed) + pp.Suppress(")")
    nested = (pp.Regex(r"[^\s()';]++(?=\s*\()") + inner).set_parse_action(
        lambda tokens: Group(tokens[0].upper(), tokens[1])
    )
    item <<= run | nested | quoted
    items = pp.ZeroOrMore(item).set_parse_action(packed)
    listed = pp.Suppress("(") + pp.OneOrMore(word | quoted) + pp.Suppress(")")
    names = (listed | alone).set_parse_action(packed)
    return {
        "class": word + names + items,
        "profile": (alone | quoted).set_parse_action(packed) + items,
        "names": names + items,
        "none": items,
    }


def plain(form: str, text: str) -> Parsed | None:
    """What the grammar gives for a command without quotes, lists of names and nesting; None for any other.

    Nine of ten lines of a long script are such; a test holds this to the same answers as the grammar.
    """
    if not _PLAIN[form].match(text):
        return None
    if form == "none":
        return Parsed(None, (), tuple(_run(text)))
    if form == "class":
        subject, name, *rest = text.split(None, 2)
        return Parsed(subject.upper(), (Text(name.upper()),), tuple(_run(rest[0])) if rest else ())
    name, *rest = text.split(None, 1)
    return Parsed(None, (Text(name.upper()),), tuple(_run(rest[0])) if rest else ())


_TAIL = rf"(?:\s+(?:{_FLAT.pattern}\s*)*+)?\Z"
_PLAIN = {
    "class": re.compile(rf"\s*[^\s()';]++\s+[^\s()';]++(?!\s*\(){_TAIL}"),
    "profile": re.compile(rf"\s*[^\s()';]++(?!\s*\(){_TAIL}"),
    "names": re.compile(rf"\s*[^\s()';]++(?!\s*\(){_TAIL}"),
    "none": re.compile(rf"\s*(?:{_FLAT.pattern}\s*)*+\Z"),
}
