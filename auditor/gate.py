"""Before, change, after, decision.

Today's evidence is audited; the change is applied to the model of RACF, on two layers (stored: the database; active:
what checks use, given RACLIST and REFRESH); both are audited again. The gate judges nothing itself: it compares
verdicts, and it never guesses what a command it does not understand would have done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.compare import Comparison, compare
from auditor.errors import EvidenceUnreadable, InputMissing, ReturnCode, UsageError
from auditor.gather import Gathered, Progress, gather
from auditor.models.estate import Change, Estate
from auditor.models.gate import GateResult, Message
from auditor.models.place import InputFile
from auditor.models.verdict import Result, Verdict
from auditor.scan import Step, examine, prepared
from auditor.settings import Settings

NOT_UNDERSTOOD = "NOT-UNDERSTOOD"
"""Message id of a command that could not be parsed or is not modelled."""


@dataclass(frozen=True, slots=True)
class _Applied:
    """Both layers after the change, and what RACF would have said."""

    stored: Estate
    active: Estate
    messages: tuple[Message, ...]
    refused: tuple[Message, ...] = ()
    not_understood: tuple[Message, ...] = ()
    undecided: tuple[Message, ...] = ()


def gate(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> GateResult:
    """Decide on the change that `settings` names (`--change`, `--hwscfg-after`).

    Raises `UsageError` when no change is offered; whatever `audit` raises.
    """
    from auditor.racf.commands import names_of, parse_script

    if settings.change is None and not settings.hwscfg_after:
        raise UsageError("no change to judge", "give --change FILE, or --hwscfg-after FILE for members as they will be")
    script = None
    if settings.change is not None:
        script = parse_script(_bytes(settings.change), settings.change)
    named = names_of(script) if script is not None else set()
    wanted = named | ({settings.issuer} if settings.issuer else set())
    with prepared(settings) as judges:
        gathered = gather(settings, wanted=wanted, progress=progress)
        before = examine(gathered, gathered.estate, settings, judges, step=step)
        applied = _apply(gathered, script, settings)
        stored = examine(gathered, _layer(applied.stored, "stored"), settings, judges, step=step)
        active = examine(gathered, applied.active, settings, judges, step=step)
    gates = {policy.id: policy.gate for policy in judges[0].policies}
    return decide(settings, applied, gates, (before, stored, active))


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "name the change script") from None


def _layer(estate: Estate, layer: Any) -> Estate:
    owed = estate.change.owed if estate.change is not None else ()
    return estate.model_copy(update={"change": Change(layer=layer, owed=owed)})


def _apply(gathered: Gathered, script: Any, settings: Settings) -> _Applied:
    from auditor.racf.commands import apply

    estate = _with_members(gathered, settings)
    if script is None:
        active = estate.model_copy(update={"change": Change(layer="active")})
        return _Applied(estate, active, ())
    source = len(gathered.inputs)
    gathered.inputs.append(_input(settings, script))
    gathered.lines.update({(source, number): text for number, text in script.lines.items()})
    estate = estate.model_copy(update={"inputs": tuple(gathered.inputs)})
    done = apply(script, estate, estate, settings.issuer, source=source)

    def said(*levels: str) -> tuple[Message, ...]:
        return tuple(
            Message(line=one.line, id=one.id, object=one.object, text=one.text)
            for one in done.messages
            if not levels or one.level in levels
        )

    active = done.active.model_copy(update={"change": Change(layer="active", owed=done.owed)})
    return _Applied(done.stored, active, said(), said("refused"), said("not-understood"), said("undecided"))


def _input(settings: Settings, script: Any) -> InputFile:
    from auditor.sources.evidence import digest

    path = str(settings.change)
    return InputFile(kind="change", path=path, sha256=digest(path), codepage=script.codepage, records=script.records)


def _with_members(gathered: Gathered, settings: Settings) -> Estate:
    """The estate with the members of `--hwscfg-after` in place of those of the same HWS ID.

    A new member counts from the restart of its IMS Connect, and a restart drops what commands had changed: the display
    captured before it says nothing any more.
    """
    from auditor.sources.hwscfg import read_member

    estate = gathered.estate
    endpoints = {endpoint.name: endpoint for endpoint in estate.endpoints}
    for path in settings.hwscfg_after:
        source = len(gathered.inputs)
        try:
            read = read_member(path, source)
        except EvidenceUnreadable as error:
            gathered.lose("hwscfg", path, error)
            continue
        gathered.take("hwscfg", source, read)
        if read.endpoint is not None:
            old = endpoints.get(read.endpoint.name)
            labels = {"environment": old.environment, "trust_zone": old.trust_zone} if old else {}
            endpoints[read.endpoint.name] = read.endpoint.model_copy(update=labels)
    evidence = estate.evidence.model_copy(
        update={
            "hwscfg": estate.evidence.hwscfg.model_copy(update={"damage": tuple(gathered.damage.get("hwscfg", ()))})
        }
    )
    return estate.model_copy(
        update={"endpoints": tuple(endpoints.values()), "inputs": tuple(gathered.inputs), "evidence": evidence}
    )


def decide(
    settings: Settings, applied: _Applied, gates: Mapping[str, str], results: tuple[Result, Result, Result]
) -> GateResult:
    """Compare and decide.

    `gates`: policy id -> what its metadata says of the gate (blocks, warns, no, optional). `results`: before, after in
    the stored layer, after in the active layer.
    """
    before, stored, active = results
    moved = compare(before, active)
    blocks = _blocks(moved, active, gates)
    blocks += [f"line {one.line}: RACF would refuse this command ({one.id}): {one.text}" for one in applied.refused]
    blocks += [
        f"line {one.line}: this command is not understood, so nothing after it is certain"
        for one in applied.not_understood
    ]
    warns = _warnings(moved, gates)
    warns += [f"line {one.line}: {one.text}" for one in applied.undecided]
    if settings.strict:
        blocks, warns = blocks + warns, []
    decision = "blocked" if blocks else "accepted"
    return GateResult(
        decision="blocked" if decision == "blocked" else "accepted",
        reasons=tuple(blocks or warns),
        messages=applied.messages,
        before=before,
        after_stored=stored,
        after_active=active,
        new=moved.new,
        gone=moved.gone,
        worse=moved.worse,
        return_code=int(_code(blocks, warns, results)),
    )


def _blocks(moved: Comparison, active: Result, gates: Mapping[str, str]) -> list[str]:
    rows = [
        f"{verdict.policy} {kind} on {verdict.object}: {verdict.message}"
        for kind, found in (("is new", moved.new), ("is worse", moved.worse))
        for verdict in found
        if verdict.verdict == "fail" and verdict.waiver is None and gates.get(verdict.policy) == "blocks"
    ]
    owed = [one for one in active.verdicts if one.policy == "PT-D03" and one.verdict == "fail"]
    known = {(verdict.policy, verdict.object) for verdict in moved.new}
    rows += [f"PT-D03 on {one.object}: {one.message}" for one in owed if (one.policy, one.object) not in known]
    return rows


def _warnings(moved: Comparison, gates: Mapping[str, str]) -> list[str]:

    def counts(verdict: Verdict) -> bool:
        if verdict.waiver is not None:
            return False
        return verdict.verdict == "undecided" or gates.get(verdict.policy) in ("warns", "optional")

    return [
        f"{verdict.policy} {'is undecided' if verdict.verdict == 'undecided' else 'got worse'} on {verdict.object}: "
        f"{verdict.reason or verdict.message}"
        for verdict in (*moved.new, *moved.worse)
        if counts(verdict)
    ]


def _code(blocks: list[str], warns: list[str], results: tuple[Result, Result, Result]) -> ReturnCode:
    if any(result.return_code >= ReturnCode.DAMAGED for result in results):
        return ReturnCode.DAMAGED
    if blocks:
        return ReturnCode.FINDINGS
    return ReturnCode.NOTED if warns else ReturnCode.CLEAN
