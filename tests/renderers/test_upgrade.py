from __future__ import annotations

import json

import pytest

from auditor.cli import run
from auditor.errors import ConfigurationError, InputMissing
from auditor.renderers import upgrade
from auditor.renderers.interface import FILES, render


@pytest.fixture
def saved(tmp_path, believable):
    path = tmp_path / "result.json"
    path.write_bytes(render("json", believable))
    return path


def test_a_saved_result_reads_back(saved, believable):
    assert upgrade.read_result(saved) == believable


def test_an_older_version_is_brought_forward_step_by_step(monkeypatch, believable):
    def first(data):
        return {**data, "schema": "auditor/result/0.9", "system": data["name"]} | {}

    def second(data):
        return {key: value for key, value in data.items() if key != "name"} | {"schema": "auditor/result/1"}

    monkeypatch.setattr(upgrade, "STEPS", {"auditor/result/0": first, "auditor/result/0.9": second})
    old = json.loads(render("json", believable))
    old["name"] = old.pop("system")
    old["schema"] = "auditor/result/0"
    assert upgrade.parse_result(json.dumps(old).encode(), "old.json") == believable


@pytest.mark.parametrize(
    ("content", "what", "advice"),
    [
        (b"", "not JSON", "result.json"),
        (b"\xff\xfe", "not JSON", "result.json"),
        (b"[" * 100_000, "not JSON", "result.json"),
        (b"[]", "which schema", "result.json"),
        (b'{"schema": 1}', "which schema", "result.json"),
        (b'{"schema": "auditor/result/99"}', "'auditor/result/99'", "newer"),
        (b'{"schema": "auditor/gate/1"}', "'auditor/gate/1'", "after_active"),
        (b'{"schema": "auditor/result/1"}', "not a valid", "scan"),
        (b'{"schema": "auditor/result/1", "system": "\\ud800"}', "not a valid", "scan"),
    ],
)
def test_what_is_no_result_is_refused_with_advice(content, what, advice):
    with pytest.raises(ConfigurationError, match=what) as refused:
        upgrade.parse_result(content, "x.json")
    assert advice in refused.value.advice


def test_a_misspelt_key_does_not_vanish(saved):
    data = json.loads(saved.read_bytes())
    data["verdicts"][0]["waver"] = None
    saved.write_text(json.dumps(data))
    with pytest.raises(ConfigurationError, match="waver"):
        upgrade.read_result(saved)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputMissing):
        upgrade.read_result(tmp_path / "none.json")


def test_the_command_writes_every_form_and_ends_with_the_saved_code(saved, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["report", str(saved), "--format", ",".join(FILES), "--out", str(out)]) == 12
    assert {path.name for path in out.iterdir()} == set(FILES.values())
    assert (out / "result.json").read_bytes() == saved.read_bytes()
    assert str(out / "report.html") in capsys.readouterr().out


def test_the_command_writes_beside_the_result_by_default(saved):
    run(["report", str(saved)])
    assert (saved.parent / "report.html").exists()


@pytest.mark.parametrize("arguments", [["missing.json"], ["{saved}", "--format", "pdf"], ["{saved}", "--format", ","]])
def test_the_command_refuses_with_two_lines_and_16(saved, arguments, capsys):
    assert run(["report", *(word.format(saved=saved) for word in arguments)]) == 16
    error = capsys.readouterr().err.splitlines()
    assert [line[:7] for line in error] == ["error: ", "  try: "]
