"""Passing over what the patterns take: the fast ones first, the careful ones for what those leave."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.sources.irrdbu00.forms import Form
from auditor.sources.irrdbu00.stride import Stride


class Passing:
    """A `Skip` of `walk`. Subclasses say, by two methods, which entities are passed over, and note what they tell."""

    def __init__(self, form: Form, fast: Mapping[bytes, Stride], careful: re.Pattern[bytes]) -> None:
        self.form = form
        self.head = 0 if form.kind == "text" else 4
        self._fast, self._careful = fast, careful.match
        self._held, self._until = b"", 0

    def __call__(self, block: bytes, at: int) -> tuple[int, int]:
        """The first record from `at` on that must be looked at, and how many records stand before it."""
        if block is self._held and at < self._until:
            return at, 0  # inside an entity that is being looked at
        count, head, fast = 0, self.head, self._fast
        while (stride := fast.get(block[at + head : at + head + 2])) and (taken := stride.take(block, at)):
            end, records, found = taken
            if not self.fast(stride, found, block):
                self._held, self._until = block, end
                return at, count
            at, count = end, count + records
        whole = self._careful(block, at)
        if whole is None or not self.careful(whole, block):
            return at, count
        return whole.end(), count + self._counted(block, at, whole.end())

    def fast(self, stride: Stride, found: re.Match[bytes], block: bytes) -> bool:
        """Whether to pass over one entity."""
        raise NotImplementedError

    def careful(self, found: re.Match[bytes], block: bytes) -> bool:
        """Whether to pass over one user, or a run of other entities."""
        raise NotImplementedError

    def _counted(self, block: bytes, at: int, end: int) -> int:
        """The number of whole records between two places of a block."""
        if not self.head:
            return block.count(b"\n", at, end)
        count = 0
        while at < end:
            at += block[at] << 8 | block[at + 1]
            count += 1
        return count
