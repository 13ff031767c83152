"""A result, or a gate's decision, as files: every format that is asked for, and a record in the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.models.verdict import Result
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.models.gate import GateResult
    from auditor.policies.catalogue import Policy
    from auditor.progress import Step
    from auditor.renderers.interface import RenderContext


def write(  # noqa: PLR0913 - what is written, where, and who watches
    result: Result,
    settings: Settings,
    directory: Path,
    files: Mapping[str, bytes],
    policies: Iterable[Policy] | None = None,
    *,
    step: Step | None = None,
) -> None:
    """Record the result when a history is kept, render every format asked for, and write all of it or nothing.

    The record stays only if the files were written: a history never knows a scan that nobody can read. `policies`:
    those that judged, where they are at hand. `step` is told of each format.
    """
    from auditor.renderers.interface import RenderContext
    from auditor.renderers.policy_texts import policy_texts, texts_of

    catalogue = policy_texts(settings.policies) if policies is None else texts_of(policies)
    if not settings.history:
        _write(result, settings, directory, files, RenderContext(catalogue=catalogue), step=step)
        return
    from auditor.history.forget import forget_observed
    from auditor.history.store import opened, record
    from auditor.history.story import story

    with opened(settings.history) as connection:
        told = story(connection, record(connection, result))
        forget_observed(connection, result.system, result.as_of, settings.site.keep_observed_days)
        _write(result, settings, directory, files, RenderContext(history=told, catalogue=catalogue), step=step)


def _write(  # noqa: PLR0913 - what is written, where, and who watches
    result: Result,
    settings: Settings,
    directory: Path,
    files: Mapping[str, bytes],
    context: RenderContext,
    *,
    step: Step | None = None,
) -> None:
    from auditor.renderers.interface import FILES, render
    from auditor.renderers.write import write_all

    outputs = {}
    for number, word in enumerate(settings.formats):
        if step is not None:
            step("report", number, len(settings.formats))
        outputs[FILES[word]] = render(word, result, context)
    write_all({**outputs, **files}, directory)


def write_gate(decided: GateResult, settings: Settings, directory: Path) -> None:
    """`gate.json` and every format asked for, of the active layer afterwards beside what was before."""
    from auditor.renderers.interface import ChangeMessage, Comparison, RenderContext
    from auditor.renderers.policy_texts import policy_texts

    comparison = Comparison(
        before=decided.before,
        decision=decided.decision,
        reasons=decided.reasons,
        after_stored=decided.after_stored,
        new=decided.new,
        gone=decided.gone,
        worse=decided.worse,
        in_effect=decided.in_effect,
        messages=tuple(ChangeMessage(one.line, one.id, one.object, one.text) for one in decided.messages),
        return_code=decided.return_code,
    )
    context = RenderContext(comparison=comparison, catalogue=policy_texts(settings.policies))
    gate = {"gate.json": (decided.model_dump_json(indent=2) + "\n").encode()}
    _write(decided.after_active, settings, directory, gate, context)
