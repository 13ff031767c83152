"""Accepted risks, laid over verdicts after judging, never before.

A waiver covers a proven finding (`fail`) or an `advisory`; it never covers `undecided`, because nobody can accept a
risk that is not known. A waiver that is expired, unused or made for other facts is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from auditor.models.verdict import Place, Remediation, Verdict, WaiverApplied
from auditor.models.waiver import Waiver

POLICY = "WAIVER"
"""What stands for the policy id in findings about waivers themselves."""

COVERED = ("fail", "advisory")
"""Verdicts that a waiver can cover."""


def apply(
    verdicts: Sequence[Verdict], waivers: Sequence[Waiver], as_of: str, path: str, lines: dict[int, str]
) -> tuple[Verdict, ...]:
    """Give `verdicts` with their waivers, followed by the findings about the waivers.

    `as_of` (yyyy-mm-dd) decides what is expired; `lines` quotes the waiver file at `path`.
    """
    covered: dict[int, Waiver] = {}
    about: list[Verdict] = []
    for waiver in waivers:
        hits = [index for index, verdict in enumerate(verdicts) if _covers(waiver, verdict)]
        if hits and waiver.expires >= as_of:
            covered.update(dict.fromkeys(hits, waiver))
        else:
            about.append(_finding(waiver, bool(hits), verdicts, path, lines))
    done = [
        replace(verdict, waiver=_applied(covered[index])) if index in covered else verdict
        for index, verdict in enumerate(verdicts)
    ]
    return (*done, *about)


def of_system(waivers: Sequence[Waiver], system: str) -> tuple[Waiver, ...]:
    """Return the waivers that hold for `system`: those that name it, by a pattern too, and those that name none.

    A waiver for another system is no finding here: one file serves many systems.
    """
    return tuple(
        one for one in waivers if not one.system or any(fnmatchcase(system, pattern) for pattern in one.system)
    )


def _covers(waiver: Waiver, verdict: Verdict) -> bool:
    if waiver.policy != verdict.policy or verdict.verdict not in COVERED:
        return False
    if waiver.fingerprint is not None:
        return waiver.fingerprint == verdict.fingerprint
    return waiver.object == verdict.object


def _applied(waiver: Waiver) -> WaiverApplied:
    return WaiverApplied(
        reason=waiver.reason,
        owner=waiver.owner,
        approver=waiver.approver,
        ticket=waiver.ticket,
        expires=waiver.expires,
    )


def _finding(waiver: Waiver, hit: bool, verdicts: Sequence[Verdict], path: str, lines: dict[int, str]) -> Verdict:
    what = waiver.object or f"fingerprint {waiver.fingerprint}"
    slug, message, todo = _fate(waiver, what, hit, verdicts)
    place = Place(
        input="waivers", path=path, record=waiver.at.record, columns=None,
        text=lines.get(waiver.at.record, ""), role="primary", note=f"accepted by {waiver.approver} ({waiver.ticket})",
    )  # fmt: skip
    return Verdict(
        policy=POLICY, slug=slug, object=f"waiver:{waiver.policy}/{what}", verdict="advisory", severity="advisory",
        message=message, reason=None, facts={"expires": waiver.expires, "owner": waiver.owner}, masked_by=None,
        fingerprint=f"{slug}:{waiver.policy}:{what}", waiver=None, places=(place,),
        remediation=Remediation(other=(todo,)), controls=(), assumptions=(),
    )  # fmt: skip


def _fate(waiver: Waiver, what: str, hit: bool, verdicts: Sequence[Verdict]) -> tuple[str, str, str]:
    """Slug, message and what to do: why a waiver covers nothing."""
    said = [verdict for verdict in verdicts if verdict.policy == waiver.policy]
    about = [verdict for verdict in said if waiver.object is None or verdict.object == waiver.object]
    the_waiver = f"The waiver of {waiver.policy} for {what}"
    if hit:
        return (
            "waiver-expired",
            f"{the_waiver} expired on {waiver.expires}.",
            "Fix the finding, or have the risk accepted again with a new date.",
        )
    if waiver.fingerprint is not None and any(verdict.verdict in COVERED for verdict in said):
        return (
            "waiver-outdated",
            f"{the_waiver} matches no finding any more: the facts changed.",
            "Look at the policy's findings again; accept the risk anew if it still is one.",
        )
    if any(verdict.verdict == "undecided" for verdict in about):
        return (
            "waiver-unused",
            f"{the_waiver} covers no finding: the policy is undecided there, and only a known risk can be accepted.",
            "Offer the input that settles it, then look at the waiver again.",
        )
    return (
        "waiver-unused",
        f"{the_waiver} covers no finding.",
        "Remove the waiver: it would hide the finding if it came back.",
    )
