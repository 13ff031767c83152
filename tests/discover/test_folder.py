"""A folder of evidence: each file by its content, and what nobody may slip in by name alone."""

from __future__ import annotations

import shutil

import pytest

from auditor import audit
from auditor.discover.folder import recognise, settings_of_folder
from auditor.errors import UsageError
from tests.shop.build import FIXTURES


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "prodplex"
    target.mkdir()
    for file in (FIXTURES / "sound").iterdir():
        if file.name != "auditor.toml":
            shutil.copy(file, target / f"{file.stem}.dat")
    return target


def kinds(path) -> dict[str, str | None]:
    return {file.path.rpartition("/")[2]: file.kind for file in recognise(str(path)).files}


def test_every_kind_is_known_by_its_content(folder):
    assert kinds(folder) == {
        "HWSCFG01.dat": "hwscfg", "HWSCFG02.dat": "hwscfg", "clients.dat": "clients", "ordnite.dat": "client_files",
        "partner.dat": "client_files", "query01.dat": "imscon", "query02.dat": "imscon", "report.dat": "client_files",
        "server.dat": "client_files", "setropts.dat": "setropts", "smf.dat": "smf", "tls.dat": "tls",
        "unload.dat": "unload",
    }  # fmt: skip


def test_a_scan_of_it_judges_what_a_configuration_would(folder):
    settings = settings_of_folder(str(folder), as_of="2026-11-02")
    result = audit(settings)
    assert result.system == "prodplex"
    assert {one.verdict for one in result.verdicts} <= {"pass", "not_applicable", "undecided", "advisory"}
    assert any(one.code == "system-named" and "by the name of the folder" in one.message for one in result.diagnostics)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("w.yaml", "waivers:\n  - policy: PT-A01\n", "waivers"),
        ("k.yaml", "keys:\n  IMSDRDA1: 0123456789ABCDEF\n", "keys"),
        ("x.toml", "[scope]\n[[scope.exclude]]\ninput = 'tls'\n", "configuration"),
        ("p.rego", "package auditor.policies.own\n", "policy"),
        ("notes.md", "# jottings\n", "not recognised"),
        ("picture.png", "\x89PNG\x00\x00", "not recognised"),
    ],
)
def test_what_is_not_taken_is_said(folder, name, text, words):
    (folder / name).write_bytes(text.encode("latin-1"))
    (file,) = [file for file in recognise(str(folder)).files if file.path.endswith(name)]
    assert file.kind is None
    assert words in file.why
    settings = settings_of_folder(str(folder))
    taken = (settings.inputs.waivers, settings.inputs.keys, settings.policies, settings.scope.exclude)
    assert not any(taken)
    assert any(note.code == "not-taken" and note.path.endswith(name) for note in settings.noted)


def test_an_old_and_a_new_listing_are_refused(folder):
    shutil.copy(folder / "setropts.dat", folder / "setropts.old")
    with pytest.raises(UsageError, match="2 files that are each a SETROPTS LIST"):
        recognise(str(folder))


def test_two_unloads_of_one_name_are_refused(folder):
    lines = (folder / "unload.dat").read_text("latin-1").splitlines(keepends=True)
    (folder / "unload.old").write_text("".join(lines[: len(lines) // 2]), "latin-1")
    with pytest.raises(UsageError, match="not of one database"):
        recognise(str(folder))


def test_data_sets_of_one_database_are_taken_together(folder):
    lines = (folder / "unload.dat").read_text("latin-1").splitlines(keepends=True)
    (folder / "unload.dat").write_text("".join(lines[:20]), "latin-1")
    (folder / "unload2.dat").write_text("".join(lines[20:]), "latin-1")
    assert len(recognise(str(folder)).inputs()["unload"]) == 2


def test_the_system_is_named_by_a_listing_and_two_are_refused(folder):
    heading = "1   J E S 2  J O B  L O G  --  S Y S T E M  {}  --  N O D E  N 1\n"
    listing = folder / "setropts.dat"
    listing.write_text(heading.format("S Y S A") + listing.read_text())
    named = recognise(str(folder))
    assert (named.system, named.named_by) == ("SYSA", "so setropts.dat says")
    member = folder / "query01.dat"
    member.write_text(heading.format("S Y S B") + member.read_text())
    with pytest.raises(UsageError, match="several systems: SYSA, SYSB"):
        recognise(str(folder))


def test_own_reports_and_hidden_folders_are_no_evidence(folder):
    for name in ("reports/prodplex/result.json", ".git/unload", "sub/report.html"):
        file = folder / name
        file.parent.mkdir(parents=True)
        file.write_text("jdbc:ims://h:1/P\n")
    assert set(kinds(folder)) == {file.name for file in folder.iterdir() if file.is_file()}


def test_flags_win(folder, tmp_path):
    other = tmp_path / "other.txt"
    shutil.copy(folder / "setropts.dat", other)
    settings = settings_of_folder(str(folder), setropts=str(other), system="NAMED")
    assert (settings.inputs.setropts, settings.system) == (str(other), "NAMED")
