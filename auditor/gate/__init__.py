"""Before, change, after, decision.

Today's evidence is audited; the change is applied to the model of RACF, on two layers (stored: the database; active:
what checks use, given RACLIST and REFRESH); both are audited again. The gate judges nothing itself: it compares
verdicts and trials, and it never guesses what a command it does not understand would have done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from auditor.compare import compare
from auditor.errors import InputMissing, UsageError
from auditor.gate.after import After, as_it_will_be, people_after, require_files
from auditor.gate.decide import age_reasons, evidence_reasons, message_reasons, return_code, verdict_reasons
from auditor.gate.endpoints import endpoint_reasons
from auditor.gate.reasons import Reasons
from auditor.gate.trials import trial_reasons
from auditor.gather import Gathered, Progress, gather
from auditor.models.estate import Change, Estate
from auditor.models.gate import GateResult, Message
from auditor.models.place import InputFile
from auditor.models.verdict import Result
from auditor.racf.commands import Reaction, Script, apply, names_of, parse_script
from auditor.scan import Step, examine, prepared
from auditor.settings import Settings


@dataclass(frozen=True, slots=True)
class _Applied:
    """Both layers after the change, and what RACF would have said."""

    after: After
    stored: Estate
    active: Estate
    messages: tuple[Reaction, ...] = ()


def gate(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> GateResult:
    """Decide on the change that `settings` names: `--change`, `--hwscfg-after`, `--clients-after`, `--tls-after`.

    Raises `UsageError` when no change is offered; whatever `audit` raises.
    """
    script = _script(settings)
    require_files(settings)
    wanted = (names_of(script) if script is not None else set()) | people_after(settings)
    wanted |= {settings.issuer} if settings.issuer else set()
    with prepared(settings) as judges:
        gathered = gather(settings, wanted=wanted, progress=progress)
        before = examine(gathered, gathered.estate, settings, judges, step=step)
        applied = _apply(gathered, script, settings)
        stored = examine(gathered, applied.stored, settings, judges, step=step)
        active = examine(gathered, applied.active, settings, judges, step=step)
    gates = {policy.id: policy.gate for policy in judges[0].policies}
    return _decide(settings, gathered.estate, applied, gates, (before, stored, active))


def _script(settings: Settings) -> Script | None:
    """The commands of the change; None when it is made of files alone."""
    if settings.change is not None:
        return parse_script(_bytes(settings.change), settings.change)
    if settings.hwscfg_after or settings.clients_after or settings.tls_after:
        return None
    raise UsageError(
        "no change to judge",
        "give --change FILE, or files as they will be: --hwscfg-after, --clients-after, --tls-after",
    )


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "name the change script") from None


def _layer(estate: Estate, layer: Literal["stored", "active"], change: Change | None = None) -> Estate:
    owed = change.owed if change is not None else ()
    return estate.model_copy(update={"change": Change(layer=layer, owed=owed)})


def _apply(gathered: Gathered, script: Script | None, settings: Settings) -> _Applied:
    after = as_it_will_be(gathered, settings)
    estate = after.estate
    if script is None:
        return _Applied(after, _layer(estate, "stored"), _layer(estate, "active"))
    source = len(gathered.inputs)
    gathered.inputs.append(_input(settings, script))
    gathered.lines.update({(source, number): text for number, text in script.lines.items()})
    estate = estate.model_copy(update={"inputs": tuple(gathered.inputs)})
    done = apply(script, estate, estate, settings.issuer, source=source)
    active = _layer(done.active, "active", done.active.change)
    return _Applied(after, _layer(done.stored, "stored"), active, done.messages)


def _input(settings: Settings, script: Script) -> InputFile:
    from auditor.sources.evidence import digest

    path = str(settings.change)
    return InputFile(kind="change", path=path, sha256=digest(path), codepage=script.codepage, records=script.records)


def _decide(
    settings: Settings,
    estate: Estate,
    applied: _Applied,
    gates: Mapping[str, str],
    results: tuple[Result, Result, Result],
) -> GateResult:
    """Compare and decide. `results`: before, after in the stored layer, after in the active layer."""
    before, stored, active = results
    moved = compare(before, active)
    reasons = Reasons()
    old = age_reasons(estate.inputs, settings.as_of, settings.site.max_gate_days)
    for part in (
        old,
        evidence_reasons(results, strict=settings.strict),
        message_reasons(applied.messages),
        applied.after.reasons,
        endpoint_reasons(estate, applied.active, applied.after.replaced),
        verdict_reasons(moved, active, gates),
        trial_reasons(before, active),
    ):
        reasons.extend(part)
    if settings.strict:
        reasons = Reasons(blocks=[*reasons.blocks, *reasons.warns])
    return GateResult(
        decision="blocked" if reasons.blocks else "accepted",
        reasons=(*reasons.blocks, *reasons.warns),
        messages=tuple(Message(line=one.line, id=one.id, object=one.object, text=one.text) for one in applied.messages),
        before=before,
        after_stored=stored,
        after_active=active,
        new=moved.new,
        gone=moved.gone,
        worse=moved.worse,
        in_effect=moved.in_effect,
        return_code=int(return_code(reasons, results, old=bool(old.blocks))),
    )
