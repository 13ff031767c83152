"""Where our own policies lie, and whether the guard has to look at them before they judge.

What ships is what CI checked. So an installed package is held to its own RECORD, in which the installer finds the hash
of each file; where all are as recorded, nothing is checked again. A checkout has no such list, and its policies may be
edited at any time: there the guard looks once at what is new, and what it passed is remembered, as Python remembers
what it compiled, in `__pycache__`. Whatever differs by a byte is checked again, which takes about a second.
"""

from __future__ import annotations

import base64
import csv
import functools
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from auditor.rego.port import Module

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKERS = ("models", "policies", "rego")
"""What a check rests on besides the modules: the estate, how policies are read, the guard and the engine's door."""


def policies_folder() -> Path:
    """Return where our policies live: inside an installed package, or beside it in a checkout."""
    shipped = _PACKAGE / "_policies"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "policies"


def passed(modules: Sequence[Module], folder: Path) -> bool:
    """Return whether the guard has passed exactly these modules of ours, read from `folder`, before."""
    return _recorded(folder) or _remembered(modules)


@functools.lru_cache(maxsize=1)
def remember(modules: tuple[Module, ...]) -> None:
    """Keep for the next run that the guard has passed `modules`; where nothing can be written, it checks again."""
    with suppress(OSError):
        _memory().parent.mkdir(exist_ok=True)
        _memory().write_text(_digest(modules), encoding="ascii")


def _memory() -> Path:
    return _PACKAGE / "policies" / "__pycache__" / "checked.sha256"


def _remembered(modules: Sequence[Module]) -> bool:
    try:
        return _memory().read_text(encoding="ascii") == _digest(modules)
    except (OSError, UnicodeDecodeError):
        return False


def _digest(modules: Sequence[Module]) -> str:
    """Raises `OSError` where what a check rests on cannot be told."""
    whole = hashlib.sha256()
    for part in _parts(modules):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def _parts(modules: Sequence[Module]) -> Iterator[bytes]:
    yield _engine().encode()
    for path in _checkers():
        yield path.relative_to(_PACKAGE).as_posix().encode()
        yield path.read_bytes()
    for module in sorted(modules):
        yield module.name.encode()
        yield module.text.encode()


def _checkers() -> list[Path]:
    return sorted(path for name in _CHECKERS for path in (_PACKAGE / name).rglob("*.py"))


def _engine() -> str:
    """Return name and version of the installed engine; asking `importlib.metadata` for it takes 20 ms."""
    spec = find_spec("regorus")
    place = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    folders = sorted(path.name for path in place.glob("gordon_to_regorus-*.dist-info"))
    if len(folders) != 1:
        raise OSError
    return folders[0]


def _recorded(folder: Path) -> bool:
    """Return whether an installed package's policies, and what would check them, are what its wheel held."""
    if folder != _PACKAGE / "_policies":
        return False
    site = _PACKAGE.parent
    try:
        (record,) = site.glob("auditor-*.dist-info/RECORD")
        with record.open(encoding="utf-8", newline="") as rows:
            hashes = {row[0]: row[1] for row in csv.reader(rows) if len(row) == 3}
        return all(
            hashes.get(path.relative_to(site).as_posix()) == _hash(path)
            for path in (*_checkers(), *folder.rglob("*.rego"))
        )
    except (OSError, ValueError, csv.Error):
        return False


def _hash(path: Path) -> str:
    """Return the hash of a file as RECORD has it: `sha256=` and base64 for addresses, without padding."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
