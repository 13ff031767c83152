"""Before, change, after, decision.

Today's evidence is audited; the change is applied to the model of RACF, on two layers (stored: the database; active:
what checks use, given RACLIST and REFRESH); both are audited again. The gate judges nothing itself: it compares
verdicts and trials, and it never guesses what a command it does not understand would have done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from auditor.errors import UsageError
from auditor.gate.after import After, Files, as_it_will_be
from auditor.gate.clients import client_reasons
from auditor.gate.decide import age_reasons, evidence_reasons, message_reasons, return_code, verdict_reasons
from auditor.gate.endpoints import endpoint_reasons
from auditor.gate.later import At, later_reasons
from auditor.gate.reasons import Reasons
from auditor.gate.silent import silent_reasons
from auditor.gate.trials import trial_reasons
from auditor.gate.widened import widened_reasons
from auditor.gather import Gathered, Progress, count, gather
from auditor.judge.compare import compare
from auditor.models.estate import Change, Estate
from auditor.models.gate import GateResult, Message
from auditor.models.place import InputFile
from auditor.models.verdict import Result
from auditor.progress import Step
from auditor.racf.commands import Reaction, Script, apply, names_of, parse_script
from auditor.run import Judges, Terms, engine_of, examine, prepared, terms_of
from auditor.settings import Settings

_LIMIT = 16 * 1024 * 1024
"""Bytes of a change: some hundred thousand commands."""
_STORED = "they are tried on the active layer alone, see after_active"
_LATER = "they are tried on the day of the gate alone, see after_active"


class Proposal(NamedTuple):
    """A change that somebody wants to make."""

    path: str | None
    """The file of commands; None when the change is made of files alone."""
    script: Script | None
    """What it says."""
    sha256: str
    """SHA-256 of the bytes of that file."""
    issuer: str | None
    """User ID that will run it."""
    files: Files

    def people(self, first: int) -> set[str]:
        """Return the user IDs and groups that the estate must hold. `first`: the number of its first file as input."""
        names = names_of(self.script) if self.script is not None else set()
        return names | self.files.people(first) | ({self.issuer} if self.issuer else set())


@dataclass(frozen=True, slots=True)
class _Applied:
    """Both layers after the change, and what RACF would have said."""

    after: After
    stored: Estate
    active: Estate
    messages: tuple[Reaction, ...] = ()


class _Results(NamedTuple):
    """The audits of a gate."""

    before: Result
    stored: Result
    active: Result


def gate(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> GateResult:
    """Decide on the change that `settings` names: `--change`, `--hwscfg-after`, `--clients-after`, `--tls-after`.

    Raises `UsageError` when no change is offered; whatever `audit` raises.
    """
    proposal = _proposal(settings)
    wanted = proposal.people(count(settings))
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings, wanted=wanted, progress=progress)
        terms = terms_of(settings, gathered)
        estate = gathered.estate
        before = examine(estate, gathered, judges, terms, step=step).result
        applied = _apply(gathered, proposal)
        results = _Results(before, *_both_layers(applied, gathered, judges, terms, step))

        def at(estate: Estate, day: str) -> Result:
            dated = estate.model_copy(update={"as_of": day})
            return examine(dated, gathered, judges, terms, withheld=_LATER, step=step).result

        gates = {policy.id: policy.gate for policy in judges.catalogue.policies}
        later = later_reasons(At(estate, applied.active, at), results.before, results.active, gates)
    return _decide(estate, applied, gates, results, later, strict=terms.strict)


def _proposal(settings: Settings) -> Proposal:
    """Return the change that `settings` names. Raises `InputMissing` (16) before anything is judged."""
    files = Files(settings.hwscfg_after, settings.clients_after, settings.tls_after)
    if settings.change is None and not files.any:
        raise UsageError(
            "no change to judge",
            "give --change FILE, or files as they will be: --hwscfg-after, --clients-after, --tls-after",
        )
    data = _bytes(settings.change) if settings.change is not None else None
    files.require()
    script = parse_script(data, settings.change or "") if data is not None else None
    return Proposal(settings.change, script, hashlib.sha256(data or b"").hexdigest(), settings.issuer, files)


def _bytes(path: str) -> bytes:
    from auditor.sources.evidence import offered_bytes

    data = offered_bytes(path, _LIMIT + 1)
    if len(data) > _LIMIT:
        raise UsageError(f"{path} is larger than {_LIMIT >> 20} MiB", "offer the change alone: RACF commands, or a job")
    return data


def _both_layers(
    applied: _Applied, gathered: Gathered, judges: Judges, terms: Terms, step: Step | None
) -> tuple[Result, Result]:
    """Audit what is stored and what is active after the change.

    Commands are tried where they are shown, on the active layer. In the stored one, none is recommended: a third proof
    would take as long as the other two, and half of a change is nothing to repair.
    """
    stored = examine(applied.stored, gathered, judges, terms, withheld=_STORED, step=step)
    active = examine(applied.active, gathered, judges, terms, stored=applied.stored, step=step)
    return stored.result, active.result


def _layer(estate: Estate, layer: Literal["stored", "active"], change: Change | None = None) -> Estate:
    owed = change.owed if change is not None else ()
    return estate.model_copy(update={"change": Change(layer=layer, owed=owed)})


def _apply(gathered: Gathered, proposal: Proposal) -> _Applied:
    """Carry the change out on the model; its files join what was gathered."""
    after = as_it_will_be(gathered, proposal.files)
    estate, script = after.estate, proposal.script
    if script is None or proposal.path is None:
        return _Applied(after, _layer(estate, "stored"), _layer(estate, "active"))
    source = len(gathered.inputs)
    gathered.inputs.append(
        InputFile(
            kind="change", path=proposal.path, sha256=proposal.sha256, codepage=script.codepage, records=script.records
        )
    )
    gathered.lines.update({(source, number): text for number, text in script.lines.items()})
    estate = estate.model_copy(update={"inputs": tuple(gathered.inputs)})
    done = apply(script, estate, estate, proposal.issuer, source=source)
    active = _layer(done.active, "active", done.active.change)
    return _Applied(after, _layer(done.stored, "stored"), active, done.messages)


def _decide(  # noqa: PLR0913 - everything that a decision depends on
    estate: Estate, applied: _Applied, gates: Mapping[str, str], results: _Results, later: Reasons, *, strict: bool
) -> GateResult:
    """Compare and decide.

    `estate`: as it is before; `gates`: policy id -> what its metadata says of the gate; `later`: what the days say on
    which the change takes effect.
    """
    before, stored, active = results
    moved = compare(before, active)
    reasons = Reasons()
    wider = widened_reasons(estate, applied.active)
    old = age_reasons(estate.inputs, date.fromisoformat(estate.as_of), estate.site.max_gate_days)
    for part in (
        old,
        evidence_reasons(results, strict=strict),
        message_reasons(applied.messages),
        applied.after.reasons,
        endpoint_reasons(estate, applied.active, applied.after.replaced),
        client_reasons(estate, applied.active),
        verdict_reasons(moved, active, gates),
        trial_reasons(before, active),
        wider,
        later,
        silent_reasons(estate, (applied.stored, applied.active), moved, wider.about),
    ):
        reasons.extend(part)
    if strict:
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
