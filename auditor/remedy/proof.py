"""Try every finding's commands on the model and judge again: what does not clear its finding is not recommended.

Commands that bring another finding are not given up at once: where that finding has commands of its own, they go along
(an endpoint that begins to check needs its APPL profile). What is left over is a choice for a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.models.estate import Estate
from auditor.models.place import InputFile
from auditor.models.verdict import TrialResult, Verdict
from auditor.racf.commands import Reaction, starred
from auditor.remedy.layers import Layers
from auditor.remedy.outlook import JudgeAgain, Key, before
from auditor.remedy.told import Told, Withheld, can_be_tried, is_open, silenced, tryable
from auditor.remedy.trial import Bench, Consequence, Finding, Tried, key_of, suspects, words_of
from auditor.remedy.undo import Undo, undo_of

_ROUNDS = 12
"""Trials of all that is left together; each drops what failed, or takes along what it calls for."""
_ALONE = 60
"""Findings that are tried one by one when the whole does not clear everything."""
_SINGLY = 20
"""Findings that are still there after the whole and are tried alone; of more, all of them in one trial."""


_TOGETHER = Withheld(
    "choice", "together with the commands of other findings they were tried on the model, and the result was not sound"
)


_STILL_THERE = Withheld("failed", "they were tried on the model and the finding was still there")


@dataclass(frozen=True, slots=True)
class Proven:
    """The verdicts, each recommendation that failed its trial replaced by what happened."""

    verdicts: tuple[Verdict, ...]
    remedied: tuple[Finding, ...] = ()
    """Those whose commands, run together, clear their findings and bring nothing that speaks against them; with
    findings that only these commands bring and that go with them."""
    dropped: Mapping[Key, Withheld] = field(default_factory=dict)
    """Why the commands of a finding are not recommended."""
    choices: tuple[Verdict, ...] = ()
    """Findings as their policies gave them whose commands a person must choose first."""
    beside: tuple[str, ...] = ()
    """What the commands bring into effect that does not speak against them."""
    undo: Undo = field(default_factory=Undo)


def prove(  # noqa: PLR0913 - everything that a proof rests on
    verdicts: Sequence[Verdict],
    stored: Estate,
    active: Estate,
    judge: JudgeAgain,
    *,
    trials: Sequence[TrialResult] = (),
    gates: Mapping[str, str] | None = None,
) -> Proven:
    """Prove the commands of every finding: run as one script, they clear them all and bring nothing that would block.

    `active`: the estate that was judged; `stored`: the database, which commands change first; the same estate unless a
    change waits for its refresh. `trials`: what the sample tickets did; `gates`: policy -> what its metadata says of
    the gate. What cannot be proven within a few rounds is not recommended.
    """
    layers = Layers(*map(_with_input, (stored, active)))
    bench = Bench(layers, before(verdicts, trials, gates or {}), judge)
    search = _Search(bench, [verdict for verdict in verdicts if can_be_tried(verdict)])
    tried = search.settle()
    undo = undo_of(layers, tried.after, bench.administrator) if tried is not None else Undo()
    beside = tried.brought.beside if tried is not None else {}
    done = Told(bench, search.whole, search.dropped, beside)
    return Proven(
        tuple(done.verdict(one) if one.verdict == "fail" else one for one in verdicts),
        tuple(done.finding(one) for one in search.whole),
        search.dropped,
        tuple(one for one in verdicts if _is_choice(one, search.dropped)),
        tuple(beside.values()),
        undo,
    )


class _Search:
    """Looks for the largest set of findings whose commands are sound together."""

    def __init__(self, bench: Bench, findings: list[Verdict]) -> None:
        self._bench = bench
        self.findings = findings
        self._called: dict[Key, Consequence] = {}
        """Findings that the commands bring, and whose own commands go along."""
        self._waits = _differ(bench.layers)
        self._useless: set[Key] = set()
        """Those that their own commands did not clear."""
        self.dropped: dict[Key, Withheld] = {}

    @property
    def whole(self) -> list[Finding]:
        """Everything whose commands are tried."""
        return [*self.findings, *self._called.values()]

    def settle(self) -> Tried | None:
        """Return the trial that is sound; None where nothing is left."""
        for _ in range(_ROUNDS):
            if not self.findings:
                break
            tried = self._bench.attempt(self.whole)
            if tried.sound:
                return tried
            if not self._takes_along(tried):
                self._drop(tried)
        self.dropped |= {key_of(finding): _TOGETHER for finding in self.findings}
        self.findings, self._called = [], {}
        return None

    def _takes_along(self, tried: Tried) -> bool:
        """Whether a finding that the commands bring has commands that may clear it.

        Nothing goes along while a change waits for its refresh: what that change would bring is a person's to judge.
        """
        if self._waits:
            return False
        self._useless |= tried.brought.against.keys() & self._called.keys()
        more = {
            key: Consequence(*key, fail.message, fail.remediation)
            for key in tried.brought.against
            if key not in self._useless and (fail := tried.outlook.fails.get(key)) is not None
            if tryable(fail.remediation) and key not in self._bench.before.fails
        }
        self._called |= more
        return bool(more)

    def _drop(self, tried: Tried) -> None:
        self.dropped |= _faults(self._bench, self.findings, tried)
        self.findings = [finding for finding in self.findings if key_of(finding) not in self.dropped]
        self._called = {}


def _differ(layers: Layers) -> bool:
    """Whether the database holds something that is not in effect yet."""
    parts = ("classes", "options", "profiles", "users", "groups")
    return any(getattr(layers.stored, part) != getattr(layers.active, part) for part in parts)


def _with_input(estate: Estate) -> Estate:
    """Return the estate with the remediation itself as an input, so that facts it makes have a place."""
    change = InputFile(kind="change", path="remediation", sha256="", codepage="utf-8", records=0)
    return estate.model_copy(update={"inputs": (*estate.inputs, change)})


def withhold(verdicts: Sequence[Verdict], why: str) -> Proven:
    """Recommend no commands at all and try none; `why` ends the sentence that stands for them."""
    sentence = f"No commands are recommended here: {why}."
    return Proven(tuple(silenced(verdict, sentence) for verdict in verdicts))


def _is_choice(verdict: Verdict, dropped: Mapping[Key, Withheld]) -> bool:
    """Whether a person must do, or choose, something: there are no commands that are proven."""
    return is_open(verdict) and (key_of(verdict) in dropped or not tryable(verdict.remediation))


def _faults(bench: Bench, wanted: Sequence[Finding], whole: Tried) -> dict[Key, Withheld]:
    """Return which findings to drop, with the reason, after a trial of all of them together that was not sound."""
    refusals = whole.refusals(wanted)
    failed = {key: _why_refused(answer, bench) for key, answer in refusals.items()}
    left = [one for one in wanted if key_of(one) in whole.left and key_of(one) not in failed]
    if failed and left:
        return failed  # what was refused may be all that the others lacked
    failed |= _why_left(left, bench, whole)
    if not whole.brought.against:
        return failed
    names = {subject.partition(":")[2].partition("/id:")[0].rpartition("/")[2] for _, subject in whole.brought.against}
    near = suspects(wanted, names)
    failed |= _alone_at_fault(bench, near, whole, failed)
    if not failed and len(near) < len(wanted):
        near = list(wanted)
        failed |= _alone_at_fault(bench, near, whole, failed)
    # Where none is at fault alone, some of them are together.
    return failed or {key_of(one): _TOGETHER for one in near}


def _alone_at_fault(
    bench: Bench, near: Sequence[Finding], whole: Tried, failed: Mapping[Key, Withheld]
) -> dict[Key, Withheld]:
    """Return those of `near` that bring alone what they bring together; nobody else's opinion is asked for it."""
    faults: dict[Key, Withheld] = {}
    asked = {policy for policy, _ in whole.brought.against}
    for one in near[:_ALONE]:
        if key_of(one) in failed:
            continue
        brought = bench.attempt([one], asked).brought.against
        made = [why for key, why in brought.items() if key in whole.brought.against]
        if made:
            faults[key_of(one)] = _brings(made)
    return faults


