"""What a policy answers, checked to the last field, and the verdicts made of it.

There can be a million, nearly all of them passes with nothing in them that needs care. So what can be told of a whole
answer is told once, and what is in it already is not made again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from sys import intern
from typing import Any, NamedTuple

from msgspec.structs import replace

from auditor.errors import PolicyBroken
from auditor.models.judged import Cited, Judged, Misread, Remedy, read_judged
from auditor.models.place import InputFacts
from auditor.models.verdict import WORST_FIRST, Control, Place, PolicySummary, Remediation, Verdict
from auditor.policies.catalogue import Policy
from auditor.visible import shown, shown_all, visible

_OBJECT = re.compile(r"^(system|(endpoint|client|profile|class|user|group):.+)$", re.DOTALL)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)
_quoted = json.encoder.encode_basestring_ascii
_SIMPLE = frozenset({str, int, bool, type(None)})
_NOTHING = Remediation()

Lines = Mapping[tuple[int, int], str]
"""Text of each cited record by input number and record number, secrets masked already."""


class Answer(NamedTuple):
    """The checked verdicts of one policy."""

    policy: Policy
    rows: list[Judged]
    plain: bool
    """All of its texts are visible as they are."""


def read_answer(text: bytes, policy: Policy, inputs: int, known: set[str]) -> Answer:
    """The verdicts in the JSON `text`, each of the right shape and meaning something.

    `inputs`: how many there are to cite; `known`: the ids of all policies. Raises `PolicyBroken`.
    """
    if not text.startswith(b"["):
        what = _kind(json.loads(text))
        raise _broken(policy, f"`verdicts` is {what}, not a set of verdicts", "build verdicts with auditor.lib")
    try:
        rows = read_judged(text)
    except Misread as error:
        where = error.place or "the verdict"
        raise _broken(policy, f"{where}: {error}", "build verdicts with auditor.lib, nothing else") from None
    if not rows:
        raise _broken(
            policy, "it gives no verdict at all", "let it say `not_applicable` or `undecided` where nothing is examined"
        )
    for one in rows:
        _means_something(one, policy, inputs, known)
    return Answer(policy, rows, _plain(text))


def _plain(text: bytes) -> bool:
    """JSON writes every other control character as an escape."""
    return text.isascii() and b"\\" not in text and b"\x7f" not in text


def _means_something(one: Judged, policy: Policy, inputs: int, known: set[str]) -> None:
    if not _OBJECT.match(one.object):
        raise _broken(
            policy, f"{visible(one.object)!r} names no object", "endpoint:ID, client:ID, profile:CLASS/NAME, ..."
        )
    if not one.message.strip():
        raise _broken(policy, f"no message for {visible(one.object)}", "say in one sentence what was found")
    if one.verdict == "undecided" and not (one.reason and one.reason.strip()):
        raise _broken(policy, f"undecided without a reason for {visible(one.object)}", "name the input that is missing")
    if one.masked_by is not None and one.masked_by not in known:
        raise _broken(policy, f"masked by {visible(one.masked_by)!r}, which is no policy", "auditor policies list")
    for cited in one.places:
        source, record, _, _ = cited.at
        if not 0 <= source < inputs or record < 0:
            raise _broken(policy, f"cites input {source}, which was not read", "cite the `at` of a fact")


def _broken(policy: Policy, what: str, advice: str) -> PolicyBroken:
    return PolicyBroken(f"{policy.id} {policy.slug} ({policy.file.name}): {what}", advice)


def _kind(value: object) -> str:
    kinds = {str: "a string", dict: "an object", bool: "a boolean", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def summary(answer: Answer) -> PolicySummary:
    """The policy over all its objects."""
    policy, rows = answer.policy, answer.rows
    return PolicySummary(
        id=policy.id,
        slug=policy.slug,
        title=policy.title,
        severity=policy.severity,
        verdict=min({one.verdict for one in rows}, key=WORST_FIRST.index),
        examined=len({one.object for one in rows}),
    )


def verdicts_of(
    answer: Answer, inputs: tuple[InputFacts, ...], lines: Lines, controls: tuple[Control, ...]
) -> list[Verdict]:
    """One for each row, by object, the worst first."""
    make = _Maker(answer, inputs, lines, controls)
    return sorted(map(make.verdict, answer.rows), key=_order)


def _order(verdict: Verdict) -> tuple[str, int, str, str]:
    return verdict.object, WORST_FIRST.index(verdict.verdict), verdict.message, verdict.fingerprint


class _Maker:
    """Makes the verdicts of one answer."""

    def __init__(
        self, answer: Answer, inputs: tuple[InputFacts, ...], lines: Lines, controls: tuple[Control, ...]
    ) -> None:
        self._policy, self._plain = answer.policy, answer.plain
        self._inputs, self._lines, self._controls = inputs, lines, controls
        self._places: dict[tuple[Cited, ...], tuple[Place, ...]] = {}
        """Places of what was cited before: most verdicts cite what others do."""

    def verdict(self, one: Judged) -> Verdict:
        """What a reader is told of it."""
        policy, facts, name = self._policy, one.facts, one.object
        if not self._plain:
            one = shown_row(one)
        if not (self._plain and _SIMPLE.issuperset(map(type, facts.values()))):
            facts = shown(facts)
        places = self._places.get(one.places)
        if places is None:
            places = self._places[one.places] = tuple(map(self._place, sorted(one.places, key=_rank)))
        return Verdict(
            policy=policy.id,
            slug=policy.slug,
            object=intern(one.object),
            verdict=one.verdict,
            severity=one.severity,
            message=one.message,
            reason=one.reason,
            facts=facts,
            masked_by=one.masked_by,
            fingerprint=fingerprint(policy.id, name, facts),
            waiver=None,
            places=places,
            remediation=_remedy(one.remediation),
            controls=self._controls,
            assumptions=one.assumptions,
        )

    def _place(self, cited: Cited) -> Place:
        number, record, first, last = cited.at
        source = self._inputs[number]
        return Place(
            input=source.kind,
            path=source.path,
            record=record,
            columns=(first, last) if first else None,
            text=visible(self._lines.get((number, record), "")),
            role=cited.role,
            note=cited.note if self._plain else visible(cited.note),
        )


def _rank(cited: Cited) -> tuple[str, Any, str]:
    return cited.role, cited.at, cited.note


def _remedy(one: Remedy) -> Remediation:
    if not (one.racf or one.ims or one.other or one.undo):
        return _NOTHING
    return Remediation(racf=one.racf, ims=one.ims, other=one.other, undo=one.undo)


def shown_row(one: Judged) -> Judged:
    """Return the row with all texts made visible but those of its facts and places."""
    remedy = one.remediation
    return replace(
        one,
        object=visible(one.object),
        message=visible(one.message),
        reason=None if one.reason is None else visible(one.reason),
        remediation=Remedy(
            racf=shown_all(remedy.racf),
            ims=shown_all(remedy.ims),
            other=shown_all(remedy.other),
            undo=shown_all(remedy.undo),
        ),
        assumptions=shown_all(one.assumptions),
    )


def fingerprint(policy: str, name: str, facts: Mapping[str, Any]) -> str:
    """32 hex digits that stay the same while the finding does: policy, object and facts; never places or wording."""
    told = _CANONICAL.encode(facts) if facts else "{}"
    text = f"[{_quoted(policy)},{_quoted(name)},{told}]"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
