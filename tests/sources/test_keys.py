from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError, InputMissing
from auditor.sources.keys import read_keys
from auditor.tickets.keys import ProfileKeys

LEGACY, ENHANCED = "0123456789ABCDEF", "C0FFEE" * 12
Keys = dict[str, ProfileKeys]
Read = Callable[..., Keys]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def one(content: str, mode: int = 0o600, name: str = "keys.yaml") -> Keys:
        path = tmp_path / name
        path.write_text(content)
        path.chmod(mode)
        return read_keys(str(path), 0).facts

    return one


def test_keys_by_profile_name(read: Read) -> None:
    one = read(f"imsdrda1: {LEGACY}\nIMSDRDA2: {{enhanced: {ENHANCED}, legacy: {LEGACY}, type: MIXED}}\n")
    first, second = one["IMSDRDA1"], one["IMSDRDA2"]
    assert first.legacy is not None
    assert first.legacy.raw == bytes.fromhex(LEGACY)
    assert first.enhanced is None
    assert second.enhanced is not None
    assert second.enhanced.raw == bytes.fromhex(ENHANCED)
    assert second.type == "MIXED"


def test_the_same_keys_in_toml(read: Read) -> None:
    text = (
        f'imsdrda1 = "{LEGACY}"\n"A.B" = {{legacy = "{LEGACY}"}}\n[IMSDRDA2]\nenhanced = "{ENHANCED}"\ntype = "MIXED"\n'
    )
    one = read(text, name="keys.toml")
    plain = read(f"imsdrda1: {LEGACY}\nA.B: {{legacy: {LEGACY}}}\nIMSDRDA2: {{enhanced: {ENHANCED}, type: MIXED}}\n")
    assert one == plain


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f'A = "{LEGACY}"\nB = {LEGACY}\n', 2),
        (f'A = "{LEGACY}"\nA = "{LEGACY}"\n', 2),
        (f'\nA = "{LEGACY}00"\n', 2),
        ("A = 1234567890123456\n", 1),
        (f'A.{LEGACY} = "{LEGACY}"\n', 1),
        (f'[A]\nlegacy = ["{LEGACY}"]\n', 1),
        (f'A = "{LEGACY}"\na = "{LEGACY}"\n', 2),
        (f'"{LEGACY}" = "IMSDRDA1"\n', 1),
        (f'A = "{LEGACY}', 1),
        (f"A = {{{LEGACY}", 1),
        ("A = " + "[" * 5000, 1),
        ("# nothing\n", 1),
        ("", 1),
    ],
)
def test_a_refusal_of_toml_names_the_line_and_nothing_of_a_key(read: Read, content: str, line: int) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(content, name="keys.toml")
    said = f"{refused.value!r} {refused.value} {refused.value.advice} {refused.value.__cause__!r}"
    assert LEGACY[:8] not in said.upper()
    assert "12345678" not in said
    assert refused.value.__cause__ is None
    assert f"line {line}:" in said or not content


@pytest.mark.parametrize(
    "digits", ["0123456701234567", "1234567890123456", "0000000000000000", "1_00000000000000"[:1] * 16]
)
def test_digits_are_hexadecimal_and_no_number_of_yaml(read: Read, digits: str) -> None:
    key = read(f"IMSDRDA1: {digits}\n")["IMSDRDA1"].legacy
    assert key is not None
    assert key.raw.hex() == digits


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644])
def test_a_file_that_others_can_touch_is_refused(read: Read, mode: int) -> None:
    with pytest.raises(ConfigurationError, match="by others") as refused:
        read(f"IMSDRDA1: {LEGACY}\n", mode)
    assert refused.value.return_code == 16
    assert "chmod 600" in refused.value.advice


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_its_owner_alone_is_read(read: Read, mode: int) -> None:
    assert list(read(f"IMSDRDA1: {LEGACY}\n", mode)) == ["IMSDRDA1"]


@pytest.mark.parametrize(
    "content",
    [
        f"IMSDRDA1: {LEGACY}00\n",
        f"IMSDRDA1: {LEGACY[:-1]}Z\n",
        f"IMSDRDA1: {{enhanced: {LEGACY}}}\n",
        f"IMSDRDA1: {{legacie: {LEGACY}}}\n",
        f"IMSDRDA1: {{legacy: {LEGACY}, type: LOWER}}\n",
        f"IMSDRDA1: [{LEGACY}]\n",
        f"IMSDRDA1: {{legacy: [{LEGACY}]}}\n",
        f"IMSDRDA1: {LEGACY}\nimsdrda1: {LEGACY}\n",
        f"{LEGACY}: IMSDRDA1\n{LEGACY}: IMSDRDA2\n",
        f"{LEGACY}: IMSDRDA1\n",
        f"IMSDRDA1: !{LEGACY} x\n",
        f"IMSDRDA1: &{LEGACY} x\n",
        f"IMSDRDA1: *{LEGACY}\n",
        f"IMSDRDA1: {LEGACY}: {LEGACY}\n",
        f"'{LEGACY}\n",
        "IMSDRDA1:\n",
        LEGACY,
        "",
    ],
)
def test_no_refusal_shows_anything_of_a_key(read: Read, content: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(content)
    error = refused.value
    said = f"{error!r} {error} {error.advice} {error.__cause__!r}"
    assert LEGACY not in said.upper()
    assert LEGACY[:8] not in said.upper()
    assert error.__cause__ is None


def test_what_was_read_prints_no_key(read: Read) -> None:
    shown = repr(read(f"IMSDRDA1: {LEGACY}\n"))
    assert LEGACY not in shown.upper()
    assert repr(bytes.fromhex(LEGACY)) not in shown


@pytest.mark.parametrize("name", ["no/such/file", "a\0b"])
def test_a_file_that_is_not_there(name: str) -> None:
    with pytest.raises(InputMissing):
        read_keys(name, 0)


@pytest.mark.parametrize("name", ["keys.yaml", "keys.toml"])
def test_a_reading_of_keys_quotes_nothing_and_has_no_digest(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = f"IMSDRDA1: {LEGACY}\n" if name.endswith("yaml") else f'IMSDRDA1 = "{LEGACY}"\n'
    path.write_text(text)
    path.chmod(0o600)
    reading = read_keys(str(path), 7)
    assert (reading.source, reading.issues, dict(reading.lines)) == (7, (), {})
    assert (reading.input.kind, reading.input.records, reading.input.sha256) == ("keys", 1, "")
    shown = repr(reading) + str(reading) + reading.input.model_dump_json()
    assert LEGACY not in shown.upper()
    assert hashlib.sha256(text.encode()).hexdigest() not in shown
