"""The list of sources is the only one: what else speaks of kinds of input says the same."""

from __future__ import annotations

import importlib
import re

import pytest

from auditor.models.estate import Estate, EvidenceByKind
from auditor.models.source import EVIDENCE, KINDS, OFFERED, SOURCES
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
    assert {one.kind for one in SOURCES if one.ages} == {"unload", "setropts", "hwscfg", "imscon", "tls"}
    assert [one.kind for one in SOURCES if one.ages and one.written] == ["tls"], "its form decides"
