"""An OPA bundle of the policies, for a central OPA to serve. The same policies give the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile

from auditor.policies.catalogue import Catalogue


def bundle(catalogue: Catalogue, version: str) -> bytes:
    """A `bundle.tar.gz` with `.manifest`; tests stay out. `version`: of the auditor, part of the revision."""
    files = {source.name: source.text.encode() for source in catalogue.sources if not source.test and source.own}
    for source in catalogue.sources:
        if not source.test and not source.own:
            slug = source.file.parent.name
            files[f"site/{slug}/{source.file.name}"] = source.text.encode()
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + text + b"\0" for name, text in sorted(files.items())))
    manifest = {"revision": f"{version}+{digest.hexdigest()[:16]}", "roots": ["auditor"], "rego_version": 1}
    files[".manifest"] = json.dumps(manifest, sort_keys=True).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), 0o644, 0
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)
