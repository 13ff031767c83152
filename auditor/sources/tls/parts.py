"""The blocks of a configuration by their names, and the parts that a block has inside or refers to.

A part stands inside (`TTLSKeyringParms` and its braces) or is named (`TTLSKeyringParmsRef name`). Keywords have no
case, names have. Source: z/OS Communications Server, IP Configuration Reference, "TTLSRule statement" and others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.models.place import At, Fact
from auditor.sources.tls.grammar import Block, Line

REFERENCES: Final = {
    "localaddrref": "ipaddr", "localaddrsetref": "ipaddrset", "localaddrgroupref": "ipaddrgroup",
    "remoteaddrref": "ipaddr", "remoteaddrsetref": "ipaddrset", "remoteaddrgroupref": "ipaddrgroup",
    "ipaddrref": "ipaddr", "ipaddrsetref": "ipaddrset",
    "localportrangeref": "portrange", "localportgroupref": "portgroup",
    "remoteportrangeref": "portrange", "remoteportgroupref": "portgroup", "portrangeref": "portrange",
    "iptimeconditionref": "iptimecondition",
}  # fmt: skip
"""A reference -> the kind it names, where that is not the keyword without `Ref`."""

_FLAGS: Final = {"on": True, "off": False}


class Unclear(Exception):
    """A part of a rule is missing, there twice, or holds a value it cannot have."""


class Shelf:
    """Every named block of a file, and what each of them says with its place."""

    def __init__(self, blocks: Sequence[Block], source: int) -> None:
        self.source = source
        self.blocks = blocks
        self._named: dict[tuple[str, str], list[Block]] = {}
        for block in blocks:
            if block.head.values:
                self._named.setdefault((block.head.keyword, block.head.values[0]), []).append(block)

    def at(self, line: Line) -> At:
        """Return the place of a line."""
        return At(self.source, line.record, *line.columns)

    def of(self, kind: str) -> list[Block]:
        """Return the blocks of a kind that stand in no other."""
        return [block for block in self.blocks if block.head.keyword == kind.lower()]

    def referred(self, line: Line) -> Block:
        """Return the block that a reference names. Raises `Unclear`."""
        kind = REFERENCES.get(line.keyword, line.keyword.removesuffix("ref"))
        if len(line.values) != 1:
            raise Unclear(f"{line.words[0].text} in line {line.record} names no block")
        blocks = self._named.get((kind, line.values[0]), [])
        if len(blocks) != 1:
            how = "is there twice" if blocks else "is not in the file"
            raise Unclear(f"{line.values[0]}, which {line.words[0].text} in line {line.record} names, {how}")
        return blocks[0]

    def part(self, block: Block | None, kind: str) -> Block | None:
        """Return the part of a kind that a block has inside or refers to; None where it has none. Raises `Unclear`."""
        if block is None:
            return None
        inside = [one for one in block.blocks if one.head.keyword == kind.lower()]
        named = [line for line in block.params if line.keyword == f"{kind.lower()}ref"]
        if len(inside) + len(named) > 1:
            raise Unclear(f"{kind} is there twice in the block of line {block.head.record}")
        if named:
            return self.referred(named[0])
        return inside[0] if inside else None

    def flag(self, blocks: Sequence[Block | None], keyword: str, *, default: bool | None) -> Fact[bool]:
        """Return On or Off of the first of `blocks` that codes it. Raises `Unclear`."""
        line = first(blocks, keyword)
        if line is None:
            return Fact[bool](value=default, origin="default")
        value = _FLAGS.get(line.values[0].lower()) if len(line.values) == 1 else None
        if value is None:
            raise Unclear(f"{keyword} in line {line.record} is neither On nor Off")
        return Fact[bool](value=value, at=self.at(line), origin="coded")

    def word(
        self, blocks: Sequence[Block | None], keyword: str, words: Sequence[str], default: str | None
    ) -> Fact[str]:
        """Return the one of `words` that the first of `blocks` codes. Raises `Unclear`."""
        line = first(blocks, keyword)
        if line is None:
            return Fact[str](value=default, origin="default")
        value = next((word for word in words if [word.lower()] == [text.lower() for text in line.values]), None)
        if value is None:
            raise Unclear(f"{keyword} in line {line.record} is none of {', '.join(words)}")
        return Fact[str](value=value, at=self.at(line), origin="coded")


def coded(block: Block, keyword: str) -> Iterator[Line]:
    """Yield the parameters of that name."""
    return (line for line in block.params if line.keyword == keyword.lower())


def first(blocks: Sequence[Block | None], keyword: str) -> Line | None:
    """Return the parameter of the first of `blocks` that codes it. Raises `Unclear` where one codes it twice."""
    for block in blocks:
        lines = list(coded(block, keyword)) if block is not None else []
        if len(lines) > 1:
            raise Unclear(f"{keyword} is coded twice in the block of line {lines[0].record}")
        if lines:
            return lines[0]
    return None
