from __future__ import annotations

import io
from dataclasses import replace

from auditor.renderers.console import print_summary


def _printed(result, directory=None):
    out = io.StringIO()
    print_summary(result, directory, file=out)
    return out.getvalue()


def test_the_answer_stands_first_and_the_return_code_last(believable):
    lines = _printed(believable, "reports/PRODPLEX").splitlines()
    assert lines[0].startswith(
        "Evidence of PRODPLEX is damaged, incomplete or too old, and PRODPLEX has 10 open findings:"
    )
    assert lines[-1] == "Report: reports/PRODPLEX"
    assert any(line.startswith("Return code 12:") for line in lines)


def test_no_colour_when_it_is_not_a_terminal(believable, hostile):
    assert "\x1b" not in _printed(believable)
    assert "\x1b" not in _printed(hostile)


def test_markup_in_names_is_text(hostile):
    assert "[bold]x[/bold]" in _printed(hostile)


def test_a_clean_result_says_so(clean):
    assert _printed(clean).startswith("PassTickets on PRODPLEX are in order")


def test_undecided_is_never_in_order(believable):
    only = tuple(v for v in believable.verdicts if v.verdict in ("pass", "undecided"))
    text = _printed(believable.model_copy(update={"verdicts": only, "return_code": 4}))
    assert "3 questions could not be judged" in text
    assert "in order" not in text


def test_nothing_judged_is_not_in_order(clean):
    assert _printed(clean.model_copy(update={"verdicts": ()})).startswith("Nothing was judged on PRODPLEX.")


def test_findings_of_one_cause_are_one_line_and_one_policy_does_not_hide_the_others(believable):
    first = next(v for v in believable.verdicts if v.verdict == "fail" and v.waiver is None)
    first = replace(first, severity="high", masked_by=None)
    alike = [replace(first, object=f"user:U{n}", message=f"U{n} can log on.") for n in range(9_800)]
    causes = [replace(first, object=f"user:V{n}", message=f"V{n} can log on, in way {n}.") for n in range(40)]
    other = replace(first, policy="PT-Z09", object="system", message="Another policy's finding.")
    text = _printed(believable.model_copy(update={"verdicts": (*alike, *causes, other)}))
    assert "user U0 and 9799 more" in " ".join(text.split())
    assert "... can log on." in text
    assert "Another policy's" in text
    assert "more findings in the report" in text
