"""SECCHK in whatever someone captured."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.drda import capture, secchk
from auditor.errors import EvidenceUnreadable

GOOD = secchk.encode("IMSBAT1", "KZ4Q7RNB", correlator=2)
AT = 1_700_000_000.25


def pcap(order="<", magic=0xA1B2C3D4, fraction=250_000):
    head = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 65535, 1)
    packets = (b"noise", b"ether" + GOOD + b"tail")
    return head + b"".join(struct.pack(order + "IIII", int(AT), fraction, len(one), len(one)) + one for one in packets)


def block(kind, body, order="<"):
    body += bytes(-len(body) % 4)
    return struct.pack(order + "II", kind, len(body) + 12) + body + struct.pack(order + "I", len(body) + 12)


def pcapng(order="<", options=b"", ticks=int(AT * 1e6)):
    packet = b"frame" + GOOD
    return (
        block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)
        + block(1, struct.pack(order + "HHI", 1, 0, 0) + options, order)
        + block(
            6,
            struct.pack(order + "IIIII", 0, ticks >> 32, ticks & 0xFFFFFFFF, len(packet), len(packet)) + packet,
            order,
        )
        + block(3, struct.pack(order + "I", len(packet)) + packet, order)
    )


@pytest.mark.parametrize(
    "data",
    [pcap(), pcap(">"), pcap(magic=0xA1B23C4D, fraction=250_000_000), pcap(">", 0xA1B23C4D, 250_000_000)],
    ids=["little", "big", "little-ns", "big-ns"],
)
def test_pcap(data):
    (found,) = capture.find(data)
    assert (found.place, found.at, found.secchk.user) == ("packet 2", AT, "IMSBAT1")


@pytest.mark.parametrize(
    "data",
    [pcapng(), pcapng(">"), pcapng(options=struct.pack("<HHB3x", 9, 1, 3), ticks=int(AT * 1000))],
    ids=["little", "big", "milliseconds"],
)
def test_pcapng(data):
    first, second = capture.find(data)
    assert (first.place, first.at) == ("packet 1", pytest.approx(AT))
    assert (second.place, second.at) == ("packet 2", None)
    assert first.secchk == second.secchk == secchk.decode(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.hex(),
        GOOD.hex(" ").upper(),
        "# comment\n" + GOOD[:20].hex() + "\n" + GOOD[20:].hex() + "\n",
        (
            "0000  00 27 d0 01 00 02 00 21 10 6e 00 06 11 a2 00 03   .'.....!.n......\n"
            "0010  00 0b 11 a0 c9 d4 e2 c2 c1 e3 f1 00 0c 11 a1 d2   ................\n"
            "0020  e9 f4 d8 f7 d9 d5 c2                              .......\n"
        ),
        (
            "\t0x0000:  0027 d001 0002 0021 106e 0006 11a2 0003  .'.....!.n......\n"
            "\t0x0010:  000b 11a0 c9d4 e2c2 c1e3 f100 0c11 a1d2  ................\n"
            "\t0x0020:  e9f4 d8f7 d9d5 c2                        .......\n"
        ),
        (
            "00000000  00 27 d0 01 00 02 00 21  10 6e 00 06 11 a2 00 03  |.'.....!.n......|\n"
            "00000010  00 0b 11 a0 c9 d4 e2 c2  c1 e3 f1 00 0c 11 a1 d2  |................|\n"
            "00000020  e9 f4 d8 f7 d9 d5 c2                              |.......|\n"
        ),
    ],
    ids=["row", "blanks", "lines", "tshark", "tcpdump", "hexdump"],
)
def test_hexadecimal_text(text):
    assert capture.from_hex(text) == GOOD
    (found,) = capture.find(text.encode())
    assert (found.place, found.at, found.secchk.user) == ("byte 0", None, "IMSBAT1")


@pytest.mark.parametrize("codec", ["utf-8-sig", "latin-1", "cp1047"])
def test_hexadecimal_text_in_any_code_page_of_small_files(codec):
    import ebcdic  # noqa: F401 - registers cp1047

    note = "# geprüft\n" if codec == "latin-1" else ""
    (found,) = capture.find((note + GOOD.hex().upper() + "\n").encode(codec))
    assert found.secchk.user == "IMSBAT1"


def test_raw_bytes_and_one_that_cannot_be_taken():
    good, bad = capture.find(GOOD + GOOD[:15] + b"\x04" + GOOD[16:])
    assert good.secchk is not None
    assert bad.secchk is None
    assert "SECMEC 4" in bad.refused
    assert bad.place == "byte 39"


@pytest.mark.parametrize("text", ["", "xyz", "0", "00 0", "caf\u00e9", "# only a comment"])
def test_what_is_no_capture(text):
    with pytest.raises(EvidenceUnreadable) as refusal:
        capture.find(text.encode())
    assert not text or text not in str(refusal.value)


@given(st.sampled_from([pcap()[:24], pcapng()[:60], b"", GOOD, pcapng()[:28]]), st.binary(max_size=120))
def test_any_bytes(head, tail):
    try:
        for one in capture.find(head + tail):
            assert (one.secchk is None) != (one.refused is None)
    except EvidenceUnreadable:
        pass
