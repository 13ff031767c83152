"""The project as its users get it: imports, wheel, README, and nothing that names where it was made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


def test_imports_go_downward_only(root):
    done = subprocess.run(["lint-imports"], cwd=root, capture_output=True, text=True, env=_environment())
    assert done.returncode == 0, done.stdout


def _environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, **more}


@pytest.fixture(scope="module")
def installed(root, tmp_path_factory):
    """The wheel, built from the checkout and unpacked where nothing of the checkout is."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    target = place / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return target


def test_the_wheel_runs_from_another_folder(installed, root, tmp_path):
    shutil.copytree(root / "fixtures/example", tmp_path / "example")
    code = (
        "import auditor, sys; from auditor.cli import run;"
        f"assert auditor.__file__.startswith({str(installed)!r}), auditor.__file__;"
        "from auditor.policies.catalogue import load_catalogue;"
        "assert load_catalogue().checked, 'checked again at each run';"
        "sys.exit(run(['scan', 'example/auditor.toml', '--format', 'html,json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=_environment(PYTHONPATH=str(installed), PYTHONSAFEPATH="1"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 8, done.stderr
    assert (tmp_path / "reports/example/report.html").stat().st_size > 10_000
    assert (tmp_path / "reports/example/result.json").is_file()


def test_the_wheel_brings_the_rules_for_regal(installed, root):
    shipped = {path.relative_to(installed / "auditor/_policies") for path in installed.rglob(".regal/**/*.*")}
    ours = {path.relative_to(root / "policies") for path in root.glob("policies/.regal/**/*.*")}
    assert shipped == ours
    assert len(ours) > 10


def test_the_readme_has_the_quick_start_and_the_locked_one(root):
    text = (root / "README.md").read_text()
    start = text.index("## Quick start")
    blocks = re.findall(r"```sh\n(.*?)```", text[start : text.index("\n## ", start + 5)], re.DOTALL)
    assert len(blocks) == 3
    assert "auditor scan fixtures/example/auditor.toml" in blocks[0]
    assert "pytest" in blocks[1]
    assert "--require-hashes -r requirements/run.txt" in blocks[2]


def test_every_command_is_in_the_readme(root):
    from auditor.cli import _COMMANDS

    text = (root / "README.md").read_text()
    assert [name for name in _COMMANDS if f"`auditor {name}" not in text] == []


def test_every_policy_has_its_page_and_its_tests(root):
    from auditor.policies.catalogue import load_catalogue

    for policy in load_catalogue(()).policies:
        folder = root / "policies" / policy.slug
        name = policy.slug.replace("-", "_")
        found = {path.name for path in folder.iterdir()}
        assert found >= {f"{name}.rego", f"{name}_test.rego", "README.md"}
        assert all(re.fullmatch(rf"(README\.md|{name}(_\w+)?_test\.rego|{name}\.rego)", one) for one in found)
        page = (folder / "README.md").read_text()
        assert page.startswith(f"# {policy.id} ")
        for part in (
            "**Checks**",
            "**Why it matters.**",
            "**An example of the fault.**",
            "**How to fix it.**",
            "**Sources.**",
        ):
            assert part in page, f"{policy.slug} lacks {part}"


def test_every_framework_row_names_a_policy():
    from auditor.policies.catalogue import load_catalogue

    catalogue = load_catalogue(())
    known = {policy.id for policy in catalogue.policies}
    assert set(catalogue.controls()) <= known


def test_nothing_names_the_machine_it_was_made_on(root):
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    # Put together from pieces, so that this file is held to it too.
    homes = rb"/(?:wor" + rb"k|roo" + rb"t)/|\.libr" + rb"ary"
    registries = rb"pypi" + rb"\.org|proxy\.gol" + rb"ang\.org|registry\.np" + rb"mjs"
    said = re.compile(homes + rb"|" + registries)
    found = [
        name for name in listed.stdout.split() if (root / name).is_file() and said.search((root / name).read_bytes())
    ]
    assert found == []


def test_the_locks_have_a_hash_for_every_file_and_fit_the_ranges(root):
    from packaging.requirements import Requirement

    locks = {name: (root / "requirements" / name).read_text() for name in ("locked.txt", "run.txt")}
    pins = {
        name: dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", text, re.MULTILINE))
        for name, text in locks.items()
    }
    for name, text in locks.items():
        assert "://" not in text, "no lock names where packages come from"
        for entry in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in entry, f"{name}: {entry[:60]}"
    assert pins["run.txt"].items() <= pins["locked.txt"].items(), "one version of each, whoever installs it"
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for name, wanted in (
        ("run.txt", [*project["dependencies"], *extras["postgresql"]]),
        ("locked.txt", [*project["dependencies"], *extras["test"], *extras["dev"]]),
    ):
        for line in wanted:
            need = Requirement(line)
            key = re.sub(r"[-_.]+", "-", need.name).lower()
            if key != "auditor":
                assert need.specifier.contains(pins[name][key]), f"{name}: {line}; run requirements/renew.sh"
