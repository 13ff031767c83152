"""Our own policies are not checked again at each run: only as long as nothing that the check rests on has changed."""

from __future__ import annotations

import ast
import shutil

import pytest

from auditor.errors import PolicyBroken
from auditor.rego import checked, portability
from auditor.rego.catalogue import load_catalogue, policies_folder
from auditor.rego.portability import check


@pytest.fixture
def shipped(tmp_path):
    """A copy of what ships, to change."""
    return shutil.copytree(policies_folder(), tmp_path / "policies")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the files of the guard, to change."""
    copy = tmp_path / "auditor"
    for name in ("rego", "models"):
        shutil.copytree(checked._PACKAGE / name, copy / name)
    monkeypatch.setattr(checked, "_PACKAGE", copy)
    return copy


def break_(folder) -> None:
    path = folder / "lib" / "users.rego"
    path.write_text(path.read_text() + "\nnobody if input.profles\n")


def test_what_ships_is_checked_and_is_not_checked_again(shipped, monkeypatch):
    """Fails after a change of the policies, the guard or the models, until `auditor policies docs` has been run."""
    monkeypatch.setattr(portability, "problems", lambda *_: pytest.fail("a full check"))
    for catalogue in (load_catalogue(), load_catalogue(folder=shipped)):
        assert catalogue.checked
        check(catalogue)
        check(catalogue, "opa")


def test_a_changed_policy_is_checked(shipped):
    break_(shipped)
    catalogue = load_catalogue(folder=shipped)
    assert not catalogue.checked
    with pytest.raises(PolicyBroken, match=r"policies/lib/users\.rego, line \d+: input\.profles"):
        check(catalogue)


@pytest.mark.parametrize("change", ["renamed", "removed", "added"])
def test_a_module_too_many_too_few_or_elsewhere_is_a_change(shipped, change):
    path = shipped / "lib" / "users.rego"
    if change == "added":
        path.with_name("more.rego").write_text("package auditor.lib.more\n\nimport rego.v1\n")
    else:
        path.rename(path.with_name("people.rego") if change == "renamed" else path.with_name("users.txt"))
    assert not load_catalogue(folder=shipped).checked


@pytest.mark.parametrize("name", [*checked.GUARD, "models/racf.py"])
def test_a_changed_guard_or_estate_checks_again(package, name):
    assert load_catalogue().checked
    (package / name).write_text((package / name).read_text() + "\n")
    assert not load_catalogue().checked


def test_a_guard_that_cannot_be_read_checks_again(package):
    (package / checked.GUARD[0]).unlink()
    assert not load_catalogue().checked


def test_another_engine_checks_again(monkeypatch):
    monkeypatch.setattr(checked, "_engine", lambda: "gordon_to_regorus-0.13.1.dist-info")
    assert not load_catalogue().checked


def test_an_engine_without_a_version_checks_again(monkeypatch):
    monkeypatch.setattr(checked, "find_spec", lambda _name: None)
    assert not load_catalogue().checked


@pytest.mark.parametrize("forged", ["the old one", "nothing", "not a digest", "not text", "of another text"])
def test_no_digest_but_the_right_one_counts(shipped, forged):
    path = shipped / checked.FILE
    old = path.read_bytes()
    other = checked.page(load_catalogue(folder=shipped).modules()[1:]).encode()
    break_(shipped)
    path.write_bytes(
        {"the old one": old, "nothing": b"", "not a digest": b"*\n", "not text": b"\xff", "of another text": other}[
            forged
        ]
    )
    with pytest.raises(PolicyBroken, match="profles"):
        check(load_catalogue(folder=shipped))


def test_only_a_site_s_own_policies_are_checked_and_against_ours(other_shelf, monkeypatch):
    looked = []
    run = portability._Check.run
    monkeypatch.setattr(portability._Check, "run", lambda self: looked.append(self._module.name) or run(self))
    head = (
        "# METADATA\n# title: T\n# description: D\n"
        '# custom: {id: XX-A01, severity: low, judges: [system], needs: [], gate: "no"}\n'
        "package auditor.policies.mine\n\nimport rego.v1\n\nimport data.auditor.lib.users\n\n"
    )
    other_shelf.write("mine/mine.rego", head + "verdicts contains users.blokers(1, 2)\n")
    with pytest.raises(PolicyBroken, match=r"line 11: auditor\.lib\.users has no rule `blokers`"):
        check(load_catalogue([str(other_shelf.folder)]))
    assert [name.rpartition("/")[2] for name in looked] == ["mine.rego"]


def test_the_digest_covers_everything_the_guard_imports():
    package = checked._PACKAGE
    found, waiting = set(), ["rego/portability.py"]
    while waiting:
        name = waiting.pop()
        if name in found or name.startswith("rego/opa_"):  # what the other engine is made of judges and checks nothing
            continue
        found.add(name)
        for node in ast.walk(ast.parse((package / name).read_text())):
            for module in _imported(node):
                path = module.removeprefix("auditor.").replace(".", "/") + ".py"
                if module.startswith("auditor.rego.") and (package / path).is_file():
                    waiting.append(path)
    assert found | {"rego/sharing.py", "rego/worker.py"} == set(checked.GUARD)


def _imported(node) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [str(node.module), *(f"{node.module}.{one.name}" for one in node.names)]
    return [one.name for one in node.names] if isinstance(node, ast.Import) else []
