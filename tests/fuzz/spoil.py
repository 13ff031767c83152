"""Damage to a sample, by a seed: bytes changed, cut, doubled, put in, and pieces that grammars stumble over."""

from __future__ import annotations

import random
from pathlib import Path

from auditor.errors import AuditorError
from tests.fuzz.readers import Target

PIECES = (
    b"", b"\n", b"\r\n", b"(", b")", b"=", b"\x00", b"\xff\xfe", b"/*", b"*/", b"'", b'"', b"NONE", b"*", b": ", b"- ",
    b"\x85", b"\xe2\x80\xa8", b"9" * 400, b"<", b"<!DOCTYPE a [", b"{", b"[" * 50, b"&a ", b"*a", b"!!int x",
    b"READY\n", b"\x1b[31m", b"\t", b"#", b"//", b"\xef\xbb\xbf", b"2026-02-30", b"<script>", b"=cmd()", b"-1", b"%s",
    b"${a}",
)  # fmt: skip


def spoilt(sample: bytes, seed: int) -> bytes:
    """Return `sample` with one to five pieces of damage, the same for the same seed."""
    chance = random.Random(seed)
    data = sample
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        at, width = chance.randrange(len(data) + 1), chance.randrange(1, 60)
        junk = chance.choice((chance.randbytes(chance.randrange(1, 6)), chance.choice(PIECES)))
        data = chance.choice(
            (
                data[:at] + junk + data[at + len(junk) :],
                data[:at] + junk + data[at:],
                data[:at] + data[at + width :],
                data[:at] + data[at : at + width] * chance.choice((2, 30)) + data[at + width :],
                data[:at],
                data[at:] + data[:at],
                data.swapcase()
                if chance.random() < 0.2
                else data[:at] + data[at : at + width][::-1] + data[at + width :],
            )
        )
    return data


def fault(target: Target, data: bytes, folder: Path) -> str | None:
    """Return what is wrong with how the reader took `data`; None where it gave facts, or refused in one line."""
    path = folder / f"input{target.suffix}"
    path.write_bytes(data)
    path.chmod(0o600)
    try:
        target.read(str(path))
    except AuditorError as error:
        if error.return_code not in (12, 16) or "\n" in str(error) or not error.advice:
            return f"refused in a way of its own: {error!r}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    return None
