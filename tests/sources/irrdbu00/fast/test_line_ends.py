"""Jumping from line end to line end counts what comparing each byte counts, whatever was expected."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.sources.irrdbu00.fast.line_ends import counted


@given(
    st.lists(st.integers(0, 3000), max_size=200),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.floats(0, 1e7, allow_nan=False),
)
def test_it_is_the_number_of_line_ends(lengths: list[int], first: int, less: int, expected: float) -> None:
    block = bytearray(b"".join(b"x" * length + b"\n" for length in lengths))
    end = max(first, len(block) - less)
    before = bytes(block)
    assert counted(block, first, end, expected) == block.count(b"\n", first, end)
    assert bytes(block) == before
