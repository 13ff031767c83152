"""Every sample, good and bad, field by field."""

import json
from pathlib import Path

import pytest

from auditor.drda import commands, dss, secchk
from auditor.drda.codepoints import CodePoint
from auditor.errors import DrdaMalformed

FOLDER = Path(__file__).parents[1] / "data" / "drda"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
GOOD = sorted(name for name, fields in EXPECTED.items() if not fields.get("reject"))
BAD = sorted(name for name, fields in EXPECTED.items() if fields.get("reject"))


def sample(name):
    return bytes.fromhex((FOLDER / f"{name}.hex").read_text(encoding="ascii"))


def test_every_sample_has_expectations():
    assert sorted(path.stem for path in FOLDER.glob("*.hex")) == sorted(EXPECTED)
    assert len(GOOD) >= 8
    assert len(BAD) >= 6


@pytest.mark.parametrize("name", GOOD)
def test_good(name):
    fields, data = EXPECTED[name], sample(name)
    (frame,) = dss.decode(data)
    assert {
        "dss_length": len(data),
        "format": frame.format,
        "chained": frame.chained,
        "dss_type": frame.kind,
        "correlator": frame.correlator,
        "codepoint": f"{frame.codepoint:04X}",
        "params": [
            {"codepoint": f"{one.codepoint:04X}", "data_hex": one.data.hex().upper()} for one in frame.parameters
        ],
    } == fields
    assert dss.encode(frame) == data
    (command,) = commands.decode(data)
    assert not isinstance(command, commands.Other)


@pytest.mark.parametrize("name", BAD)
def test_bad(name):
    for decode in (commands.decode, secchk.decode):
        with pytest.raises(DrdaMalformed) as refusal:
            decode(sample(name))
        assert "\n" not in str(refusal.value)
        assert refusal.value.advice


def test_what_the_commands_say():
    read = {name: commands.decode(sample(name))[0] for name in GOOD}
    assert read["ex4_accsec"] == commands.Accsec(3, "ORDPSB01", 1)
    assert read["ex5_accsecrd"] == commands.Accsecrd((3,), None, 1)
    assert read["ex6_secchkrm_ok"] == commands.Secchkrm(0, 0, 2)
    assert read["ex7_secchkrm_badpw"] == commands.Secchkrm(8, 0x0F, 2)
    assert read["ex8_excsat"] == commands.Excsat("ORDJOB01", "BATCHLP1", None, "IMSCLNT", 1, chained=True)
    assert read["ex1_secchk_ebcdic"] == secchk.Secchk("IMSBAT1", "KZ4Q7RNB", 2, "ebcdic")
    assert read["ex2_secchk_utf8"] == secchk.Secchk("IMSBAT1", "KZ4Q7RNB", 2, "utf-8")
    assert read["ex3_secchk_rdbnam_padded"] == secchk.Secchk(
        "WEBSVC", "T9HWM2XC", 3, "ebcdic", rdbnam="ORDPSB01", chained=True
    )


def test_our_own_bytes_are_the_samples():
    assert secchk.encode("IMSBAT1", "KZ4Q7RNB", correlator=2) == sample("ex1_secchk_ebcdic")
    assert secchk.encode("imsbat1", "KZ4Q7RNB", correlator=2, encoding="utf-8") == sample("ex2_secchk_utf8")
    for name in ("ex4_accsec", "ex5_accsecrd", "ex6_secchkrm_ok", "ex7_secchkrm_badpw", "ex8_excsat"):
        assert commands.encode(commands.decode(sample(name))[0]) == sample(name)


def test_the_chain_of_an_opening():
    stream = sample("ex8_excsat") + sample("ex4_accsec") + sample("ex1_secchk_ebcdic")
    assert [frame.codepoint for frame in dss.decode(stream)] == [CodePoint.EXCSAT, CodePoint.ACCSEC, CodePoint.SECCHK]
    with pytest.raises(DrdaMalformed, match="3 commands"):
        secchk.decode(stream)


def test_the_password_is_in_no_repr():
    frame = dss.decode(sample("ex1_secchk_ebcdic"))[0]
    shown = repr(frame) + repr(secchk.of(frame)) + str(commands.decode(sample("ex1_secchk_ebcdic")))
    assert "KZ4Q7RNB" not in shown
    assert "D2E9F4D8F7D9D5C2" not in shown.upper()
    assert repr(bytes.fromhex("D2E9F4D8F7D9D5C2"))[2:-1] not in shown
