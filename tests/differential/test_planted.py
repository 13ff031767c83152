"""An error planted in one opinion makes the cross-check speak. Each row is one error that a person could make."""

from __future__ import annotations

import importlib
from functools import cache

import pytest

from auditor.crosscheck import compare, plan, run
from auditor.models.place import At
from auditor.models.racf import Factor, StartedTask
from auditor.racf.answer import Answer, either
from tests.differential.anybody import attempts
from tests.differential.opinions import Rego, crosscheck
from tests.racf.estates import (
    LEGACY,
    NOON,
    application_estate,
    client,
    endpoint,
    generic,
    keys,
    options,
    profile,
    user,
)
from tests.racf.installations import installation

SOUND = Rego()
MIXED = {"label": "EPT.KEY", "type": "MIXED", "timeout": 60, "replay": False}
RARE = {
    -1: lambda: application_estate(keys(**MIXED), endpoints=(endpoint(pswdmc="Y"),), options=options(mixedcase=False)),
    -2: lambda: application_estate(keys(**MIXED), endpoints=(endpoint(pswdmc="N"),)),
    -3: lambda: application_estate(
        keys(**LEGACY), users={"U1": user(factors=(Factor(name="AZFSIDP1", active=True, at=At(0, 33)),))}
    ),
}

TASK = StartedTask(at=At(0, 99), user="R1", group="", trusted=True, privileged=False)
RARE[-4] = lambda: application_estate(
    keys(**LEGACY), client("racf-service", requester="R1"), ptktdata={"IRRPTAUTH.APP1.U1": profile()},
    users={"U1": user(special=True), "R1": user()}, profiles={"STARTED": {"WEB.*": generic(started=TASK)}},
)  # fmt: skip

SEEDS = range(-4, 400)
"""Where an installation is looked for on which the error shows."""

