"""Collected evidence: what was read, laid beside the manifest that came with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.models.manifest import Fetched, Manifest
from auditor.models.place import InputFacts
from auditor.models.source import BY_KIND
from auditor.sources.issue import Issue
from auditor.sources.manifest import changed, fetched, manifest_in

if TYPE_CHECKING:
    from auditor.gather import Gathered
    from auditor.settings import Settings

Manifests = Mapping[str, Manifest]
"""Folder -> the manifest in it."""


def manifests_of(settings: Settings) -> Manifests:
    """Return the manifests beside the inputs. Raises `EvidenceUnreadable` (12) for one that cannot be used."""
    paths = [path for path, kind in settings.inputs.files().items() if BY_KIND[kind].evidence and path != "-"]
    folders = {str(Path(path).parent): Path(path).parent for path in paths}
    read = {name: manifest_in(folder) for name, folder in folders.items()}
    return {name: manifest for name, manifest in read.items() if manifest is not None}


def row_of(file: InputFacts, manifests: Manifests) -> Fetched | None:
    """Return what the manifest beside an input says of it."""
    manifest = manifests.get(str(Path(file.path).parent))
    rows = manifest.files if manifest is not None else ()
    return next((row for row in rows if Path(row.path) == Path(file.path)), None)


def check_collected(gathered: Gathered, first: int, manifests: Manifests) -> None:
    """Say who fetched each input from number `first` on.

    A file that is not what was fetched is lost evidence, and so is an input of which a part could not be fetched.
    """
    inputs = gathered.inputs[first:]
    for number, file in enumerate(inputs, first):
        manifest = manifests.get(str(Path(file.path).parent))
        row = row_of(file, manifests)
        if manifest is not None and row is not None:
            _check(gathered, number, row, manifest)
        elif manifest is not None and BY_KIND[file.kind].evidence and not BY_KIND[file.kind].written:
            unlisted = "manifest.json does not list it: nobody says who made it"
            gathered.say(number, Issue(None, "remark", "collected", unlisted))
    for folder, manifest in manifests.items():
        for gap in manifest.missing:
            offered = [n for n, file in enumerate(inputs, first) if _part(file, gap.kind, folder)]
            for part in offered[:1]:
                gathered.lost(
                    part, Issue(None, "error", "not-collected", f"{gap.source} was not fetched: {gap.reason}")
                )


def _part(file: InputFacts, kind: str, folder: str) -> bool:
    return file.kind == kind and str(Path(file.path).parent) == folder


def _check(gathered: Gathered, number: int, row: Fetched, manifest: Manifest) -> None:
    file = gathered.inputs[number]
    difference = changed(row, gathered.sha256(number))
    if difference is None and row.kind != file.kind:
        difference = f"it was fetched as {row.kind}, and is offered as {file.kind}"
    if difference is not None:
        gathered.lost(number, Issue(None, "error", "changed", f"this is not the file that was fetched: {difference}"))
    elif row.damage is not None:
        gathered.lost(number, Issue(None, "error", "changed", f"it was not whole when it was fetched: {row.damage}"))
    gathered.say(number, Issue(None, "remark", "collected", fetched(row, manifest)))
