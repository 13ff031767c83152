"""The grammar of a Policy Agent configuration: blocks in braces, one statement or brace a line, `#` for comments.

    file      = { statement }
    block     = Kind [ name ] NL "{" NL { parameter NL | block } "}" NL
    parameter = Keyword value { value }

Source: z/OS Communications Server, IP Configuration Reference, "Policy Agent and policy applications".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyparsing as pp

_DEPTH = 8
"""Deeper blocks than any statement of AT-TLS has."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its columns, from 1."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """A statement: a keyword and its values, or a kind of block and its name."""

    record: int
    words: tuple[Word, ...]

    @property
    def keyword(self) -> str:
        """Return the keyword; keywords have no case."""
        return self.words[0].text.lower()

    @property
    def values(self) -> tuple[str, ...]:
        """Return what follows the keyword."""
        return tuple(word.text for word in self.words[1:])

    @property
    def columns(self) -> tuple[int, int]:
        """Return the first and the last column."""
        return self.words[0].first, self.words[-1].last


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its first line, its parameters and the blocks inside it."""

    head: Line
    params: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Broken:
    """A line at which the file cannot be read. `cut`: the file ends in a block."""

    record: int
    message: str
    cut: bool = False


@dataclass(slots=True)
class Tree:
    """A whole file: its blocks, its statements outside of blocks, and the first thing that is wrong."""

    blocks: list[Block] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    broken: Broken | None = None


def _words(_text: str, place: int, tokens: pp.ParseResults) -> list[Word]:
    return [Word(one[0], place + one.start() + 1, place + one.end()) for one in re.finditer(r"\S+", tokens[0])]


@cache
def _grammar() -> pp.ParserElement:
    """One line: a brace, or words, and a comment. Words of a line are one token: a policy has thousands of lines."""
    brace = pp.Regex(r"[{}]").set_parse_action(_words)
    words = pp.Regex(r"[^\s#{}]+(?:[^\S\n]+[^\s#{}]+)*").set_parse_action(_words)
    return ((brace | words) + pp.Optional(pp.Regex(r"#.*").suppress()) + pp.StringEnd()).parse_with_tabs()


def parse(lines: Sequence[str]) -> Tree:
    """Return the blocks of a file, up to the first line that is none of it."""
    tree = Tree()
    try:
        _fill(tree, list(_lines(lines)))
    except _Stop as stop:
        tree.broken = stop.broken
    return tree


class _Stop(Exception):
    """The file cannot be read from here on."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(broken.message)
        self.broken = broken


def _lines(lines: Sequence[str]) -> Iterator[Line]:
    for record, text in enumerate(lines, 1):
        bare = text.strip()
        if not bare or bare.startswith("#"):
            continue
        try:
            tokens = _grammar().parse_string(text)
        except pp.ParseException:
            raise _Stop(
                Broken(record, "a brace or a statement stands on a line of its own, with text between blanks")
            ) from None
        yield Line(record, tuple(tokens))


def _fill(tree: Tree, lines: list[Line]) -> None:
    opened: list[Block] = []
    before: Line | None = None
    for line in lines:
        mark = line.words[0].text
        if mark == "{":
            if before is None:
                raise _Stop(Broken(line.record, "a block begins without its kind"))
            if len(opened) >= _DEPTH:
                raise _Stop(Broken(line.record, "blocks are nested too deeply"))
            opened.append(Block(before))
            before = None
            continue
        _put(tree, opened, before)
        before = line if mark != "}" else None
        if mark == "}":
            if not opened:
                raise _Stop(Broken(line.record, "a block ends that never began"))
            done = opened.pop()
            (opened[-1].blocks if opened else tree.blocks).append(done)
    _put(tree, opened, before)
    if opened:
        head = opened[0].head
        raise _Stop(Broken(head.record, f"the file ends in the block {head.words[0].text} that begins here", cut=True))


def _put(tree: Tree, opened: list[Block], line: Line | None) -> None:
    """A statement that no brace follows is a parameter of the block it stands in."""
    if line is not None:
        (opened[-1].params if opened else tree.loose).append(line)
