"""One catalogue, two engines, the same verdicts to the byte: every fixture on the embedded engine and on a real OPA."""

from __future__ import annotations

import shutil

import pytest
from msgspec.structs import asdict
from pydantic_core import to_json

from auditor import crosscheck
from auditor.gather import gather
from auditor.judge.judge import judge
from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.engine import Embedded
from auditor.rego.opa.own import OwnOpa
from auditor.settings import Settings
from tests.shop.build import FIXTURES

pytestmark = pytest.mark.opa

CONFIGURATIONS = sorted(path.parent.name for path in FIXTURES.glob("*/auditor.toml"))


@pytest.fixture(scope="module")
def opa():
    if shutil.which("opa") is None:
        pytest.skip("opa is not on PATH: parity with a real OPA is not proved here")
    engine = OwnOpa(600.0)
    yield engine
    engine.close()


def said(engine, gathered, estate) -> str:
    judgement = judge(estate, load_catalogue(()), engine, gathered.lines)
    return to_json((*judgement.verdicts, *map(asdict, judgement.expectations))).decode()


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_both_engines_say_the_same(name, opa):
    gathered = gather(Settings.load(FIXTURES / name / "auditor.toml"))
    estate = gathered.estate.model_copy(update={"trials": crosscheck.plan(gathered.estate)})
    assert said(opa, gathered, estate) == said(Embedded(600.0), gathered, estate)


@pytest.mark.parametrize("lost", ["unload", "setropts", "hwscfg", "clients", "imscon", "client_files", "tls"])
def test_both_engines_say_the_same_of_what_is_not_there(lost, opa):
    settings = Settings.load(FIXTURES / "example/auditor.toml")
    inputs = settings.inputs.model_copy(
        update={lost: () if lost in ("unload", "hwscfg", "imscon", "client_files") else None}
    )
    gathered = gather(settings.model_copy(update={"inputs": inputs}))
    estate = gathered.estate.model_copy(update={"trials": crosscheck.plan(gathered.estate)})
    assert said(opa, gathered, estate) == said(Embedded(600.0), gathered, estate)
