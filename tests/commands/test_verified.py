"""`auditor report --verify`: a file that changed is seen, one that is gone is no proof."""

from __future__ import annotations

import json
import shutil

import pytest

from auditor.cli import run
from tests.shop.build import FIXTURES


@pytest.fixture
def saved(tmp_path, monkeypatch):
    shutil.copytree(FIXTURES / "sound", tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    assert run(["scan", "auditor.toml", "--quiet", "--format", "json", "--out", "out"]) == 0
    return "out/result.json"


def test_a_result_stands_on_the_files_that_it_names(saved, capsys, tmp_path):
    capsys.readouterr()
    assert run(["report", saved, "--verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "unload.txt: as it was read" in lines
    assert len(lines) == len(json.loads((tmp_path / "site" / saved).read_text())["inputs"])
    (tmp_path / "site/tls.yaml").unlink()
    assert run(["report", saved, "--verify"]) == 4
    assert "tls.yaml: not there: nothing can be said of it" in capsys.readouterr().out
    with (tmp_path / "site/unload.txt").open("a") as unload:
        unload.write("\n")
    assert run(["report", saved, "--verify"]) == 12
    assert "unload.txt: NOT what was read" in capsys.readouterr().out


def test_an_edited_result_is_refused(saved, capsys, tmp_path):
    path = tmp_path / "site" / saved
    document = json.loads(path.read_text())
    document["verdicts"][0] |= {"verdict": "fail", "severity": "critical"}
    path.write_text(json.dumps(document))
    assert run(["report", saved, "--verify"]) == 16
    assert "does not fit its verdicts" in capsys.readouterr().err


def test_a_verdict_that_its_policy_contradicts_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    config = str(FIXTURES / "example/auditor.toml")
    assert run(["scan", config, "--quiet", "--format", "json", "--out", "out"]) == 8
    path = tmp_path / "out/result.json"
    document = json.loads(path.read_text())
    for verdict in document["verdicts"]:
        if verdict["policy"] == "PT-B17":
            verdict["verdict"] = "pass"
    path.write_text(json.dumps(document))
    for flags in (["--verify"], ["--format", "html"]):
        assert run(["report", "out/result.json", *flags]) == 16
        assert "PT-B17 says other than its verdicts" in capsys.readouterr().err
