"""The proof: the lines are carried out on the model, judged again, tried with tickets, and taken back.

What brings a finding that a gate would block, or shuts a declared user out, is not recommended: the application that
brings it is left to a person, with what it would bring. The rules are those of the gate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from auditor.gate.decide import message_reasons, verdict_reasons
from auditor.gate.reasons import Reasons
from auditor.gate.trials import MUST_FAIL, trial_reasons
from auditor.judge.compare import compare
from auditor.models.estate import Change, Estate
from auditor.models.place import InputFile
from auditor.models.verdict import Result, TrialResult, Verdict
from auditor.racf.commands import Reaction, Team, apply, parse_script
from auditor.remedy.layers import Layers
from auditor.remedy.undo import Undo, undo_of
from auditor.setup import members
from auditor.setup.lines import Left, Line, Plan, needed

_PARTS = 40
"""Parts of a plan that are tried one after the other where the whole is not sound."""
LABELS = "PT-C08"
"""A finding that any key in ICSF brings where class CSFKEYS is off: it is told, and holds nothing back."""
FILE = InputFile(kind="change", path="setup.racf", sha256="", codepage="utf-8", records=0)
"""The set-up itself, as an input."""
CLIENT_FILES = "PT-I02"
"""A finding that a file of a client brings until its owner has changed it, as the page for him asks."""


REPLAY = "replay"
"""The step of a ticket that is sent again: where replay protection is off it gets in, which PT-C03 judges."""


class Judge(Protocol):
    """Audits an estate: its verdicts and its sample tickets."""

    def __call__(self, estate: Estate, script: Sequence[str], /) -> Result:
        """Audit the estate that `script` has made, a line each."""
        ...


@dataclass(frozen=True, slots=True)
class After:
    """An estate on which lines were carried out."""

    estate: Estate
    layers: Layers
    messages: tuple[Reaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Proven:
    """A plan that was carried out on the model."""

    plan: Plan
    before: Result
    after: Result
    estate: Estate
    """As it is afterwards."""
    undo: Undo = field(default_factory=Undo)
    beside: tuple[str, ...] = ()
    """What comes into effect that holds nothing back."""

    @property
    def logons(self) -> tuple[TrialResult, ...]:
        """Return the sample logons afterwards."""
        return tuple(one for one in self.after.crosscheck.trials if one.step == "logon")

    @property
    def must_fail(self) -> tuple[TrialResult, ...]:
        """Return the sample tickets afterwards that must be refused."""
        return tuple(one for one in self.after.crosscheck.trials if one.step in MUST_FAIL and one.client)

    @property
    def effects(self) -> tuple[str, ...]:
        """Return the findings that come with it, a sentence each."""
        found = effects(self.before, self.after)
        return tuple(f"{one.policy} on {one.object} ({one.severity}): {one.message}" for one in found)

    @property
    def enters(self) -> tuple[TrialResult, ...]:
        """Return the sample tickets that must be refused and are not."""
        return tuple(one for one in self.must_fail if one.simulated == "allowed")


def start(estate: Estate) -> Estate:
    """Return the estate with the set-up itself as an input, so that facts which it makes have a place."""
    return estate.model_copy(update={"inputs": (*estate.inputs, FILE)})


def administrator(estate: Estate) -> str | None:
    """Return somebody who may issue the commands: a SPECIAL user that is not revoked."""
    return min((name for name, user in estate.users.items() if user.special and not user.revoked), default=None)


def carried_out(estate: Estate, lines: Sequence[Line]) -> After:
    """Carry lines out on the model: RACF first, then the clients, then IMS Connect."""
    commands = [line.text for line in lines if line.who == "racf"]
    layers = Layers(estate, estate)
    messages: tuple[Reaction, ...] = ()
    if commands:
        script = parse_script("\n".join(commands))
        done = apply(script, *layers, Team(administrator(estate)), source=len(estate.inputs) - 1)
        layers, messages = Layers(done.stored, done.active), done.messages
    changed = members.after(_with_clients(layers.active, lines), lines)
    return After(changed, layers, messages)


def _with_clients(estate: Estate, lines: Sequence[Line]) -> Estate:
    """Return the estate after the owners of the clients have done their part."""
    asked: dict[str, dict[str, str | None]] = {}
    for line in lines:
        if line.who == "clients":
            what, _, name = line.text.rpartition(" ")
            change = {"application": name} if what == "application" else {"key_profile": None}
            asked.setdefault(line.client, {}).update(change)
    clients = tuple(
        client.model_copy(update=asked[client.id]) if client.id in asked else client for client in estate.clients
    )
    return estate.model_copy(update={"clients": clients})


def prove(estate: Estate, before: Result, plan: Plan, judge: Judge, gates: Mapping[str, str]) -> Proven:
    """Return the part of the plan that is sound on the model; what is not is left to a person.

    `estate`: from `start`. `before`: its result. `gates`: policy -> what its metadata says of the gate.
    """
    if not plan.lines:
        return Proven(plan, before, before, estate)
    bench = _Bench(estate, before, judge, gates)
    whole, plan = plan, replace(plan, lines=needed(plan.lines))
    after, result, reasons = bench.attempt(plan.lines)
    if reasons.blocks:
        plan = bench.built_up(whole)
        after, result, reasons = bench.attempt(plan.lines)
    undo = undo_of(Layers(estate, estate), after.layers, administrator(estate))
    undo = replace(undo, commands=(*undo.commands, *_unguarded(plan)))
    return Proven(plan, before, result, after.estate, undo, tuple(reasons.warns))


def _unguarded(plan: Plan) -> Iterator[str]:
    """Give what takes the profiles of labels away again, which the model does not hold."""
    commands = [line.text for line in plan.of("racf")]
    labels = [text.split()[2] for text in commands if text.startswith("RDEFINE CSFKEYS ")]
    yield from (f"RDELETE CSFKEYS {label}" for label in labels)
    yield from (text for text in commands if labels and "(CSFKEYS) REFRESH" in text)


@dataclass(frozen=True, slots=True)
class _Bench:
    estate: Estate
    before: Result
    judge: Judge
    gates: Mapping[str, str]

    def attempt(self, lines: Sequence[Line]) -> tuple[After, Result, Reasons]:
        """Carry the lines out and judge again; return what speaks against them, and what is only told."""
        after = carried_out(self.estate, lines)
        reasons = Reasons()
        if not lines:
            return after, self.before, reasons
        change = after.layers.active.change
        layer = Change(layer="active", owed=change.owed if change is not None else ())
        result = self.judge(after.estate.model_copy(update={"change": layer}), [line.text for line in lines])
        moved = compare(self.before, result)
        told = [one for one in moved.new if _expected(one, lines)]
        moved = moved.model_copy(update={"new": tuple(one for one in moved.new if one not in told)})
        for part in (
            message_reasons(after.messages),
            verdict_reasons(moved, result, self.gates),
            trial_reasons(self.before, result),
        ):
            reasons.extend(part)
        reasons.warns += [f"{one.policy} is new on {one.object}: {one.message}" for one in told]
        return after, result, reasons

    def built_up(self, plan: Plan) -> Plan:
        """Return the plan built up part by part, in the order in which it is carried out, without what is at fault.

        A part that a gate would block on top of those before it is left to a person.
        """
        kept: set[Line] = set()
        left: list[Left] = []
        parts = sorted({part for line in plan.lines if (part := _part(line)) is not None})
        for number, part in enumerate(parts):
            more = {line for line in plan.lines if _part(line) == part}
            if number < _PARTS:
                _, _, reasons = self.attempt(_chosen(plan, kept | more))
                if not reasons.blocks:
                    kept |= more
                    continue
                why = _brings(reasons.blocks)
            else:
                why = "there are too many parts to try each alone: set up fewer clients at a time"
            todo = tuple(line.text for line in _chosen(plan, more) if line.who in ("racf", "hwscfg", "ims"))
            left.append(Left(_subject(part), why, (*_FIRST, *todo)))
        return replace(plan, lines=_chosen(plan, kept) if kept else (), left=(*plan.left, *left))


_FIRST = ("Settle what it would bring first (`auditor scan` has proven commands), then run this again. It would run:",)


def _part(line: Line) -> tuple[int, str] | None:
    """Return what a line belongs to, in the order of carrying out; None for a refresh, which goes with its class."""
    if line.who in ("racf", "icsf"):
        if "REFRESH" in line.text:
            return None
        return (1, line.part) if line.part else (2, line.text)
    return 3, line.endpoint


def _subject(part: tuple[int, str]) -> str:
    number, name = part
    if number == 2:
        return f"class:{name.partition('(')[2].partition(')')[0]}"
    return name if number == 1 else f"endpoint:{name}"


def _chosen(plan: Plan, kept: Collection[Line]) -> tuple[Line, ...]:
    return needed(line for line in plan.lines if line in kept or _part(line) is None)


def _brings(blocks: Sequence[str]) -> str:
    more = f" and {len(blocks) - 3} more" if len(blocks) > 3 else ""
    return f"tried on the model, a gate would not let it pass: {'; '.join(blocks[:3])}{more}"


def _expected(verdict: Verdict, lines: Sequence[Line]) -> bool:
    """Whether a new finding is one that the lines cannot but bring, and that a line or page of theirs tells of."""
    clients = {f"client:{line.client}" for line in lines if line.who == "clients"}
    return verdict.policy == LABELS or (verdict.policy == CLIENT_FILES and verdict.object in clients)


def effects(before: Result, after: Result) -> tuple[Verdict, ...]:
    """Return the findings that are new, or count now and did not before: what comes with the set-up."""
    moved = compare(before, after)
    return tuple(one for one in (*moved.new, *moved.worse) if one.verdict == "fail")
