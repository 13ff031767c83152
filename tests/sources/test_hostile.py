"""Any bytes, and samples with bytes changed: facts with diagnostics, or one refusal of one line. Never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.sources.clients import read_clients
from auditor.sources.hosts import read_hosts
from auditor.sources.hwscfg import read_member
from auditor.sources.imscon import read_display
from auditor.sources.keys import read_keys
from auditor.sources.setropts import read_setropts
from auditor.sources.tls import read_tls
from auditor.sources.waivers import read_waivers

HWSCFG = Path("tests/data/hwscfg")
SETROPTS = Path("tests/data/setropts")
MEMBER = (HWSCFG / "11-everything.txt").read_bytes()
LISTING = (SETROPTS / "04-terminal-capture.txt").read_bytes()
EXTRACT = (SETROPTS / "08-extract.kv").read_bytes()
DISPLAY = (
    b"MbrName  CC RACF ODBMAPPL\nICONDB1   0 ON   IMSDRDA1\n\n"
    b"HWSC0001I HWS ID=ICONDB1 RACF=Y PSWDMC=R\nHWSC0001I PORT=5555D STATUS=ACTIVE\n<rsp>MBR(A) CC(0) RACF(ON)</rsp>\n"
)
CLIENTS = b"clients:\n  - {id: a, endpoint: E, kind: sql-batch, generates_tickets: true, application: A, users: [U]}\n"
TLS = b"ports:\n  - {endpoint: E, port: 5555, tls: none, evidence: x}\n"
POLICY = Path("tests/data/tls/example.policy").read_bytes()
REPORT = Path("tests/data/tls/report.txt").read_bytes()
WAIVERS = b"waivers:\n  - {policy: P, object: o, reason: r, owner: o, approver: a, ticket: t, expires: 2027-01-01}\n"

READERS: list[tuple[Callable[[str, int], Any], bytes]] = [
    (read_member, MEMBER),
    (read_setropts, LISTING),
    (read_setropts, EXTRACT),
    (read_display, DISPLAY),
    (read_clients, CLIENTS),
    (read_tls, TLS),
    (read_tls, POLICY),
    (read_tls, REPORT),
    (read_waivers, WAIVERS),
    (read_hosts, b"icon1.example.com:5555: ICONDB1\n"),
    (read_keys, b"IMSDRDA1: 0123456789ABCDEF\n"),
]
PIECES = [b"", b"\n", b"(", b")", b"=", b"\x00", b"\xff", b"/*", b"'", b"NONE", b"*", b": ", b"\x85", b"9" * 5000]
PIECES += [b"<", b"{", b"&a ", b"!!int x", b"READY\n"]
ENDLESS = [b"(" * 50_000, b"A=(" * 20_000, b"A()" * 20_000, b"'" * 50_000, b"HWS=(A=" + b"B=(" * 9_000]
IDS = ["hwscfg", "setropts", "extract", "imscon", "clients", "tls", "attls", "pasearch", "waivers", "hosts", "keys"]


def outcome(reader: Callable[[str, int], Any], path: str) -> Any:
    """What was read, or the refusal."""
    try:
        return reader(path, 3)
    except AuditorError as error:
        return error


def check(reader: Callable[[str, int], Any], content: bytes, folder: Path) -> None:
    path = folder / "input"
    path.write_bytes(content)
    path.chmod(0o600)
    read = outcome(reader, str(path))
    if isinstance(read, AuditorError):
        assert read.return_code in (12, 16)
        assert "\n" not in str(read)
        assert read.advice
        return
    damage = getattr(read, "damage", None)
    if damage is not None:
        errors = [one for one in read.diagnostics if one.level == "error"]
        assert len(damage) == len(errors) == read.input.rejected
    for one in getattr(read, "diagnostics", ()):
        assert one.record in read.lines
        assert "\n" not in one.message


@pytest.mark.parametrize(("reader", "sample"), READERS, ids=IDS)
def test_samples_are_read_at_all(reader: Callable[[str, int], Any], sample: bytes, tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(sample)
    path.chmod(0o600)
    reader(str(path), 0)


@pytest.mark.parametrize("reader", [row[0] for row in READERS], ids=IDS)
@settings(max_examples=40, deadline=None)
@given(content=st.one_of(st.binary(max_size=200), st.text(st.characters(codec="utf-8"), max_size=100).map(str.encode)))
def test_any_bytes(reader: Any, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(reader, content, tmp_path_factory.mktemp("any"))


@pytest.mark.parametrize(("reader", "sample"), READERS, ids=IDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_samples_with_pieces_changed(reader: Any, sample: bytes, data: st.DataObject,
                                     tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    content = sample
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(content)))
        last = data.draw(st.integers(first, min(len(content), first + 30)))
        piece = data.draw(st.sampled_from(PIECES))
        content = content[:first] + piece + content[last:]
    check(reader, content, tmp_path_factory.mktemp("changed"))


@pytest.mark.parametrize("reader", [row[0] for row in READERS], ids=IDS)
@pytest.mark.parametrize("sample", [row[1] for row in READERS], ids=IDS)
def test_every_sample_offered_as_every_other(reader: Any, sample: bytes, tmp_path: Path) -> None:
    check(reader, sample, tmp_path)


@pytest.mark.parametrize("reader", [row[0] for row in READERS], ids=IDS)
@pytest.mark.parametrize("content", ENDLESS)
def test_repetition_without_end(reader: Any, content: bytes, tmp_path: Path) -> None:
    check(reader, content, tmp_path)
