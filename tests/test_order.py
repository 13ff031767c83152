"""No verdict rests on the order of files, of records within a type, or of clients; none rests on the names of files.

The installations are fixtures, each with what is several in it: members that contradict each other, displays that do, a
database in two data sets.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from auditor import Settings, audit
from tests.shop.build import FIXTURES

Verdicts = Counter[tuple[str, str, str, str, str]]

SLUGS = ("example", "running-values-differ")


def verdicts(folder: Path) -> Verdicts:
    result = audit(Settings.load(folder / "auditor.toml"))
    return Counter((one.policy, one.object, one.verdict, one.severity, one.message) for one in result.verdicts)


def installation(slug: str, folder: Path) -> Path:
    """A fixture with a second member and a second display that contradict the first of their kind."""
    shutil.copytree(FIXTURES / slug, folder)
    member, display = min(folder.glob("HWSCFG*")), min(folder.glob("query*"))
    (folder / "HWSCFG99.txt").write_text(member.read_text().replace("RACF=Y", "RACF=N").replace("ID=5555", "ID=5565"))
    (folder / "query99.txt").write_text(display.read_text().replace(" ON ", " OFF"))
    return folder


def shuffled(folder: Path, to: Path, seed: int) -> Path:
    """The same installation: other file names, other orders, the unload in two data sets."""
    chance = random.Random(seed)
    shutil.copytree(folder, to)
    names: dict[str, list[str]] = {}
    for kind, pattern in (("hwscfg", "HWSCFG*"), ("imscon", "query*")):
        for path in sorted(to.glob(pattern)):
            # The name of a member is the object where it has no HWS ID: all of these have one.
            names.setdefault(kind, []).append(f"{kind}{chance.randrange(10**6)}.txt")
            path.rename(to / names[kind][-1])
    rows = (to / "unload.txt").read_text().splitlines(keepends=True)
    by_type: dict[str, list[str]] = {}
    for row in rows:
        by_type.setdefault(row[:4], []).append(row)
    parts: tuple[list[str], list[str]] = ([], [])
    for several in by_type.values():
        chance.shuffle(several)
        for row in several:
            parts[row[5:13] > "M"].append(row)
    for number, part in enumerate(parts):
        (to / f"part{number}.txt").write_text("".join(part))
    (to / "unload.txt").unlink()
    names["unload"] = ["part0.txt", "part1.txt"]
    clients = yaml.safe_load((to / "clients.yaml").read_text())
    chance.shuffle(clients["clients"])
    (to / "clients.yaml").write_text(yaml.safe_dump(clients))
    configured(to, names, chance)
    return to


def configured(folder: Path, names: dict[str, list[str]], chance: random.Random) -> None:
    lines = []
    for line in (folder / "auditor.toml").read_text().splitlines():
        kind = line.partition(" =")[0]
        if kind in names:
            chance.shuffle(names[kind])
            lines.append(f"{kind} = {names[kind]!r}".replace("'", '"'))
        elif not line.startswith('"'):  # [inputs.dates] names the files as they were called
            lines.append(line)
    (folder / "auditor.toml").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_verdict_rests_on_an_order(slug: str, tmp_path: Path) -> None:
    folder = installation(slug, tmp_path / "one")
    first = verdicts(shuffled(folder, tmp_path / "0", 0))
    assert sum(first.values()) > 60
    for seed in (1, 2, 3):
        other = verdicts(shuffled(folder, tmp_path / str(seed), seed))
        assert (other - first, first - other) == (Counter(), Counter())


@pytest.mark.parametrize("appl", [False, True])
def test_two_members_of_one_hws_id_are_undecided_where_they_differ(appl: bool, tmp_path: Path) -> None:
    """A07 must not pass on the member with RACF=N, E01 not on the other one, and A05 not where APPL= differs."""
    folder = tmp_path / "sound"
    shutil.copytree(FIXTURES / "sound", folder)
    shutil.rmtree(folder / "reports", ignore_errors=True)
    member = (folder / "HWSCFG01.txt").read_text()
    text = member.replace("RACF=Y", "RACF=N")
    (folder / "A.txt").write_text(text.replace("APPL=IMSDRDA1", "APPL=OTHER") if appl else text)
    toml = (folder / "auditor.toml").read_text().splitlines()
    for order in (["A.txt", "HWSCFG01.txt"], ["HWSCFG01.txt", "A.txt"]):
        files = str([*order, "HWSCFG02.txt"]).replace("'", '"')
        kept = [line for line in toml if not line.startswith(("imscon", '"query'))]
        text = "\n".join(f"hwscfg = {files}" if line.startswith("hwscfg") else line for line in kept)
        (folder / "auditor.toml").write_text(text + "\n")
        result = audit(Settings.load(folder / "auditor.toml"))
        assert result.return_code == 12
        mine = [one for one in result.verdicts if one.object == "endpoint:ICONDB1"]
        assert not [one.object for one in result.verdicts if one.object.startswith("endpoint:ICONDB1 ")]
        of = {one.policy: one.verdict for one in mine}
        assert {policy: of[policy] for policy in ("PT-A07", "PT-E01")} == {"PT-A07": "undecided", "PT-E01": "undecided"}
        names = {one.verdict for one in result.verdicts if one.policy == "PT-A05"}
        assert ("undecided" in names) is appl
        assert "fail" not in names
