"""Twenty passwords in every form in which a client is written down reach no fact, output, log, error or repr."""

from __future__ import annotations

import json

import pytest
import yaml

from auditor.cli import run
from auditor.sources.client_files import read_client_file
from auditor.sources.client_files.secrets import kind_of
from tests.sources.client_files.texts import TEXTS

PASSWORDS = [f"Zq{number:02}-pl{sign}nt" for number, sign in enumerate("!#%+=@^~_a.b*c?d:e|f")]
"""Distinctive, with what ends or splits a value in one form or the other."""


@pytest.mark.parametrize("name", TEXTS)
def test_no_password_is_in_what_a_reader_gives(tmp_path, name):
    for number, password in enumerate(PASSWORDS):
        file = tmp_path / f"{number}-{name}"
        file.write_text(TEXTS[name].replace("PW", password))
        done = read_client_file(str(file), 0)
        whole = f"{done!r} {dict(done.lines)} {[client.model_dump_json() for client in done.facts]}"
        assert f"Zq{number:02}" not in whole
        assert "nt" not in [client.user.value for client in done.facts]


def test_no_password_is_in_any_output(tmp_path, root, capsys):
    folder = tmp_path / "files"
    folder.mkdir()
    for number, password in enumerate(PASSWORDS):
        for name, text in TEXTS.items():
            (folder / f"{number}-{name}").write_text(text.replace("PW", password))
        broken = "".join(TEXTS.values()).replace("PW", password)
        (folder / f"{number}.xml").write_text("<a " + broken)
        (folder / f"{number}.yaml").write_text("{" + broken)
        (folder / f"{number}.zip").write_bytes(b"PK\x03\x04" + broken.encode())
    member = str(root / "fixtures/sound/HWSCFG01.txt")
    run(["clients", "discover", str(folder), "--hwscfg", member, "--out", str(tmp_path / "draft.yaml")])
    run(["clients", "discover", str(folder)])
    run(["check", "--client-files", str(folder), "--hwscfg", member])
    run(["facts", "--client-files", str(folder), "--hwscfg", member])
    formats = "html,json,sarif,junit,csv,markdown,oscal"
    run(
        ["scan", "--client-files", str(folder), "--hwscfg", member, "--out", str(tmp_path / "out"), "--format", formats]
    )
    said = capsys.readouterr()
    texts = {"stdout": said.out, "stderr": said.err, "draft": (tmp_path / "draft.yaml").read_text()}
    texts |= {path.name: path.read_text() for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert len(texts) > 8
    assert {name for name, text in texts.items() if "Zq" in text} == set()
    entries = yaml.safe_load(texts["draft"])["clients"]
    assert len(entries) >= 20 * len(TEXTS)
    verdicts = json.loads(texts["result.json"])["verdicts"]
    found = [one for one in verdicts if one["policy"] == "PT-I01" and one["verdict"] == "fail"]
    assert len(found) >= 15 * len(TEXTS), "some passwords cannot be told from what ends them"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "none"), ('""', "none"), ("geheim", "literal"), ("${PW}", "reference"),
     ("$PW", "reference"), ("&PW", "reference"),
     ("${PW}x", "literal"), ("{aes}AbC=", "reference"), ("{xor}Lz4=", "encoded"), ("ENC(abc)", "reference"),
     ("#{vault}", "reference"), ("%PW%", "reference"), ("null", "none")],
)  # fmt: skip
def test_what_stands_in_place_of_a_password(text, kind):
    assert kind_of(text) == kind
