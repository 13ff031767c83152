"""What must hold for the set-up of any installation: what is wrong with it is told, a line each.

After the scripts what a declared client needs passes, or a choice is named; every sample logon works, or a person is
told; nothing else is worse; a second run writes nothing; the undo gives the installation before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor import crosscheck
from auditor.gather import gather
from auditor.judge.compare import compare
from auditor.judge.judge import judge
from auditor.models.estate import Estate
from auditor.models.verdict import CrossCheck, Result
from auditor.racf.commands import Team, apply, parse_script
from auditor.remedy.differ import differences
from auditor.run import Judges, terms_of
from auditor.settings import Settings
from auditor.setup.files import files
from auditor.setup.lines import POLICIES
from auditor.setup.needs import needs
from auditor.setup.plan import plan
from auditor.setup.proof import CLIENT_FILES, LABELS, administrator, prove
from auditor.setup.run import Setup, of_estate, worked_out
from auditor.setup.targets import declared

NOON = 1_793_620_800


def of_fixture(settings: Settings, judges: Judges) -> Setup:
    """Set a fixture up as the command does it."""
    gathered = gather(settings)
    return of_estate(gathered.estate, gathered, judges, terms_of(settings, gathered))


def of_installation(estate: Estate, judges: Judges) -> Setup:
    """Set an installation up that no file was read for."""
    return worked_out(estate, judged(judges), gates(judges))


def gates(judges: Judges) -> Mapping[str, str]:
    return {policy.id: policy.gate for policy in judges.catalogue.policies}


def judged(judges: Judges):
    """Audits an estate without files: verdicts, and the sample tickets of its clients by the model alone."""

    def once(estate: Estate, _: Sequence[str]) -> Result:
        trials = crosscheck.plan_of_clients(estate)
        asked = estate.model_copy(update={"trials": trials, "untried": 0})
        judgement = judge(asked, *judges, {})
        from msgspec.structs import asdict

        checked = crosscheck.compare(
            trials, map(asdict, judgement.expectations), crosscheck.run(estate, trials, keys=None, now=NOON),
            estate=estate, inputs=estate.inputs, lines={},
        ) if trials else CrossCheck(agree=0, disagree=0, trials=())  # fmt: skip
        return Result.model_construct(verdicts=judgement.verdicts, crosscheck=checked, return_code=0, diagnostics=())

    return once


def wrong(done: Setup, judges: Judges) -> Iterator[str]:
    """Give what is wrong, a line each."""
    yield from _unnamed(done)
    yield from _worse(done)
    yield from _more_than_declared(done)
    yield from _twice(done, judges)
    yield from _undone(done)


def _unnamed(done: Setup) -> Iterator[str]:
    told = {one.subject for one in done.left}
    ours = {f"client:{one.id}" for one in declared(done.before)}
    for verdict in done.proven.after.verdicts:
        open_ = verdict.verdict == "fail" and verdict.masked_by is None and verdict.waiver is None
        client = verdict.object.partition("/user:")[0]
        if open_ and verdict.policy in POLICIES and client in ours and verdict.object not in told:
            yield f"{verdict.policy} on {verdict.object} still fails, and nobody is told"
    for one in done.proven.logons:
        known = {f"client:{one.client}/user:{one.user}", f"client:{one.client}", f"user:{one.user}"}
        known |= {f"endpoint:{one.endpoint}"}
        if one.simulated != "allowed" and f"client:{one.client}" in ours and not known & told:
            yield f"logon of {one.client}/{one.user} is {one.simulated}, and nobody is told: {one.reasons}"
    for one in done.proven.enters:
        if f"client:{one.client}/user:{one.user}" not in told:
            yield f"{one.client}/{one.user}/{one.step} gets in, and nobody is told"


def _worse(done: Setup) -> Iterator[str]:
    moved = compare(done.proven.before, done.proven.after)
    clients = {f"client:{line.client}" for line in done.proven.plan.of("clients")}
    for one in (*moved.new, *moved.worse):
        expected = one.policy == LABELS or (one.policy == CLIENT_FILES and one.object in clients)
        if one.verdict == "fail" and one.waiver is None and one.severity in ("critical", "high") and not expected:
            yield f"worse than before: {one.policy} on {one.object}: {one.message}"
    was = {(one.client, one.user) for one in _logons(done.proven.before) if one.simulated == "allowed"}
    now = {(one.client, one.user) for one in _logons(done.proven.after) if one.simulated == "denied"}
    yield from (f"{client}/{user} could log on, and can no more" for client, user in sorted(was & now))


def _logons(result: Result) -> list:
    return [one for one in result.crosscheck.trials if one.step == "logon"]


def _more_than_declared(done: Setup) -> Iterator[str]:
    """Least privilege: each permit is a declared need, to the very resource and level."""
    wanted = {
        f"PERMIT {need.resource} CLASS({need.class_name}) ID({need.id}) ACCESS({need.level})"
        for target in done.targets
        for need in needs(target)
    }
    for line in done.proven.plan.of("racf"):
        if line.text.startswith("PERMIT ") and "RESET" not in line.text and line.text not in wanted:
            yield f"nobody declares a need for: {line.text}"
        if line.text.startswith("RDEFINE ") and "UACC(NONE)" not in line.text:
            yield f"not closed: {line.text}"


def _twice(done: Setup, judges: Judges) -> Iterator[str]:
    if not done.proven.plan.lines:
        return
    again = plan(done.proven.estate, done.proven.after.verdicts)
    known = {(line.who, line.text, line.endpoint, line.client) for line in done.proven.plan.lines}
    for line in again.lines:
        if (line.who, line.text, line.endpoint, line.client) in known and "REFRESH" not in line.text:
            yield f"a second run asks for the same again: {line.text}"
    second = prove(done.proven.estate, judged(judges)(done.proven.estate, ()), again, judged(judges), gates(judges))
    for line in second.plan.lines:
        yield f"a second run writes: {line.text}"


def _undone(done: Setup) -> Iterator[str]:
    """The files themselves are run on the model: the set-up, and then its undo."""
    written = files(done)
    if "setup.racf" not in written:
        return
    start, team = done.before, Team(administrator(done.before))
    source = len(start.inputs) - 1
    after = apply(parse_script(written["setup.racf"]), start, start, team, source=source)
    for one in after.messages:
        if one.level in ("refused", "not-understood"):
            yield f"setup.racf is refused: {one.object}: {one.text}"
    back = apply(parse_script(written.get("undo.racf", b"")), after.stored, after.active, team, source=source)
    said = " ".join(done.proven.undo.lost)
    for one in differences(start, back.stored):
        if (one.name if one.kind != "option" else "option") not in said:
            yield f"not as it was, and not said: {one.object} {one.parts}"
