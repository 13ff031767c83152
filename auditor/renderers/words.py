"""The phrases that several forms of the report share: areas, verdicts, the answer in one sentence."""

from __future__ import annotations

import re
from collections import Counter

from auditor.models.source import EVIDENCE, SOURCES
from auditor.models.verdict import IMPERSONATE, SEVERITIES, Result, Verdict
from auditor.renderers import impersonation
from auditor.renderers.text import count

AREAS = {
    "A": "Do tickets work",
    "B": "Authority and identities",
    "C": "Keys and tickets",
    "D": "RACF options and refresh",
    "E": "IMS Connect and network",
    "F": "Audit trail",
    "G": "Links and IMS TM",
    "H": "What is observed",
    "I": "Clients in files",
    "S": "The site's own policies",
}
"""Group letter of a policy id -> what the group is about; S: an id that is not one of ours."""

VERDICTS = {
    "fail": "finding",
    "undecided": "could not be judged",
    "advisory": "advisory",
    "pass": "passed",
    "not_applicable": "not applicable",
}

FITS = {
    "requires": "the control's own text covers this fact",
    "supports": "the control is general; that it covers this fact is our reading",
    "ibm": "IBM's recommendation; no control is claimed",
}

COVERAGE_NOTE = (
    "No published control that we know of names PassTickets, PTKTDATA, SSIGNON, IRRPTAUTH or IMS Connect. "
    "What is shown here is how general controls and IBM's recommendations bear on them: “requires” means that the "
    "control's own text covers the fact, “supports” that the control is general and the reading is ours, "
    "“ibm” that it is a vendor's recommendation only."
)

RETURN_CODES = {
    0: "everything in scope was judged and nothing is wrong",
    4: "nothing at or above the threshold; something is worth reading or could not be judged",
    8: "there are findings at or above the threshold",
    12: "evidence is damaged, incomplete or too old, or the two opinions disagree: this result is not complete",
    16: "the audit could not run",
}

INPUTS = {source.kind: source.title for source in SOURCES}
NOT_OFFERED = tuple(source.kind for source in EVIDENCE)
"""Inputs whose absence leaves questions open, in the order a person would fetch them."""

TAKEN = {
    "manifest": "collected",
    "config": "says auditor.toml",
    "heading": "says its heading",
    "bound": "or later: its newest date",
}
"""How it is known when an input was taken, behind the day."""

_OURS = re.compile(rf"PT-([{''.join(set(AREAS) - {'S'})}])\d\d\Z")


def area(policy: str) -> str:
    """The group letter of a policy id; `S` for a site's own."""
    match = _OURS.match(policy)
    return match[1] if match else "S"


def open_fails(result: Result) -> list[Verdict]:
    """Fails that nobody has accepted, worst first."""
    return [verdict for verdict in by_weight(result.verdicts) if verdict.verdict == "fail" and verdict.waiver is None]


def masked(result: Result) -> list[tuple[str, int]]:
    """Return the policies whose findings mask others, with how many have no effect while they stand; most first."""
    numbers: dict[str, int] = {}
    for verdict in open_fails(result):
        if verdict.masked_by is not None:
            numbers[verdict.masked_by] = numbers.get(verdict.masked_by, 0) + 1
    return sorted(numbers.items(), key=lambda row: (-row[1], row[0]))


def by_weight(verdicts: tuple[Verdict, ...] | list[Verdict]) -> list[Verdict]:
    """Worst first: open before waived, fail before advisory, severity, then policy and object."""
    rank = {word: number for number, word in enumerate(("fail", "advisory", "undecided", "pass", "not_applicable"))}
    return sorted(
        verdicts,
        key=lambda v: (
            v.waiver is not None,
            rank[v.verdict],
            -SEVERITIES.index(v.severity),
            v.masked_by is not None,
            v.policy,
            v.object,
        ),
    )


def bad_evidence(result: Result) -> bool:
    """Whether something that was offered could not be read, or is too old: then this is the headline."""
    return any(one.level == "error" for one in result.diagnostics) or any(one.rejected for one in result.inputs)


