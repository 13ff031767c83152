"""The remediation as files a person can read, change and run.

`remediation.racf` has one part that runs as it is, by a user with SPECIAL; the others stand in comments: what needs
AUDITOR, what a person must choose first, and the undo. So the file can be run, and judged by a gate, as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.models.verdict import Verdict
from auditor.remedy.cards import command, comment, commented, starred, undoing
from auditor.remedy.order import needs_auditor, ordered
from auditor.remedy.proof import Proven
from auditor.remedy.trial import Finding, key_of

SPECIAL = "PART 1: to be run by a user with the SPECIAL attribute."
AUDITOR = "PART 2: to be run by a user with the AUDITOR attribute, after part 1. Take the comment marks away first."
CHOICES = "PART 3: for a person. Nothing of this runs as it is: each finding names what to choose, or to do."
UNDO = "UNDO: takes back what the parts 1 and 2 changed, in this order. It was run on the model after them."


def scripts(proven: Proven, system: str, as_of: str) -> dict[str, bytes]:
    """Return `remediation.racf` and `remediation.ims` by name: the proven commands of `system` as of a day."""
    title = f"Remediation of {system}, as of {as_of}. It is a proposal: review it."
    return {
        "remediation.racf": _bytes(_racf(proven, title)),
        "remediation.ims": _bytes(_ims([one for one in proven.remedied if one.remediation.ims], title)),
    }


def _bytes(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _racf(proven: Proven, title: str) -> Iterator[str]:
    findings = [one for one in proven.remedied if one.remediation.racf]
    commands = ordered(line for one in findings for line in one.remediation.racf)
    later = [line for line in commands if needs_auditor(line)]
    for sentence in (title, *_counts(proven), *_brings(proven)):
        yield from comment(sentence)
    yield from ("", *comment("Findings this fixes:"))
    for one in findings:
        yield from comment(f"{one.policy} {one.object}: {one.message}")
    yield from ("", *comment(SPECIAL), "")
    cautions = _Cautions(findings)
    for line in commands:
        if line not in later:
            yield from cautions.of(line)
            yield from command(line)
    if later:
        yield from ("", *comment(AUDITOR), "")
        for line in later:
            yield from cautions.of(line)
            yield from commented(line)
    if proven.choices:
        yield from ("", *comment(CHOICES))
        for verdict in proven.choices:
            yield from _choice(verdict, proven)
    yield from _undo(proven)


def _counts(proven: Proven) -> Iterator[str]:
    """Say how many of the open findings the commands fix, and what of it waits for an auditor."""
    there = [one for one in proven.verdicts if one.verdict == "fail" and one.waiver is None]
    keys = {key_of(one) for one in there}
    fixed = [one for one in proven.remedied if key_of(one) in keys]
    waiting = sum(any(map(needs_auditor, one.remediation.racf)) for one in fixed)
    if not there:
        yield "There is nothing to fix."
        return
    text = f"It fixes {len(fixed)} of {len(there)} findings; it was applied to the model and audited again."
    yield text + (f" {waiting} of them need part 2 too." if waiting else "")
    if len(fixed) < len(there):
        yield f"{len(there) - len(fixed)} are left to a person: see part 3."


def _brings(proven: Proven) -> Iterator[str]:
    if proven.beside:
        yield "It brings into effect:"
    for sentence in proven.beside:
        yield f"- {sentence}"


class _Cautions:
    """What the findings say besides commands, before the first command of each; the same sentence once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._of: dict[str, dict[str, None]] = {}
        for one in findings:
            for line in one.remediation.racf:
                self._of.setdefault(line, {}).update(dict.fromkeys(one.remediation.other))
        self._written: set[str] = set()

    def of(self, line: str) -> Iterator[str]:
        """Give the comment lines that stand before a command."""
        if "REFRESH" in line.split():
            return
        for sentence in self._of.get(line, {}):
            if sentence not in self._written:
                self._written.add(sentence)
                yield from comment(f"CAUTION: {sentence}")


def _choice(verdict: Verdict, proven: Proven) -> Iterator[str]:
    yield ""
    yield from comment(f"{verdict.policy} {verdict.object}: {verdict.message}")
    withheld = proven.dropped.get(key_of(verdict))
    if withheld is not None:
        start = "Choose" if withheld.kind == "choice" else "Not recommended"
        yield from comment(f"{start}: {withheld.why}.")
    for sentence in verdict.remediation.other:
        yield from comment(f"{'CAUTION' if withheld is not None else 'To do'}: {sentence}")
    for one in verdict.remediation.racf:
        yield from commented(one)


def _undo(proven: Proven) -> Iterator[str]:
    undo = proven.undo
    if not (undo.commands or undo.lost):
        return
    yield from ("", *comment(UNDO))
    yield from undoing(undo, commented)


def _ims(findings: Sequence[Finding], title: str) -> Iterator[str]:
    """Give `remediation.ims`: per finding the commands, and what to change in the member."""
    yield from starred(title)
    yield from starred("Commands change the running IMS Connect; without the member, a restart undoes it.")
    for one in findings:
        yield ""
        yield from starred(f"{one.policy} {one.object}: {one.message}")
        yield from one.remediation.ims
        for sentence in one.remediation.other:
            yield from starred(sentence)
        back = [line for line in one.remediation.undo if line.startswith("UPDATE IMSCON")]
        if back:
            yield from starred("To take it back:")
            yield from starred(*back)
