"""Reasons are folded by kind, with their number and the first ten, and read the same in every form for people."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from auditor.models.source import SOURCES
from auditor.output.terminal import tell
from auditor.renderers.interface import render
from auditor.renderers.reasons import folded, groups
from tests.output.results import result, verdict

LOST = "record {} of the unload is lost (cut-in-key)"


def undecided(name: str, reason: str):
    return replace(verdict(name, "undecided"), reason=reason)


def test_many_records_are_one_kind_with_the_first_ten():
    text = folded("; ".join(LOST.format(number) for number in (101, *range(9, 100))))
    numbers = ", ".join(map(str, range(9, 19)))
    assert text == f"92 x record ... of the unload is lost (cut-in-key): {numbers} and 82 more"


def test_kinds_stay_apart():
    orphans = "record 7 of the unload is lost (orphan)", "record 9 of the unload is lost (orphan)"
    text = folded("; ".join((orphans[0], LOST.format(8), orphans[1])))
    assert text == "2 x record ... of the unload is lost (orphan): 7, 9; record 8 of the unload is lost (cut-in-key)"


def test_names_are_folded_over_verdicts():
    rows = [undecided(f"E{n}", f"a record is lost that could have been of APPL IMS{n:02}") for n in range(12)]
    rows += [undecided("F", "something else"), verdict("G")]
    first = ", ".join(f"APPL IMS{n:02}" for n in range(10))
    expected = f"12 x a record is lost that could have been of ...: {first} and 2 more"
    assert groups(rows) == [(expected.replace("of ...:", "of ... ...:"), 12), ("something else", 1)]


def test_missing_inputs_are_never_folded_into_each_other():
    texts = [f"{source.missing} (--{source.kind.replace('_', '-')})" for source in SOURCES if source.missing]
    assert len(texts) > 5
    rows = [undecided(f"E{n}", text) for n, text in enumerate(texts)]
    assert sorted(title for title, _ in groups(rows)) == sorted(texts)


def test_a_reason_alone_is_told_as_it_is():
    assert folded(LOST.format(3)) == LOST.format(3)
    assert folded("") == ""
    assert folded("<script>; =cmd()") == "<script>; =cmd()"


@pytest.mark.parametrize("form", ["html", "markdown", "csv"])
def test_each_form_shows_the_same_words(form, capsys, tmp_path):
    reason = "; ".join(LOST.format(number) for number in range(1, 93))
    done = result(undecided("A", reason), code=4)
    text = render(form, done).decode()
    if form == "csv":
        text = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))["reason"]
    assert folded(reason) in text.replace("\n", " ").replace("\\", "")
    assert LOST.format(50) not in text
    tell(done, tmp_path, quiet=False)
    assert folded(reason)[:60] in capsys.readouterr().out


def test_what_is_wrong_is_said_on_standard_error_also_when_quiet(capsys, tmp_path):
    from auditor.models.place import Diagnostic

    errors = tuple(
        Diagnostic(input="unload", path="u.txt", record=n, level="error", code="orphan", message=f"m{n}")
        for n in range(9)
    )
    done = result(code=12).model_copy(update={"diagnostics": errors})
    tell(done, tmp_path, quiet=True)
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.err == (
        "warning: u.txt, record 0: m0\nwarning: 8 more errors in the evidence: see diagnostics in the report\n"
    )
    tell(done, tmp_path, quiet=False)
    assert capsys.readouterr().err.count("warning: ") == 6


def test_the_sign_behind_a_name_stays_in_the_sentence():
    text = folded("the job of ICON1: not proven; the job of ICON2: not proven")
    assert text == "2 x the job of ...: not proven: ICON1, ICON2"
