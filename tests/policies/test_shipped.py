"""Our own policies are not checked again at each run: only as long as nothing that the check rests on has changed."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil

import pytest

from auditor.errors import PolicyBroken
from auditor.policies import shipped
from auditor.policies.catalogue import load_catalogue
from auditor.policies.check import check, check_own
from auditor.rego.guard import module, problems


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A checkout's files that the check rests on, and its policies, to change; nothing is remembered yet."""
    place = tmp_path / "checkout" / "auditor"
    for name in shipped._CHECKERS:
        shutil.copytree(shipped._PACKAGE / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped.policies_folder(), place.parent / "policies")
    put(monkeypatch, place)
    return place


def put(monkeypatch, place) -> None:
    monkeypatch.setattr(shipped, "_PACKAGE", place)
    shipped.remember.cache_clear()
    monkeypatch.setattr(problems, "problems", lambda *_: ())  # what the guard looks at is tested with the guard


@pytest.fixture
def wheel(package, monkeypatch):
    """The same, installed: policies inside the package, and a RECORD with the hash of each file."""
    site = package.parent / "site"
    installed = site / "auditor"
    shutil.copytree(package, installed)
    shutil.copytree(package.parent / "policies", installed / "_policies")
    info = site / "auditor-9.dist-info"
    info.mkdir()
    (info / "RECORD").write_text("".join(row(path, site) for path in installed.rglob("*") if path.is_file()))
    put(monkeypatch, installed)
    return installed


def row(path, site) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).decode().rstrip("=")
    return f"{path.relative_to(site).as_posix()},sha256={digest},{path.stat().st_size}\n"


def users(folder):
    return folder / "lib" / "users.rego"


def append(path, text="\n") -> None:
    path.write_text(path.read_text() + text)


def test_a_checkout_is_checked_once(package):
    assert not load_catalogue().checked
    check(load_catalogue())
    assert load_catalogue().checked


def test_what_is_checked_is_not_looked_at_again(package, monkeypatch):
    check(load_catalogue())
    monkeypatch.setattr(problems, "refuse", lambda *_: pytest.fail("a full check"))
    check(load_catalogue())
    check(load_catalogue(), "opa")


def test_what_was_refused_is_refused_again(package, monkeypatch):
    def refuse(*_):
        raise PolicyBroken("no", "never")

    monkeypatch.setattr(problems, "refuse", refuse)
    for _ in range(2):
        with pytest.raises(PolicyBroken):
            check(load_catalogue())
    assert not load_catalogue().checked


@pytest.mark.parametrize("change", ["edited", "renamed", "removed", "added"])
def test_a_changed_policy_is_checked(package, change):
    check(load_catalogue())
    path = users(package.parent / "policies")
    if change == "edited":
        append(path)
    elif change == "added":
        path.with_name("more.rego").write_text("package auditor.lib.more\n\nimport rego.v1\n")
    else:
        path.rename(path.with_name("people.rego") if change == "renamed" else path.with_name("users.txt"))
    assert not load_catalogue().checked


@pytest.mark.parametrize(
    "name", ["rego/guard/calls.py", "rego/embedded/worker.py", "policies/check.py", "models/racf.py"]
)
def test_a_changed_guard_or_estate_checks_again(package, name):
    check(load_catalogue())
    append(package / name)
    assert not load_catalogue().checked


def test_another_engine_checks_again(package, monkeypatch):
    check(load_catalogue())
    monkeypatch.setattr(shipped, "_engine", lambda: "gordon_to_regorus-0.13.1.dist-info")
    assert not load_catalogue().checked


def test_an_engine_without_a_version_checks_again(package, monkeypatch):
    check(load_catalogue())
    monkeypatch.setattr(shipped, "find_spec", lambda _name: None)
    assert not load_catalogue().checked
    check(load_catalogue())  # and says nothing about what it cannot remember


@pytest.mark.parametrize("forged", [b"", b"*\n", b"\xff", b"0" * 64])
def test_no_digest_but_the_right_one_counts(package, forged):
    check(load_catalogue())
    shipped._memory().write_bytes(forged)
    assert not load_catalogue().checked


