"""The parts list of a wheel names every package of the lock, with its hashes, and is the same each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

LOCK = Path("requirements/run.txt")


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / "auditor-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("auditor-1.2.3.dist-info/METADATA", "Metadata-Version: 2.4\nName: auditor\nVersion: 1.2.3\n")
    return path


def written(wheel: Path) -> dict:
    subprocess.run([sys.executable, "requirements/sbom.py", str(wheel)], check=True)
    return json.loads(wheel.with_name(f"{wheel.name}.cdx.json").read_text())


def test_every_package_of_the_lock_is_a_part(wheel):
    document = written(wheel)
    locked = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK.read_text(), re.MULTILINE)
    assert [(one["name"], one["version"]) for one in document["components"]] == locked
    assert len(locked) > 20
    assert all(one["hashes"] for one in document["components"])
    assert sum(len(one["hashes"]) for one in document["components"]) == LOCK.read_text().count("--hash=")
    assert document["metadata"]["component"]["version"] == "1.2.3"
    refs = [one["bom-ref"] for one in document["components"]]
    assert len(set(refs)) == len(refs)
    assert document["dependencies"][0]["dependsOn"] == refs


def test_it_names_its_form_and_is_the_same_each_time(wheel):
    first = written(wheel)
    assert (first["bomFormat"], first["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", first["serialNumber"])
    assert written(wheel) == first


def test_no_package_of_the_project_is_missing(wheel):
    import tomllib

    wanted = tomllib.loads(Path("pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.match(r"[A-Za-z0-9_.-]+", one)[0].lower() for one in wanted}
    assert names <= {one["name"].lower() for one in written(wheel)["components"]}