IN_REGO = {
    "RESTRICTED users get ID(*) and UACC": ("access.rego", "input.users[user].restricted", "false"),
    "the group entry before the user's own": ("access.rego", "\tentry.acl[user]\n} else", "\tentry.acl[user]; false\n} else"),
    "the lowest group counts": ("access.rego", "top := max(", "top := min("),
    "GRPLIST is taken to be on": ("access.rego", "input.options.grplist.value == true", "true"),
    "a revoked connection counts": ("access.rego", "\tentry.acl[group]\n\tnot dates.revoked(connection)", "\tentry.acl[group]\n\tconnection"),
    "READ is enough to generate": ("requests.rego", '"UPDATE", "denied"', '"READ", "denied"'),
    "IRRPTAUTH fails open": ("requests.rego", '"UPDATE", "denied"', '"UPDATE", "allowed"'),
    "the APPL check fails closed": ("entering.rego", '"READ", "allowed"', '"READ", "denied"'),
    "conditional entries count as granted": (
        "access.rego",
        'weigh.undecided({sprintf("%s %s lets',
        'weigh.allowed({sprintf("%s %s lets',
    ),
    "WARNING protects": ("access.rego", "\tasked.entry.warning\n", "\tasked.entry.warning == null\n"),
    "falls through to the least specific profile": (
        "profiles.rego",
        '"name": found[0]',
        '"name": array.reverse(found)[0]',
    ),
    "disguised discretes are generic": ("profiles.rego", "\tentry.generic\n", "\thas_generic_characters(name)\n"),
    "generics are used with NOGENERIC": ("profiles.rego", "generic_on(class) == false", "false"),
    "generic key profiles are used": ("keys.rego", "[name].generic == false", "[name]"),
    "dates of revocation are ignored": ("dates.rego", "reached(entry.revoke_date)\n\tnot resumed_after", "false\n\tnot resumed_after"),
    "dates of resumption are ignored": ("dates.rego", "\tentry.revoked\n\tnot resumed(entry)", "\tentry.revoked"),
    "PROTECTED is ignored": ("users.rego", "if input.users[user].protected\n", "if input.users[user].protected == null\n"),
    "MFA is ignored": ("users.rego", "\tnot takes_tickets(user)\n\tsome one in", "\tfalse\n\tsome one in"),
    "TIMEOUT is ignored": ("tickets.rego", "abs(trial.offset) > limit", "abs(trial.offset) > 100000 + limit"),
    "replay switches are swapped": ("tickets.rego", 'makers.setting(name, "replay") == true', 'makers.setting(name, "replay") == false'),
    "APPLDATA is taken for REPLAY": ("tickets.rego", '\tkind == "legacy"\n\tkeys.legacy_replay', "\tkeys.legacy_replay"),
    "TYPE(MIXED) survives folding": ("tickets.rego", '"pswdmc").value == "N"', '"pswdmc").value == "never"'),
    "RACF=N stops tickets": ("trials.rego", "racf == false", "racf == 0"),
    "lost records are passed over": ("evidence.rego", "count(lost_records) == 0", "true"),
    "the default group is not looked at": ("users.rego", "not input.users[user].connections[name]", "name == null"),
    "an impersonation asks nobody": ("requests.rego", '\ttrial.step == "impersonate"\n\tnot makers.by_key(trial)', '\ttrial.step == "impersonate"\n\tfalse'),
    "started tasks that impersonate are batch jobs": ("requests.rego", '{"task": "racf-service"}', '{"task": "sql-batch"}'),
    "CONTROL is control of a key profile": ("custody.rego", '"needed": "ALTER"', '"needed": "CONTROL"'),
    "WARNING lets commands through": ("custody.rego", '{"warning": false}', "{}"),
    "no client has a key": ("custody.rego", "trial.key_profile in held_by[trial.client]", "false"),
    "who controls a key needs no access": ("custody.rego", "control(trial.requester, trial.key_profile) if", 'weigh.allowed({"so"}) if'),
    "an impersonator's ticket is of the kind that RACF makes": ("makers.rego", "} else := {trial.ticket} if {\n\tby_key(trial)", "} else := {trial.ticket} if {\n\tfalse"),
    "the unqualified key makes every ticket": ("makers.rego", "\tby_key(trial)\n\tprofile :=", "\tfalse\n\tprofile :="),
    "the global access table is forgotten": ("requests.rego", 'permission.outcome == "denied"\n', "false\n"),
}  # fmt: skip


def _swap(first, second):
    """Two values of a function's answers change places."""
    return lambda old: lambda *given: {first: second, second: first}.get(old(*given), old(*given))


def _turned(outcome, into):
    """An answer of one outcome becomes another one."""

    def plant(old):
        def new(*given, **named):
            answer = old(*given, **named)
            return Answer(into, answer.reasons) if answer.outcome == outcome else answer

        return new

    return plant


def _always(value):
    return lambda _old: lambda *_given, **_named: value


