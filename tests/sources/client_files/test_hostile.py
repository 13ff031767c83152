"""Client files of other forms than text of one byte, too many, too long, packed twice: read or said."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.errors import InputMissing
from auditor.gather.sources import files_of
from auditor.models.source import BY_KIND
from auditor.sources.client_files import read_client_file
from auditor.sources.client_files.net import MOST

SECRET = "Zq7Secr3t"
URL = f"jdbc:ims://h:5555/P:user=A;password={SECRET};\n"


def read(tmp_path: Path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    return read_client_file(str(tmp_path / name), 0)


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("page", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text_of_a_workstation_is_read(tmp_path, page):
    found = read(tmp_path, "a.sh", URL.encode(page))
    assert [client.password for client in found.facts] == ["literal"]
    assert SECRET not in repr(found)


@pytest.mark.parametrize("data", [b"\0" * 500, b"\0\1\2\3" * 200, bytes(range(256)) * 8])
def test_binary_data_is_no_text_of_two_bytes(tmp_path, data):
    assert [one.code for one in read(tmp_path, "a.bin", data).issues] == ["no-text", "no-client"]


@pytest.mark.parametrize(
    "data",
    [
        zipped("in.zip", zipped("a.sh", URL.encode())),
        zipped("app.war", zipped("a.sh", URL.encode())),
        gzip.compress(gzip.compress(URL.encode())),
    ],
    ids=["zip", "war", "gzip"],
)
def test_what_is_packed_twice_is_an_error_for_nobody_looked_into_it(tmp_path, data):
    found = read(tmp_path, "a.zip", data)
    assert [(one.level, one.code) for one in found.issues] == [("error", "not-opened")]


def test_a_library_in_an_archive_is_a_remark(tmp_path):
    found = read(tmp_path, "a.war", zipped("lib/imsudb.jar", zipped("x.class", b"x")))
    assert [(one.level, one.code) for one in found.issues] == [("remark", "not-opened"), ("remark", "no-client")]


def test_a_log_with_a_url_in_every_line_is_cut_and_said(tmp_path):
    found = read(tmp_path, "a.log", URL.encode() * (MOST + 3))
    assert len(found.facts) == MOST
    assert [(one.level, one.code) for one in found.issues] == [("error", "too-much")]


def test_a_password_behind_the_end_of_a_long_url_is_found(tmp_path):
    long = "jdbc:ims://h:5555/P:" + "a=b;" * 20_000
    (client,) = read(tmp_path, "a.sh", f"{long}password={SECRET};\n".encode()).facts
    assert client.password == "literal"
    assert client.unresolved
    (client,) = read(tmp_path, "b.sh", f"{long}\n".encode()).facts
    assert client.password == "none"


def test_a_name_that_is_no_text_is_refused_before_anything_is_read(tmp_path):
    name = os.fsdecode(b"\xff\xfe.sh")
    (tmp_path / name).write_text(URL)
    with pytest.raises(InputMissing, match=r"\\udcff\\udcfe"):
        list(files_of(BY_KIND["client_files"], (str(tmp_path),)))
    for words in (["clients", "discover", str(tmp_path)], ["check", str(tmp_path)], ["init", str(tmp_path)]):
        assert run(words) == 16
    sound = "fixtures/sound/auditor.toml"
    assert run(["check", sound, "--client-files", str(tmp_path / name)]) == 16
    assert run(["check", sound, "--smf", str(tmp_path / name)]) == 16


def test_a_draft_that_cannot_be_written_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "a.sh").write_text(URL)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for out, words in (("no/x.yaml", "cannot write"), ("dangling", "nothing is overwritten")):
        assert run(["clients", "discover", str(tmp_path / "a.sh"), "--out", str(tmp_path / out)]) == 16
        assert words in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("kind", ["--smf", "--unload"])
def test_a_pipe_nobody_writes_to_is_refused_and_not_waited_for(tmp_path, capsys, kind):
    os.mkfifo(tmp_path / "pipe")
    assert run(["check", "fixtures/sound/auditor.toml", kind, str(tmp_path / "pipe")]) == 16
    assert "a pipe or a device" in capsys.readouterr().err
    assert run(["check", "fixtures/sound/auditor.toml", kind, "/dev/zero"]) == 16
