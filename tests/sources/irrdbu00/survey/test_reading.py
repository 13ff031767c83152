"""A reading that is begun ahead gives what any other gives, and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.commands.options import unload_of
from auditor.settings import Settings
from auditor.sources.irrdbu00 import read_unload
from auditor.sources.irrdbu00.survey import reading
from auditor.sources.irrdbu00.survey.reading import Reading, ahead
from auditor.sources.irrdbu00.transfer import pieces
from auditor.sources.transfer import digest
from tests.benchmarks.generate import site
from tests.writers.unload import unload

ROWS = list(site(1))


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An unload that counts as large: read in pieces by two processes."""
    for module in (pieces, reading, digest):
        monkeypatch.setattr(module, "LARGE", 1)
    monkeypatch.setattr(pieces, "PIECE", 1 << 18)
    monkeypatch.setattr(pieces.os, "cpu_count", lambda: 2)
    (path := tmp_path / "unload.txt").write_bytes(unload(ROWS, form="lf"))
    return str(path)


def processes() -> list[str]:
    return [one.name for one in multiprocessing.active_children()]


def test_nothing_slow_is_loaded_to_begin() -> None:
    code = "import sys, auditor.sources.irrdbu00.survey.reading; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_it_gives_what_any_other_reading_gives(large: str) -> None:
    begun = ahead([large], None)
    assert begun is not None
    assert processes()
    found = read_unload([large], wanted_ids={"U000003", "G00001"}, first_source=0, begun=begun)
    expected = read_unload([large], wanted_ids={"U000003", "G00001"}, first_source=0)
    assert begun.files[0].survey.records == len(ROWS)
    for name in ("inputs", "profiles", "users", "groups", "level", "diagnostics", "damage", "lines"):
        assert getattr(found, name) == getattr(expected, name)
    assert found.digests.of(0) == expected.digests.of(0)


def test_another_file_or_form_is_not_taken_for_it(large: str, tmp_path: Path) -> None:
    (other := tmp_path / "other").write_bytes(unload(ROWS[:-1], form="lf"))
    with Reading([str(other)]) as begun:
        assert read_unload([large], wanted_ids=set(), first_source=0, begun=begun).inputs[0].records == len(ROWS)
    with Reading([large]) as begun:
        found = read_unload([large], wanted_ids=set(), first_source=0, form="text:cp437", begun=begun)
        assert found.inputs[0].codepage == "cp437"


def test_what_is_not_to_be_read_after_all_ends_at_once(large: str) -> None:
    with Reading([large]):
        assert processes()
    assert processes() == []


@pytest.mark.parametrize("path", ["-", "missing.txt", "nul\0name", "", "small"])
def test_it_is_not_begun_where_that_gains_nothing(path: str, tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(unload(ROWS, form="lf"))
    assert ahead([str(tmp_path / path) if path == "small" else path], None) is None


def test_it_is_not_begun_for_what_is_no_unload(large: str) -> None:
    Path(large).write_bytes(b"no unload\n" * 100)
    assert ahead([large], None) is None


@pytest.mark.parametrize(
    ("text", "unload"),
    [
        ('[inputs]\nunload = ["a.txt", "sub/b.txt"]\n', ()),
        ('[inputs]\nunload = "a.txt"\n', ()),
        ('[inputs]\nunload = ["/abs/a.txt"]\n', ()),
        ('[inputs]\nunload = ["a.txt"]\n', ("flag.txt",)),
        ('[inputs]\nsetropts = "s.txt"\n', ()),
        ('[inputs]\nunload = "a.txt"\n[site]\nracf_data_sets = ["sys1.racf"]\nckds_data_sets = ["ICSF.CKDS"]\n', ()),
    ],
)
def test_the_files_to_begin_with_are_those_of_the_settings(tmp_path: Path, text: str, unload: tuple[str, ...]) -> None:
    (config := tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
    paths, form, data_sets = unload_of({"config": str(config), "unload": unload, "unload_form": None})
    settings = Settings.load(str(config), unload=unload)
    assert paths == list(settings.inputs.unload)
    assert form is None
    assert data_sets == {*settings.site.racf_data_sets, *settings.site.ckds_data_sets}


@pytest.mark.parametrize(
    "text", ["[inputs", "", "inputs = 3", "[inputs]\nunload = 3", "[inputs]\nunload = [3]", "\udcff"]
)
def test_a_configuration_that_will_be_refused_begins_nothing(tmp_path: Path, text: str) -> None:
    (config := tmp_path / "auditor.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert unload_of({"config": str(config), "unload": (), "unload_form": None})[0] == []


def test_a_refused_run_leaves_no_process(large: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config := tmp_path / "auditor.toml").write_text(f'[inputs]\nunload = ["{large}"]\nnonsense = 1\n')
    assert run(["scan", str(config), "--out", str(tmp_path / "out")]) == 16
    assert "nonsense" in capsys.readouterr().err
    assert processes() == []


def test_a_scan_whose_unload_changes_before_its_digest_is_known_has_no_result(
    large: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["scan", "--unload", large, "--out", str(out), "--quiet"]) in (4, 8)
    (script := tmp_path / "late.py").write_text("print('0' * 64, 9, 9)\n")
    monkeypatch.setattr(digest, "_HASHING", script)
    assert run(["scan", "--unload", large, "--out", str(out), "--quiet"]) == 12
    assert "unload.txt changed while it was read" in capsys.readouterr().err
    assert sorted(path.suffix for path in out.glob("result.*") if path.name.startswith("result.json")) == [".stale"]
