"""Both opinions side by side. A question that one side left unanswered is a disagreement, never an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from auditor.crosscheck.observed import weighed
from auditor.crosscheck.run import Simulated, Stop
from auditor.errors import EngineFailed
from auditor.models.estate import Estate, Trial
from auditor.models.place import At, InputFacts
from auditor.models.verdict import CrossCheck, Outcome, Place, Station, TrialResult

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Lines = Mapping[tuple[int, int], str]


def compare(  # noqa: PLR0913 - both opinions and what a report shows of them
    trials: Sequence[Trial],
    expected: Iterable[Mapping[str, Any]],
    simulated: Iterable[Simulated],
    *,
    estate: Estate | None = None,
    inputs: Sequence[InputFacts] = (),
    lines: Lines | None = None,
    untried: int = 0,
) -> CrossCheck:
    """Join Rego's rows ({"id", "expected", "reasons"}) with what the model of the path did, in the order of `trials`.

    `estate`: by which accepted tickets of SMF records are weighed.

    `EngineFailed` when Rego answers a question that nobody asked: then the two sides did not see the same estate.
    """
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for row in expected:
        by_id.setdefault(str(row.get("id")), []).append(row)
    answers = {one.id: one for one in simulated}
    strange = sorted(set(by_id) - {trial.id for trial in trials})
    if strange:
        raise EngineFailed(
            f"the policies expect an outcome of trial {strange[0]}, which is not in the estate",
            "check that policies/lib belongs to this version of auditor",
        )
    quote = _Quote(inputs, lines or {})
    results, observed = weighed(
        estate, (_join(trial, by_id.get(trial.id, []), answers.get(trial.id), quote) for trial in trials)
    )
    not_run = sum(one.not_run for one in results)
    agree = sum(one.agrees for one in results) - not_run
    return CrossCheck(
        agree=agree,
        disagree=len(results) - agree - not_run,
        trials=results,
        observed=observed,
        untried=untried,
        not_run=not_run,
    )


def _join(trial: Trial, rows: list[Mapping[str, Any]], answer: Simulated | None, quote: _Quote) -> TrialResult:
    expected, why = _expectation(rows)
    done = answer or Simulated(trial.id, "undecided", ("the model of RACF gave no answer",))
    return TrialResult(
        client=trial.client,
        user=trial.made_for_user,
        requester=trial.requester,
        endpoint=trial.endpoint,
        application=trial.presented_application,
        step=trial.step,
        ticket=trial.ticket,
        expected=expected or "undecided",
        simulated=done.outcome,
        reasons=done.reasons,
        racf_return_code=done.racf_return_code,
        keys_tried=done.keys_tried,
        agrees=answer is not None and (done.not_run or expected == done.outcome),
        expected_reasons=why,
        path=tuple(quote.station(stop) for stop in done.path),
        assumptions=done.assumptions,
        way=trial.way,
        as_user=trial.as_user,
        key_profile=trial.key_profile,
        makers=trial.makers,
        not_run=done.not_run,
    )


def _expectation(rows: list[Mapping[str, Any]]) -> tuple[Outcome | None, tuple[str, ...]]:
    """The one outcome that Rego expects; None when it gives none, several that differ, or a word that is no outcome."""
    if not rows:
        return None, ("the policies gave no expectation",)
    words = {row.get("expected") for row in rows}
    reasons = tuple(dict.fromkeys(str(text) for row in rows for text in row.get("reasons", ())))
    outcome = next((one for one in OUTCOMES if words == {one}), None)
    return outcome, reasons if outcome is not None else ("the policies gave no single outcome", *reasons)


class _Quote:
    """Turns the places of facts into places with the line itself."""

    def __init__(self, inputs: Sequence[InputFacts], lines: Lines) -> None:
        self._inputs = inputs
        self._lines = lines

    def station(self, stop: Stop) -> Station:
        places = [self._place(at, stop.text, first=number == 0) for number, at in enumerate(stop.at)]
        return Station(
            name=stop.name,
            outcome=stop.outcome,
            text=stop.text,
            places=tuple(place for place in places if place is not None),
        )

    def _place(self, at: At, note: str, *, first: bool) -> Place | None:
        if not 0 <= at.source < len(self._inputs):
            return None
        file = self._inputs[at.source]
        return Place(
            input=file.kind,
            path=file.path,
            record=at.record,
            columns=(at.first, at.last) if at.first else None,
            text=self._lines.get((at.source, at.record), ""),
            role="primary" if first else "related",
            note=note,
        )
