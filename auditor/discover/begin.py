"""`auditor init`, step by step: recognise, read, draft, write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.discover.configuration import configuration
from auditor.discover.entries import entries_of, unresolved
from auditor.discover.folder import Folder, recognise
from auditor.discover.seen import MOST as DRAFTS
from auditor.discover.seen import with_seen
from auditor.discover.suggestions import suggestions
from auditor.discover.yaml_text import inventory
from auditor.errors import UsageError
from auditor.gather import Gathered, gather
from auditor.models.source import BY_KIND, EVIDENCE
from auditor.settings import Settings
from auditor.visible import visible

CONFIG = "auditor.toml"
CLIENTS = "clients.yaml"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, and what is said of it."""

    paths: tuple[Path, ...]
    words: tuple[str, ...]


def begin(path: str, hosts: str | None = None) -> Begun:
    """Write a configuration and a draft of the inventory into a folder of evidence. `hosts`: the site's map of hosts.

    Raises `UsageError` (16) where one of them is there already, or the folder is no evidence of one system.
    """
    folder = recognise(path)
    config, clients = Path(path) / CONFIG, Path(path) / CLIENTS
    offered = folder.inputs() | ({"hosts": hosts} if hosts else {})
    for file in (config, *(() if "clients" in offered else (clients,))):
        if file.exists() or file.is_symlink():
            raise UsageError(f"{file} is there already, and nothing is overwritten", "move it away, or use it as it is")
    gathered = gather(Settings.load(None, system=folder.system, **offered))
    entries, more = with_seen(entries_of(gathered.estate.written, path), gathered.estate, path)
    drafted = CLIENTS if entries and "clients" not in offered else None
    texts = {config: configuration(folder, gathered, drafted, hosts)}
    if "clients" not in offered:
        texts[clients] = inventory(entries, "init", [*_left_out(more), *suggestions(gathered.estate)])
    for file, text in texts.items():
        _write(file, text)
    return Begun(
        tuple(texts), tuple(_words(folder, gathered, texts, len(entries), sum(1 for _ in unresolved(entries))))
    )


def _left_out(more: int) -> Iterator[str]:
    if more:
        yield f"... and {more} more clients that SMF records show: {DRAFTS} are drafted"


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}", "choose a folder that you may write to") from None


def _words(folder: Folder, gathered: Gathered, texts: dict[Path, str], drafts: int, open_: int) -> Iterator[str]:
    yield f"{visible(folder.system)}: {visible(folder.named_by)}"
    for file in folder.files:
        what = BY_KIND[file.kind].title if file.kind else f"not used ({file.why})"
        yield f"  {visible(Path(file.path).name):<24} {what}"
    errors = sum(one.level == "error" for one in gathered.diagnostics)
    if errors:
        yield f"{errors} errors in the evidence: `auditor check {folder.path}` lists them"
    for written in texts:
        yield f"wrote {written}"
    if drafts:
        yield f"{drafts} clients drafted, with {open_} points to fill in; none counts until its status is confirmed"
    offered = {file.kind for file in folder.files} | {"clients"}
    for source in EVIDENCE:
        if source.kind not in offered:
            yield f"not there yet: {source.title} - {source.settles}"
    yield f"next: auditor scan {Path(folder.path) / CONFIG}"
