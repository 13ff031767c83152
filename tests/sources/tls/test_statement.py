from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.sources.read import Read as FileRead
from auditor.sources.tls.statement import read_statement

ENTRY = """\
ports:
  - {endpoint: IMSDRDA1, port: 5555, tls: required, evidence: "PAGENT policy, rule DRDA-IN"}
  - endpoint: IMSDRDA1
    port: 5556
    tls: none
    evidence: stated by the network team
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], FileRead]:
    def one(content: str) -> FileRead:
        path = tmp_path / "tls.yaml"
        path.write_text(content)
        return read_statement(str(path), 6, path.read_bytes())

    return one


def test_statements_with_their_places(read: Callable[[str], FileRead]) -> None:
    ports = read(ENTRY).facts
    assert [(one.endpoint, one.port, one.tls, one.at.source, one.at.record) for one in ports] == [
        ("IMSDRDA1", 5555, "required", 6, 2),
        ("IMSDRDA1", 5556, "none", 6, 3),
    ]
    assert ports[0].evidence == "PAGENT policy, rule DRDA-IN"


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("    tls: none\n", "", 3, "'tls' is missing"),
        ("tls: none", "tls: maybe", 5, "'tls'"),
        ("tls: none", "tsl: none", 5, "did you mean 'tls'"),
        ("port: 5556", "port: 70000", 4, "does not exist"),
        ("port: 5556", "port: 5555", 3, "stated twice"),
        ("port: 5556", "port: many", 4, "'port'"),
        ("port: 5556", "port: " + "1" * 6000, 4, "port"),
        ("ports:", "port:", 1, "did you mean 'ports'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(
    read: Callable[[str], FileRead], old: str, new: str, line: int, named: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(ENTRY.replace(old, new, 1))
    said = f"{refused.value} {refused.value.advice}"
    assert named in said
    assert f"tls.yaml, line {line}:" in said
    assert "\n" not in said


def test_everything_wrong_is_told_at_once_and_endpoints_are_folded(read: Callable[[str], FileRead]) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(ENTRY.replace("port: 5555", "port: 0").replace("tls: none", "tls: maybe"))
    told = [str(one).partition("tls.yaml, ")[2] for one in (refused.value, *refused.value.others)]
    assert told == ["line 2: port 0 does not exist", "line 5: 'tls' must be one of required, none"]
    assert {port.endpoint for port in read(ENTRY.replace("IMSDRDA1", "imsdrda1")).facts} == {"IMSDRDA1"}


def test_a_statement_may_tell_its_day(read: Callable[[str], FileRead]) -> None:
    dated = ENTRY + "    as_of: 2026-11-01\n"
    assert [one.as_of for one in read(dated).facts] == [None, "2026-11-01"]
    with pytest.raises(ConfigurationError, match="line 7: as_of: 'lately' is no date"):
        read(ENTRY + "    as_of: lately\n")
