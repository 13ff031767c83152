"""The sample tickets before and after a change: who is shut out, and what gets in that must not.

Two opinions stand in each trial; the one that is worse for the change counts.
Source: design, section 4, "Trial steps" and "gate.json".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.gate.reasons import Reasons
from auditor.models.verdict import Outcome, Result, TrialResult, Verdict

MUST_FAIL = frozenset({"wrong-user", "wrong-application", "too-early", "too-late", "replay", "altered"})
"""Steps that a sound path refuses."""
MUST_PASS = frozenset({"generate", "logon"})
"""Steps that a sound path takes."""
IMPERSONATE = "impersonate"
"""A step whose success is evidence of PT-B08, B17, B18 or B20, which judge it: it never blocks by itself."""
REPLAY_POLICY = "PT-C03"
"""Judges whether replay protection is off, which a site may need and accept."""

NOT_RUN = (
    "{count} sample tickets were not run here: this machine has no DES, which legacy tickets need. The policies alone "
    "say what becomes of them. Run the gate where DES is allowed, or move to enhanced tickets"
)

_Key = tuple[str, ...]
_Trials = dict[_Key, list[TrialResult]]


def trial_reasons(before: Result, after: Result) -> Reasons:
    """Return what the trials say against the change. A trial that is not asked any more says nothing."""
    reasons = Reasons()
    old, new = _by_key(before.crosscheck.trials), _by_key(after.crosscheck.trials)
    accepted = _Replay(before, after)
    impersonated: list[str] = []
    for key, now in new.items():
        then, step = old.get(key, []), now[0].step
        if step == IMPERSONATE:
            if _opens(then, now):
                impersonated.append(f"trial {_name(now[0])}: a ticket for {now[0].user} now gets in")
        elif step in MUST_FAIL:
            _must_fail(reasons, then, now, excused=accepted.excuses(then, now, old))
        elif step in MUST_PASS:
            _must_pass(reasons, then, now)
        else:
            _no_rule(reasons, then, now, logon="allowed" in _all(old.get((*key[:2], "logon"), [])))
    if after.crosscheck.not_run:
        reasons.warn(NOT_RUN.format(count=after.crosscheck.not_run))
    reasons.fold(impersonated, "trials of step impersonate that now get in")
    return reasons


def _must_fail(reasons: Reasons, then: list[TrialResult], now: list[TrialResult], *, excused: bool) -> None:
    what = f"trial {_name(now[0])}"
    if _opens(then, now):
        text = f"{what}: {_before(then)}, and after the change this ticket, which must be refused, gets in"
        reasons.add(f"{text}{' (PT-C03 tells of it)' if excused else ''}", blocks=not excused)
    elif _all(then) == {"denied"} and "undecided" in _all(now):
        reasons.warn(f"{what}: it was denied, and after the change nobody can tell")


def _must_pass(reasons: Reasons, then: list[TrialResult], now: list[TrialResult]) -> None:
    what, step = f"trial {_name(now[0])}", now[0].step
    was, is_now = _all(then), _all(now)
    if "allowed" in was and "denied" in is_now:
        reasons.add(f"{what}: it was allowed, and after the change it is denied{_why(now)}", blocks=step == "logon")
    elif "allowed" in was and "undecided" in is_now:
        reasons.warn(f"{what}: it was allowed, and after the change nobody can tell")
    elif step == "logon" and "denied" in is_now and "denied" not in was:
        reasons.warn(f"{what}: {_before(then)}, and after the change it is denied{_why(now)}")


def _no_rule(reasons: Reasons, then: list[TrialResult], now: list[TrialResult], *, logon: bool) -> None:
    """Steps that a sound path may take or refuse. `logon`: the user's own logon was allowed before."""
    if logon and "denied" in _all(then) and "allowed" in _all(now):
        reasons.warn(f"trial {_name(now[0])}: it was denied, and after the change it is allowed")


class _Replay:
    """Which replayed tickets a finding of its own accounts for: PT-C03 decides then, and a person."""

    def __init__(self, before: Result, after: Result) -> None:
        self._before = {one.object for one in before.verdicts if _fails(one)}
        self._waived = {one.object for one in after.verdicts if _fails(one) and one.waiver is not None}

    def excuses(self, then: list[TrialResult], now: list[TrialResult], old: Mapping[_Key, list[TrialResult]]) -> bool:
        """Whether the risk is accepted for the key, or was there and no ticket at all got in.

        While nobody could log on, the denied replay proved nothing: an activation brings back what PT-C03 said, masked.
        """
        if now[0].step != "replay":
            return False
        keys = {f"profile:PTKTDATA/{name}" for trial in now for name in trial.keys_tried}
        if keys & self._waived:
            return True
        logon = _all(old.get((now[0].client, now[0].user, "logon"), []))
        return bool(keys & self._before) and "allowed" not in logon and "allowed" not in _all(then)


def _fails(verdict: Verdict) -> bool:
    return verdict.policy == REPLAY_POLICY and verdict.verdict == "fail"


def _by_key(trials: Iterable[TrialResult]) -> _Trials:
    """Trials by client, user and step; those of one client that only differ in their maker apart."""
    rows: _Trials = {}
    for trial in trials:
        key: _Key = (trial.client, trial.user, trial.step)
        if trial.step == IMPERSONATE:
            key += (trial.requester or "", trial.endpoint, trial.way or "", trial.as_user or "")
        rows.setdefault(key, []).append(trial)
    return rows


def _all(trials: Iterable[TrialResult]) -> set[Outcome]:
    """Both opinions of every trial; of one that was not run, that of the policies."""
    return {
        outcome
        for trial in trials
        for outcome in ((trial.expected,) if trial.not_run else (trial.expected, trial.simulated))
    }


def _opens(then: list[TrialResult], now: list[TrialResult]) -> bool:
    """Whether somebody says that it gets in now, and not both opinions said so before."""
    return "allowed" in _all(now) and _all(then) != {"allowed"}


def _name(trial: TrialResult) -> str:
    maker = f" made by {trial.requester}" if trial.step == IMPERSONATE and trial.requester else ""
    return f"{trial.client}/{trial.user}/{trial.step}{maker}"


def _before(then: list[TrialResult]) -> str:
    was = _all(then)
    if not was:
        return "it was not asked before"
    return f"it was {next(iter(was))}" if len(was) == 1 else "both opinions differed before"


def _why(now: list[TrialResult]) -> str:
    """The reason of the opinion that denies, in brackets."""
    for trial in now:
        for outcome, reasons in ((trial.simulated, trial.reasons), (trial.expected, trial.expected_reasons)):
            if outcome == "denied" and reasons:
                return f" ({reasons[-1]})"
    return ""
