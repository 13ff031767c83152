"""`manifest.json` beside collected evidence: read, and laid beside the files. It says what they are, not what is true.

Nobody signs it: who can change a file and the manifest can deceive. What it guards against is a file that was cut,
mixed up or changed alone.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from auditor.errors import EvidenceUnreadable
from auditor.models.limits import WRITTEN_FILE
from auditor.models.manifest import NAME, SCHEMA, Fetched, Manifest
from auditor.text import first_bytes

_AGAIN = "collect the evidence again"


def manifest_in(folder: Path) -> Manifest | None:
    """Return the manifest of a folder, the paths of its files as they are read; None where there is none.

    Raises `EvidenceUnreadable` (12) for one that cannot be used.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        data = first_bytes(path, WRITTEN_FILE + 1)
        document = json.loads(data)
    except (OSError, ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not str(document.get("schema", "")).startswith("auditor/manifest/"):
        if path.stat().st_size and isinstance(document, dict):
            return None  # a manifest of something else
        raise EvidenceUnreadable(f"{path} cannot be read: it was cut or is no JSON", _AGAIN)
    if document["schema"] != SCHEMA:
        raise EvidenceUnreadable(f"{path} is of another version than {SCHEMA}", "use the auditor that wrote it")
    try:
        manifest = Manifest.model_validate_json(data)
        days = [file.day for file in manifest.files]
    except (ValidationError, ValueError):
        raise EvidenceUnreadable(f"{path} is no manifest as `auditor schema manifest` describes it", _AGAIN) from None
    if len(days) > len({file.path for file in manifest.files}) or any(_elsewhere(file) for file in manifest.files):
        raise EvidenceUnreadable(f"{path} lists a file twice, or one that is not beside it", _AGAIN)
    here = tuple(file.model_copy(update={"path": str(folder / file.path)}) for file in manifest.files)
    return manifest.model_copy(update={"files": here})


def check_whole(manifest: Manifest) -> None:
    """Raise `EvidenceUnreadable` (12) for a folder from which a file of the collection is gone."""
    for file in manifest.files:
        if not Path(file.path).is_file():
            raise EvidenceUnreadable(f"{file.path} was collected and is gone", _AGAIN)


def _elsewhere(file: Fetched) -> bool:
    return Path(file.path).name != file.path or file.path in ("", ".", "..")


def changed(file: Fetched, digest: str) -> str | None:
    """Return what shows that a file is not the one that was fetched; None when it is. `digest`: of what was read."""
    try:
        size = Path(file.path).stat().st_size
    except OSError:
        return "it cannot be read any more"
    if size != file.bytes:
        return f"it has {size} bytes, and the manifest says {file.bytes}"
    return None if digest == file.sha256.lower() else "its SHA-256 is not the one in the manifest"


def fetched(file: Fetched, manifest: Manifest) -> str:
    """Return who fetched a file, and when, as a sentence."""
    made = f", made of {', '.join(file.made_of)}" if file.made_of else ""
    job = f" by job {file.job} ({file.return_code})" if file.job else ""
    who = f" as {file.submitter}" if file.submitter else ""
    kept = f"; only {len(file.kept)} kinds of record were kept, by intent" if file.kept else ""
    what = f"fetched from {file.source} of {file.system}{made}{job}{who} on {file.taken}"
    return f"{what} through {manifest.host} with {manifest.tool}{kept}"
