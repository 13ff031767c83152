from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.sources.read import Read as FileRead
from auditor.sources.waivers import read_waivers

ENTRY = """\
waivers:
  - policy: PT-C03
    object: profile:PTKTDATA/IMSDRDA1
    reason: two tickets a second for one user, documented
    owner: team-orders
    approver: ciso
    ticket: RISK-118
    expires: 2027-06-30
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], FileRead]:
    def one(content: str) -> FileRead:
        path = tmp_path / "waivers.yaml"
        path.write_text(content)
        return read_waivers(str(path), 0)

    return one


def test_a_waiver(read: Callable[[str], FileRead]) -> None:
    (one,) = read(ENTRY).facts
    assert (one.policy, one.object, one.fingerprint) == ("PT-C03", "profile:PTKTDATA/IMSDRDA1", None)
    assert (one.expires, one.at.record) == ("2027-06-30", 2)


@pytest.mark.parametrize("key", ["policy", "reason", "owner", "approver", "ticket", "expires"])
def test_every_key_must_say_something(read: Callable[[str], FileRead], key: str) -> None:
    lines = ENTRY.splitlines()
    gone = [
        line.replace(f"{key}:", "") if line.startswith("  - ") else line for line in lines if f"    {key}:" not in line
    ]
    text = "\n".join(gone) if key != "policy" else ENTRY.replace("policy: PT-C03", "policy: ''")
    with pytest.raises(ConfigurationError, match=f"a waiver needs '{key}'"):
        read(text)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("    object: profile:PTKTDATA/IMSDRDA1\n", "", "either an object or a fingerprint"),
        ("    object:", "    fingerprint: abc\n    object:", "either an object or a fingerprint"),
        ("2027-06-30", "2027-02-30", "line 8: expires: '2027-02-30' is no date"),
        ("2027-06-30", "never", "is no date"),
        ("approver:", "aprover:", "line 6: unknown key 'aprover'"),
    ],
)
def test_what_cannot_be_meant_is_refused(read: Callable[[str], FileRead], old: str, new: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        read(ENTRY.replace(old, new, 1))


@pytest.mark.parametrize("day", ["20270630", "2027-W26-3", "'2027-06-30 '"])
def test_a_day_is_written_in_one_way_so_that_days_compare(read: Callable[[str], FileRead], day: str) -> None:
    with pytest.raises(ConfigurationError, match="is no date"):
        read(ENTRY.replace("2027-06-30", day))


@pytest.mark.parametrize(
    ("written", "systems"),
    [
        ("system: PRODPLEX", ("PRODPLEX",)),
        ("system: PROD*", ("PROD*",)),
        ("system: [PRODPLEX, 'TEST?']", ("PRODPLEX", "TEST?")),
    ],
)
def test_a_waiver_can_name_its_systems(read: Callable[[str], FileRead], written: str, systems: tuple[str, ...]) -> None:
    assert read(f"{ENTRY}    {written}\n").facts[0].system == systems
    assert read(ENTRY).facts[0].system == ()


@pytest.mark.parametrize("written", ["''", "[]", "[PRODPLEX, ' ']", "", "7", "{a: b}", "[[A]]"])
def test_a_system_that_names_none_is_refused_or_it_would_hold_for_all(
    read: Callable[[str], FileRead], written: str
) -> None:
    with pytest.raises(ConfigurationError, match="line 9: system names no system"):
        read(f"{ENTRY}    system: {written}\n")
