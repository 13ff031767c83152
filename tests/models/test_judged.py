from __future__ import annotations

import json

import pytest
from pydantic import TypeAdapter

from auditor.models.judged import DEEPEST, Cited, Expectation, Judged, Misread, Remedy, read_expectations, read_judged
from auditor.models.place import At
from auditor.models.verdict import Remediation
from tests.rows import CITED, ROW

KINDS = {
    "a string": "x",
    "a whole number": 1,
    "a decimal number": 1.5,
    "a boolean": True,
    "null": None,
    "a list": [],
    "an object": {},
}
WANTED = {
    **dict.fromkeys(("object", "verdict", "severity", "message"), "a string"),
    **dict.fromkeys(("reason", "masked_by"), "a string or null"),
    **dict.fromkeys(("facts", "remediation"), "an object"),
    **dict.fromkeys(("places", "assumptions"), "a list"),
}


def text(**changes) -> bytes:
    return json.dumps([{**ROW, **changes}]).encode()


def cited(**changes) -> bytes:
    return text(places=[CITED, {**CITED, **changes}])


def fact(value: str) -> bytes:
    return text().replace(b'"NONE"', value.encode())


def without(name: str) -> bytes:
    return json.dumps([{key: value for key, value in ROW.items() if key != name}]).encode()


def said(row: bytes) -> str:
    with pytest.raises(Misread) as caught:
        read_judged(row)
    return f"{caught.value.place}: {caught.value}"


def test_a_verdict_is_read_to_the_last_field():
    assert read_judged(text()) == [
        Judged(
            object="endpoint:IMSA", verdict="fail", severity="high", message="It is wrong.", reason=None,
            facts={"level": "NONE"}, masked_by=None, places=(Cited(at=At(0, 2, 5, 9), role="primary", note="here"),),
            remediation=Remedy(racf=("SETROPTS LIST",)), assumptions=(),
        )
    ]  # fmt: skip
    assert read_judged(b" \n[] ") == []


