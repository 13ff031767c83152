"""A made fleet of twelve systems: `python -m tests.shop.fleet DIRECTORY` writes it with its fleet.toml.

Two pairs share a database, two have links to each other's name, one has a feed that is dead since October, the unload
of one is cut, one has no inventory of clients, and one is named and not there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SYSTEMS = {
    "SYSA": "sound",
    "SYSB": "sound",
    "SYSC": "key-masked",
    "SYSD": "key-masked",
    "SYSE": "link-half-defined",
    "SYSF": "link-not-persistent",
    "SYSG": "legacy-key-accepted",
    "SYSH": "example",
    "DEADFEED": "sound",
    "DAMAGED": "sound",
    "NOCLIENT": "sound",
}
MISSING = "GONE"
"""The twelfth: fleet.toml names it, and nothing is there."""


def make(directory: Path) -> Path:
    """Write the fleet into `directory`; return the path of its fleet.toml."""
    for name, fixture in SYSTEMS.items():
        folder = directory / "systems" / name.lower()
        shutil.copytree(FIXTURES / fixture, folder)
        _edit(folder, "auditor.toml", f'name = "{fixture}"', f'name = "{name}"')
    systems = directory / "systems"
    config = systems / "deadfeed/auditor.toml"
    config.write_text(config.read_text().replace('.txt" = 2026-11-02', '.txt" = 2026-10-01'))
    unload = systems / "damaged/unload.txt"
    unload.write_bytes(unload.read_bytes()[: unload.stat().st_size * 2 // 3])
    _edit(systems / "noclient", "auditor.toml", 'clients = "clients.yaml"\n', "")
    (systems / "noclient/clients.yaml").unlink()
    fleet = directory / "fleet.toml"
    fleet.write_text(
        '[fleet]\nname = "MADE"\n'
        f'systems = ["systems/*", "systems/{MISSING.lower()}/auditor.toml"]\n\n'
        '[[owners]]\nmatch = {system = "SYS*", policy = "PT-C*"}\nowner = "racf-team"\ndays = {critical = 7, high = 30}\n'
    )
    return fleet


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text()
    if old not in text:
        raise ValueError(f"{file} does not say {old!r}")
    file.write_text(text.replace(old, new))


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))
