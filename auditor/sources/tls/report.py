"""A `pasearch -t` report: the AT-TLS rules that the Policy Agent holds, in the order of the search.

The values of two labels share some lines, so that each such pair is taken apart at its second label: a word-wise
reader would take `UserId:` for a job where JobName is empty. Environment blocks show defaults filled in, connection
blocks only what is coded. The form of a rule with several conditions is in no text that was read, so that a line of the
conditions that is not known leaves the rule open.
Source: z/OS Communications Server, System Administrator's Commands, "The z/OS UNIX pasearch command"; a report of 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from auditor.models.place import At, Fact
from auditor.models.tls import Cipher, Narrow, Protocol, TlsPolicy, TlsRule
from auditor.sources.evidence import Text
from auditor.sources.issue import Issue
from auditor.sources.tls.suites import by_code

HEADING: Final = re.compile(r"^\s*TCP/IP pasearch CS\s.*Image Name:\s*(\S*)")
RULE: Final = re.compile(r"^\s?policyRule:\s*(\S+)\s*$")
_DATE: Final = re.compile(r"^\s*Date:\s*([0-9]{2})/([0-9]{2})/([0-9]{4})\s")
_PAIRS: Final = tuple(
    re.compile(rf"^\s*({re.escape(one)}):(.*?)\s({re.escape(other)}):(.*)$")
    for one, other in (
        ("Version", "Status"), ("Weight", "ForLoadDist"), ("Priority", "Sequence Actions"),
        ("TTLS Condition Summary", "NegativeIndicator"), ("LocalPortFrom", "LocalPortTo"),
        ("RemotePortFrom", "RemotePortTo"), ("JobName", "UserId"), ("Fr TimeOfDay", "To TimeOfDay"),
        ("Fr TimeOfDay UTC", "To TimeOfDay UTC"),
    )
)  # fmt: skip
_LABEL: Final = re.compile(r"^\s*([A-Za-z0-9_./ ]+?):(?:\s+(\S.*?))?\s*$")
_SUITE: Final = re.compile(r"^\s+([0-9A-F]{4})\s+(\S+)\s*$")

_ALWAYS: Final = {
    "First to Last": "1" * 31, "Last to First": "1" * 31, "Month of Yr Mask": "1" * 12, "Start Date Time": "None",
    "End Date Time": "None", "Fr TimeOfDay": "00:00", "To TimeOfDay": "24:00",
}  # fmt: skip
_DAYS: Final = "Day of Week Mask"
_TIMES: Final = frozenset((*_ALWAYS, _DAYS, "Day of Month Mask", "Fr TimeOfDay UTC", "To TimeOfDay UTC", "TimeZone"))
_CONDITIONS: Final = frozenset(
    ("TTLS Condition Summary", "NegativeIndicator", "Local Address", "Remote Address", "FromAddr", "ToAddr",
     "LocalPortFrom", "LocalPortTo", "RemotePortFrom", "RemotePortTo", "JobName", "UserId", "ServiceDirection")
)  # fmt: skip
_FLAGS: Final = {"On": True, "Off": False}


@dataclass(frozen=True, slots=True)
class _Value:
    """A label with its value, "" where nothing stands behind it."""

    label: str
    text: str
    record: int


@dataclass(slots=True)
class _Section:
    """The values of a rule, or of one of its actions, in the order of the report."""

    record: int
    name: str
    values: list[_Value] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)
    suites: list[Cipher] = field(default_factory=list)

    def of(self, label: str) -> list[_Value]:
        return [value for value in self.values if value.label == label]

    def text(self, label: str) -> str | None:
        """The one value of a label; None where it is not there, or there twice."""
        found = self.of(label)
        return found[0].text if len(found) == 1 else None


@dataclass(slots=True)
class _Rule:
    head: _Section
    actions: list[_Section] = field(default_factory=list)


@dataclass(slots=True)
class _Stack:
    image: str | None
    rules: list[_Rule] = field(default_factory=list)


def read_report(text: Text, source: int) -> tuple[list[TlsPolicy], list[Issue], str | None]:
    """Return the policy of each stack of a report, what is wrong, and the day (yyyy-mm-dd) that it shows."""
    stacks = list(_stacks(text.lines))
    issues: list[Issue] = []
    lost = _cut(text.lines, issues)
    policies = []
    for stack in stacks:
        rules = [_rule(rule, source) for rule in stack.rules if rule.head.text("Rule Type") in ("TTLS", None)]
        issues += [
            Issue(rule.at.record, "error", "unresolved", f"rule {rule.name}: {why}")
            for rule in rules
            for why in (*rule.unknown, *rule.broken)
        ]
        policies.append(TlsPolicy(source=source, form="report", stack=stack.image, lost=lost, rules=tuple(rules)))
    return policies, issues, _day(text.lines, issues)


def _cut(lines: Sequence[str], issues: list[Issue]) -> str | None:
    """Why rules may be missing: each rule and action ends with the time of its last update."""
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)
    if re.match(r"^\s*Policy updated:", lines[last - 1]):
        return None
    why = f"the report ends in line {last} before the rule or action it shows is complete"
    issues.append(Issue(last, "error", "cut-off", why))
    return why


def _day(lines: Sequence[str], issues: list[Issue]) -> str | None:
    days = {f"{m[3]}-{m[1]}-{m[2]}" for line in lines if (m := _DATE.match(line))}
    if len(days) > 1:
        issues.append(Issue(None, "error", "contradiction", "the file holds reports of different days"))
    return min(days) if days else None


def _stacks(lines: Sequence[str]) -> list[_Stack]:
    """The stacks of the report with the sections of each rule. What stands before the first heading has no name."""
    stacks: list[_Stack] = []
    for record, line in enumerate(lines, 1):
        if (heading := HEADING.match(line)) is not None:
            stacks.append(_Stack(heading[1] or None))
        elif (head := RULE.match(line)) is not None:
            stacks = stacks or [_Stack(None)]
            stacks[-1].rules.append(_Rule(_Section(record, head[1])))
        elif line.strip() and stacks and stacks[-1].rules:
            _take(stacks[-1].rules[-1], line, record)
    return stacks


def _take(rule: _Rule, line: str, record: int) -> None:
    """Put a line into the section of the rule that it stands in."""
    section = rule.actions[-1] if rule.actions else rule.head
    values = list(_values(line, record))
    if values and values[0].label == "TTLS Action":
        rule.actions.append(_Section(record, values[0].text))
    elif values:
        section.values += values
    elif (suite := _SUITE.match(line)) is None:
        section.strange.append(record)
    elif section.values and section.values[-1].label == "v3CipherSuites":
        known = by_code(suite[1])
        section.suites.append(known if known.name is not None else Cipher(suite[1], _named(suite[2])))


def _named(text: str) -> str | None:
    return text if text.startswith("TLS_") else None


def _values(line: str, record: int) -> Iterator[_Value]:
    for pair in _PAIRS:
        if (two := pair.match(line)) is not None:
            yield _Value(two[1], two[2].strip(), record)
            yield _Value(two[3], two[4].strip(), record)
            return
    if (one := _LABEL.match(line)) is not None:
        yield _Value(one[1].strip(), one[2] or "", record)


def _rule(rule: _Rule, source: int) -> TlsRule:
    head = rule.head
    unknown: list[str] = []
    done, broken = _done(rule, source)
    return TlsRule(
        name=head.name,
        at=At(source, head.record),
        priority=_number(head.text("Priority")),
        inbound=_inbound(head, unknown),
        ports=_ports(head, unknown),
        job=head.text("JobName") or None,
        narrow=tuple(_narrow(head, unknown)),
        perhaps=tuple(_perhaps(head)),
        unknown=tuple(_odd(head, unknown)),
        broken=tuple(broken),
        **done,
    )


def _inbound(head: _Section, unknown: list[str]) -> bool:
    direction = head.text("ServiceDirection")
    if direction not in ("Inbound", "Outbound", "Both"):
        unknown.append("ServiceDirection is not shown as Inbound, Outbound or Both")
    return direction != "Outbound"


def _ports(head: _Section, unknown: list[str]) -> tuple[tuple[int, int], ...]:
    low, high = _number(head.text("LocalPortFrom")), _number(head.text("LocalPortTo"))
    if low == high == 0:
        return ((0, 65535),)
    if low is None or high is None or not 1 <= low <= high <= 65535:
        unknown.append("the local ports are not shown as one range")
        return ((0, 65535),)
    return ((low, high),)


def _narrow(head: _Section, unknown: list[str]) -> Iterator[Narrow]:
    addresses = head.of("FromAddr") + head.of("ToAddr")
    if len(head.of("FromAddr")) != 2 or len(head.of("ToAddr")) != 2:
        unknown.append("the addresses are not shown as one local and one remote range")
    elif any(value.text != "All" for value in addresses):
        local, remote = ({head.of(label)[side].text for label in ("FromAddr", "ToAddr")} for side in (0, 1))
        if local != {"All"}:
            yield "local address"
        if remote != {"All"}:
            yield "remote address"
    ports = [head.text("RemotePortFrom"), head.text("RemotePortTo")]
    if None in ports:
        unknown.append("the remote ports are not shown as one range")
    elif ports not in (["0", "0"], ["1", "65535"]):
        yield "remote port"
    if any(head.text(label) != usual for label, usual in _ALWAYS.items()) or not _every_day(head):
        yield "time"


def _every_day(head: _Section) -> bool:
    return (head.text(_DAYS) or "").startswith("1111111 ") or head.text(_DAYS) == "1111111"


def _perhaps(head: _Section) -> Iterator[str]:
    if user := head.text("UserId"):
        yield f"Userid {user}"
    if head.text("Status") != "Active":
        yield "the rule is not shown as active"


def _odd(head: _Section, unknown: list[str]) -> Iterator[str]:
    """Everything of the conditions that is not known here."""
    yield from unknown
    if head.text("NegativeIndicator") != "Off":
        yield "NegativeIndicator is not shown as Off"
    for label in ("JobName", "UserId"):
        if len(head.of(label)) != 1:
            yield f"{label} is not shown once"
    begin = [value.record for value in head.of("TTLS Condition Summary")]
    extra = {value.label for value in head.values if begin and value.record >= begin[0]} - _CONDITIONS
    extra -= {"Policy created", "Policy updated"}
    if extra or head.strange or len(begin) != 1:
        yield "its conditions go beyond the one summary whose form is known"


def _done(rule: _Rule, source: int) -> tuple[dict[str, Any], list[str]]:
    """What the actions come to, and why that cannot be told."""
    scopes: dict[str | None, list[_Section]] = {}
    for action in rule.actions:
        scopes.setdefault(action.text("Scope"), []).append(action)
    listed = sorted(value.text.removeprefix("TTLS ").strip() for value in rule.head.of("ActionType"))
    if sorted(str(action.text("Scope")) for action in rule.actions) != listed or len(set(listed)) != len(listed):
        return {}, ["its actions are not those that the rule lists"]
    group, environment, connection = (scopes.get(scope, [None])[0] for scope in ("Group", "Environment", "Connection"))
    if group is None or (enabled := _FLAGS.get(group.text("TTLSEnabled") or "")) is None:
        return {}, ["TTLSEnabled of its group action is not shown"]
    shown: dict[str, Any] = {"enabled": Fact[bool](value=enabled, at=_at(group, "TTLSEnabled", source), origin="shown")}
    if not enabled:
        return shown, []
    if environment is None:
        return shown, ["no environment action is shown"]
    sections = [section for section in (connection, environment) if section is not None]
    asks, broken = _shown(sections, "ApplicationControlled", source), list[str]()
    protocols = {name: _shown(sections, name, source) for name in get_args(Protocol)}
    broken += [fact.why for fact in (asks, *(fact for fact in protocols.values() if fact.at)) if fact.why]
    with_suites = next((section for section in sections if section.suites), None)
    return shown | {
        "application_controlled": asks,
        "role": _text(sections, "HandshakeRole", source),
        "client_auth": _text([environment], "ClientAuthType", source),
        "protocols": protocols,
        "ciphers": tuple(with_suites.suites) if with_suites else None,
        "suite_b": environment.text("SuiteBProfile") not in ("Off", None),
        "envfile": any(value.label.lower() == "envfile" and value.text for value in group.values),
    }, broken


def _shown(sections: Sequence[_Section], label: str, source: int) -> Fact[bool]:
    """On or Off of the first section that shows it: a connection shows only what is coded there."""
    for section in sections:
        if section.of(label):
            value = _FLAGS.get(section.text(label) or "")
            why = None if value is not None else f"{label} is not shown as On or Off"
            return Fact[bool](value=value, at=_at(section, label, source), origin="shown", why=why)
    return Fact[bool](why=f"{label} is not shown")


def _text(sections: Sequence[_Section], label: str, source: int) -> Fact[str]:
    for section in sections:
        if text := section.text(label):
            return Fact[str](value=text, at=_at(section, label, source), origin="shown")
    return Fact[str](why=f"{label} is not shown")


def _at(section: _Section, label: str, source: int) -> At:
    return At(source, section.of(label)[0].record)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,10}", text) else None