@pytest.mark.parametrize("name", ROW)
def test_a_field_of_another_kind_is_refused_and_so_is_a_missing_one(name):
    for kind, value in KINDS.items():
        if kind not in WANTED[name].split(" or "):
            assert said(text(**{name: value})) == f"{name}: Input should be {WANTED[name]}, not {kind}"
    assert said(without(name)) == f"{name}: Field required"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            text(verdict="passed"),
            "verdict: Input should be 'pass', 'fail', 'undecided', 'advisory' or 'not_applicable'",
        ),
        (text(severity="High"), "severity: Input should be 'critical', 'high', 'medium', 'low' or 'advisory'"),
        (cited(role="PRIMARY"), "places.1.role: Input should be 'primary' or 'related'"),
        (cited(note=None), "places.1.note: Input should be a string, not null"),
        (text(places=[1]), "places.0: Input should be an object, not a whole number"),
        (text(assumptions=["a", 1]), "assumptions.1: Input should be a string, not a whole number"),
        (text(remediation={"racf": "X"}), "remediation.racf: Input should be a list, not a string"),
        (text(remediation={"racf": None}), "remediation.racf: Input should be a list, not null"),
        (text(remediation={"racf": [1]}), "remediation.racf.0: Input should be a string, not a whole number"),
        # one field too many, at every level, or misspelt
        (text(extra=1), "extra: Extra inputs are not permitted"),
        (cited(line=1), "places.1.line: Extra inputs are not permitted"),
        (text(remediation={"rcaf": []}), "remediation.rcaf: Extra inputs are not permitted"),
        (text(**{"a\x1b[2J` - at `$[0].b\n": 1}), "a·[2J` - at `$[0].b·: Extra inputs are not permitted"),
        # `at`
        (cited(at=[0]), "places.1.at: Input should be a list of length 2 to 4"),
        (cited(at=[0, 2, 5, 9, 1]), "places.1.at: Input should be a list of length 2 to 4"),
        (cited(at={"source": 0, "record": 2}), "places.1.at: Input should be a list, not an object"),
        (cited(at=[0, 2.5, 5, 9]), "places.1.at.1: Input should be a whole number, not a decimal number"),
        (cited(at=[0, 1e18, 5, 9]), "places.1.at.1: Input should be a whole number, not a decimal number"),
        (cited(at=[0, "two", 5, 9]), "places.1.at.1: Input should be a whole number, not a string"),
        (cited(at=[True, 2, 5, 9]), "places.1.at.0: Input should be a whole number, not a boolean"),
        (cited(at=[0, 2, None, 9]), "places.1.at.2: Input should be a whole number, not null"),
        # what is no verdict, no JSON, no text
        (b'["all well"]', ": Input should be an object, not a string"),
        (b"[null]", ": Input should be an object, not null"),
        (b"[[]]", ": Input should be an object, not a list"),
        (text()[:-1], f": This is no JSON from character {len(text())} on"),
        (text() + b"x", f": This is no JSON from character {len(text()) + 1} on"),
        (b"", ": This is no JSON from character 1 on"),
        (fact("NaN"), ": NaN is no number of JSON"),
        (fact("-Infinity"), ": -Infinity is no number of JSON"),
        (fact('"\\ud83d"'), "facts: A string holds half a character"),
        (text(message="\udc00"), "message: A string holds half a character"),
        (fact("1e400"), ": A number is out of range"),
        (fact("1" * 5000), ": A number is out of range"),
        (text().replace(b"NONE", b"\xff"), ": Not UTF-8"),
        (text().replace(b"level", b"\xed\xa0\x80"), ": Not UTF-8"),
        (text().replace(b"fail", b"\xc0\x80"), ": Not UTF-8"),
        # a field told twice, the wrong one first or last
        (
            text().replace(b'"reason"', b'"message": 1, "reason"'),
            "message: Input should be a string, not a whole number",
        ),
        (b'[{"message": 1, ' + text()[2:], "message: Input should be a string, not a whole number"),
        # deeper than a result can be
        (fact("[" * DEEPEST + "]" * DEEPEST), "facts: Nested deeper than 190 levels"),
        (fact('{"a":' * DEEPEST + "1" + "}" * DEEPEST), "facts: Nested deeper than 190 levels"),
        (fact("[" * 100_000 + "]" * 100_000), ": Nested too deep"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_place(row, says):
    assert said(row) == says


@pytest.mark.parametrize("at", ["[0, 2, 5, 9]", "[0.0, 2.0, 5e0, 9]", '["0", 2, "5", "9.0"]', "[-0, 2, 5, 9]"])
def test_whole_numbers_are_whole_however_an_engine_writes_them(at):
    (one,) = read_judged(text().replace(b"[0, 2, 5, 9]", at.encode()))
    assert one.places[0].at == (0, 2, 5, 9)
    assert set(map(type, one.places[0].at)) == {int}


@pytest.mark.parametrize(("at", "meant"), [([0, 2], At(0, 2)), ([0, 10**30, 1], At(0, 10**30, 1))])
def test_columns_may_be_left_out_and_a_record_may_be_any(at, meant):
    assert read_judged(text(places=[{**CITED, "at": at}]))[0].places[0].at == meant


@pytest.mark.parametrize(
    "value",
    [
        "1", "-0", "18446744073709551616", "1" * 4000, "5.0", "1e22", "0.1", "5e-324", "1e-400", "9007199254740993.0",
        "true", "null", '"\\u0000\\u001b\\ud83d\\ude00"', '"é"', '{"a": 1, "a": [2, {"": null}]}',
        "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1),
    ],
)  # fmt: skip
def test_a_fact_is_what_pydantic_reads(value):
    wanted = TypeAdapter(dict[str, object]).validate_json(f'{{"level": {value}}}')
    (one,) = read_judged(fact(value))
    assert (one.facts, repr(one.facts)) == (wanted, repr(wanted))


def test_the_last_of_two_is_taken_and_what_is_left_out_of_a_remedy_is_nothing():
    (one,) = read_judged(b'[{"message": "first", ' + text(remediation={"ims": ["X"]})[2:])
    assert (one.message, one.remediation) == ("It is wrong.", Remedy(ims=("X",)))


def test_a_remedy_has_the_fields_of_what_is_published():
    assert Remedy.__struct_fields__ == Remediation.__slots__


def test_expectations():
    row = {"id": "t1", "expected": "denied", "reasons": ["so"]}
    assert read_expectations(json.dumps([row]).encode()) == [Expectation(id="t1", expected="denied", reasons=("so",))]
    for change, place, says in (
        ({"expected": "maybe"}, "expected", "Input should be 'allowed', 'denied' or 'undecided'"),
        ({"id": 1}, "id", "Input should be a string, not a whole number"),
        ({"reason": []}, "reason", "Extra inputs are not permitted"),
    ):
        with pytest.raises(Misread) as caught:
            read_expectations(json.dumps([{**row, **change}]).encode())
        assert (caught.value.place, str(caught.value)) == (place, says)
    with pytest.raises(Misread, match="Input should be a list, not an object"):
        read_expectations(b"{}")
