"""How many tickets a second one core makes and checks: `python -m tests.benchmarks.tickets`.

One ticket here is generated and its second recovered, which is what a trial of the cross-check does. Processor time,
not the clock on the wall, so that a busy machine does not change the answer much.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from auditor.tickets import enhanced, legacy

TARGET = 20_000
TICKETS = 30_000
USERS = tuple(f"USER{number:03}" for number in range(50))
START = 1_700_000_000


def rate(one: Callable[[str, int], int | None]) -> float:
    """Tickets a second: the best of three runs over 50 users."""
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        for number in range(TICKETS):
            if one(USERS[number % len(USERS)], START + number) != START + number:
                raise SystemExit("a ticket did not tell its second")
        best = max(best, TICKETS / (time.process_time() - begun))
    return best


def measure() -> dict[str, int]:
    """Tickets a second by algorithm."""
    short, long = bytes(range(8)), bytes(range(64))

    def old(user: str, at: int) -> int | None:
        return legacy.generated_at(legacy.generate(user, "IMSDRDA1", short, at), user, "IMSDRDA1", short, at)

    def new(kind: enhanced.TicketType) -> Callable[[str, int], int | None]:
        def one(user: str, at: int) -> int | None:
            ticket = enhanced.generate(user, "IMSDRDA1", long, at, kind)
            return enhanced.generated_at(ticket, user, "IMSDRDA1", long, kind, at)

        return one

    return {"legacy": round(rate(old)), "UPPER": round(rate(new("UPPER"))), "MIXED": round(rate(new("MIXED")))}


if __name__ == "__main__":
    rates = measure()
    print(json.dumps({"tickets_a_second": rates, "target": TARGET}))
    sys.exit(0 if min(rates.values()) > TARGET else 1)
