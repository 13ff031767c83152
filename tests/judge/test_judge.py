from __future__ import annotations

import hashlib
import json

import pytest

from auditor.errors import EngineFailed, PolicyBroken
from auditor.judge.judge import judge
from auditor.judge.verdicts import fingerprint
from auditor.models.estate import Estate, Trial
from auditor.models.place import InputFile
from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.engine import Embedded
from auditor.visible import visible
from tests.rows import ROW

SOURCE = InputFile(kind="hwscfg", path="HWSCFG00", sha256="0" * 64, codepage="utf-8", records=3)
ESTATE = Estate(system="S", as_of="2026-11-01", inputs=(SOURCE,))
FOLDER_BODY = "verdicts contains 1 if input.system\n"


def verdict(**changes):
    return {**ROW, **changes}


def deep(levels):
    return [deep(levels - 1)] if levels > 1 else []


class Says:
    """An engine that says what a test wants."""

    name = "embedded"

    def __init__(self, *rows, trials=()):
        self.rows, self.trials = rows, trials

    def answers(self, modules, questions, document):  # noqa: ARG002 - the port's signature
        json.loads(document)
        for question in reversed(questions):
            rows = self.trials if question == "trials" else self.rows
            yield question, json.dumps(rows, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("policies")
    head = (
        "# METADATA\n# title: T\n# description: D\n"
        "# custom: {id: PT-A01, severity: high, judges: [endpoint], needs: [], gate: blocks}\n"
    )
    (folder / "no-key").mkdir()
    text = head + "package auditor.policies.no_key\nimport rego.v1\n" + FOLDER_BODY
    (folder / "no-key" / "no_key.rego").write_text(text)
    (folder / "frameworks").mkdir()
    (folder / "frameworks" / "one.yaml").write_text(
        "framework: F\ntitle: F\npublisher: P\nlimits: none\n"
        "controls: [{id: C-1, text: x, policies: [{policy: PT-A01, fit: supports}]}]\n"
    )
    return load_catalogue(folder=folder)


def judged(catalogue, *rows, estate=ESTATE, lines=None, **more):
    return judge(estate, catalogue, Says(*rows, **more), lines or {(0, 2): "HWS ID=IMSA\x1b[2J,RACF=N"})


def test_a_verdict_gets_its_place_control_and_fingerprint(catalogue):
    (one,) = judged(catalogue, verdict()).verdicts
    place = one.places[0]
    assert (place.input, place.path, place.record, place.columns) == ("hwscfg", "HWSCFG00", 2, (5, 9))
    assert place.text == "HWS ID=IMSA·[2J,RACF=N"
    assert [(control.framework, control.id, control.fit) for control in one.controls] == [("F", "C-1", "supports")]
    assert one.fingerprint == fingerprint("PT-A01", "endpoint:IMSA", {"level": "NONE"})


def test_places_cited_alike_are_the_same_and_in_order_whoever_cites_them(catalogue):
    first, second = ({"at": [0, 2, column, 9], "role": "primary", "note": "here"} for column in (1, 5))
    rows = [verdict(object=f"endpoint:{name}", places=cited) for name, cited in (
        ("A", [first, second]), ("B", [first, second]), ("C", [second, first]), ("D", [second]), ("E", []),
    )]  # fmt: skip
    found = [one.places for one in judged(catalogue, *rows).verdicts]
    assert found[0] is found[1]
    assert found[0] == found[2] == (*judged(catalogue, verdict(places=[first])).verdicts[0].places, *found[3])
    assert [place.columns for place in found[0]] == [(1, 9), (5, 9)]
    assert found[4] == ()


def test_a_whole_record_has_no_columns(catalogue):
    (one,) = judged(catalogue, verdict(places=[{"at": [0, 2, 0, 0], "role": "primary", "note": ""}])).verdicts
    assert one.places[0].columns is None


def test_the_fingerprint_knows_facts_and_not_places_or_words():
    facts = {"b": 1, "a": None}
    same = fingerprint("PT-A01", "system", dict(reversed(facts.items())))
    assert fingerprint("PT-A01", "system", facts) == same
    assert fingerprint("PT-A01", "system", {}) == hashlib.sha256(b'["PT-A01","system",{}]').hexdigest()[:32]
    others = {
        fingerprint("PT-A02", "system", facts),
        fingerprint("PT-A01", "class:APPL", facts),
        fingerprint("PT-A01", "system", {"b": 2, "a": None}),
    }
    assert len(others | {same}) == 4


def test_the_worst_names_the_policy_and_objects_are_counted_once(catalogue):
    words = ["not_applicable", "pass", "advisory", "undecided", "fail"]
    rows = [verdict(object=f"endpoint:{word}", verdict=word, reason="why") for word in words]
    for size in range(1, len(words) + 1):
        summary = judged(catalogue, *rows[:size]).policies[0]
        assert (summary.verdict, summary.examined) == (words[size - 1], size)
    assert judged(catalogue, verdict(), verdict(message="Again.")).policies[0].examined == 1


@pytest.mark.parametrize("mark", ["\x7f", "\x1b", "\u202e", "\u2028"])
def test_one_verdict_with_an_unseen_character_changes_no_other(catalogue, mark):
    facts = {"level": 2.0, "texts": ["a", {"b": 1.0}]}
    ours = verdict(facts=facts, places=verdict()["places"] * 2)
    odd = verdict(object=f"endpoint:Z{mark}", message=mark + "m", facts={mark: mark}, assumptions=[mark])
    alone, (beside, shown) = judged(catalogue, ours).verdicts, judged(catalogue, odd, ours).verdicts
    assert alone == (beside,)
    assert json.dumps(beside.facts) == '{"level": 2, "texts": ["a", {"b": 1}]}'
    assert (shown.object, shown.message, shown.facts, shown.assumptions) == ("endpoint:Z·", "·m", {"·": "·"}, ("·",))
    assert shown.fingerprint == fingerprint("PT-A01", f"endpoint:Z{mark}", {"·": "·"})


def test_order_does_not_depend_on_the_engine(catalogue):
    rows = [verdict(object=f"endpoint:{name}") for name in "CAB"]
    assert judged(catalogue, *rows).verdicts == judged(catalogue, *reversed(rows)).verdicts


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("all well", "should be an object"),
        (verdict(verdict="passed"), "verdict: Input should be"),
        (verdict(severity="bad"), "severity"),
        (verdict(object="IMSA"), "names no object"),
        (verdict(object="endpoint:"), "names no object"),
        (verdict(message=" "), "no message"),
        (verdict(verdict="undecided"), "undecided without a reason"),
        (verdict(masked_by="PT-Z99"), "which is no policy"),
        (verdict(places=[{"at": [1, 2, 0, 0], "role": "primary", "note": ""}]), "cites input 1"),
        (verdict(places=[{"at": [-1, 2, 0, 0], "role": "primary", "note": ""}]), "cites input -1"),
        (verdict(places=[{"at": [0, "x", 0, 0], "role": "primary", "note": ""}]), "places.0.at.1: Input should be a"),
        (verdict(facts={"a": [[]] * 2, "b": deep(190)}), "facts: Nested deeper"),
        (verdict(extra=1), "extra: Extra inputs are not permitted"),
        ({key: value for key, value in verdict().items() if key != "reason"}, "reason"),
    ],
)
def test_what_is_no_verdict_is_a_broken_policy(catalogue, row, says):
    with pytest.raises(PolicyBroken, match=says) as caught:
        judged(catalogue, row)
    assert "PT-A01 no-key (no_key.rego)" in str(caught.value)


