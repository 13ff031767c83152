from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.models.imsconnect import Endpoint, effective_application
from auditor.sources.hwscfg import read_member
from auditor.sources.hwscfg.grammar import Param
from auditor.sources.read import Read as FileRead

SAMPLES = Path("tests/data/hwscfg")
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())["members"]
ORIGINS = {"ODACCESS APPL": "ODACCESS.APPL", "HWS ID": "HWS.ID"}


def as_json(params: Any) -> Any:
    """Parameters as the samples' answers write them: a repeated one is a list, and so are positional values."""
    found: dict[str, Any] = {}
    repeated = ("DRDAPORT", "PORT", "CICSPORT")
    for param in params:
        value = inner(param)
        if param.name in repeated and isinstance(value, dict):
            found.setdefault(param.name, []).append(value)
        elif param.name in found:
            before = found[param.name]
            found[param.name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            found[param.name] = value
    return found


def inner(param: Param) -> Any:
    if not isinstance(param.value, list):
        return param.value
    if any(one.name for one in param.value):
        return as_json(param.value)
    return [one.value for one in param.value]


def coded(member: FileRead, statement: str, name: str) -> str | None:
    found = [p for s in member.facts.statements if s.name == statement for p in s.params if p.name == name]
    return found[0].value if len(found) == 1 else None


def ports(member: FileRead) -> list[dict[str, str | None]]:
    rows = [p.value for s in member.facts.statements if s.name == "ODACCESS" for p in s.params if p.name == "DRDAPORT"]
    return [{key.lower(): {one.name: one.value for one in row}.get(key) for key in ("ID", "KEEPAV", "PORTTMOT")}
            for row in rows]  # fmt: skip


def effective(member: FileRead) -> dict[str, Any]:
    """What the samples call effective, from nothing but the endpoint's facts (`*_coded`: from the statements)."""
    endpoint = member.facts.endpoint
    assert isinstance(endpoint, Endpoint)
    racf = {True: "Y", False: "N", None: None}[endpoint.racf.value]
    row: dict[str, Any] = {
        "hws_id": endpoint.id.value,
        "racf_coded": racf if endpoint.racf.origin == "coded" else None,
        "racf_effective": racf,
    }
    if not endpoint.odaccess.value:
        return {**row, "drda_enabled": False}
    name, origin = effective_application(endpoint)
    odracfst = {True: "Y", False: "N", None: None}[endpoint.odracfst.value]
    return row | {
        "odaccess_appl_coded": endpoint.appl.value,
        "drda_appl_effective": name,
        "drda_appl_source": ORIGINS[origin or ""],
        "drda_ports": ports(member),
        "odbmautoconn_coded": coded(member, "ODACCESS", "ODBMAUTOCONN"),
        "odbmtmot_coded": coded(member, "ODACCESS", "ODBMTMOT"),
        "odracfst_coded": odracfst if endpoint.odracfst.origin == "coded" else None,
        "passticket_checked": endpoint.racf.value,
    }


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_statement_of_a_sample_is_read_as_coded(name: str) -> None:
    member = read_member(str(SAMPLES / name), 0)
    got = [{"statement": one.name, "params": as_json(one.params)} for one in member.facts.statements]
    assert got == EXPECTED[name]["statements"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_reports_exactly_what_it_must(name: str) -> None:
    member = read_member(str(SAMPLES / name), 0)
    assert sorted(f"{one.code} {one.item}" for one in member.facts.reports) == sorted(EXPECTED[name]["must_report"])
    assert (member.damage == ()) is EXPECTED[name]["valid"]
    assert {one.code for one in member.facts.reports} == {one.code for one in member.diagnostics}


@pytest.mark.parametrize("name", [name for name in sorted(EXPECTED) if EXPECTED[name]["effective"] is not None])
def test_the_facts_of_a_sample_are_those_in_effect(name: str) -> None:
    assert effective(read_member(str(SAMPLES / name), 0)) == EXPECTED[name]["effective"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_ports_are_facts_with_their_numbers(name: str) -> None:
    member = read_member(str(SAMPLES / name), 0)
    assert member.facts.endpoint is not None
    assert [str(port.id.value) for port in member.facts.endpoint.ports] == [row["id"] for row in ports(member)]


def test_the_defective_sample_settles_nothing_it_says_twice() -> None:
    endpoint = read_member(str(SAMPLES / "15-defective.txt"), 0).facts.endpoint
    assert endpoint is not None
    assert endpoint.damaged
    assert (endpoint.racf.value, endpoint.appl.value, endpoint.id.value) == (None, None, None)
    assert endpoint.racf.why == "HWS.RACF is coded twice"
    assert endpoint.appl.why == "ODACCESS is there twice, so APPL= is undetermined"
    assert effective_application(endpoint) == (None, None)


def test_a_fact_points_at_the_columns_it_stands_in() -> None:
    path = SAMPLES / "02-drda-appl-coded.txt"
    member = read_member(str(path), 7)
    assert member.facts.endpoint is not None
    at = member.facts.endpoint.appl.at
    assert at is not None
    assert at.source == 7
    assert member.lines[at.record][at.first - 1 : at.last] == "APPL=IMSDRDA1"


def test_three_different_appls() -> None:
    endpoint = read_member(str(SAMPLES / "11-everything.txt"), 0).facts.endpoint
    assert endpoint is not None
    assert endpoint.appl.value == "ALLDRDA"
    stores = [(store.id, store.application.value) for store in endpoint.datastores]
    assert stores == [("IMSA", "IMSAPTKT"), ("IMSB", "IMSBPTKT")]
    links = [(link.id, link.application.value, link.user.value) for link in endpoint.links]
    assert links == [("RICON1", "RMTIMS1", "RMTUSR1"), ("RICON2", None, None)]
    assert endpoint.links[1].application.origin == "default", "not coded, which is no reason to doubt"