def _brings(made: Sequence[str]) -> Withheld:
    more = f" and {len(made) - 3} more" if len(made) > 3 else ""
    return Withheld("choice", f"tried on the model, they bring another finding: {', '.join(made[:3])}{more}")


def _why_refused(answer: Reaction, bench: Bench) -> Withheld:
    class_name, _, rest = answer.object.removeprefix("profile:").partition("/")
    name = rest.partition("/id:")[0]
    held = bench.layers.stored.profiles.get(class_name, {}).get(name)
    if held is not None and not held.generic and starred(class_name, name):
        return Withheld(
            "choice", f"{name} must be defined anew first (PT-D02): RACF takes the name as that of a generic"
        )
    if answer.level == "not-understood":
        return Withheld("unclear", f"they could not be tried on the model, because {answer.text}")
    return Withheld("failed", f"RACF would refuse one of them ({answer.id}): {answer.text}")


def _why_left(left: Sequence[Finding], bench: Bench, whole: Tried) -> dict[Key, Withheld]:
    """Return why the commands did not clear the findings: often the evidence does not tell what RACF would do."""
    whys: dict[Key, Withheld] = {}
    texts: dict[str, str] = {}
    for reaction in whole.unclear:
        texts.setdefault(reaction.object.rpartition("/")[2].rpartition(":")[2], reaction.text)
    order = {name: number for number, name in enumerate(texts)}
    for finding in left:
        touched = words_of(finding) & texts.keys()
        if touched:
            text = texts[min(touched, key=order.__getitem__)]
            whys[key_of(finding)] = Withheld("unclear", f"they could not be tried on the model, because {text}")
    rest = [one for one in left if key_of(one) not in whys]
    if len(rest) <= _SINGLY:
        return whys | {key_of(one): _why_alone(one, bench) for one in rest}
    tried = bench.attempt(rest)
    return whys | {key_of(one): _STILL_THERE if key_of(one) in tried.left else _TOGETHER for one in rest}


def _why_alone(finding: Finding, bench: Bench) -> Withheld:
    # Mostly its own policy still finds it; all are asked only where that one does not.
    alone = bench.attempt([finding], {finding.policy})
    answer = alone.refusals([finding]).get(key_of(finding))
    if answer is not None:
        return _why_refused(answer, bench)  # what others change first lets the whole pass here
    if key_of(finding) in alone.left:
        return _STILL_THERE
    made = tuple(bench.attempt([finding]).brought.against.values())
    return _brings(made) if made else Withheld("choice", "they clear it alone, and not with those of others")
