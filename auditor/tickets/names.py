"""User IDs and application names as the algorithms take them: upper case, EBCDIC, one to eight bytes.

*RACF Macros and Interfaces*, "Incorporating the PassTicket generator algorithm into your program". The characters RACF
allows have the same bytes in code pages 037, 500 and 1047, national characters included (`#` X'7B', `@` X'7C', `$`
X'5B'), so that the choice of code page cannot change a ticket.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.errors import TicketRefused

LENGTH = 8
BLANK = b"\x40"

# Tested before folding: the dotless i folds to I, and a name that is not ASCII must not turn into one that is.
_NAME = re.compile(r"[A-Za-z0-9#@$]{1,8}", re.ASCII)


def user_id(name: str) -> bytes:
    """The user ID in EBCDIC, folded, without padding. `TicketRefused` when it is not a RACF user ID."""
    return _ebcdic(name, "user ID")


def application_name(name: str) -> bytes:
    """The application name in EBCDIC, folded, without padding. `TicketRefused` when it is not 1 to 8 characters."""
    return _ebcdic(name, "application name")


def padded(name: bytes) -> bytes:
    """Eight bytes: the name, left-justified, and EBCDIC blanks."""
    return name.ljust(LENGTH, BLANK)


def usable(name: str) -> bool:
    """Whether the algorithms take `name` as a user ID or application name."""
    return _NAME.fullmatch(name) is not None


def _ebcdic(name: str, what: str) -> bytes:
    if not isinstance(name, str):
        raise TicketRefused(f"The {what} is not text.", f"Give the {what} as a string.")
    return _encode(name, what)


@lru_cache(maxsize=1024)
def _encode(name: str, what: str) -> bytes:
    # The text is not quoted: someone who exchanges two arguments would see a password or a ticket in the message.
    if not usable(name):
        raise TicketRefused(
            f"The {what} is not 1 to 8 of the characters A-Z, 0-9, #, @ and $.",
            f"Give the {what} as RACF has it, without blanks and without a domain.",
        )
    return name.upper().encode("cp037")
