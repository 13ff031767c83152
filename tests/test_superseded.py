"""What a later line of a capture takes back passes nowhere: the sound installation with captures that go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor import Settings, audit
from tests.shop.build import FIXTURES


def verdicts(folder: Path) -> tuple[int, dict[tuple[str, str], str]]:
    result = audit(Settings.load(folder / "auditor.toml"))
    return result.return_code, {(one.policy, one.object): one.verdict for one in result.verdicts}


@pytest.fixture(scope="module")
def sound() -> dict[tuple[str, str], str]:
    return verdicts(FIXTURES / "sound")[1]


CASES = [
    ("setropts.txt", "READY\nSETROPTS NOCLASSACT(APPL)\nICH14063I SETROPTS command complete.\n", {"PT-D01"}),
    ("setropts.txt", "setr nocl(ptktdata)\n", {"PT-A02"}),
    ("setropts.txt", "READY\nSETROPTS NORACLIST(PTKTDATA)\n", {"PT-A02"}),
    ("setropts.txt", "READY\nSETROPTS PASSWORD(NOREVOKE)\n", {"PT-D04"}),
    ("setropts.txt", "READY\nEX 'SYS9.CLIST(OPEN)'\nREADY\n", {"PT-A02", "PT-D01", "PT-D04"}),
    ("query01.txt", "\nUPD IMSCON TYPE(CONFIG) SET(RACF(OFF))\n", {"PT-E01", "PT-E02"}),
    ("query01.txt", "\nF ICONDB1,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))\n", {"PT-E01", "PT-E02"}),
    ("query01.txt", "\nSETRACF OFF\n", {"PT-E01", "PT-E02"}),
    ("query01.txt", "\nUPD IMSCON TYPE(CONFIG) SET(ODBMAPPL(IMSDRDA2))\n", {"PT-A03", "PT-E02"}),
]


@pytest.mark.parametrize(("name", "later", "policies"), CASES)
def test_a_capture_that_goes_on(name, later, policies, sound, tmp_path: Path) -> None:
    folder = tmp_path / "sound"
    shutil.copytree(FIXTURES / "sound", folder)
    path = folder / name
    path.write_text(path.read_text() + later)
    code, after = verdicts(folder)
    assert code == 12
    undecided = {policy for (policy, _), verdict in after.items() if verdict == "undecided"}
    assert policies <= undecided
    changed = {key: (sound[key], verdict) for key, verdict in after.items() if sound.get(key, verdict) != verdict}
    assert {new for _, new in changed.values()} <= {"undecided", "advisory"}, changed
    assert len(changed) < len(sound) / 2, "others keep their verdicts"
