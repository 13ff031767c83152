"""What an explained ticket means, in words a person can act on at night. Shows neither ticket nor key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from auditor.explain import Explanation, Made

_NAMES = {"legacy": "legacy", "UPPER": "enhanced, TYPE(UPPER)", "MIXED": "enhanced, TYPE(MIXED)"}
_QUARTER_HOUR = 900


def facts(explanation: Explanation) -> Iterator[str]:
    """What the ticket told, the nearest first; at most five ways of making it."""
    if not explanation.made:
        yield "No key offered here made this ticket for any user and application given."
        yield f"By its form: {_shape(explanation)}."
        return
    for number, made in enumerate(explanation.made[:5]):
        yield (
            "Made by: " if number == 0 else "Or by:   "
        ) + f"{_NAMES[made.algorithm]} algorithm, key of {made.profile}"
        yield f"         for user {made.user}, application {made.application}"
        yield f"         at {moment(made.second)} by the generator's clock: {_apart(made)}"
        yield f"         {'inside' if made.inside else 'outside'} the window of {made.window} seconds either side"
        if made.folded:
            yield "         before its upper and lower case was changed on the way"
        if made.chance > 1e-6:
            yield f"         (an unrelated ticket would look like this once in {round(1 / made.chance):,} times)"


def causes(explanation: Explanation) -> Iterator[str]:
    """The likely cause of a failed logon, and what to do about it, the likeliest first."""
    if not explanation.made:
        yield from _no_key(explanation)
        return
    best = explanation.made[0]
    if best.folded:
        yield from _folded(best)
    if best.user != explanation.user:
        yield f"Other user: the ticket is for {best.user}, and the logon is for {explanation.user}."
    if best.application != explanation.application:
        yield (
            f"Wrong application name: the client generated for {best.application}, and RACF checks for"
            f" {explanation.application}. Make the client's applName and ODACCESS APPL= (else the HWS ID) the same."
        )
    elif not explanation.own_key(best):
        yield (
            f"Other key: the ticket is for {best.application} and was made with the key of"
            f" {best.profile}, which RACF does"
            f" not try for {best.application}. Give the generator the key of profile {best.application}."
        )
    if not best.inside:
        yield from _clock(best)
    if explanation.good:
        yield (
            "The ticket is right. Look behind it: used before on this system (replay), user revoked"
            " or PROTECTED, no READ"
            " to the APPL profile, PTKTDATA not active or changed without RACLIST REFRESH, or RACF=N in IMS Connect."
        )
    if best.algorithm == "legacy" and any(made.algorithm != "legacy" for made in explanation.made):
        yield "More than one way fits: trust the one with the smallest chance of accident."


def moment(second: float) -> str:
    """A second as GMT, or as a number where the calendar ends."""
    try:
        return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%d %H:%M:%S GMT")
    except (ValueError, OverflowError, OSError):
        return f"second {second:.0f} after 1970-01-01 GMT"


def _apart(made: Made) -> str:
    if made.offset == 0:
        return "the same second as the reference time"
    return f"{_span(abs(made.offset))} {'before' if made.offset < 0 else 'after'} the reference time"


def _span(seconds: int) -> str:
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((days, "d"), (hours, "h"), (minutes, "min"), (left, "s"))
    words = " ".join(f"{value} {unit}" for value, unit in parts if value)
    return words if seconds < 60 else f"{words} ({seconds} s)"


def _folded(made: Made) -> Iterator[str]:
    if made.algorithm == "MIXED":
        yield (
            "Folded case: a TYPE(MIXED) ticket lost its lower-case letters on the way. Look at"
            " PSWDMC= on the HWS statement"
            " (and SETPWMC), at SETROPTS PASSWORD(MIXEDCASE), at the client; or use TYPE(UPPER)."
        )
    else:
        yield "Folded case: the ticket was sent in lower case. Send it as it was generated."


def _clock(made: Made) -> Iterator[str]:
    way = "behind" if made.offset < 0 else "ahead of"
    yield (
        f"Clock: the ticket is {_span(abs(made.offset))} {way} the reference time, and RACF accepts"
        f" {made.window} s. Compare"
        " the clocks of the generator and of z/OS in GMT, and check the reference time given here (--at)."
    )
    nearest = round(made.offset / _QUARTER_HOUR) * _QUARTER_HOUR
    if nearest and abs(nearest) <= 14 * 3600 and abs(made.offset - nearest) <= 60:
        yield f"That is close to a time zone ({nearest / 3600:+g} h): the generator takes local time for GMT."
    elif made.offset < 0:
        yield "Or the ticket is old: generated once, kept, and sent again. A ticket is for one logon, at once."


def _no_key(explanation: Explanation) -> Iterator[str]:
    if not explanation.shapes:
        yield "This is no PassTicket as it stands: a password, or changed on the way (length, blanks, case, code page)."
        return
    if not explanation.own_keys:
        yield f"No key was offered for {explanation.application}, which RACF checks: offer it with --keys."
    yield (
        "Other key: the generator holds a key that is not offered here, often one from before a"
        " change. Compare when the"
        " key was last changed on both sides; for a legacy key parity bits do not matter."
    )
    yield "Or another user ID or application name: offer further ones with --user and --application."
    yield "Or the generator's clock is off by days: give the time of the logon with --at."
    if "legacy" not in explanation.shapes:
        yield "Or it is an ordinary password. It is not a legacy ticket for any key."
    if not explanation.complete:
        yield "Not every combination of lost upper and lower case was tried: offer fewer keys and applications."


def _shape(explanation: Explanation) -> str:
    if not explanation.shapes:
        return f"no PassTicket as it stands ({explanation.length} characters)"
    words = " or ".join(_NAMES[shape] for shape in explanation.shapes)
    if "legacy" in explanation.shapes:
        return f"{words}; only 1 in 657 strings has the legacy form, so legacy is likely"
    return f"{words}, or a password"
