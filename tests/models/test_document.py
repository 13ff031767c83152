from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from auditor import crosscheck
from auditor.gather import gather
from auditor.models import racf
from auditor.models.client import Client
from auditor.models.document import document
from auditor.models.estate import Change, Estate, Owed, Site
from auditor.models.place import At, InputFile
from auditor.settings import Settings
from tests.racf.installations import installation
from tests.shop.build import FIXTURES

PYDANTIC = TypeAdapter(Estate)
CONFIGURATIONS = sorted(path.parent.name for path in FIXTURES.glob("*/auditor.toml"))
RECORDS = [one for one in vars(racf).values() if isinstance(one, type) and "__dataclass_fields__" in vars(one)]
TEXTS = st.text() | st.sampled_from(['"', "\\", "/", "\x00\x1f\x7f", "\u2028\u2029", "é\U0001f600", "\ufffe\uffff"])


def names(values):
    return st.dictionaries(st.text(), values, max_size=3)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_fixture_is_written_as_pydantic_writes_it(name):
    estate = gather(Settings.load(FIXTURES / name / "auditor.toml")).estate
    estate = estate.model_copy(update={"trials": crosscheck.plan(estate)})
    assert document(estate) == PYDANTIC.dump_json(estate)


def test_random_installations_are_too():
    for seed in range(60):
        estate = installation(seed)
        assert document(estate) == PYDANTIC.dump_json(estate), seed


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(names(st.from_type(racf.User)), names(st.from_type(racf.Group)), names(names(st.from_type(racf.Profile))))
def test_whatever_records_hold_is_too(users, groups, profiles):
    estate = Estate(system="S", as_of="", users=users, groups=groups, profiles=profiles)
    assert document(estate) == PYDANTIC.dump_json(estate)


@given(TEXTS, TEXTS, st.floats(0, 1e6))
def test_texts_that_need_escapes_and_rates_are_too(text, other, rate):
    client = Client(
        id=text, endpoint=other, kind="off-host", generates_tickets=True, tickets_per_second=rate, at=At(0, 1),
        places={text: At(0, 2)},
    )  # fmt: skip
    group = racf.Group(at=At(0, 1), owner=text, superior=other, universal=None)
    estate = Estate(system=text, as_of=other, clients=(client,), groups={text: group})
    assert document(estate) == PYDANTIC.dump_json(estate)
    assert json.loads(document(estate))["groups"][text]["owner"] == text


def test_aliases_are_written_and_digests_of_inputs_are_not():
    source = InputFile(kind="hwscfg", path="HWSCFG00", sha256="0" * 64, codepage="utf-8", records=3)
    change = Change(layer="active", owed=(Owed(class_name="APPL", profile=None, why="x"),))
    estate = Estate(system="S", as_of="2026-11-01", inputs=(source,), change=change)
    assert document(estate) == PYDANTIC.dump_json(estate)
    assert document(estate).startswith(b'{"schema":"auditor/estate/1"')
    assert b'"class":"APPL"' in document(estate)
    assert b"sha256" not in document(estate)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_has_no_other_names_for_its_fields(kind):
    """Such as an alias: pydantic would write it."""
    assert list(TypeAdapter(kind).json_schema()["properties"]) == [field.name for field in fields(kind)]


def test_half_a_surrogate_pair_is_refused():
    """By pydantic too, but in a key."""
    half, at = "\ud83d", At(0, 1)
    estate = Estate(system="S", as_of="")
    for change in (
        {"system": half},
        {"groups": {"G": racf.Group(at=at, owner=half, superior="", universal=None)}},
        {"groups": {half: racf.Group(at=at, owner="", superior="", universal=None)}},
    ):
        with pytest.raises(ValueError, match="surrogates not allowed"):
            document(estate.model_copy(update=change))


def test_what_is_no_record_is_refused():
    with pytest.raises(TypeError, match="Site"):
        document(Estate(system="S", as_of="").model_copy(update={"users": {"U": Site()}}))
