"""What must hold for the remedies of any installation: what is wrong with them is told, a line each.

(d) Every open finding has commands that clear it, or is left to a person with the reason; our own command is never the
obstacle. The script is accepted by the rules of a gate, and its first comment tells what it brings into effect.
(e) The script and then its undo give the installation before, but for what the undo says.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from auditor.gate.decide import message_reasons, verdict_reasons
from auditor.gate.reasons import Reasons
from auditor.gather import gather
from auditor.judge.compare import compare
from auditor.judge.judge import judge
from auditor.models.estate import Change, Estate
from auditor.models.place import InputFile
from auditor.models.verdict import Result, Verdict
from auditor.racf.commands import Team, apply, parse_script
from auditor.remedy import Fail, Key, Outlook, Proven, prove, scripts, worse
from auditor.remedy.differ import differences
from auditor.run import Judges, Terms, examine, terms_of
from auditor.settings import Settings
from tests.remedy.scripts import parts


class Case(NamedTuple):
    """An installation, judged, and its remedies."""

    estate: Estate
    verdicts: tuple[Verdict, ...]
    proven: Proven


def of_fixture(settings: Settings, judges: Judges) -> Case:
    """Judge a fixture as a scan does it."""
    gathered = gather(settings)
    done = examine(gathered.estate, gathered, judges, terms_of(settings, gathered))
    told = judge(gathered.estate.model_copy(update={"trials": ()}), *judges, gathered.lines).verdicts
    return Case(gathered.estate, told, done.remedies)


def of_estate(estate: Estate, judges: Judges) -> Case:
    """Judge an installation that no file was read for, without sample tickets."""
    estate = estate.model_copy(update={"trials": ()})
    told = judge(estate, *judges, {}).verdicts

    def again(changed: Estate, only: Container[str] | None = None) -> Outlook:
        fails: dict[Key, Fail] = {}
        for one in judge(changed, *judges, {}).verdicts:
            if one.verdict == "fail":
                fail = Fail(one.severity, one.masked_by is not None, one.message, one.remediation)
                fails[one.policy, one.object] = worse(fails.get((one.policy, one.object)), fail)
        return Outlook(fails)

    return Case(estate, told, prove(told, estate, estate, again, gates=_gates(judges)))


def _gates(judges: Judges) -> Mapping[str, str]:
    return {policy.id: policy.gate for policy in judges.catalogue.policies}


def wrong(case: Case, judges: Judges) -> Iterator[str]:
    """Give what is wrong, a line each."""
    script = scripts(case.proven, "S", "2026-11-02")["remediation.racf"]
    yield from _every_finding(case, script.decode())
    yield from _gate(case, script, judges)
    yield from _undone(case, script)


def _every_finding(case: Case, text: str) -> Iterator[str]:
    remedied = {(one.policy, one.object) for one in case.proven.remedied}
    left = {(one.policy, one.object): one for one in case.proven.choices}
    for verdict in case.proven.verdicts:
        key = verdict.policy, verdict.object
        if verdict.verdict != "fail" or verdict.waiver is not None or key in remedied:
            continue
        withheld = case.proven.dropped.get(key)
        if key not in left:
            yield f"{key}: neither commands nor a choice"
        elif withheld is not None and withheld.kind == "failed":
            yield f"{key}: our own commands are the obstacle: {withheld.why}: {left[key].remediation.racf}"
        elif withheld is None and not left[key].remediation.other:
            yield f"{key}: left to a person without a reason"
        elif verdict.policy not in text:
            yield f"{key}: not in the script"


def _gate(case: Case, script: bytes, judges: Judges) -> Iterator[str]:
    """The whole file through the rules of a gate, as somebody with SPECIAL alone runs it."""
    estate = case.estate
    issuer = min((name for name, user in estate.users.items() if user.special and not user.revoked), default=None)
    users = estate.users
    if issuer is not None:
        from dataclasses import replace

        users = {**users, issuer: replace(users[issuer], auditor=False)}
    parsed = parse_script(script)
    if not parsed.commands:
        return
    file = InputFile(kind="change", path="change", sha256="", codepage="utf-8", records=0)
    before = estate.model_copy(update={"inputs": (*estate.inputs, file)})
    start = before.model_copy(update={"users": users})
    done = apply(parsed, start, start, issuer, source=len(before.inputs) - 1)
    active = done.active.model_copy(
        update={
            "users": {
                **done.active.users,
                **(
                    {issuer: before.users[issuer]}
                    if issuer and issuer in done.active.users and done.active.users[issuer] == users[issuer]
                    else {}
                ),
            }
        }
    )
    active = active.model_copy(update={"change": Change(layer="active", owed=done.owed), "trials": ()})
    now = Result.model_construct(verdicts=judge(active, *judges, {}).verdicts)
    was = Result.model_construct(verdicts=case.verdicts)
    moved = compare(was, now)
    reasons = Reasons()
    reasons.extend(message_reasons(done.messages))
    reasons.extend(verdict_reasons(moved, now, _gates(judges)))
    for reason in reasons.blocks:
        yield f"a gate blocks the script: {reason}"
    head = " ".join(line.strip("/* ") for line in script.decode().split("PART 1")[0].splitlines())
    for verdict in (*moved.new, *moved.in_effect):
        if verdict.verdict == "fail" and f"{verdict.policy} on " not in head:
            yield f"not told in the first comment: {verdict.policy} on {verdict.object}"


def _undone(case: Case, script: bytes) -> Iterator[str]:
    text = parts(script)
    issuer = Team(min((name for name, user in case.estate.users.items() if user.special), default=None))
    change = parse_script("\n".join(text.get(name, "") for name in ("PART 1", "PART 2")))
    if not change.commands:
        return
    done = apply(change, case.estate, case.estate, issuer)
    undo = parse_script(text.get("UNDO", ""))
    # Nothing takes a password back: then there is no command, and what was lost is said.
    back = apply(undo, done.stored, done.active, issuer) if undo.commands else done
    for one in back.messages if undo.commands else ():
        if one.level in ("refused", "not-understood"):
            yield f"the undo is refused: {one.object}: {one.text}"
    said = " ".join(case.proven.undo.lost)
    for one in differences(case.estate, back.stored):
        name = one.name if one.kind != "option" else "option"
        if name not in said:
            yield f"not as it was, and not said: {one.object} {one.parts}"


__all__ = ["Case", "Terms", "of_estate", "of_fixture", "wrong"]
