"""Our bytes in a dissector written by others, compared field by field."""

import shutil
import subprocess

import pytest

from auditor.drda import capture, commands, dss, secchk

pytestmark = [
    pytest.mark.tshark,
    pytest.mark.skipif(
        not (shutil.which("tshark") and shutil.which("text2pcap")), reason="tshark and text2pcap are not installed"
    ),
]

TEXTS = (0x115E, 0x116D, 0x1147, 0x11A0, 0x11A1, 0x2110)
FIELDS = ("length", "ddmid", "format", "rqscrr", "length2", "codepoint")
OPENING = (
    ("I", commands.encode(commands.Excsat("ORDJOB01", "BATCHLP1", None, "IMSCLNT", 1, chained=True))),
    ("I", commands.encode(commands.Accsec(rdbnam="ORDPSB01"))),
    ("O", commands.encode(commands.Accsecrd())),
    ("I", secchk.encode("IMSBAT1", "KZ4Q7RNB", correlator=2)),
    ("O", commands.encode(commands.Secchkrm(8, 0x0F, 2))),
    ("I", secchk.encode("IMSBAT1", "-BbZk_wx", correlator=65535, encoding="utf-8")),
)


@pytest.fixture
def capture_file(tmp_path):
    def write(packets):
        text = "".join(f"{way}\n0000  {data.hex(' ')}\n" for way, data in packets)
        (tmp_path / "dump.txt").write_text(text, encoding="ascii")
        command = ["text2pcap", "-q", "-D", "-T", "40001,5555", tmp_path / "dump.txt", tmp_path / "dump.pcap"]
        subprocess.run(command, check=True, capture_output=True)
        return tmp_path / "dump.pcap"

    return write


def dissected(path, *fields):
    asked = [word for field in fields for word in ("-e", field)]
    command = ["tshark", "-r", path, "-T", "fields", "-E", "aggregator=;", *asked]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [line.split("\t") for line in lines]


def test_every_field_of_every_command(capture_file):
    texts = ("drda.param.length", "drda.param.codepoint", "drda.param.data.ebcdic", "drda.param.data")
    rows = dissected(capture_file(OPENING), *(f"drda.ddm.{name}" for name in FIELDS), *texts)
    assert len(rows) == len(OPENING)
    for (_, data), row in zip(OPENING, rows, strict=True):
        (frame,) = dss.decode(data)
        ours = (len(data), 0xD0, frame.format, frame.correlator, len(data) - 6, frame.codepoint)
        assert tuple(int(value, 0) for value in row[:6]) == ours
        assert [int(value, 0) for value in row[6].split(";")] == [len(one.data) + 4 for one in frame.parameters]
        assert [int(value, 0) for value in row[7].split(";")] == [one.codepoint for one in frame.parameters]
        words = [one.data for one in frame.parameters if one.codepoint in TEXTS]
        ascii_bytes = frame.correlator == 65535
        shown = row[9] if ascii_bytes else row[8]
        expected = [word.decode("ascii" if ascii_bytes else "cp500") for word in words]
        assert [word for word in shown.split(";") if word and word.isprintable()] == expected


def test_user_and_ticket_are_read_as_ebcdic(capture_file):
    (row,) = dissected(capture_file(OPENING[3:4]), "drda.param.data.ebcdic")
    assert [value for value in row[0].split(";") if value] == ["IMSBAT1", "KZ4Q7RNB"]


@pytest.mark.parametrize(("where", "value"), [(1, 0x26), (2, 0xD1), (7, 0x22)])
def test_what_we_refuse_is_not_drda_there_either(capture_file, where, value):
    changed = bytearray(OPENING[3][1])
    changed[where] = value
    assert dissected(capture_file([("I", bytes(changed))]), "drda.ddm.codepoint") == [[""]]


def test_our_reader_finds_the_same_secchk_in_the_capture(capture_file):
    found = capture.find(capture_file(OPENING).read_bytes())
    assert [(one.place, one.secchk.user) for one in found] == [("packet 4", "IMSBAT1"), ("packet 6", "IMSBAT1")]
    assert [one.secchk.password for one in found] == ["KZ4Q7RNB", "-BbZk_wx"]
    assert all(one.at is not None and one.at > 1_000_000_000 for one in found)
