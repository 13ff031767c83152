"""Character parameters: EBCDIC until client and server agree on UTF-8, and which of the two these bytes are.

DDM text is CCSID 500 until EXCSAT manager levels say otherwise; which the IMS drivers send is not public. For what
RACF allows in user IDs and tickets, CCSID 500 and 037 have the same bytes, and the letters and digits of EBCDIC and
ASCII are disjoint: they decide, never the special characters.
"""

from __future__ import annotations

from typing import Literal

from auditor.errors import DrdaMalformed

Encoding = Literal["ebcdic", "utf-8"]

_LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_EBCDIC = frozenset(_LETTERS_AND_DIGITS.encode("cp500"))
_ASCII = frozenset(_LETTERS_AND_DIGITS.encode("ascii"))
_CODECS = {"ebcdic": "cp500", "utf-8": "utf-8"}


def detect(data: bytes) -> Encoding:
    """The encoding that more of the letters and digits speak for; EBCDIC, the default of DDM, when none does."""
    ascii_votes = sum(byte in _ASCII for byte in data)
    return "utf-8" if ascii_votes > sum(byte in _EBCDIC for byte in data) else "ebcdic"


def decode(data: bytes, encoding: Encoding, what: str) -> str:
    """The text of a parameter; `DrdaMalformed`, without the text, when the bytes are not of that encoding."""
    try:
        return data.decode(_CODECS[encoding])
    except UnicodeDecodeError:
        pass  # raised below, so that the bytes do not stay in the chain of exceptions
    raise DrdaMalformed(f"The {what} is neither EBCDIC nor UTF-8 text.", "Offer the bytes as they were captured.")


def encode(text: str, encoding: Encoding, what: str, *, maximum: int = 255) -> bytes:
    """The bytes of a parameter of 1 to `maximum` bytes; `DrdaMalformed`, without the text, when it has none such."""
    try:
        data = text.encode(_CODECS[encoding])
    except UnicodeEncodeError:
        data = b""
    if not 1 <= len(data) <= maximum:
        raise DrdaMalformed(
            f"The {what} is not 1 to {maximum} bytes of {encoding.upper()} text.", f"Give the {what} as RACF has it."
        )
    return data


def name(data: bytes, what: str, encoding: Encoding | None = None) -> str:
    """A name, without the blanks that some clients pad it with."""
    return decode(data, encoding or detect(data), what).rstrip(" ")