def test_a_place_that_cannot_be_written_is_no_fault(package):
    shipped._memory().parent.write_text("a file, where the folder would be")
    check(load_catalogue())
    assert not load_catalogue().checked


def test_policies_of_another_folder_leave_the_memory_alone(package, shelf):
    shelf.policy("no-key", "verdicts contains 1\n")
    check(load_catalogue(folder=shelf.folder))
    assert not shipped._memory().exists()


def test_an_installed_package_is_held_to_its_record(wheel):
    assert load_catalogue().checked
    assert not shipped._memory().exists()


@pytest.mark.parametrize(
    "name",
    ["_policies/lib/users.rego", "_policies/key-masked/key_masked.rego", "rego/guard/calls.py", "models/racf.py"],
)
def test_an_installed_file_that_was_edited_is_checked(wheel, name):
    append(wheel / name, "# edited\n")
    assert not load_catalogue().checked


def test_an_installed_policy_that_no_record_names_is_checked(wheel):
    (wheel / "_policies/lib/more.rego").write_text("package auditor.lib.more\n\nimport rego.v1\n")
    assert not load_catalogue().checked


@pytest.mark.parametrize("record", ["gone", "two", "not text", "no hashes"])
def test_without_a_record_that_says_so_nothing_is_taken_for_checked(wheel, record):
    path = wheel.parent / "auditor-9.dist-info" / "RECORD"
    if record == "gone":
        path.unlink()
    elif record == "two":
        shutil.copytree(path.parent, path.parent.with_name("auditor-8.dist-info"))
    elif record == "not text":
        path.write_bytes(b"\xff" + path.read_bytes())
    else:
        path.write_text("".join(f"{line.split(',')[0]},,\n" for line in path.read_text().splitlines()))
    assert not load_catalogue().checked


def test_a_record_of_the_package_says_nothing_of_another_folder(wheel, shelf):
    shelf.policy("no-key", "verdicts contains 1\n")
    assert not load_catalogue(folder=shelf.folder).checked


def test_a_broken_policy_of_ours_is_refused_whatever_is_remembered(shelf, monkeypatch):
    shelf.policy("no-key", "verdicts contains 1 if input.profles\n")
    with pytest.raises(PolicyBroken, match=r"policies/no-key/no_key\.rego, line \d+: input\.profles"):
        check(load_catalogue(folder=shelf.folder))
    monkeypatch.setattr("auditor.policies.catalogue.passed", lambda *_: True)
    with pytest.raises(PolicyBroken, match="profles"):
        check_own(load_catalogue(folder=shelf.folder))


def test_only_a_site_s_own_policies_are_checked_and_against_ours(other_shelf, monkeypatch):
    monkeypatch.setattr("auditor.policies.catalogue.passed", lambda *_: True)
    looked = []
    run = module.Check.run
    monkeypatch.setattr(module.Check, "run", lambda self: looked.append(self._module.name) or run(self))
    head = (
        "# METADATA\n# title: T\n# description: D\n"
        '# custom: {id: XX-A01, severity: low, judges: [system], needs: [], gate: "no"}\n'
        "package auditor.policies.mine\n\nimport rego.v1\n\nimport data.auditor.lib.users\n\n"
    )
    other_shelf.write("mine/mine.rego", head + "verdicts contains users.blokers(1, 2)\n")
    with pytest.raises(PolicyBroken, match=r"line 11: auditor\.lib\.users has no rule `blokers`"):
        check(load_catalogue([str(other_shelf.folder)]))
    assert [name.rpartition("/")[2] for name in looked] == ["mine.rego"]


def test_what_ships_passes_the_guard():
    check_own(load_catalogue())


def test_who_asks_whether_users_are_lost_needs_the_unload():
    catalogue = load_catalogue()
    asks = re.compile(r"\bobserved\.(?:unseen|hidden|losses|unnamed|strangers)\b")
    texts = {one.package: one.text for one in catalogue.sources}
    asking = {
        one.id: one.needs
        for one in catalogue.policies
        if asks.search(texts[f"auditor.policies.{one.slug.replace('-', '_')}"])
    }
    assert {"PT-H01", "PT-H02", "PT-H03", "PT-H07", "PT-H10"} <= set(asking)
    assert [name for name, needs in asking.items() if "unload" not in needs] == []
