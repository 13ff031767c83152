"""A gate judges on today's state: evidence known to be older than a weekend carries no decision."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.gate.decide import age_reasons, return_code
from auditor.gate.reasons import Reasons
from auditor.models.place import InputFacts
from tests.gate.changes import Site

DAY = date(2026, 11, 2)


def file(kind: str, taken: str | None, how: str | None) -> InputFacts:
    return InputFacts(kind=kind, path=kind, codepage="utf-8", records=1, taken=taken, taken_from=how)


@pytest.mark.parametrize("kind", ["unload", "setropts"])
@pytest.mark.parametrize(("taken", "blocks"), [("2026-10-30", 0), ("2026-10-29", 1), (None, 0)])
def test_an_unload_or_listing_known_to_be_older_blocks(kind, taken, blocks):
    found = age_reasons([file(kind, taken, "heading" if taken else None)], DAY, 3)
    assert len(found.blocks) == blocks
    assert all("judged on the state of 2026-10-29" in text and "max_gate_days is 3" in text for text in found.blocks)


def test_members_and_displays_may_be_older():
    files = [file("hwscfg", "2026-10-26", "config"), file("imscon", "2026-10-26", "heading")]
    assert age_reasons(files, DAY, 3).blocks == []


def test_a_bound_that_is_older_is_listed_and_does_not_block():
    found = age_reasons([file("unload", "2026-10-29", "bound")], DAY, 3)
    assert (found.blocks, len(found.warns)) == ([], 1)
    assert age_reasons([file("unload", "2026-10-30", "bound")], DAY, 3).warns == []


def test_too_old_is_12():
    assert return_code(Reasons(blocks=["old"]), [], old=True) == 12


def test_a_whole_gate_says_of_which_day_it_judges(tmp_path):
    site = Site(tmp_path)
    config = site.config.read_text()
    site.config.write_text(config.replace('"unload.txt" = 2026-11-02', '"unload.txt" = 2026-10-30'))
    decided = site.gate("LISTUSER *", flags=["--as-of", "2026-11-03"])
    assert (decided.code, decided.decision) == (12, "blocked")
    assert "judged on the state of 2026-10-30" in decided.reasons
    site.config.write_text(site.config.read_text().replace("[site]\n", "[site]\nmax_gate_days = 4\n"))
    assert site.gate("LISTUSER *", flags=["--as-of", "2026-11-03"]).decision == "accepted"
