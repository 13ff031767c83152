r"""How many line ends a span of a block holds, twice as fast as `bytes.count` for records of a hundred bytes.

`count` compares each byte; `replace` with something as long jumps from one line end to the next (`memchr`), as often as
it is told, and two copies that stay in the cache cost less than the comparing.
"""

from __future__ import annotations

from typing import Final

_SHORT: Final = 1 << 12
"""Bytes in which counting is as fast."""

_WINDOW: Final = 1 << 16
"""Bytes copied at a time: larger pieces go back to the system when they are freed, which takes longer than the rest."""

_FEWER: Final = 7 / 8
"""How many of the line ends that are expected in a window are looked for by jumping. The rest is counted."""


def counted(block: bytearray, at: int, end: int, expected: float) -> int:
    r"""The line ends of the span. `expected`: about so many; if there are far fewer, time is wasted."""
    if end - at < _SHORT:
        return block.count(b"\n", at, end)
    likely = int(expected * _FEWER * min(_WINDOW / (end - at), 1))
    return sum(_window(block[first : min(first + _WINDOW, end)], likely) for first in range(at, end, _WINDOW))


def _window(block: bytearray, likely: int) -> int:
    rest = block.replace(b"\n", b"\0", likely)
    first = rest.find(b"\n")
    return block.count(b"\n") if first < 0 else likely + rest.count(b"\n", first)
