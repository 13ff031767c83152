"""A sound installation with something changed, and the gate run on it as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from auditor.cli import run
from tests.shop.shop import Shop
from tests.shop.sound import sound

Fault = Callable[[Shop], None]


@dataclass
class Decided:
    """What the command gave back."""

    code: int
    told: dict[str, Any]

    @property
    def decision(self) -> str:
        return str(self.told["decision"])

    @property
    def reasons(self) -> str:
        return "\n".join(self.told["reasons"])

    def moved(self, name: str) -> set[str]:
        """Policies of one list: new, worse, gone, in_effect."""
        return {verdict["policy"] for verdict in self.told[name]}


class Site:
    """One installation in a folder, and the files of a change beside it."""

    def __init__(self, folder: Path, *faults: Fault) -> None:
        self.folder, self.shop = folder, sound()
        for fault in faults:
            fault(self.shop)
        self.config = self.shop.write(folder / "site")
        self._runs = 0

    def file(self, name: str, text: str | bytes) -> str:
        """Write a file of the change and give its path."""
        path = self.folder / "after" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def member(self, name: str, *edits: tuple[str, str], called: str | None = None) -> str:
        """Write a member as it will be: that of the installation, edited."""
        text = (self.config.parent / name).read_text()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        return self.file(called or name, text)

    def clients(self, edit: Callable[[list[dict[str, Any]]], object]) -> str:
        """Write the inventory as it will be."""
        clients = yaml.safe_load((self.config.parent / "clients.yaml").read_text())["clients"]
        edit(clients)
        return self.file("clients.yaml", yaml.safe_dump({"clients": clients}))

    def ports(self, edit: Callable[[list[dict[str, Any]]], object]) -> str:
        """Write the TLS statements as they will be."""
        ports = yaml.safe_load((self.config.parent / "tls.yaml").read_text())["ports"]
        edit(ports)
        return self.file("tls.yaml", yaml.safe_dump({"ports": ports}))

    def gate(self, *commands: str, flags: Sequence[str] = (), **files: str | list[str]) -> Decided:
        """Run `auditor gate` on the commands; `files` are options with their paths: hwscfg_after="path"."""
        self._runs += 1
        out = self.folder / f"out{self._runs}"
        words = ["gate", str(self.config), "--issuer", "SECADM", "--out", str(out), "--format", "json", "-q", *flags]
        if commands:
            words += ["--change", self.file("change.racf", "\n".join(commands) + "\n")]
        for option, paths in files.items():
            for path in [paths] if isinstance(paths, str) else paths:
                words += [f"--{option.replace('_', '-')}", path]
        code = run(words)
        return Decided(code, json.loads((out / "gate.json").read_text()))
