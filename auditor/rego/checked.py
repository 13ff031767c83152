"""Whether our policies need no check by the guard, because it passed exactly these before they shipped.

Beside them lies a digest of everything that the guard's answer rests on: the modules, the guard's own files, the engine
whose trees it reads, and the models that the estate's schema is made of. `auditor policies docs` writes it after a
check of everything, CI compares it. Whatever differs, if only by a byte, is checked again before it judges.
The version of the schema's generator is left out on purpose: which names an estate has is said by the models alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from auditor.rego.engine import Module

FILE = "checked.sha256"
GUARD = (
    "rego/builtins.py",
    "rego/calls.py",
    "rego/catalogue.py",
    "rego/certain.py",
    "rego/checked.py",
    "rego/embedded.py",
    "rego/engine.py",
    "rego/frameworks.py",
    "rego/lost.py",
    "rego/metadata.py",
    "rego/neighbours.py",
    "rego/portability.py",
    "rego/process.py",
    "rego/recursion.py",
    "rego/scopes.py",
    "rego/shapes.py",
    "rego/sharing.py",
    "rego/tree.py",
    "rego/undefined.py",
    "rego/worker.py",
)
"""The guard and all it imports, below the package; the estate is all of `models`."""
_PACKAGE = Path(__file__).resolve().parent.parent


def passed(modules: Sequence[Module], folder: Path) -> bool:
    """Whether the digest in `folder` is the one of `modules` and of what would check them now."""
    try:
        return (folder / FILE).read_text(encoding="ascii") == page(modules)
    except (OSError, UnicodeDecodeError):
        return False


def page(modules: Sequence[Module]) -> str:
    """What stands in the file for modules that the guard has passed; raises `OSError` where that cannot be told."""
    whole = hashlib.sha256()
    for part in _parts(modules):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return f"{whole.hexdigest()}  of all that the check of these policies rests on, by `auditor policies docs`\n"


def _parts(modules: Sequence[Module]) -> Iterator[bytes]:
    yield _engine().encode()
    for path in (*(_PACKAGE / name for name in GUARD), *sorted((_PACKAGE / "models").glob("*.py"))):
        yield path.relative_to(_PACKAGE).as_posix().encode()
        yield path.read_bytes()
    for module in sorted(modules):
        yield module.name.encode()
        yield module.text.encode()


def _engine() -> str:
    """Name and version of the installed engine; asking `importlib.metadata` for it takes 20 ms."""
    found = find_spec("regorus")
    place = Path(found.origin).parent.parent if found and found.origin else Path()
    folders = sorted(one.name for one in place.glob("gordon_to_regorus-*.dist-info"))
    if len(folders) != 1:
        raise OSError
    return folders[0]
