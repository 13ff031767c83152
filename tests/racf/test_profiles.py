from __future__ import annotations

import pytest

from auditor.models.estate import EvidenceByKind, UnloadLevel
from auditor.racf.profiles import select
from auditor.racf.system import System
from tests.racf.estates import estate, generic, known_class, lost, profile


def chosen(profiles, resource="A.B", **different):
    selection = select(System(estate({"APPL": profiles}, **different)), "APPL", resource)
    return "unresolved" if selection.unresolved else tuple(one.name for one in selection.candidates)


def test_discrete_before_generic():
    assert chosen({"A.B": profile(), "A.*": generic()}) == ("A.B",)


def test_the_most_specific_generic_and_no_other():
    assert chosen({"**": generic(), "A.**": generic(), "A.%": generic()}) == ("A.%",)


def test_a_fully_qualified_generic_matches_by_name():
    assert chosen({"A.B": generic(), "A.*": generic()}) == ("A.B",)


def test_a_disguised_discrete_is_no_generic():
    assert chosen({"A.*": profile()}) == (None,)


def test_nogeneric_uses_no_generic():
    off = {"APPL": known_class(generic=False)}
    assert chosen({"A.*": generic()}, classes=off) == (None,)
    assert chosen({"A.B": profile()}, classes=off) == ("A.B",)


def test_generic_status_unknown_leaves_both_open():
    unknown = {"APPL": known_class(generic=None)}
    assert chosen({"A.*": generic()}, classes=unknown) == ("A.*", None)
    assert chosen({"C.*": generic()}, classes=unknown) == (None,)
    assert chosen({"A.B": profile(), "A.*": generic()}, classes=unknown) == ("A.B",)


def test_a_variable_is_not_resolved():
    assert chosen({"A.&X": generic(), "A.*": generic()}) == "unresolved"
    assert chosen({"&X.Z": generic(), "A.*": generic()}) == ("A.*",)
    assert chosen({"A.&X": generic(), "A.B": profile()}) == ("A.B",)
    assert chosen({"A.*.&X": generic(), "A.B*": generic()}) == ("A.B*",)


@pytest.mark.parametrize(
    ("damage", "answer"),
    [
        (lost(), "unresolved"),
        (lost("0500"), "unresolved"),
        (lost("0500", "APPL"), "unresolved"),
        (lost("0500", "APPL", "A.%"), "unresolved"),
        (lost("0500", "APPL", "A.B"), "unresolved"),
        (lost("0500", "APPL", "A.*"), "unresolved"),
        (lost("0500", "APPL", "A.**"), ("A.*",)),
        (lost("0500", "APPL", "*"), ("A.*",)),
        (lost("0500", "APPL", "C.*"), ("A.*",)),
        (lost("0500", "FACILITY"), ("A.*",)),
        (lost("0200"), ("A.*",)),
    ],
)
def test_a_lost_record_that_could_decide(damage, answer):
    assert chosen({"A.*": generic()}, damage=(damage,)) == answer
    assert chosen({"A.B": profile()}, damage=(damage,)) == ("A.B",)


def test_a_lost_generic_profile_decides_nothing_where_generics_are_off():
    off = {"APPL": known_class(generic=False)}
    assert chosen({}, classes=off, damage=(lost("0500", "APPL", "A.%"),)) == (None,)
    assert chosen({}, classes=off, damage=(lost("0500", "APPL", "A.B"),)) == "unresolved"


def test_without_an_unload_nothing_is_known():
    assert chosen({"A.B": profile()}, evidence=EvidenceByKind()) == "unresolved"
    assert chosen({"A.B": profile()}, unload=UnloadLevel(users=True)) == "unresolved"
