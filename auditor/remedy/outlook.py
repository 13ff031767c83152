"""What a changed estate looks like to the policies, as far as a remedy asks: what fails, and who is shut out.

What speaks against commands is what would block them in a gate (README, "What blocks"): a finding that is new or takes
effect, and is high, critical or of a policy that always blocks; a declared user who can log on no more. Anything lower
is told beside them: to have one finding fixed and a smaller one left is for a person to weigh, and no reason to hold
the commands back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from auditor.models.estate import Estate
from auditor.models.verdict import SEVERITIES, Remediation, Severity, TrialResult, Verdict

Key = tuple[str, str]
"""Policy and object."""
BLOCKING = ("critical", "high")
LOGON = ""
"""Stands for a policy where a declared user can log on no more."""


class Fail(NamedTuple):
    """A finding on a changed estate."""

    severity: Severity
    masked: bool
    message: str = ""
    remediation: Remediation = Remediation()


class Outlook(NamedTuple):
    """What is so on an estate."""

    fails: Mapping[Key, Fail]
    denied: frozenset[str] = frozenset()
    """`client/user` whose sample logon is refused."""


class Brought(NamedTuple):
    """What commands bring about, by its key: sentences without a full stop."""

    against: Mapping[Key, str]
    beside: Mapping[Key, str]


class JudgeAgain(Protocol):
    """Gives the outlook of a changed estate."""

    def __call__(self, estate: Estate, only: Container[str] | None = None) -> Outlook:
        """Give what fails there by the policies `only`, and who is shut out if `LOGON` is among them; None: all."""
        ...


class Before(NamedTuple):
    """What was so before any command."""

    fails: Mapping[Key, Fail]
    allowed: frozenset[str]
    """`client/user` whose sample logon works."""
    waived: frozenset[Key]
    gates: Mapping[str, str]
    """Policy -> what its metadata says of the gate."""


def before(verdicts: Iterable[Verdict], trials: Iterable[TrialResult], gates: Mapping[str, str]) -> Before:
    """Return what was so before, from what a run has found."""
    failed = [one for one in verdicts if one.verdict == "fail"]
    fails: dict[Key, Fail] = {}
    for one in failed:
        key = one.policy, one.object
        fails[key] = worse(fails.get(key), Fail(one.severity, one.masked_by is not None))
    return Before(
        fails,
        frozenset(f"{one.client}/{one.user}" for one in trials if one.step == "logon" and one.simulated == "allowed"),
        frozenset((one.policy, one.object) for one in failed if one.waiver is not None),
        gates,
    )


def worse(one: Fail | None, other: Fail) -> Fail:
    """Return the worse of two findings with one key."""
    return other if one is None or _weight(other) > _weight(one) else one


def _weight(fail: Fail) -> tuple[int, int]:
    rank = SEVERITIES.index(fail.severity)
    return (-1 if fail.masked else rank), rank


def brought(was: Before, now: Outlook) -> Brought:
    """Return what the commands between the two bring about."""
    against: dict[Key, str] = {}
    beside: dict[Key, str] = {}
    for key, fail in _new_or_worse(was, now):
        policy, subject = key
        moved = "is new" if key not in was.fails else "takes effect" if was.fails[key].masked else "gets worse"
        stops = fail.severity in BLOCKING or was.gates.get(policy) == "blocks"
        (against if stops else beside)[key] = f"{policy} on {subject} ({fail.severity}) {moved}"
    for name in sorted(was.allowed & now.denied):
        client, _, user = name.partition("/")
        against[LOGON, f"client:{name}"] = f"{user} of client {client} can log on no more"
    return Brought(against, beside)


def _new_or_worse(was: Before, now: Outlook) -> Iterator[tuple[Key, Fail]]:
    for key, fail in sorted(now.fails.items(), key=lambda row: row[0]):
        if key not in was.waived and (key not in was.fails or _weight(fail) > _weight(was.fails[key])):
            yield key, fail
