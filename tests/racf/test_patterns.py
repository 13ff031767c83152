from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.racf.patterns import matches, specificity

IBM_ORDER = (
    "COPY.WEB.*", "COPY.PAPER.%", "COPY.PAPER.*", "COPY.PAPER.**", "COPY.PAPER%", "COPY.PAPER*", "COPY.PAPE%",
    "COPY.PAP*", "COPY.PRINT.*", "COPY.&X", "COPY.&Y", "COPY.%APER",
)  # fmt: skip
RESOURCES = ("COPY.WEB.A", "COPY.PAPER", "COPY.PAPER.A", "COPY.PAPER.AB", "COPY.PAPERX", "COPY.PAPEX", "COPY.PRINT.A")


@pytest.mark.parametrize(
    ("pattern", "resource", "covers"),
    [
        ("A.%.C", "A.B.C", True),
        ("A.%.C", "A.BB.C", False),
        ("A%C", "A.C", False),
        ("A.*.C", "A.BB.C", True),
        ("A.*.C", "A.B.B.C", False),
        ("*.C", "A.C", True),
        ("*.C", "A.B.C", False),
        ("A.B*.C", "A.B.C", True),
        ("A.B*.C", "A.BXY.C", True),
        ("A.B*.C", "A.B.X.C", False),
        ("A.B.*", "A.B", False),
        ("A.B.*", "A.B.C.D", True),
        ("A.B*", "A.B", True),
        ("A.B*", "A.BX.C.D", True),
        ("A.B*", "A.B.C", True),
        ("A.**", "A", True),
        ("A.**", "A.B.C", True),
        ("A.**", "AB", False),
        ("A.**.C", "A.C", True),
        ("A.**.C", "A.X.Y.C", True),
        ("A.**.C", "A.XC", False),
        ("**.C", "C", True),
        ("**.C", "A.B.C", True),
        ("**", "A.B.C", True),
        ("*", "A.B.C", True),
        ("&X.B", "ANY.B", True),
        ("A.&X", "A.", False),
        ("IRRPTAUTH.APP1.*", "IRRPTAUTH.APP1.ANYUSER", True),
        ("IRRPTAUTH.APP1.*", "IRRPTAUTH.APP1", False),
        ("IRRPTAUTH.APP1*", "IRRPTAUTH.APP10.ANYUSER", True),
        ("IRRPTAUTH*", "IRRPTAUTH.APP1.U1", True),
        ("IRRPTAUTH.*.USER1", "IRRPTAUTH.APP7.USER1", True),
        ("IRRPTAUTH.*.USER1", "IRRPTAUTH.APP7.USER2", False),
    ],
)
def test_what_a_pattern_covers(pattern, resource, covers):
    assert matches(pattern, resource) is covers


def test_ibms_order_for_all_names_that_can_meet():
    met = 0
    for earlier, later in combinations(IBM_ORDER, 2):
        if "&" in later and "&" in earlier:
            continue  # two variables: which is more specific hangs on their names
        if any(matches(earlier, one) and matches(later, one) for one in RESOURCES):
            met += 1
            assert specificity(earlier) < specificity(later), (earlier, later)
    assert met > 10


def test_rank_of_what_stands_at_the_first_difference():
    names = ["A.B", "A.&X", "A.%", "A.*", "A.**"]
    assert sorted(set(names), key=specificity) == names


@given(st.text("AB.", min_size=1, max_size=12), st.text("AB.", max_size=6))
@settings(max_examples=100)
def test_a_name_without_generic_characters_covers_itself_only(name, more):
    assert matches(name, name)
    assert matches(name, name + more) is (more == "")


def test_a_hostile_pattern_comes_back():
    assert not matches("A*" * 120 + "B", "A" * 246)
    assert not matches("&A.**." * 40 + "Z", "A." * 120 + "B")
