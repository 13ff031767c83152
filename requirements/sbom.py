"""Write the parts list (SBOM, CycloneDX 1.6 JSON) of a wheel beside it.

    python requirements/sbom.py dist/auditor-*.whl

The parts are those of a lock (default: run.txt, what a container installs), each with its version and the hashes of
every file that the lock allows. The same wheel and lock give the same bytes. Nothing is installed or asked for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import uuid
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

_PART = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<when>[^\\]+?))? *\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def parts(lock: str) -> list[dict[str, Any]]:
    """Return a component for each package of the lock, in its order."""
    found: list[dict[str, Any]] = []
    for line in lock.splitlines():
        part = _PART.match(line)
        if part is not None:
            purl = f"pkg:pypi/{part['name'].lower()}@{part['version']}"
            row = {"type": "library", "bom-ref": purl, "name": part["name"], "version": part["version"], "purl": purl}
            if part["when"]:
                row["properties"] = [{"name": "python:marker", "value": part["when"].strip()}]
            found.append({**row, "hashes": []})
        for digest in _HASH.findall(line):
            found[-1]["hashes"].append({"alg": "SHA-256", "content": digest})
    return found


def document(wheel: Path, lock: str) -> dict[str, Any]:
    """Return the parts list of a wheel."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    with zipfile.ZipFile(wheel) as files:
        name = next(one for one in files.namelist() if one.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(files.read(name).decode("utf-8"))
    purl = f"pkg:pypi/{metadata['Name']}@{metadata['Version']}"
    components = parts(lock)
    number = uuid.uuid5(uuid.NAMESPACE_URL, digest + hashlib.sha256(lock.encode()).hexdigest())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": purl,
                "name": metadata["Name"],
                "version": metadata["Version"],
                "purl": purl,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": components,
        "dependencies": [{"ref": purl, "dependsOn": [one["bom-ref"] for one in components]}],
    }


def main() -> None:
    """Write `<wheel>.cdx.json` beside each wheel that is named."""
    arguments = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    arguments.add_argument("wheels", nargs="+", type=Path)
    arguments.add_argument("--lock", type=Path, default=Path(__file__).with_name("run.txt"))
    given = arguments.parse_args()
    lock = given.lock.read_text(encoding="utf-8")
    for wheel in given.wheels:
        target = wheel.with_name(f"{wheel.name}.cdx.json")
        target.write_text(json.dumps(document(wheel, lock), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
