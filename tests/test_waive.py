"""A waiver written by the command is one the reader takes, and the file that was there is never harmed."""

from __future__ import annotations

import multiprocessing

import pytest

from auditor.cli import run
from auditor.renderers.interface import render
from auditor.sources.waivers import read_waivers
from tests.output.results import result, verdict

WORDS = ["--reason", "two a second: yes", "--owner", "team-orders", "--approver", "ciso", "--ticket", "0123"]
ENDING = ["--expires", "2099-06-30"]


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "result.json"
    rows = [verdict("A"), verdict("B", "advisory"), verdict("C", "undecided"), verdict("D", "pass"), verdict("E")]
    path.write_bytes(render("json", result(*rows)))
    return str(path)


def waive(saved, file, *which, more=(*WORDS, *ENDING)) -> int:
    return run(["waive", saved, *which, *more, "--file", str(file)])


def read(path):
    return [
        one.model_dump(exclude={"at"}, exclude_none=True, exclude_defaults=True)
        for one in read_waivers(str(path), 0).facts
    ]


def test_a_new_file_and_a_second_entry(saved, tmp_path, capsys):
    file = tmp_path / "waivers.yaml"
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 0
    assert "--waivers" in capsys.readouterr().out
    assert waive(saved, file, "--policy", "ptktdata-inactive", "--object", "endpoint:B") == 0
    assert waive(saved, file, "--fingerprint", "fp-E") == 0
    first, second, third = read(file)
    common = {"policy": "PT-A01", "reason": "two a second: yes", "owner": "team-orders", "approver": "ciso"}
    common |= {"ticket": "0123", "expires": "2099-06-30"}
    assert first == {**common, "object": "endpoint:A"}
    assert second == {**common, "object": "endpoint:B"}
    assert third == {**common, "fingerprint": "fp-E"}


BY_HAND = """# Risks accepted by the board
waivers:

- policy: PT-C03   # IBM asks for it
  object: profile:PTKTDATA/IMSDRDA1
  reason: two tickets a second
  owner: team-orders
  approver: ciso
  ticket: RISK-118
  expires: 2027-06-30
# the end"""


def test_what_a_person_wrote_stays_as_it_is(saved, tmp_path):
    file = tmp_path / "waivers.yaml"
    file.write_text(BY_HAND)
    file.chmod(0o640)
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 0
    assert file.read_text().startswith(BY_HAND + "\n- policy: PT-A01\n")
    assert [one["policy"] for one in read(file)] == ["PT-C03", "PT-A01"]
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("text", ["", "\n", "waivers: []\n", "# none yet\nwaivers: [ ]  # none\n"])
def test_an_empty_file_is_begun(saved, tmp_path, text):
    file = tmp_path / "waivers.yaml"
    file.write_text(text)
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 0
    assert [one["object"] for one in read(file)] == ["endpoint:A"]


REFUSED = {
    "unknown policy": (["--policy", "PT-Z99", "--object", "endpoint:A"], [*WORDS, *ENDING]),
    "unknown object": (["--policy", "PT-A01", "--object", "endpoint:Z"], [*WORDS, *ENDING]),
    "unknown fingerprint": (["--fingerprint", "fp-Z"], [*WORDS, *ENDING]),
    "a pass": (["--policy", "PT-A01", "--object", "endpoint:D"], [*WORDS, *ENDING]),
    "undecided": (["--policy", "PT-A01", "--object", "endpoint:C"], [*WORDS, *ENDING]),
    "both": (["--policy", "PT-A01", "--object", "endpoint:A", "--fingerprint", "fp-A"], [*WORDS, *ENDING]),
    "neither": (["--policy", "PT-A01"], [*WORDS, *ENDING]),
    "object alone": (["--object", "endpoint:A"], [*WORDS, *ENDING]),
    "a past day": (["--policy", "PT-A01", "--object", "endpoint:A"], [*WORDS, "--expires", "2026-11-01"]),
    "no day": (["--policy", "PT-A01", "--object", "endpoint:A"], [*WORDS, "--expires", "soon"]),
    "no reason": (["--policy", "PT-A01", "--object", "endpoint:A"], [*WORDS, *ENDING, "--reason", " "]),
    "two lines": (["--policy", "PT-A01", "--object", "endpoint:A"], [*WORDS, *ENDING, "--owner", "a\n- b"]),
    "there already": (["--policy", "PT-C03", "--object", "profile:PTKTDATA/IMSDRDA1"], [*WORDS, *ENDING]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_leaves_the_file_alone(case, saved, tmp_path, capsys):
    which, more = REFUSED[case]
    file = tmp_path / "waivers.yaml"
    file.write_text(BY_HAND)
    assert waive(saved, file, *which, more=more) == 16
    assert file.read_text() == BY_HAND
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert "\n  try: " in said


def test_the_same_finding_twice_is_refused(saved, tmp_path, capsys):
    file = tmp_path / "waivers.yaml"
    which = ("--policy", "PT-A01", "--object", "endpoint:A")
    assert waive(saved, file, *which) == 0
    before = file.read_bytes()
    assert waive(saved, file, *which) == 16
    assert "line 2" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize("text", ["waivers: [{policy: PT-A01}]\n", "other: 1\n", "waivers:\n  - policy: PT-A01\n", "{"])
def test_a_file_that_cannot_be_read_is_not_added_to(text, saved, tmp_path):
    file = tmp_path / "waivers.yaml"
    file.write_text(text)
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 16
    assert file.read_text() == text
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".lock", ".yaml"]


def test_a_file_in_another_code_page_is_read_and_not_added_to(saved, tmp_path, capsys):
    file = tmp_path / "waivers.yaml"
    before = BY_HAND.replace("board", "Räte").encode("latin-1")
    file.write_bytes(before)
    assert len(read(file)) == 1
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 16
    assert "UTF-8" in capsys.readouterr().err
    assert file.read_bytes() == before


FLOW = (
    "waivers: [{policy: PT-C03, object: 'system', reason: r, owner: o, approver: a, ticket: t, expires: 2027-06-30}]\n"
)


def test_a_list_in_brackets_is_refused_and_kept(saved, tmp_path):
    file = tmp_path / "waivers.yaml"
    file.write_text(FLOW)
    assert waive(saved, file, "--policy", "PT-A01", "--object", "endpoint:A") == 16
    assert file.read_text() == FLOW


def test_hostile_words_stay_words(saved, tmp_path):
    file = tmp_path / "waivers.yaml"
    nasty = "#: {}[]&*!|>'\"%@` - é 日本 null"
    words = ["--reason", nasty, *WORDS[2:]]
    assert waive(saved, file, "--fingerprint", "fp-A", more=[*words, *ENDING]) == 0
    assert read(file)[0]["reason"] == nasty


def _worker(saved, file, name):
    waive(saved, file, "--policy", "PT-A01", "--object", name)


def test_two_at_once_are_both_written(saved, tmp_path):
    file = tmp_path / "waivers.yaml"
    spawn = multiprocessing.get_context("spawn").Process
    workers = [spawn(target=_worker, args=(saved, file, f"endpoint:{name}")) for name in "ABE"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one["object"] for one in read(file)) == ["endpoint:A", "endpoint:B", "endpoint:E"]


def test_a_directory_that_cannot_be_written_is_refused(saved, tmp_path, capsys):
    assert waive(saved, tmp_path / "result.json" / "waivers.yaml", "--policy", "PT-A01", "--object", "endpoint:A") == 16
    assert capsys.readouterr().err.startswith("error: cannot write")
