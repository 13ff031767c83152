from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable, InputMissing
from auditor.sources.evidence import LIMIT, digest, read_text, require

TEXT = "HWS=(ID=ICONDB1,RACF=Y)\nODACCESS=(APPL=IMSDRDA1)\n"


def write(folder: Path, content: bytes) -> str:
    path = folder / "export"
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    ("content", "codepage"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode() + b"\xa3\n", "latin-1"),
        (TEXT.encode("cp037"), "cp1047"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\n", "\x85").encode("latin-1"), "latin-1"),
        (TEXT.encode() + b"\x1a", "utf-8"),
    ],
)
def test_every_transfer_gives_the_same_lines(tmp_path: Path, content: bytes, codepage: str) -> None:
    text = read_text(write(tmp_path, content), "a text")
    assert text.lines[:2] == tuple(TEXT.splitlines())
    assert text.codepage == codepage
    assert text.sha256 == hashlib.sha256(content).hexdigest() == digest(text.path)
    assert text.input("hwscfg").records == len(text.lines)


@pytest.mark.parametrize("inside", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\u2028", "\u2029"])
def test_only_line_ends_end_a_line(tmp_path: Path, inside: str) -> None:
    assert read_text(write(tmp_path, f"a{inside}b\nc".encode()), "a text").lines == (f"a{inside}b", "c")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"abc\0def\n", "binary"),
        (codecs.BOM_UTF16_LE + "abc".encode("utf-16-le"), "binary"),
        (codecs.BOM_UTF16_BE + "abc".encode("utf-16-be"), "binary"),
        (b"x" * (LIMIT + 1), "larger than 8192 KiB"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, named: str) -> None:
    with pytest.raises(EvidenceUnreadable, match=named) as refused:
        read_text(write(tmp_path, content), "a text")
    assert refused.value.return_code == 12
    assert "a text" in refused.value.advice


@pytest.mark.parametrize("name", ["no/such/file", "a\0b", "."])
def test_what_cannot_be_opened_is_missing(name: str) -> None:
    for read in (require, digest, lambda path: read_text(path, "a text")):
        with pytest.raises(InputMissing) as refused:
            read(name)
        assert refused.value.return_code == 16


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without end")
def test_a_device_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(EvidenceUnreadable):
        read_text("/dev/zero", "a text")


def test_a_file_without_permission_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # as the superuser, who may read everything, meets it too
    with pytest.raises(InputMissing, match="Permission denied"):
        read_text(path, "a text")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\x1a", b"\xef\xbb\xbf\n \r\n", b"\x85"])
def test_marks_without_text_are_an_empty_file(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(EvidenceUnreadable, match="is empty"):
        read_text(write(tmp_path, content), "a text")


@given(content=st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        text = read_text(write(tmp_path_factory.mktemp("any"), content), "a text")
    except EvidenceUnreadable:
        return
    assert all(end not in line for line in text.lines for end in "\n\r\x85")
    assert text.numbered()[1] == text.lines[0]