def test_no_verdict_at_all_is_a_broken_policy(catalogue):
    with pytest.raises(PolicyBroken, match="gives no verdict at all"):
        judged(catalogue)


@pytest.mark.parametrize("answer", ["all well", {}, 3, None, True])
def test_verdicts_must_be_a_set(catalogue, answer):
    class Odd(Says):
        def answers(self, modules, questions, document):  # noqa: ARG002 - the port's signature
            return dict.fromkeys(questions, json.dumps(answer).encode()).items()

    with pytest.raises(PolicyBroken, match="not a set of verdicts"):
        judge(ESTATE, catalogue, Odd(), {})


def test_control_characters_never_leave(catalogue):
    row = verdict(
        message="a\x1bb", facts={"k\r": ["v\n", 1]}, remediation={"racf": ["A\nB"], "ims": [], "other": [], "undo": []}
    )
    (one,) = judged(catalogue, row).verdicts
    assert (one.message, one.facts, one.remediation.racf) == ("a·b", {"k·": ["v·", 1]}, ("A·B",))
    assert visible("é ok") == "é ok"


TRIAL = Trial(
    id="t1", client="c", endpoint="IMSA", step="logon", requester=None, made_for_user="U", made_for_application="A",
    presented_user="U", presented_application="A", ticket="legacy",
)  # fmt: skip


def test_every_trial_has_one_expectation(catalogue):
    estate = ESTATE.model_copy(update={"trials": (TRIAL,)})
    row = {"id": "t1", "expected": "allowed", "reasons": ["so"]}
    (one,) = judged(catalogue, verdict(), estate=estate, trials=[row]).expectations
    assert (one.id, one.expected, one.reasons) == ("t1", "allowed", ("so",))
    for rows in ([], [row, {**row, "id": "t2"}], [row, {**row, "expected": "denied"}]):
        with pytest.raises(EngineFailed, match="one row for each trial"):
            judged(catalogue, verdict(), estate=estate, trials=rows)
    with pytest.raises(PolicyBroken, match="expected"):
        judged(catalogue, verdict(), estate=estate, trials=[{**row, "expected": "maybe"}])


def test_the_embedded_engine_and_a_broken_policy(catalogue):
    with pytest.raises(PolicyBroken, match="should be an object"):
        judge(ESTATE, catalogue, Embedded(), {})
