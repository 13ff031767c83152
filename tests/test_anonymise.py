from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from auditor.anonymise import anonymise
from auditor.anonymise.names import names_of
from auditor.gather import Gathered, gather
from auditor.models.estate import Estate
from auditor.models.place import Damage, Diagnostic
from auditor.models.verdict import CrossCheck, Place, Remediation, Result, Tool, Verdict, WaiverApplied
from auditor.run import engine_of, examine, prepared, terms_of
from auditor.settings import Settings

EXAMPLE = Path("fixtures/example/auditor.toml")


@pytest.fixture(scope="module")
def example() -> tuple[Result, Gathered]:
    settings = Settings.load(EXAMPLE).model_copy(update={"as_of": date(2026, 11, 20)})
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings)
        return examine(gathered.estate, gathered, judges, terms_of(settings, gathered)).result, gathered


def appears(name: str, text: str) -> bool:
    """Whether `name` stands in `text` as a word of its own."""
    return re.search(rf"(?<![A-Za-z0-9#$@_]){re.escape(name)}(?![A-Za-z0-9#$@_])", text) is not None


def test_no_name_of_the_example_is_left(example) -> None:
    result, gathered = example
    names = names_of(gathered.estate, result)
    assert {"BATORD1", "BATCHGRP", "ICONPRD", "IMSPRD1", "example", "WEBSHOP"} <= set(names)
    before, after = result.model_dump_json(), anonymise(result, gathered.estate).model_dump_json()
    shown = [name for name in names if appears(name, before)]
    assert len(shown) > 30
    assert [name for name in shown if appears(name, after)] == []
    assert [one.path for one in result.inputs if one.path in after] == []


def test_what_was_judged_is_the_same(example) -> None:
    result, gathered = example
    hidden = anonymise(result, gathered.estate)

    def shape(one: Result) -> object:
        rows = [(v.policy, v.verdict, v.severity, v.masked_by, len(v.places)) for v in one.verdicts]
        trials = [(t.step, t.ticket, t.expected, t.simulated, t.agrees) for t in one.crosscheck.trials]
        return rows, trials, one.policies, one.return_code, [d.code for d in one.diagnostics]

    assert shape(hidden) == shape(result)
    assert len({v.object for v in hidden.verdicts}) == len({v.object for v in result.verdicts})
    assert [v.object.partition(":")[0] for v in hidden.verdicts] == [
        v.object.partition(":")[0] for v in result.verdicts
    ]


def test_the_same_result_has_the_same_pseudonyms(example) -> None:
    result, gathered = example
    assert anonymise(result, gathered.estate) == anonymise(result, gathered.estate)


def test_a_key_makes_pseudonyms_that_outlive_the_result(example, monkeypatch) -> None:
    result, gathered = example
    estate = gathered.estate
    fewer = estate.model_copy(update={"users": dict(list(estate.users.items())[3:]), "clients": estate.clients[2:]})
    monkeypatch.setenv("AUDITOR_PSEUDONYM_KEY", "one")
    first, later = anonymise(result, estate), anonymise(result, fewer)
    assert first.endpoints == later.endpoints
    monkeypatch.setenv("AUDITOR_PSEUDONYM_KEY", "another")
    assert anonymise(result, estate).endpoints != first.endpoints
    monkeypatch.delenv("AUDITOR_PSEUDONYM_KEY")
    assert anonymise(result, estate).endpoints != first.endpoints


def made(*, names: tuple[str, ...] = (), **more: object) -> tuple[Result, Estate]:
    """A result with one verdict that shows a bit of everything."""
    place = Place(
        input="unload", path="/home/anna/unload.txt", record=7, columns=(6, 13), role="primary", note="ANNA1 owns it",
        text="0200 ANNA1    ANNA MEIER  4 BAKER STREET",
    )  # fmt: skip
    card = Place(
        input="hwscfg", path="/home/anna/member", record=2, columns=None, role="related", note="n",
        text="HWS=(ID=ICONX) /* call BERT */",
    )  # fmt: skip
    verdict = Verdict(
        policy="PT-A01", slug="s", object="client:web-shop/user:ANNA1", verdict="fail", severity="high",
        message="ANNA1 may log on from sap.example.com and 192.0.2.7", reason=None,
        facts={"ANNA1": "READ", "list": ["ANNA1", {"by": "group SALES"}], "verdict": "ANNA1"}, masked_by=None,
        fingerprint="0" * 32, places=(place, card), remediation=Remediation(racf=("PERMIT X ID(ANNA1)",)), controls=(),
        assumptions=(), waiver=WaiverApplied(reason="Bert said so", owner="team-bert", approver="bert", ticket="R-1",
                                             expires="2027-01-01"),
    )  # fmt: skip
    diagnostic = Diagnostic(
        input="unload",
        path="/home/anna/unload.txt",
        record=3,
        level="error",
        code="orphan",
        message="user GHOST9 is lost",
    )
    result = Result(
        tool=Tool(name="auditor", version="0"), system="PRODPLEX", as_of="2026-01-01", return_code=8, inputs=(),
        endpoints=(), policies=(), verdicts=(verdict,), crosscheck=CrossCheck(agree=0, disagree=0, trials=()),
        diagnostics=(diagnostic,), assumptions=("PRODPLEX is one system",),
    )  # fmt: skip
    site = {"privileged": ("ANNA1", "web-shop", "SALES", *names)}
    evidence = {
        "unload": {"offered": True, "damage": (Damage(input="unload", code="orphan", message="m", name="GHOST9"),)}
    }
    return result, Estate.model_validate(
        {"system": "PRODPLEX", "as_of": "2026-01-01", "site": site, "evidence": evidence}
    )


