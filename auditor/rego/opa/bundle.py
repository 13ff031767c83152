"""The policies of a run as an OPA bundle, with a revision that tells whether a server judges by the same ones.

The bundle also holds the questions, as one rule: so a server is asked once, and builds its indexes once.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shlex
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from auditor.rego.port import Module

ROOT = "auditor"
"""What the bundle owns: nothing else on the server may stand below `data.auditor`."""
ENTRY = f"{ROOT}.questions"
"""Package of the module that holds the questions."""
PREFIX = "auditor-"
"""What the revision of every bundle of ours begins with."""
_OWN = "policies/"


def members(modules: Sequence[Module], questions: Mapping[str, str]) -> dict[str, Module]:
    """Return the modules by their names in the bundle, the questions among them.

    A site's files lie below `site/`: where they are on the machine that makes the bundle is nobody's business.
    """
    asked = Module("questions.rego", _questions(questions))
    return {_name(module.name): module for module in modules} | {asked.name: asked}


def _name(name: str) -> str:
    return name if name.startswith(_OWN) else "/".join(("site", *PurePosixPath(name).parts[-2:]))


def _questions(questions: Mapping[str, str]) -> str:
    rules = [f"answers[{json.dumps(key)}] := {path}" for key, path in sorted(questions.items())]
    return "\n".join([f"package {ENTRY}", "import rego.v1", *rules]) + "\n"


def revision(modules: Sequence[Module], questions: Mapping[str, str]) -> str:
    """Return the digest of what judges: our policies and library, a site's policies, and what is asked of them.

    It rests on texts alone, so that a folder may lie elsewhere on the machine that makes the bundle.
    """
    texts = sorted(module.text.encode() for module in members(modules, questions).values())
    whole = hashlib.sha256(b"".join(hashlib.sha256(text).digest() for text in texts))
    return f"{PREFIX}{whole.hexdigest()}"


def bundle(modules: Sequence[Module], questions: Mapping[str, str]) -> bytes:
    """Return a `bundle.tar.gz` with its `.manifest`; the same policies give the same bytes."""
    files = {name: module.text.encode() for name, module in members(modules, questions).items()}
    manifest = {"revision": revision(modules, questions), "roots": [ROOT], "rego_version": 1}
    files[".manifest"] = json.dumps(manifest, sort_keys=True).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), 0o644, 0
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)


def command(modules: Sequence[Module]) -> str:
    """Return the command that makes the bundle of these modules."""
    folders = {PurePosixPath(module.name).parent.parent for module in modules if not module.name.startswith(_OWN)}
    words = [word for folder in sorted(folders) for word in ("--policies", str(folder))]
    return shlex.join(["auditor", "policies", "bundle", *words, "--out", "bundle.tar.gz"])