IN_PYTHON = {
    "who controls a key needs no access": ("crosscheck.making.may_replace_key", _always(Answer("allowed"))),
    "nobody controls a key": ("crosscheck.making.may_replace_key", _always(Answer("denied"))),
    "WARNING lets commands through": ("control.replace", lambda _old: lambda profile, **_: profile),
    "a requester who impersonates asks nobody": ("crosscheck.making.by_services", _always(Answer("allowed"))),
    "no client has a key": ("crosscheck.making.holds_key", _always(False)),
    "a key holder's ticket is made with the key of the application": (
        "crosscheck.making.key_profile",
        lambda old: lambda system, name: old(system, name.partition(".")[0]),
    ),
    "nobody is revoked": ("users.revoked_on", _always(False)),
    "the check of PROTECTED is left out": ("verify._protected", _always(Answer("allowed"))),
    "MFA is left out": ("verify._multi_factor", _always(Answer("allowed"))),
    "days and times are left out": ("verify.day_and_time", _always(Answer("allowed"))),
    "INACTIVE is left out": ("verify.inactivity", _always(Answer("allowed"))),
    "the window is left out": ("credential._in_time", _always(Answer("allowed"))),
    "every ticket is unused": ("credential._unused", _always(Answer("allowed"))),
    "replay switches are swapped": ("credential.reuse_allowed", _swap(True, False)),
    "TYPE makes no demands": ("credential._of_type", _always(Answer("allowed"))),
    "APPL denials are passed over": ("verify.decide", _turned("denied", "allowed")),
    "IRRPTAUTH fails open": ("services.decide", _turned("denied", "allowed")),
    "what is unknown is allowed": ("access.either", lambda _old: lambda some, why: next(iter((either(some, why) and tuple(some)) or (Answer("allowed"),)))),
    "PTKTDATA needs no RACLIST": ("access.raclisted", _always(None)),
    "mandatory access is left out": ("access._mandatory", lambda _old: lambda _system, _profile, allowed: allowed),
    "conditional entries are left out": ("access.conditional_entry", _always(None)),
    "only the unqualified key is tried": ("keys.qualified_names", _always(())),
    "nothing of the unload is lost": ("system.System.lost", _always(None)),
    "a user's lost records do not matter": ("system.System.lost_user", _always(None)),
    "all patterns match": ("patterns.matches", _always(True)),
    "the specificity is turned round": ("patterns.specificity", lambda old: lambda name: tuple(-one for one in old(name))),
    "steps are swapped: VERIFY asks APPL for the one who asked for the ticket": (
        "verify._application",
        lambda old: lambda system, logon: old(system, logon.__class__("R1", logon.application, logon.at, logon.ticket)),
    ),
}  # fmt: skip


@cache
def asked(seed):
    """The installation with its trials; the first ones are made for rules that chance meets rarely."""
    estate = RARE[seed]() if seed < 0 else installation(seed)
    return estate.model_copy(update={"trials": (*plan(estate), *attempts(estate, seed))})


@cache
def expected(seed):
    """What Rego expects, without an error."""
    return SOUND.expected(asked(seed))


@cache
def simulated(seed):
    """What the model does, without an error."""
    return run(asked(seed), asked(seed).trials, keys=None, now=NOON)


@pytest.mark.parametrize("name", IN_REGO)
def test_an_error_in_rego_shows(name):
    file, right, wrong = IN_REGO[name]

    def plant(text):
        assert right in text, f"{file} has changed: plant the error anew"
        return text.replace(right, wrong)

    rego = Rego({file: plant})
    assert any(compare(asked(seed).trials, rego.expected(asked(seed)), simulated(seed)).disagree for seed in SEEDS)


@pytest.mark.parametrize("name", IN_PYTHON)
def test_an_error_in_the_model_shows(name, monkeypatch):
    path, plant = IN_PYTHON[name]
    module, *rest = path.split(".")
    if module == "crosscheck":
        module, rest = f"crosscheck.{rest[0]}", rest[1:]
    else:
        module = f"racf.{module}"
    target = importlib.import_module(f"auditor.{module}")
    for part in rest[:-1]:
        target = getattr(target, part)
    monkeypatch.setattr(target, rest[-1], plant(getattr(target, rest[-1])))
    assert any(
        compare(asked(seed).trials, expected(seed), run(asked(seed), asked(seed).trials, keys=None, now=NOON)).disagree
        for seed in SEEDS
    )


def test_without_an_error_nothing_speaks():
    rego = Rego()
    assert not any(crosscheck(installation(seed), rego).disagree for seed in range(40))


def test_two_steps_swapped_in_verify_change_the_return_code_only(monkeypatch):
    """The order of the checks is not documented: it may decide which code is given, never who gets in."""
    verify = importlib.import_module("auditor.racf.verify")
    old = verify._all_checks
    monkeypatch.setattr(verify, "_all_checks", lambda *given: tuple(reversed(old(*given))))
    rego = Rego()
    assert not any(crosscheck(installation(seed), rego).disagree for seed in range(40))