def test_free_text_paths_hosts_and_fingerprints_go_too() -> None:
    result, estate = made()
    hidden = anonymise(result, estate)
    text = hidden.model_dump_json()
    for name in ("ANNA", "MEIER", "BAKER", "Bert", "BERT", "bert", "R-1", "GHOST9", "SALES", "web-shop", "PRODPLEX",
                 "/home", "sap.example", "192.0.2.7", "0" * 32):  # fmt: skip
        assert name not in text, name
    one = hidden.verdicts[0]
    alias = one.object.rpartition(":")[2]
    assert one.facts == {
        alias: "READ",
        "list": [alias, {"by": f"group {one.facts['list'][1]['by'][6:]}"}],
        "verdict": alias,
    }
    assert one.places[0].text[:4] == "0200"
    assert one.remediation.racf == (f"PERMIT X ID({alias})",)


def test_names_that_read_like_words_of_the_result_change_no_structure() -> None:
    words = (
        "FAIL",
        "fail",
        "high",
        "primary",
        "unload",
        "PT-A01",
        "policy",
        "legacy",
        "error",
        "auditor",
        "client",
        "user",
    )
    result, estate = made(names=words)
    hidden = anonymise(result, estate)
    assert (hidden.verdicts[0].verdict, hidden.verdicts[0].policy) == ("fail", "PT-A01")
    assert re.fullmatch(r"client:U\d{7}/user:U\d{7}", hidden.verdicts[0].object)


@pytest.mark.parametrize("key", ["", "k"])
def test_a_pseudonym_is_never_a_name_of_the_site(key, monkeypatch) -> None:
    monkeypatch.setenv("AUDITOR_PSEUDONYM_KEY", key)
    names = tuple(f"U{n:07}" for n in range(1, 30))
    result, estate = made(names=names)
    alias = anonymise(result, estate).verdicts[0].object.rpartition(":")[2]
    assert len(alias) == 8
    assert alias not in names


def test_fingerprints_follow_the_pseudonyms() -> None:
    result, estate = made()
    other = result.model_copy(update={"verdicts": (replace(result.verdicts[0], message="other words"),)})
    first, second = (anonymise(one, estate).verdicts[0].fingerprint for one in (result, other))
    assert first == second
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert json.loads(anonymise(result, estate).model_dump_json())["verdicts"][0]["fingerprint"] == first


def test_of_what_was_observed_small_numbers_and_times_are_hidden(example) -> None:
    result, gathered = example
    data = json.loads(anonymise(result, gathered.estate).model_dump_json())
    assert result.observed is not None
    assert any(endpoint.hours for endpoint in result.observed.endpoints)
    assert all(endpoint["hours"] == [] for endpoint in data["observed"]["endpoints"])
    numbers = [
        row[name] for one in data["observed"]["endpoints"] for row in one["rows"] for name in ("accepted", "refused")
    ]
    assert "few" in numbers
    assert not [number for number in numbers if number in (1, 2, 3, 4)]
    messages = [verdict["message"] for verdict in data["verdicts"] if verdict["policy"].startswith("PT-H")]
    assert [text for text in messages if re.search(r"\bfew (tickets|accepted)", text)]
    assert not [text for text in messages if re.search(r"\b[1-4] (tickets|accepted|times)", text)]
    assert not re.search(r"\d\d:\d\d:\d\d", json.dumps(data["observed"]) + json.dumps(messages))


def test_no_name_of_a_client_file_is_left(tmp_path) -> None:
    job = "//NITEJOB  JOB (1),'X',USER=JOBUSER1\n//RUN EXEC PROC=JVMPRC86\n//SYSIN DD *\n"
    (tmp_path / "payroll-nightly.jcl").write_text(
        f"{job}CONNECT jdbc:ims://paydb.corp:5555/PAYPSB1:user=URLUSER1;password=GEHEIM77;;\n"
    )
    settings = Settings.load("fixtures/sound/auditor.toml", client_files=(str(tmp_path),))
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings)
        result = examine(gathered.estate, gathered, judges, terms_of(settings, gathered)).result
    told = result.model_dump_json()
    assert "PT-I01" in {verdict.policy for verdict in result.verdicts if verdict.verdict == "fail"}
    names = ("payroll-nightly.jcl", "NITEJOB", "JOBUSER1", "URLUSER1", "paydb.corp", "PAYPSB1", str(tmp_path))
    assert {"payroll-nightly.jcl", "NITEJOB"} <= {name for name in names if name in told}
    hidden = anonymise(result, gathered.estate).model_dump_json()
    assert [name for name in names if name in hidden] == []
