"""The list of sources is the only one: what else speaks of kinds of input says the same."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.models.estate import Estate, EvidenceByKind
from auditor.models.source import BY_KIND, EVIDENCE, KINDS, OFFERED, SOURCES
from auditor.settings import Inputs


def test_each_source_has_a_setting_and_evidence_policies_see():
    assert set(Inputs.model_fields) - {"dates"} == {one.kind for one in OFFERED}
    assert list(EvidenceByKind.model_fields) == [*(one.kind for one in EVIDENCE), "change"]
    assert len(set(KINDS)) == len(SOURCES)


def test_several_files_are_a_list_and_one_is_one():
    inputs = Inputs(**{one.kind: "a" for one in OFFERED})
    assert {kind: inputs.of(kind) for kind in KINDS if kind in Inputs.model_fields} == {
        one.kind: ("a",) for one in OFFERED
    }
    assert {one.kind for one in OFFERED if isinstance(getattr(inputs, one.kind), tuple)} == {
        one.kind for one in OFFERED if one.many
    }


@pytest.mark.parametrize("source", [one for one in SOURCES if one.reader], ids=lambda one: one.kind)
def test_each_reader_is_there(source):
    module, _, name = source.reader.partition(":")
    assert callable(getattr(importlib.import_module(module), name))
    assert source.estate is None or source.estate in Estate.model_fields


def test_policies_say_the_same_of_what_was_not_offered(root):
    text = (root / "policies/lib/evidence.rego").read_text()
    table = dict(
        re.findall(r'^\t"(\w+)": "(.*)",$', text[text.index("options := {") :].partition("}")[0], re.MULTILINE)
    )
    assert table == {one.kind: f"{one.missing} (--{one.kind.replace('_', '-')})" for one in EVIDENCE}


def test_the_table_of_the_readme_says_what_each_settles(root):
    text = (root / "README.md").read_text()
    table = text[text.index("### What each input settles") :].partition("## Verdicts")[0]
    rows = dict(re.findall(r"^\| `--([\w-]+)` \| (.*) \|$", table, re.MULTILINE))
    assert rows == {one.kind.replace("_", "-"): one.settles for one in EVIDENCE}


def test_evidence_ages_and_what_people_write_does_not():
    assert {one.kind for one in SOURCES if one.ages} == {"unload", "setropts", "hwscfg", "imscon"}
    assert not any(one.ages and one.written for one in SOURCES)


TOY = '''
"""A toy source."""
from auditor.sources.evidence import read_text
from auditor.sources.read import Read, reading


def read_toy(path: str, source: int) -> Read[tuple[str, ...]]:
    """Return the lines of the file."""
    text = read_text(path, "a toy")
    return reading("toy", text, source, text.lines)
'''
ROW = """    Source(kind="toy", title="toy", many=True, folder=True, reader="auditor.sources.toy:read_toy",
           help="A toy.", settles="toys", missing="no toy was offered", estate="toys", ages=True),
    Source(kind="config","""
TRY = """
import sys
from auditor.cli import run
sys.exit(run(["facts", "--hwscfg", sys.argv[1], "--toy", sys.argv[2]]))
"""


def test_a_new_kind_of_evidence_is_a_reader_a_row_and_its_facts(root, tmp_path):
    """The recipe, followed in a copy: three files, and the flag, the setting, the evidence and the facts are there."""
    copy = tmp_path / "auditor"
    shutil.copytree(root / "auditor", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "sources/toy.py").write_text(TOY)
    for file, old, new in (
        ("models/source.py", '    Source(kind="config",', ROW),
        ("models/estate.py", "    site: Site = Site()\n", "    toys: tuple[str, ...] = ()\n    site: Site = Site()\n"),
    ):
        text = (copy / file).read_text()
        assert text.count(old) == 1
        (copy / file).write_text(text.replace(old, new))
    folder = tmp_path / "toys"
    folder.mkdir()
    (folder / "a").write_text("ball\n")
    (folder / "b").write_text("kite\n")
    member = tmp_path / "HWSCFG00"
    member.write_text("HWS=(ID=ICON1,RACF=Y)\nODACCESS=(APPL=IMSP,DRDAPORT=(ID=5555))\n")
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(member), str(folder)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    estate = json.loads(done.stdout)
    assert estate["toys"] == ["ball", "kite"]
    assert estate["evidence"]["toy"] == {"offered": True, "damage": []}
    assert [Path(one["path"]).name for one in estate["inputs"] if one["kind"] == "toy"] == ["a", "b"]
    assert "toy" not in BY_KIND
