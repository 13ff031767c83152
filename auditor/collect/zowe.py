"""`zowe.config.json`: host, port and client certificate of a z/OSMF profile. Passwords in it are never read.

Source: Zowe CLI documentation, "Team configuration": `profiles.<name>.type`, `.properties`, `defaults.zosmf`, `base`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from auditor.errors import ConfigurationError
from auditor.models.collect import CollectTable
from auditor.models.limits import WRITTEN_FILE
from auditor.text import first_bytes

_TAKEN: Final = ("host", "port", "protocol", "basePath", "certFile", "certKeyFile", "rejectUnauthorized")


def with_zowe(table: CollectTable, folder: Path) -> CollectTable:
    """Return the table with what its `zowe` file adds; what stands in the table itself wins.

    `folder`: of the file that names it. Raises `ConfigurationError` (16).
    """
    if table.zowe is None:
        return table
    path = folder / table.zowe
    found = _properties(path)
    if found.get("rejectUnauthorized") is False:
        what = f"{path} asks to trust every certificate (rejectUnauthorized: false), which is not done"
        raise ConfigurationError(what, "name the certificates with `ca` in [collect], and set it to true")
    values: dict[str, Any] = {}
    if table.zosmf is None and isinstance(found.get("host"), str):
        base = str(found.get("basePath") or "").strip("/")
        way = f"{found.get('protocol') or 'https'}://{found['host']}:{found.get('port') or 443}"
        values["zosmf"] = f"{way}{f'/{base}' if base else ''}/zosmf"
    if table.certificate is None and isinstance(found.get("certFile"), str):
        values["certificate"] = str(path.parent / found["certFile"])
        if isinstance(found.get("certKeyFile"), str):
            values["certificate_key"] = str(path.parent / found["certKeyFile"])
    try:
        return CollectTable.model_validate({**table.model_dump(), **values})
    except ValueError:
        raise ConfigurationError(f"{path}: its host or port cannot be used", "write `zosmf` in [collect]") from None


def _properties(path: Path) -> dict[str, Any]:
    """What the default profiles of types base and zosmf say, and of nothing else."""
    try:
        document = json.loads(first_bytes(path, WRITTEN_FILE))
        profiles, defaults = document["profiles"], document.get("defaults", {})
        found: dict[str, Any] = {}
        for kind in ("base", "zosmf"):
            at = profiles
            names = str(defaults.get(kind, "")).split(".")
            for depth, name in enumerate(names):
                profile = at.get(name, {})
                found |= {key: value for key, value in profile.get("properties", {}).items() if key in _TAKEN}
                at = profile.get("profiles", {}) if depth < len(names) - 1 else {}
    except OSError as error:
        raise ConfigurationError(f"cannot read {path}: {error.strerror}", "name a zowe.config.json") from None
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        what = f"{path} is no zowe.config.json with profiles (comments in it are not read)"
        raise ConfigurationError(what, "write `zosmf` in [collect]") from None
    return found
