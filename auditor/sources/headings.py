"""The day that a listing or display shows itself: stamps that products put around what was asked for.

Only stamps whose form is fixed count, because a date in a sentence may be of anything. Of several the first in time
does: evidence is never younger than it says. The forms, as published output has them:

- the stamp of an IMS response, `*yyddd/hhmmss*`;
- the log of a TSO SPOC, `Start time. . . . : yyyy.ddd hh:mm:ss`;
- SYSLOG and OPERLOG, `yyddd` or `yyyyddd` in front of a time with hundredths (MVS, "Format of the hardcopy log");
- the log of a JES2 job, `---- MONDAY, 30 NOV 2026 ----`;
- the answer to the TSO command TIME, `IKJ56650I TIME-... NOVEMBER 30,2026`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_JULIAN = re.compile(
    r"(?P<ims>^\s*\*(?P<a>\d{5})/\d{6}\*\s*$)"
    r"|(?P<spoc>^\s*Start time[. ]*:\s*(?P<b>\d{4}\.\d{3}) \d\d:\d\d:\d\d)"
    r"|(?P<log>^.{0,24}?\b(?P<c>\d{5}|\d{7}) \d\d:\d\d:\d\d\.\d\d )",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"---- [A-Z]+DAY,\s+(?P<day>\d\d?) (?P<month>[A-Z]{3}) (?P<year>\d{4}) ----"
    r"|\bIKJ56650I TIME-.*\b(?P<name>[A-Z]{3,9}) (?P<number>\d\d?), ?(?P<of>\d{4})\b"
)


def shown_day(lines: Sequence[str]) -> str | None:
    """Return the first day (yyyy-mm-dd) among the stamps of a capture; None where it has none."""
    days = [day for line in lines if "/" in line or ":" in line or "----" in line for day in _stamps(line)]
    return min(days).isoformat() if days else None


def _stamps(line: str) -> Iterator[date]:
    julian, calendar = _JULIAN.search(line), _CALENDAR.search(line)
    if julian:
        digits = (julian["a"] or julian["b"] or julian["c"]).replace(".", "")
        year = int(digits[:-3]) + (2000 if len(digits) == 5 else 0)
        yield from _day_of_year(year, int(digits[-3:]))
    if calendar:
        month = (calendar["month"] or calendar["name"])[:3]
        if month in _MONTHS:
            yield from _day(
                int(calendar["year"] or calendar["of"]),
                _MONTHS.index(month) + 1,
                int(calendar["day"] or calendar["number"]),
            )


def _day_of_year(year: int, number: int) -> Iterator[date]:
    if 1970 <= year < 9999 and 1 <= number <= 366:
        day = date(year, 1, 1) + timedelta(days=number - 1)
        if day.year == year:
            yield day


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
