"""Data sets in the shape in which z/OS packs them: what a binary file is, and how to get the text in it.

Sources: z/OS TSO/E Customization, "Format of transmitted data"; z/OS DFSMSdfp Utilities, "IEBCOPY" (COPYR1).
"""

from __future__ import annotations

from typing import Final

_XMIT: Final = "INMR01".encode("cp037")
_IEBCOPY: Final = b"\xca\x6d\x0f"
"""In the first control record of an unloaded data set."""


def packed_how(head: bytes) -> tuple[str, str] | None:
    """Return what a binary file is and how to get the text in it; None where that is not known."""
    if _XMIT in head[:120]:
        return "a file of TSO TRANSMIT", "RECEIVE it, and transfer the member as text"
    if _IEBCOPY in head[:32]:
        return "a data set unloaded by IEBCOPY", "load it with IEBCOPY, and transfer the member as text"
    return None
