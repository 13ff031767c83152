"""Which connections a TTLSRule matches: local ports, direction, job, and what makes it narrower than a port.

Source: z/OS Communications Server, IP Configuration Reference, "TTLSRule statement", "PortGroup statement",
"IpAddrGroup statement": a condition that is not coded is not tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import Final

from auditor.models.tls import Narrow
from auditor.sources.tls.grammar import Block, Line
from auditor.sources.tls.parts import Shelf, Unclear, first

ANY: Final = (0, 65535)

_KNOWN: Final = frozenset(
    ("direction", "priority", "jobname", "userid", "localportrange", "localportrangeref", "localportgroupref",
     "remoteportrange", "remoteportrangeref", "remoteportgroupref", "localaddr", "localaddrref", "localaddrsetref",
     "localaddrgroupref", "remoteaddr", "remoteaddrref", "remoteaddrsetref", "remoteaddrgroupref", "iptimecondition",
     "iptimeconditionref", "ttlsgroupactionref", "ttlsenvironmentactionref", "ttlsconnectionactionref")
)  # fmt: skip


@dataclass(slots=True)
class Conditions:
    """What a rule asks of a connection."""

    inbound: bool = True
    priority: int | None = 1
    ports: list[tuple[int, int]] = field(default_factory=list)
    job: str | None = None
    narrow: set[Narrow] = field(default_factory=set)
    perhaps: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    hyphens: list[int] = field(default_factory=list)
    """Lines that write a range of ports as `n-m`."""


def conditions(rule: Block, shelf: Shelf) -> Conditions:
    """Return the conditions of a rule; what cannot be told of one does not hide the others."""
    found = Conditions()

    def ask(step: Callable[[Block, Shelf, Conditions], None]) -> None:
        try:
            step(rule, shelf, found)
        except Unclear as error:
            found.unknown.append(str(error))

    for step in (_direction, _priority, _ports, _remote_ports, _local, _remote, _who, _time, _others):
        ask(step)
    found.ports = found.ports or [ANY]
    return found


def _direction(rule: Block, shelf: Shelf, found: Conditions) -> None:
    said = shelf.word([rule], "Direction", ("Inbound", "Outbound", "Both"), None)
    found.inbound = said.value != "Outbound"
    if said.value is None:
        raise Unclear(f"the rule of line {rule.head.record} codes no Direction")


def _priority(rule: Block, _shelf: Shelf, found: Conditions) -> None:
    line = first([rule], "Priority")
    if line is not None:
        text = line.values[0] if len(line.values) == 1 else ""
        found.priority = int(text) if re.fullmatch(r"[0-9]{1,10}", text) and 1 <= int(text) <= 2_000_000_000 else None
        if found.priority is None:
            raise Unclear(f"Priority in line {line.record} is no number from 1 to 2000000000")


def _ports(rule: Block, shelf: Shelf, found: Conditions) -> None:
    found.ports = list(_ranges(rule, shelf, "Local", found))


def _remote_ports(rule: Block, shelf: Shelf, found: Conditions) -> None:
    ranges = list(_ranges(rule, shelf, "Remote", found))
    if any(each[0] > 1 or each[1] < ANY[1] for each in ranges):
        found.narrow.add("remote port")


def _ranges(rule: Block, shelf: Shelf, side: str, found: Conditions) -> Iterator[tuple[int, int]]:
    ways = [f"{side}PortRange", f"{side}PortRangeRef", f"{side}PortGroupRef"]
    lines = [line for way in ways if (line := first([rule], way)) is not None]
    if len(lines) > 1:
        raise Unclear(f"{side}PortRange is coded in more than one way in the rule of line {rule.head.record}")
    for line in lines:
        if line.keyword.endswith("range"):
            yield _range(line, found)
        else:
            yield from _held(shelf.referred(line), shelf, found)


def _held(block: Block, shelf: Shelf, found: Conditions) -> Iterator[tuple[int, int]]:
    """The ranges of a PortRange, or of those of a PortGroup."""
    if block.head.keyword == "portgroup":
        parts = [inner for inner in block.blocks if inner.head.keyword == "portrange"]
        parts += [shelf.referred(line) for line in block.params if line.keyword == "portrangeref"]
    else:
        parts = [block]
    ranges = [_range(line, found) for part in parts for line in part.params if line.keyword == "port"]
    if not ranges:
        raise Unclear(f"the block of line {block.head.record} holds no port")
    yield from ranges


def _range(line: Line, found: Conditions) -> tuple[int, int]:
    """`n`, `n m`, or `n-m`, which published files write; 0 is any port."""
    values = line.values
    if len(values) == 1 and "-" in values[0]:
        found.hyphens.append(line.record)
        values = tuple(values[0].split("-", 1))
    if not 1 <= len(values) <= 2 or not all(re.fullmatch(r"[0-9]{1,5}", text) for text in values):
        raise Unclear(f"{line.words[0].text} in line {line.record} is no port and no range of ports")
    low, high = int(values[0]), int(values[-1])
    if (low, high) == (0, 0):
        return ANY
    if not 1 <= low <= high <= ANY[1]:
        raise Unclear(f"{line.words[0].text} in line {line.record} is no port and no range of ports")
    return low, high


def _local(rule: Block, shelf: Shelf, found: Conditions) -> None:
    _address(rule, shelf, "Local", found)


def _remote(rule: Block, shelf: Shelf, found: Conditions) -> None:
    _address(rule, shelf, "Remote", found)


def _address(rule: Block, shelf: Shelf, side: str, found: Conditions) -> None:
    ways = [f"{side}Addr{way}" for way in ("", "Ref", "SetRef", "GroupRef")]
    lines = [line for way in ways if (line := first([rule], way)) is not None]
    if len(lines) > 1:
        raise Unclear(f"{side}Addr is coded in more than one way in the rule of line {rule.head.record}")
    kinds = {kind for line in lines for kind in _addresses(line, shelf)}
    if not kinds or "all" in kinds:
        return
    if "family" in kinds:
        found.perhaps.append(f"{side.lower()} addresses of one family")
    else:
        found.narrow.add("local address" if side == "Local" else "remote address")


def _addresses(line: Line, shelf: Shelf) -> Iterator[str]:
    """What each address of a condition is: all, family (of all of a family), or some."""
    if line.keyword.endswith("addr"):
        yield _kind(line)
        return
    block = shelf.referred(line)
    inner = [block, *(part for part in block.blocks if part.head.keyword in ("ipaddr", "ipaddrset"))]
    inner += [shelf.referred(each) for each in block.params if each.keyword in ("ipaddrref", "ipaddrsetref")]
    lines = [each for part in inner for each in part.params if each.keyword in ("addr", "prefix", "range")]
    if not lines:
        raise Unclear(f"the block of line {block.head.record} holds no address")
    for each in lines:
        yield _kind(each)


def _kind(line: Line) -> str:
    text = line.values[0] if len(line.values) == 1 else ""
    if text.lower() == "all":
        return "all"
    try:
        if "/" in text:
            return "family" if ip_network(text, strict=False).prefixlen == 0 else "some"
        for end in text.split("-", 1):
            ip_address(end)
    except ValueError:
        raise Unclear(f"{line.words[0].text} in line {line.record} is no address") from None
    return "some"


def _who(rule: Block, _shelf: Shelf, found: Conditions) -> None:
    job, user = first([rule], "Jobname"), first([rule], "Userid")
    if job is not None and job.values != ("*",):
        found.job = " ".join(job.values).upper()
    if user is not None and user.values != ("*",):
        found.perhaps.append(f"Userid {' '.join(user.values)}")


def _time(rule: Block, _shelf: Shelf, found: Conditions) -> None:
    names = ("iptimecondition", "iptimeconditionref")
    heads = [*rule.params, *(inner.head for inner in rule.blocks)]
    if any(line.keyword in names for line in heads):
        found.narrow.add("time")


def _others(rule: Block, _shelf: Shelf, _found: Conditions) -> None:
    for line in [*rule.params, *(inner.head for inner in rule.blocks)]:
        if line.keyword not in _KNOWN:
            raise Unclear(f"{line.words[0].text} in line {line.record} is no condition that is known here")
