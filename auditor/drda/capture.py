"""Find SECCHK commands in what someone captured: hexadecimal text, a packet capture (pcap, pcapng), or raw bytes.

No network stack: a SECCHK is 39 bytes and travels in one packet, so that each packet is searched for one whose lengths
all agree, whatever carried it there. A SECCHK cut by a segment boundary is not found. The packet's time comes along: it
is the best reference for the ticket's own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from auditor.drda import secchk
from auditor.drda.secchk import Secchk
from auditor.errors import DrdaMalformed, EvidenceUnreadable
from auditor.text import decode

MAXIMUM_BYTES = 1 << 28
MAXIMUM_SIGHTINGS = 1000

_SECCHK = b"\x10\x6e"
_Order = Literal["big", "little"]

_PCAP: dict[bytes, tuple[_Order, float]] = {
    b"\xa1\xb2\xc3\xd4": ("big", 1e-6),
    b"\xd4\xc3\xb2\xa1": ("little", 1e-6),
    b"\xa1\xb2\x3c\x4d": ("big", 1e-9),
    b"\x4d\x3c\xb2\xa1": ("little", 1e-9),
}
_PCAPNG = b"\x0a\x0d\x0d\x0a"
_OFFSET = re.compile(r"^\s*(?:0x)?[0-9A-Fa-f]{4,8}(?::\s*|\s{2,}|\t)")
_HEX_WORD = re.compile(r"(?:[0-9A-Fa-f]{2}){1,}")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One SECCHK that was found, or the reason why one that looks like it cannot be taken."""

    place: str
    """`packet 12` or `byte 0`."""
    at: float | None
    """When the packet was captured, seconds since 1970 GMT; None when the capture does not say."""
    secchk: Secchk | None
    refused: str | None = None


def find(data: bytes) -> tuple[Sighting, ...]:
    """Every SECCHK in `data`, at most 1,000. `EvidenceUnreadable` when it is no hexadecimal text and no capture."""
    if len(data) > MAXIMUM_BYTES:
        raise EvidenceUnreadable("The capture is larger than 256 MiB.", "Cut it to the minutes around the logon.")
    if data[:4] in _PCAP:
        packets = _pcap(data)
    elif data[:4] == _PCAPNG:
        packets = _pcapng(data)
    else:
        packets = iter([("", None, _raw_or_hex(data))])
    found: list[Sighting] = []
    for place, at, packet in packets:
        found.extend(_search(packet, place, at))
        if len(found) >= MAXIMUM_SIGHTINGS:
            break
    return tuple(found[:MAXIMUM_SIGHTINGS])


def from_hex(text: str) -> bytes:
    """The bytes that hexadecimal text stands for: one row, or a dump with offsets and a column of characters.

    `EvidenceUnreadable`, quoting nothing, when a line holds anything else.
    """
    rows = [_row(line) for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not rows or None in rows:
        raise EvidenceUnreadable(
            "The capture is neither a packet capture nor hexadecimal text.",
            "Offer a pcap or pcapng file, or the bytes of SECCHK as hexadecimal digits.",
        )
    return b"".join(row for row in rows if row is not None)


def _row(line: str) -> bytes | None:
    offset = _OFFSET.match(line)
    rest = line[offset.end() :] if offset else line
    if not offset:
        digits = "".join(rest.split())
        return bytes.fromhex(digits) if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", digits) else None
    # A dump: sixteen bytes at most, then characters, which three blanks or a bar set apart.
    found = b""
    for word in re.split(r"\s{3,}|\|", rest.strip())[0].split():
        if len(found) >= 16 or not _HEX_WORD.fullmatch(word):
            break
        found += bytes.fromhex(word)
    return found or None


def _raw_or_hex(data: bytes) -> bytes:
    if _SECCHK in data and b"\xd0" in data:
        return data
    return from_hex(decode(data)[1] or "")


def _search(packet: bytes, place: str, at: float | None) -> Iterator[Sighting]:
    position = packet.find(_SECCHK)
    while position >= 0:
        start = position - 8
        if start >= 0 and packet[start + 2] == 0xD0:
            length = int.from_bytes(packet[start : start + 2])
            yield _sighting(packet[start : start + length], place or f"byte {start}", at)
        position = packet.find(_SECCHK, position + 1)


def _sighting(data: bytes, place: str, at: float | None) -> Sighting:
    try:
        return Sighting(place, at, secchk.decode(data))
    except DrdaMalformed as refusal:
        return Sighting(place, at, None, str(refusal))


_Packet = tuple[str, float | None, bytes]


def _pcap(data: bytes) -> Iterator[_Packet]:
    """Classic pcap: a file header of 24 bytes, then records of 16 bytes and the packet."""
    order, unit = _PCAP[data[:4]]
    at, number = 24, 0
    while at + 16 <= len(data):
        number += 1
        seconds, fraction, length = (_integer(data, at + skip, order) for skip in (0, 4, 8))
        yield f"packet {number}", seconds + fraction * unit, data[at + 16 : at + 16 + length]
        at += 16 + length


def _pcapng(data: bytes) -> Iterator[_Packet]:
    """Blocks of pcapng: section headers (byte order), interfaces (unit of time), enhanced and simple packets."""
    order: _Order = "little"
    units: list[float] = []
    at = number = 0
    while at + 12 <= len(data):
        if data[at : at + 4] == _PCAPNG:
            order = "big" if data[at + 8 : at + 12] == b"\x1a\x2b\x3c\x4d" else "little"
            units = []
        kind, length = _integer(data, at, order), _integer(data, at + 4, order)
        body = data[at + 8 : at + max(length - 4, 8)]
        if kind == 1:
            units.append(_unit(body[8:], order))
        elif kind == 3:
            number += 1
            yield f"packet {number}", None, body[4:]
        elif kind == 6 and len(body) >= 20:
            number += 1
            interface = _integer(body, 0, order)
            ticks = _integer(body, 4, order) << 32 | _integer(body, 8, order)
            time = ticks * units[interface] if interface < len(units) else None
            yield f"packet {number}", time, body[20 : 20 + _integer(body, 12, order)]
        at += max(length, 12)


def _unit(options: bytes, order: _Order) -> float:
    """The resolution of an interface's time stamps (option 9), microseconds unless it says otherwise."""
    at = 0
    while at + 4 <= len(options):
        code, length = (int.from_bytes(options[at + skip : at + skip + 2], order) for skip in (0, 2))
        if code == 9 and length == 1 and at + 4 < len(options):
            value = options[at + 4]
            return 2.0 ** -(value & 0x7F) if value & 0x80 else 10.0**-value
        at += 4 + (length + 3) // 4 * 4
    return 1e-6


def _integer(data: bytes, at: int, order: _Order) -> int:
    return int.from_bytes(data[at : at + 4], order)