def answer(result: Result) -> str:
    """The answer in one sentence; what could not be read comes first, because nothing else can be relied on then."""
    fails = open_fails(result)
    system = result.system
    bad = f"Evidence of {system} is damaged, incomplete or too old" if bad_evidence(result) else ""
    if not fails:
        undecided = sum(v.verdict == "undecided" for v in result.verdicts)
        if not result.verdicts:
            return f"Nothing was judged on {system}."
        if bad:
            return f"{bad}: {count(undecided, 'question')} could not be judged."
        if undecided or result.return_code >= 12:
            return f"Nothing wrong was found on {system}, but not everything could be judged."
        return f"PassTickets on {system} are in order: nothing is wrong."
    by_severity = Counter(v.severity for v in fails)
    parts = [f"{by_severity[word]} {word}" for word in reversed(SEVERITIES) if by_severity[word]]
    found = f"{system} has {count(len(fails), 'open finding')}: {listed(parts)}."
    return f"{bad}, and {found}" if bad else found


def details(result: Result) -> list[str]:
    """The sentences below the answer: what is not in order beside the findings."""
    lines = []
    undecided = sum(v.verdict == "undecided" for v in result.verdicts)
    if undecided:
        lines.append(f"{count(undecided, 'question')} could not be judged; that is not a pass.")
    rejected = sum(one.rejected for one in result.inputs)
    old = sum(one.code == "too-old" for one in result.diagnostics)
    errors = sum(one.level == "error" for one in result.diagnostics) - old
    if old:
        lines.append(f"{count(old, 'input')} {'is' if old == 1 else 'are'} known to be too old for {result.as_of}.")
    if rejected or errors:
        lines.append(
            f"Evidence is damaged: {count(rejected, 'record')} rejected, {count(errors, 'error')} in the diagnostics. "
            "Do not take this report as complete."
        )
    check = result.crosscheck
    declared = sum(trial.step != IMPERSONATE and not trial.not_run for trial in check.trials)
    if check.disagree:
        tried = count(len(check.trials) - check.not_run, "sample ticket")
        lines.append(
            f"In {check.disagree} of {tried} the policies and the model of RACF "
            "disagree: one of them is wrong, so do not rely on either there."
        )
    elif declared:
        lines.append(f"{count(declared, 'sample ticket')} went through the whole path and agree with the judgement.")
    if check.not_run:
        lines.append(
            f"{count(check.not_run, 'sample ticket')} {'was' if check.not_run == 1 else 'were'} not run here: this "
            "machine has no DES, which legacy tickets need. Run the audit once where DES is allowed."
        )
    lines += impersonation.summary(check)
    drafts = sum(one.code == "draft-client" for one in result.diagnostics)
    if drafts:
        lines.append(f"{count(drafts, 'client')} of the inventory {'is a draft' if drafts == 1 else 'are drafts'}.")
    for policy, number in masked(result):
        have = "has" if number == 1 else "have"
        lines.append(f"{number} of the open findings {have} no effect while {policy} stands: fix that first.")
    waived = sum(v.waiver is not None and v.verdict == "fail" for v in result.verdicts)
    if waived:
        lines.append(f"{count(waived, 'finding')} {'is' if waived == 1 else 'are'} accepted by waiver and listed.")
    return lines


def listed(parts: list[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "none"


def object_in_words(name: str) -> str:
    """`client:A/user:B` -> `client A, user B`; anything else as it stands."""
    kind, _, rest = name.partition(":")
    if not rest:
        return name
    for inner in ("/port:", "/user:", "/id:"):
        if kind in ("endpoint", "client", "profile") and inner in rest:
            head, _, tail = rest.rpartition(inner)
            return f"{_one(kind, head)}, {inner.strip('/:')} {tail}"
    return _one(kind, rest)


def _one(kind: str, name: str) -> str:
    if kind == "profile" and "/" in name:
        class_name, _, profile = name.partition("/")
        return f"{class_name} profile {profile}"
    return f"{kind} {name}"
