"""The findings as they are shown: with the undo that was worked out, or with the reason in place of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from auditor.judge.waivers import POLICY as WAIVERS
from auditor.models.verdict import Remediation, Verdict
from auditor.remedy.order import has_choice
from auditor.remedy.outlook import Key
from auditor.remedy.trial import Bench, Finding, key_of, words_of
from auditor.remedy.undo import alone

_UNDONE = 500
"""Findings whose undo is worked out one by one; of more, each keeps what its policy says."""


class Withheld(NamedTuple):
    """Why the commands of a finding are not recommended."""

    kind: Literal["choice", "unclear", "failed"]
    """choice: they clear it, and a person must weigh what they bring; unclear: the evidence does not let them be tried;
    failed: they do not clear it, or RACF refuses them."""
    why: str


def is_open(verdict: Verdict) -> bool:
    """Whether it is a finding that nobody has accepted."""
    return verdict.verdict == "fail" and verdict.waiver is None and verdict.policy != WAIVERS


def can_be_tried(verdict: Verdict) -> bool:
    """Whether there is a finding to fix, with commands for it."""
    return is_open(verdict) and tryable(verdict.remediation)


def tryable(remediation: Remediation) -> bool:
    """Whether there are commands, and none in which a person must choose."""
    commands = (*remediation.racf, *remediation.ims)
    return bool(commands) and not any(has_choice(command) for command in commands)


class Told:
    """The findings as they are shown: with the undo that was worked out, or with the reason in place of commands."""

    def __init__(
        self, bench: Bench, findings: Sequence[Finding], dropped: Mapping[Key, Withheld], beside: Mapping[Key, str]
    ) -> None:
        self._bench, self._dropped = bench, dropped
        self._shown: dict[Key, Finding] = {}
        exact = len(findings) <= _UNDONE
        notes = self._notes(findings, beside)
        for finding in findings:
            remediation = finding.remediation
            if exact and remediation.racf:
                remediation = _with_undo(bench, remediation)
            if key_of(finding) in notes:
                remediation = replace(remediation, other=(*remediation.other, *notes[key_of(finding)]))
            self._shown[key_of(finding)] = _with(finding, remediation)

    def _notes(self, findings: Sequence[Finding], beside: Mapping[Key, str]) -> dict[Key, list[str]]:
        """Return what is told beside the commands that bring it."""
        notes: dict[Key, list[str]] = {}
        naming: dict[str, list[Finding]] = {}
        for finding in findings if beside else ():
            for word in words_of(finding):
                naming.setdefault(word, []).append(finding)
        for (_, subject), why in beside.items():
            name = subject.partition(":")[2].partition("/id:")[0].rpartition("/")[2]
            for finding in naming.get(name, ()):
                notes.setdefault(key_of(finding), []).append(f"With these commands {why}.")
        return notes

    def finding(self, finding: Finding) -> Finding:
        """Return one that is remedied, as it is shown."""
        return self._shown[key_of(finding)]

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return a verdict as it is shown."""
        key = key_of(verdict)
        if (withheld := self._dropped.get(key)) is not None:
            tried = "; ".join((*verdict.remediation.racf, *verdict.remediation.ims))
            start = "A person must choose" if withheld.kind == "choice" else "No commands are recommended"
            return silenced(verdict, f"{start}: {withheld.why}. They were: {tried}")
        shown = self._shown.get(key)
        if shown is None or not can_be_tried(verdict):
            return verdict
        return replace(verdict, remediation=shown.remediation)


def _with(finding: Finding, remediation: Remediation) -> Finding:
    if isinstance(finding, Verdict):
        return replace(finding, remediation=remediation)
    return finding._replace(remediation=remediation)


def _with_undo(bench: Bench, remediation: Remediation) -> Remediation:
    """Return it with the undo of its own commands, as far as they can be run alone."""
    undo = alone(bench.layers, remediation.racf, bench.administrator)
    if undo is None:
        return remediation
    lost: Iterable[str] = (sentence for sentence in undo.lost if sentence not in remediation.other)
    ims = tuple(command for command in remediation.undo if command.startswith("UPDATE IMSCON"))
    return replace(remediation, undo=(*undo.commands, *ims), other=(*remediation.other, *lost))


def silenced(verdict: Verdict, sentence: str) -> Verdict:
    """Return the verdict with `sentence` in place of its commands, where it has any."""
    remediation = verdict.remediation
    if not (remediation.racf or remediation.ims or remediation.undo):
        return verdict
    return replace(verdict, remediation=Remediation(other=(*remediation.other, sentence)))
