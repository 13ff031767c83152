"""The rules of the gate, one by one, and over every fixture: nothing new or worse ever ends with 0."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.errors import ReturnCode
from auditor.gate.decide import evidence_reasons, message_reasons, return_code, verdict_reasons
from auditor.gate.reasons import Reasons
from auditor.gate.trials import trial_reasons
from auditor.gather import gather
from auditor.judge.compare import compare
from auditor.models.place import Diagnostic
from auditor.models.verdict import CrossCheck, TrialResult
from auditor.racf.commands import Reaction
from auditor.run import Terms, engine_of, examine, prepared
from auditor.settings import Settings
from tests.judge.test_compare import accepted, masked, result, verdict
from tests.shop.build import FIXTURES
from tests.shop.faults import FAULTS


def reasons(before, after, gate="warns"):
    old, new = result(*before), result(*after)
    return verdict_reasons(compare(old, new), new, {"PT-A01": gate})


@pytest.mark.parametrize(
    ("severity", "gate", "blocks"),
    [
        ("critical", "warns", True),
        ("high", "no", True),
        ("high", "optional", True),
        ("medium", "warns", False),
        ("medium", "blocks", True),
        ("low", "no", False),
        ("low", "blocks", True),
    ],
)
def test_severity_or_metadata_block_a_new_fail_and_an_open_one(severity, gate, blocks):
    now = verdict("fail", severity)
    for before in ([], [verdict("pass")], [masked(now)], [accepted(now)]):
        found = reasons(before, [now], gate)
        assert (len(found.blocks), len(found.warns)) == ((1, 0) if blocks else (0, 1))


@pytest.mark.parametrize("before", [[], [verdict("pass")], [masked(verdict("fail"))]])
def test_an_accepted_risk_is_listed_and_does_not_block(before):
    found = reasons(before, [accepted(verdict("fail", "critical"))], "blocks")
    assert (found.blocks, len(found.warns)) == ([], 1)
    assert "accepted by a until 2099-01-01" in found.warns[0]


@pytest.mark.parametrize("word", ["advisory", "undecided"])
def test_a_worse_word_is_listed(word):
    for before in ([], [verdict("pass")], [verdict("not_applicable")]):
        found = reasons(before, [verdict(word)], "blocks")
        assert (found.blocks, len(found.warns)) == ([], 1)


@pytest.mark.parametrize("word", ["pass", "not_applicable"])
def test_what_is_better_is_no_reason(word):
    for before in ([verdict("fail")], [verdict("advisory")], [verdict("undecided")], []):
        found = reasons(before, [verdict(word)], "blocks")
        assert found == Reasons()


def test_a_change_that_is_not_refreshed_blocks_even_if_it_is_accepted():
    owed = replace(verdict("fail", "high"), policy="PT-D03", object="class:APPL")
    assert len(reasons([], [owed]).blocks) == 1
    assert len(reasons([owed], [owed]).blocks) == 1
    assert len(reasons([], [accepted(owed)]).blocks) == 1
    assert reasons([], [replace(owed, verdict="pass")]) == Reasons()


@pytest.mark.parametrize(
    ("level", "blocks", "warns"),
    [("refused", 1, 0), ("not-understood", 1, 0), ("undecided", 0, 1), ("warning", 0, 0), ("note", 0, 0)],
)
def test_messages_count_by_their_level(level, blocks, warns):
    found = message_reasons([Reaction(7, "ICH1", "system", "so it is", level)])
    assert (len(found.blocks), len(found.warns)) == (blocks, warns)
    assert all("line 7" in text and "so it is" in text for text in (*found.blocks, *found.warns))


def coded(code, **more):
    return result().model_copy(update={"return_code": code, **more})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_return_code_of_12_is_never_accepted(place):
    results = [coded(8)] * 3
    results[place] = coded(12)
    found = evidence_reasons(results, strict=False)
    assert len(found.blocks) == 1
    assert return_code(found, results) == ReturnCode.DAMAGED


def test_damage_and_disagreement_are_named():
    lost = tuple(
        Diagnostic(input="unload", path="u", record=number, level="error", code="cut", message="it is cut")
        for number in range(7)
    )
    checked = CrossCheck(agree=1, disagree=2, trials=())
    found = evidence_reasons([coded(12, diagnostics=lost, crosscheck=checked)], strict=False).blocks
    assert found[0] == "the evidence is damaged: u, record 0: it is cut"
    assert found[5:] == [
        "the evidence is damaged: 2 more errors",
        "the policies and the model of RACF disagree about 2 trials",
    ]


def test_the_code_is_8_for_a_block_4_for_a_list_and_0_for_nothing():
    sound = [coded(0)]
    assert return_code(Reasons(blocks=["x"], warns=["y"]), sound) == ReturnCode.FINDINGS
    assert return_code(Reasons(warns=["y"]), sound) == ReturnCode.NOTED
    assert return_code(Reasons(), [coded(8)]) == ReturnCode.CLEAN


# -- trials ------------------------------------------------------------------------------------------------------


def trial(step, expected, simulated=None, client="c", keys=("APP1",)):
    return TrialResult(
        client=client, user="U", requester="R", endpoint="E", application="APP1", step=step, ticket="legacy",
        expected=expected, simulated=simulated or expected, reasons=("because",), racf_return_code=None,
        keys_tried=keys, agrees=True,
    )  # fmt: skip


def tried(before, after, old=(), new=()):
    def done(trials, verdicts):
        return result(*verdicts).model_copy(
            update={"crosscheck": CrossCheck(agree=0, disagree=0, trials=tuple(trials))}
        )

    found = trial_reasons(done(before, old), done(after, new))
    return len(found.blocks), len(found.warns)


@pytest.mark.parametrize(
    ("step", "before", "after", "counts"),
    [
        ("logon", ("allowed",), ("denied",), (1, 0)),
        ("logon", ("allowed",), ("allowed", "denied"), (1, 0)),
        ("logon", ("denied", "allowed"), ("denied",), (1, 0)),
        ("logon", ("allowed",), ("undecided",), (0, 1)),
        ("logon", ("undecided",), ("denied",), (0, 1)),
        ("logon", ("denied",), ("denied",), (0, 0)),
        ("logon", ("denied",), ("allowed",), (0, 0)),
        ("generate", ("allowed",), ("denied",), (0, 1)),
        ("wrong-user", ("denied",), ("allowed",), (1, 0)),
        ("wrong-user", ("denied",), ("denied", "allowed"), (1, 0)),
        ("altered", ("undecided",), ("allowed",), (1, 0)),
        ("too-late", ("denied",), ("undecided",), (0, 1)),
        ("too-late", ("allowed",), ("allowed",), (0, 0)),
        ("too-early", ("allowed",), ("denied",), (0, 0)),
        ("replay-other-system", ("denied",), ("allowed",), (0, 0)),
        ("impersonate", ("denied",), ("allowed",), (0, 1)),
        ("impersonate", ("undecided",), ("allowed",), (0, 1)),
        ("impersonate", ("allowed",), ("denied",), (0, 0)),
    ],
)
def test_each_step_has_its_rule(step, before, after, counts):
    assert tried([trial(step, *before)], [trial(step, *after)]) == counts


def test_a_trial_that_is_not_asked_any_more_says_nothing():
    assert tried([trial("logon", "allowed"), trial("wrong-user", "denied")], []) == (0, 0)


def test_a_trial_that_is_new_is_judged_by_itself():
    assert tried([], [trial("logon", "denied")]) == (0, 1)
    assert tried([], [trial("logon", "allowed")]) == (0, 0)
    assert tried([], [trial("wrong-user", "allowed")]) == (1, 0)
    assert tried([], [trial("impersonate", "allowed")]) == (0, 1)


def test_a_step_without_a_rule_counts_where_the_user_got_in_before():
    extra = [trial("replay-other-system", "denied")], [trial("replay-other-system", "allowed")]
    logon = trial("logon", "allowed")
    assert tried([logon, *extra[0]], [logon, *extra[1]]) == (0, 1)


def test_a_replay_is_excused_by_its_finding_alone():
    tells = replace(verdict("fail", "medium"), policy="PT-C03", object="profile:PTKTDATA/APP1")
    other = replace(tells, object="profile:PTKTDATA/APP2")
    shut, opened = trial("logon", "denied"), trial("logon", "allowed")
    then, now = trial("replay", "denied"), trial("replay", "allowed")
    assert tried([opened, then], [opened, now], new=[tells]) == (1, 0)
    assert tried([opened, then], [opened, now], new=[accepted(tells)]) == (0, 1)
    assert tried([opened, then], [opened, now], new=[accepted(other)]) == (1, 0)
    assert tried([shut, then], [opened, now], old=[masked(tells)], new=[tells]) == (0, 1)
    assert tried([shut, then], [opened, now], old=[other], new=[tells]) == (1, 0)
    assert tried([opened, then], [opened, now], old=[tells], new=[tells]) == (1, 0)
    altered = [trial("altered", "denied")], [trial("altered", "allowed")]
    assert tried([shut, *altered[0]], [opened, *altered[1]], old=[tells], new=[accepted(tells)]) == (1, 0)


def test_many_impersonations_are_all_listed():
    def many(outcome):
        return [trial("impersonate", outcome, client=f"c{number}") for number in range(25)]

    assert tried(many("denied"), many("allowed")) == (0, 25)


# -- every fixture -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged():
    sound = Settings.load(FIXTURES / "sound/auditor.toml")
    with prepared(sound.policies, engine_of(sound)) as judges:

        def judge(slug):
            settings = Settings.load(FIXTURES / slug / "auditor.toml")
            gathered = gather(settings)
            return examine(gathered.estate, gathered, judges, Terms(), withheld="nothing is tried here").result

        yield judge("sound"), judge, {policy.id: policy.gate for policy in judges.catalogue.policies}


@pytest.mark.parametrize("slug", sorted(set(FAULTS) - {"inputs-do-not-match"}))  # no change alters inputs
def test_a_change_from_sound_to_a_fault_is_never_silent(slug, judged):
    sound, judge, gates = judged
    after = judge(slug)
    found = verdict_reasons(compare(sound, after), after, gates)
    found.extend(trial_reasons(sound, after))
    found.extend(evidence_reasons([after], strict=False))
    policy = FAULTS[slug].policy
    named = [text for text in (*found.blocks, *found.warns) if text.startswith(policy)]
    assert named
    fails = [one for one in after.verdicts if one.policy == policy and one.verdict == "fail"]
    if any(one.severity in ("critical", "high") for one in fails):
        assert any(text.startswith(policy) for text in found.blocks)
