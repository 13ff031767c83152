"""Write every fixture: `python -m tests.shop.build`. A test proves that the committed files are what this writes."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.shop.example import example
from tests.shop.faults import FAULTS, faulty
from tests.shop.hostile import hostile_files
from tests.shop.sound import sound
from tests.shop.traffic import busy

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"

CHANGE = """/* A permit is taken away and nothing refreshed: checks go on with the old list. */
PERMIT IMSDRDA2 CLASS(APPL) ID(PRTGRP) ACCESS(READ)
PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)
"""
"""The change of `fixtures/change-without-refresh` (PT-D03 is judged by the gate alone)."""


def every_file() -> dict[str, bytes]:
    """Every file of `fixtures/`, by its path below it."""
    files: dict[str, bytes] = {}

    def put(folder: str, content: dict[str, bytes]) -> None:
        files.update({f"{folder}/{name}": data for name, data in content.items()})

    put("sound", busy().files())
    put("example", example().files())
    for slug, fault in FAULTS.items():
        expected = {"policy": fault.policy, "consequences": list(fault.consequences)}
        put(slug, faulty(slug).files() | {"expected.yaml": yaml.safe_dump(expected, sort_keys=False).encode()})
    unrefreshed = sound()
    unrefreshed.system = "CHANGE-WITHOUT-REFRESH"
    expected = {"policy": "PT-D03", "consequences": []}
    put(
        "change-without-refresh",
        unrefreshed.files()
        | {"change.racf": CHANGE.encode(), "expected.yaml": yaml.safe_dump(expected, sort_keys=False).encode()},
    )
    put("hostile", hostile_files())
    return files


def main() -> None:
    """Write them all; folders that no longer have a source stay for `git status` to show."""
    for name, content in every_file().items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
