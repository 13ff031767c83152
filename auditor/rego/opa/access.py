"""Where an OPA server is and how it knows us: the address as given, and what the environment holds."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from auditor.errors import UsageError


def address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether TLS; raises `UsageError` for what is no plain server address."""
    advice = "an address is http://host:8181 or https://host:8181"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UsageError("--opa-url is no address", advice) from None
    if parts.username or parts.password:
        raise UsageError("--opa-url holds a user or password", "use AUDITOR_OPA_TOKEN or AUDITOR_OPA_TOKEN_FILE")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageError(f"--opa-url {url!r} is no server address", advice)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return host, port or 8181, parts.scheme == "https"


def token() -> str | None:
    """The bearer token of AUDITOR_OPA_TOKEN or AUDITOR_OPA_TOKEN_FILE, if any; raises `UsageError`."""
    word, file = os.environ.get("AUDITOR_OPA_TOKEN"), os.environ.get("AUDITOR_OPA_TOKEN_FILE")
    if word and file:
        raise UsageError("AUDITOR_OPA_TOKEN and AUDITOR_OPA_TOKEN_FILE are both set", "unset one of them")
    if file:
        try:
            word = Path(file).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            raise UsageError(
                f"AUDITOR_OPA_TOKEN_FILE {file} cannot be read", "name a text file with the token"
            ) from None
    word = word.strip() if word else None
    if word is not None and not re.fullmatch(r"[\x21-\x7e]+", word):
        raise UsageError("the OPA token is empty or not one word of ASCII", "check AUDITOR_OPA_TOKEN")
    return word


def certificate() -> tuple[str, str] | None:
    """The files of AUDITOR_OPA_CERT and AUDITOR_OPA_KEY for mutual TLS, if any; raises `UsageError`."""
    public, key = os.environ.get("AUDITOR_OPA_CERT"), os.environ.get("AUDITOR_OPA_KEY")
    if not public and not key:
        return None
    if not public or not key:
        raise UsageError("AUDITOR_OPA_CERT and AUDITOR_OPA_KEY go together", "set both")
    for file in (public, key):
        if not Path(file).is_file():
            raise UsageError(f"{file} of AUDITOR_OPA_CERT and AUDITOR_OPA_KEY does not exist", "name PEM files")
    return public, key
