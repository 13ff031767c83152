"""Time as tickets carry it: whole seconds since 1970-01-01 00:00 GMT, rounded down, never local time."""

from __future__ import annotations

import math

from auditor.errors import TicketRefused

_ADVICE = "Give seconds since 1970-01-01 00:00 GMT, as time.time() has them."


def whole_second(at: float) -> int:
    """`at` rounded down. `TicketRefused` when it is not a finite number."""
    if not isinstance(at, (int, float)) or not math.isfinite(at):
        raise TicketRefused("The time is not a number of seconds.", _ADVICE)
    return math.floor(at)


def second_to_carry(at: float, bits: int) -> int:
    """`at` rounded down, when a field of `bits` bits, unsigned, can carry it. `TicketRefused` when it cannot."""
    second = whole_second(at)
    if not 0 <= second < 1 << bits:
        raise TicketRefused(f"The time does not fit into the {bits} bits that the ticket has for it.", _ADVICE)
    return second


def offset(second: int, near: int, bits: int) -> int:
    """How far `second` is from `near`, signed (below zero: earlier), on a clock that wraps after `bits` bits."""
    half = 1 << (bits - 1)
    return ((second - near + half) % (1 << bits)) - half


def within_window(second: int, near: float, within: int, bits: int) -> int | None:
    """The second meant by the `bits` recovered low bits, or None when it is more than `within` seconds from `near`."""
    now = whole_second(near)
    apart = offset(second, now, bits)
    if abs(apart) > within:
        return None
    return now + apart if now + apart >= 0 else second
