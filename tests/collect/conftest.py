from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.cli import run
from tests.collect.zosmf_fake import PASSWORD, USER, Host, certificate, serving
from tests.writers.unload import LAYOUT

SAMPLE = Path(__file__).parents[2] / "fixtures" / "sound"


def in_record_mode(text: bytes) -> bytes:
    """The lines of an unload or of SMF records as the host has them: whole again, in EBCDIC, behind their lengths."""
    import ebcdic  # noqa: F401 - registers cp1047

    rows = (_whole(line.decode("latin-1")).encode("cp1047") for line in text.removesuffix(b"\n").split(b"\n"))
    return b"".join(struct.pack(">I", len(row)) + row for row in rows)


def _whole(line: str) -> str:
    """A record with the trailing blanks that its transfer as text has cut."""
    layout = LAYOUT.get(line[:4])
    lengths = [4608] if layout is None else sorted([layout.get("usual", layout["length"]), layout["length"]])
    return line.ljust(next((length for length in lengths if length >= len(line)), lengths[-1]))


@dataclass
class Site:
    """A configuration beside a fake z/OSMF."""

    host: Host
    folder: Path
    config: Path
    to: Path

    def collect(self, *more: str) -> int:
        return run(["collect", str(self.config), "--to", str(self.to), "--quiet", *more])


def toml(address: str, ca: Path, *, more: str = "", sample: Path = SAMPLE) -> str:
    members = ", ".join(f'"IMS.PROCLIB({path.stem})"' for path in sorted(sample.glob("HWSCFG*")))
    return f"""\
[system]
name = "sound"
[collect]
zosmf = "{address}"
ca = "{ca}"
hlq = "AUDIT.SYSA"
racf_database = ["SYS1.RACF.BACKUP"]
members = [{members}]
imsplex = "PLEX1"
steplib = "IMS.SDFSRESL"
smf = ["SYS1.SMF.DAILY"]
wait = 20
{more}
"""


@pytest.fixture
def host() -> Host:
    host = Host()
    host.data_sets["AUDIT.SYSA.UNLOAD"] = in_record_mode((SAMPLE / "unload.txt").read_bytes())
    host.data_sets["AUDIT.SYSA.SETROPTS"] = (SAMPLE / "setropts.txt").read_bytes()
    for path in SAMPLE.glob("HWSCFG*"):
        host.data_sets[f"IMS.PROCLIB({path.stem})"] = path.read_bytes()
    host.data_sets["AUDIT.SYSA.IMSCON"] = b"\n".join(path.read_bytes() for path in sorted(SAMPLE.glob("query*")))
    host.data_sets["AUDIT.SYSA.SMF"] = in_record_mode((SAMPLE / "smf.txt").read_bytes())
    return host


@pytest.fixture
def site(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("AUDITOR_ZOSMF_USER", USER)
    monkeypatch.setenv("AUDITOR_ZOSMF_PASSWORD", PASSWORD)
    monkeypatch.setattr("auditor.collect.zosmf._FIRST", 0.01)
    cert = certificate(tmp_path)
    with serving(host, cert) as address:
        config = tmp_path / "auditor.toml"
        config.write_text(toml(address, cert))
        yield Site(host, tmp_path, config, tmp_path / "collected")
