"""Files completely or not at all, one run at a time, and words on the terminal that change no result."""

from __future__ import annotations

import pytest

from auditor import output
from auditor.errors import ConfigurationError, UsageError
from auditor.renderers import policy_texts
from auditor.settings import Settings
from tests.output.results import result, settings, verdict


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch, request):
    """Files are what is tested here; the catalogue's words have a test of their own."""
    if "words" not in request.node.name:
        monkeypatch.setattr(policy_texts, "policy_texts", lambda _further=(): {})


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


# -- the directory -----------------------------------------------------------------------------------------------------


def test_a_run_that_fails_midway_leaves_stale_files_and_nothing_that_looks_new(tmp_path):
    mine = settings(tmp_path)
    with output.directory_of(mine) as folder:
        output.write(result(verdict("OLD")), mine, folder, {"remediation.racf": b"x"})
    with pytest.raises(RuntimeError), output.directory_of(mine) as folder:
        output.write(result(verdict("NEW")), mine, folder, {})
        raise RuntimeError
    assert names(folder) == ["remediation.racf.stale", "result.json.stale"]


def test_a_directory_made_for_a_run_that_fails_goes_again(tmp_path):
    mine = Settings(out=str(tmp_path / "a" / "b"))
    with pytest.raises(UsageError), output.directory_of(mine):
        raise UsageError("w", "a")
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_was_there_stays(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError), output.directory_of(settings(tmp_path)):
        raise UsageError("w", "a")
    assert (tmp_path / "out").is_dir()


def test_the_second_of_two_runs_is_refused_and_touches_nothing(tmp_path):
    mine = settings(tmp_path)
    with output.directory_of(mine) as folder:
        output.write(result(), mine, folder, {})
        before = (folder / "result.json").read_bytes()
        with pytest.raises(UsageError, match="another run"), output.directory_of(mine):
            pytest.fail("two runs at once")
        assert names(folder) == ["result.json"]
        assert (folder / "result.json").read_bytes() == before


def test_a_directory_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ConfigurationError), output.directory_of(settings(tmp_path)):
        pytest.fail("there is no directory")


def test_a_report_that_cannot_be_written_leaves_no_record(tmp_path, monkeypatch):
    from auditor.history.store import opened
    from auditor.history.story import points

    mine = settings(tmp_path, history=str(tmp_path / "h.db"))

    def full(*_):
        raise ConfigurationError("no space", "make room")

    with monkeypatch.context() as patched, pytest.raises(ConfigurationError), output.directory_of(mine) as folder:
        patched.setattr("auditor.renderers.write.write_all", full)
        output.write(result(), mine, folder, {})
    with opened(mine.history) as connection:
        assert points(connection) == ()
    with output.directory_of(mine) as folder:
        output.write(result(), mine, folder, {})
    with opened(mine.history) as connection:
        assert len(points(connection)) == 1


def test_policies_bring_their_words_and_what_they_need():
    words = policy_texts.policy_texts()
    from auditor.policies.catalogue import load_catalogue

    for policy in load_catalogue().policies:
        assert words[policy.id].description == policy.description
        assert len(words[policy.id].needs) == len(policy.needs)
    assert "--setropts" in words["PT-A01"].needs


# -- one line ----------------------------------------------------------------------------------------------------------


def test_quiet_is_exactly_one_line(tmp_path, capsys):
    output.tell(result(verdict("A"), verdict("B", "undecided")), tmp_path, quiet=True)
    said = capsys.readouterr().out
    assert said == "auditor PLEX1 2026-11-02 RC=8 fail=1 undecided=1 advisory=0 pass=0 not_applicable=0\n"
