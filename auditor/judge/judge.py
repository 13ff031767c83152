"""Estate and policies in, verdicts out. What Rego yields is checked here to the last field; nothing is judged here.

A policy that gives no verdict at all is broken: "nothing to examine" has to be said by a verdict of its own
(not_applicable or undecided, with its reason), or a policy that never fires would look like one that passes.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from auditor.errors import EngineFailed, PolicyBroken
from auditor.judge.verdicts import Answer, Lines, read_answer, shown_row, summary, verdicts_of
from auditor.models.document import document
from auditor.models.estate import Estate
from auditor.models.judged import Expectation, Judged, Misread, read_expectations
from auditor.models.verdict import PolicySummary, Verdict
from auditor.policies.catalogue import Catalogue
from auditor.policies.check import check
from auditor.progress import Far
from auditor.rego.packages import TRIALS
from auditor.rego.port import Engine
from auditor.uncollected import uncollected
from auditor.visible import shown_all, visible


class Judgement(NamedTuple):
    """Everything the policies said about one estate."""

    verdicts: tuple[Verdict, ...]
    """By policy id, then object, the worst first."""
    policies: tuple[PolicySummary, ...]
    expectations: tuple[Expectation, ...]
    """One for each trial of the estate, in its order."""


def judge(estate: Estate, catalogue: Catalogue, engine: Engine, lines: Lines, far: Far | None = None) -> Judgement:
    """Let every policy judge `estate`. `far` is told how many have answered, and of how many.

    Raises `PolicyBroken` (16) for a policy that cannot be trusted: it does not pass the guard, fails at a
    line, gives no verdicts or something that is no verdict. Raises `EngineFailed` (12) when the engine gives less than
    it was asked for.
    """
    controls = catalogue.controls()
    verdicts: dict[str, list[Verdict]] = {}
    policies: dict[str, PolicySummary] = {}
    answers = _Answers(estate, catalogue, engine, far=far)
    with uncollected():
        for answer in answers:
            name = answer.policy.id
            verdicts[name] = verdicts_of(answer, estate.inputs, lines, controls.get(name, ()))
            policies[name] = summary(answer)
            del answer  # before the next one is read
    ids = [policy.id for policy in catalogue.policies]
    return Judgement(
        tuple(verdict for one in ids for verdict in verdicts[one]),
        tuple(policies[one] for one in ids),
        answers.expectations,
    )


def failing(
    estate: Estate, catalogue: Catalogue, engine: Engine, only: Container[str] | None = None, far: Far | None = None
) -> Iterator[tuple[str, Judged]]:
    """Give each verdict that `judge` would give as failed, with the id of its policy; it raises what `judge` raises.

    `only`: the policies to ask; None: all. `far` is told how many have answered, and of how many.
    """
    with uncollected():
        for answer in _Answers(estate, catalogue, engine, only, far):
            yield from ((answer.policy.id, shown_row(one)) for one in answer.rows if one.verdict == "fail")


class _Answers:
    """The checked verdicts of each policy, one policy at a time as the engine gives them: there can be gigabytes."""

    def __init__(
        self,
        estate: Estate,
        catalogue: Catalogue,
        engine: Engine,
        only: Container[str] | None = None,
        far: Far | None = None,
    ) -> None:
        self._far = far or (lambda _done, _total: None)
        self._estate, self._catalogue, self._engine, self._only = estate, catalogue, engine, only
        self.expectations: tuple[Expectation, ...] = ()
        """What is expected of the trials, in the end."""

    def __iter__(self) -> Iterator[Answer]:
        check(self._catalogue, self._engine.name)
        policies = {policy.id: policy for policy in self._catalogue.policies}
        asked = self._catalogue.questions(trials=bool(self._estate.trials))
        if self._only is not None:
            asked = {name: path for name, path in asked.items() if name in self._only}
        inputs, expected = len(self._estate.inputs), b"[]"
        answers = self._engine.answers(self._catalogue.modules(), asked, document(self._estate))
        for done, (name, answer) in enumerate(answers, 1):
            self._far(done, len(asked))
            if name in policies:
                yield read_answer(answer, policies[name], inputs, set(policies))
            else:
                expected = answer
        self.expectations = _expectations(expected, self._estate)


def _expectations(answer: bytes, estate: Estate) -> tuple[Expectation, ...]:
    """Exactly one for each trial: a trial nobody has an opinion on would silently count as agreed."""
    where = f"{TRIALS}.expected"
    try:
        rows = read_expectations(answer)
    except Misread as error:
        place = error.place or "the answer"
        raise PolicyBroken(f"{where}: {place}: {error}", "each row is {id, expected, reasons}") from None
    found = {row.id: row for row in rows}
    wanted = [trial.id for trial in estate.trials]
    if len(found) != len(rows) or set(found) != set(wanted):
        odd = sorted(set(wanted) ^ set(found)) or sorted(row.id for row in rows)
        raise EngineFailed(
            f"{where} does not hold one row for each trial, look at {visible(odd[0])}",
            "report this as a fault of policies/lib",
        )
    return tuple(replace(found[name], reasons=shown_all(found[name].reasons)) for name in wanted)
