"""Estate and policies in, verdicts out. What Rego yields is checked here to the last field; nothing is judged here.

A policy that gives no verdict at all is broken: "nothing to examine" has to be said by a verdict of its own
(not_applicable or undecided, with its reason), or a policy that never fires would look like one that passes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from auditor.errors import EngineFailed, PolicyBroken
from auditor.models.base import Model
from auditor.models.estate import Estate
from auditor.models.place import InputFacts
from auditor.models.verdict import (
    WORST_FIRST,
    Cited,
    Control,
    Judged,
    Outcome,
    Place,
    PolicySummary,
    Remediation,
    Verdict,
)
from auditor.rego.catalogue import LIBRARY, Catalogue, Policy
from auditor.rego.engine import Engine
from auditor.rego.portability import check
from auditor.uncollected import uncollected
from auditor.visible import shown, shown_all, visible

TRIALS = f"{LIBRARY}.trials"
"""Package whose `expected` holds what Rego expects of each trial."""
_OBJECT = re.compile(r"^(system|(endpoint|client|profile|class|user|group):.+)$", re.DOTALL)
_JUDGED = TypeAdapter(list[Judged])
_DOCUMENT = TypeAdapter(Estate)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)

Lines = Mapping[tuple[int, int], str]
"""Text of each cited record by input number and record number, secrets masked already."""


class Expectation(Model):
    """What Rego expects of one trial."""

    id: str
    expected: Outcome
    reasons: tuple[str, ...]


_EXPECTED = TypeAdapter(list[Expectation])


class Judgement(NamedTuple):
    """Everything the policies said about one estate."""

    verdicts: tuple[Verdict, ...]
    """By policy id, then object, the worst first."""
    policies: tuple[PolicySummary, ...]
    expectations: tuple[Expectation, ...]
    """One for each trial of the estate, in its order."""


def questions(catalogue: Catalogue, *, trials: bool = False) -> dict[str, str]:
    """What an engine is asked: the verdicts of each policy by its id, and what is expected of each trial."""
    asked = {policy.id: policy.entry for policy in catalogue.policies}
    if trials or catalogue.defines(TRIALS):
        asked["trials"] = f"data.{TRIALS}.expected"
    return asked


def judge(estate: Estate, catalogue: Catalogue, engine: Engine, lines: Lines) -> Judgement:
    """Let every policy judge `estate`.

    Raises `PolicyBroken` (16) for a policy that cannot be trusted: it does not pass the portability check, fails at a
    line, gives no verdicts or something that is no verdict. Raises `EngineFailed` (12) when the engine gives less than
    it was asked for.
    """
    controls = catalogue.controls()
    verdicts: dict[str, list[Verdict]] = {}
    policies: dict[str, PolicySummary] = {}
    answers = _Answers(estate, catalogue, engine)
    with uncollected():
        for policy, rows in answers:
            mine = controls.get(policy.id, ())
            found = (_verdict(one, policy, estate.inputs, lines, mine) for one in rows)
            verdicts[policy.id] = sorted(found, key=_order)
            policies[policy.id] = _summary(policy, rows)
    ids = [policy.id for policy in catalogue.policies]
    return Judgement(
        tuple(verdict for one in ids for verdict in verdicts[one]),
        tuple(policies[one] for one in ids),
        answers.expectations,
    )


def failing(estate: Estate, catalogue: Catalogue, engine: Engine) -> frozenset[tuple[str, str]]:
    """Policy and object of each verdict that `judge` would give as failed; it raises what `judge` raises."""
    with uncollected():
        return frozenset(
            (policy.id, visible(one.object))
            for policy, rows in _Answers(estate, catalogue, engine)
            for one in rows
            if one.verdict == "fail"
        )


class _Answers:
    """The checked verdicts of each policy, one policy at a time as the engine gives them: there can be gigabytes."""

    def __init__(self, estate: Estate, catalogue: Catalogue, engine: Engine) -> None:
        self._estate, self._catalogue, self._engine = estate, catalogue, engine
        self.expectations: tuple[Expectation, ...] = ()
        """What is expected of the trials, in the end."""

    def __iter__(self) -> Iterator[tuple[Policy, list[Judged]]]:
        check(self._catalogue, self._engine.name)
        policies = {policy.id: policy for policy in self._catalogue.policies}
        asked = questions(self._catalogue, trials=bool(self._estate.trials))
        expected = b"[]"
        for name, answer in self._engine.answers(self._catalogue.modules(), asked, _DOCUMENT.dump_json(self._estate)):
            if name in policies:
                yield policies[name], _checked(answer, policies[name], self._estate, set(policies))
            else:
                expected = answer
        self.expectations = _expectations(expected, self._estate)


def _checked(answer: bytes, policy: Policy, estate: Estate, known: set[str]) -> list[Judged]:
    """The verdicts of one policy, each of the right shape and meaning something."""
    if answer[:1] != b"[":
        what = _kind(json.loads(answer))
        raise _broken(policy, f"`verdicts` is {what}, not a set of verdicts", "build verdicts with auditor.lib")
    try:
        judged = _JUDGED.validate_json(answer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "the verdict"
        raise _broken(policy, f"{place}: {first['msg']}", "build verdicts with auditor.lib, nothing else") from None
    if not judged:
        raise _broken(
            policy, "it gives no verdict at all", "let it say `not_applicable` or `undecided` where nothing is examined"
        )
    for one in judged:
        _means_something(one, policy, len(estate.inputs), known)
    return judged


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
        if not 0 <= cited.at.source < inputs or cited.at.record < 0:
            raise _broken(policy, f"cites input {cited.at.source}, which was not read", "cite the `at` of a fact")


def _broken(policy: Policy, what: str, advice: str) -> PolicyBroken:
    return PolicyBroken(f"{policy.id} {policy.slug} ({policy.file.name}): {what}", advice)


def _kind(value: object) -> str:
    kinds = {str: "a string", dict: "an object", bool: "a boolean", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def _summary(policy: Policy, judged: list[Judged]) -> PolicySummary:
    return PolicySummary(
        id=policy.id,
        slug=policy.slug,
        title=policy.title,
        severity=policy.severity,
        verdict=min((one.verdict for one in judged), key=WORST_FIRST.index),
        examined=len({one.object for one in judged}),
    )


def _order(verdict: Verdict) -> tuple[str, int, str, str]:
    return verdict.object, WORST_FIRST.index(verdict.verdict), verdict.message, verdict.fingerprint


def _verdict(
    one: Judged, policy: Policy, inputs: tuple[InputFacts, ...], lines: Lines, controls: tuple[Control, ...]
) -> Verdict:
    facts, remedy = shown(one.facts), one.remediation
    return Verdict(
        policy=policy.id,
        slug=policy.slug,
        object=visible(one.object),
        verdict=one.verdict,
        severity=one.severity,
        message=visible(one.message),
        reason=None if one.reason is None else visible(one.reason),
        facts=facts,
        masked_by=one.masked_by,
        fingerprint=fingerprint(policy.id, one.object, facts),
        waiver=None,
        places=tuple(_place(cited, inputs, lines) for cited in sorted(one.places, key=_rank)),
        remediation=Remediation(
            racf=shown_all(remedy.racf),
            ims=shown_all(remedy.ims),
            other=shown_all(remedy.other),
            undo=shown_all(remedy.undo),
        ),
        controls=controls,
        assumptions=shown_all(one.assumptions),
    )


def _rank(cited: Cited) -> tuple[str, Any, str]:
    return cited.role, cited.at, cited.note


def _place(cited: Cited, inputs: tuple[InputFacts, ...], lines: Lines) -> Place:
    at, source = cited.at, inputs[cited.at.source]
    return Place(
        input=source.kind,
        path=source.path,
        record=at.record,
        columns=(at.first, at.last) if at.first else None,
        text=visible(lines.get((at.source, at.record), "")),
        role=cited.role,
        note=visible(cited.note),
    )


def fingerprint(policy: str, name: str, facts: Mapping[str, Any]) -> str:
    """32 hex digits that stay the same while the finding does: policy, object and facts; never places or wording."""
    return hashlib.sha256(_CANONICAL.encode([policy, name, facts]).encode()).hexdigest()[:32]


def _expectations(answer: bytes, estate: Estate) -> tuple[Expectation, ...]:
    """Exactly one for each trial: a trial nobody has an opinion on would silently count as agreed."""
    where = f"{TRIALS}.expected"
    try:
        rows = _EXPECTED.validate_json(answer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise PolicyBroken(f"{where}: {first['msg']}", "each row is {id, expected, reasons}") from None
    found = {row.id: row for row in rows}
    wanted = [trial.id for trial in estate.trials]
    if len(found) != len(rows) or set(found) != set(wanted):
        odd = sorted(set(wanted) ^ set(found)) or sorted(row.id for row in rows)
        raise EngineFailed(
            f"{where} does not hold one row for each trial, look at {visible(odd[0])}",
            "report this as a fault of policies/lib",
        )
    return tuple(
        Expectation(id=name, expected=found[name].expected, reasons=shown_all(found[name].reasons)) for name in wanted
    )
