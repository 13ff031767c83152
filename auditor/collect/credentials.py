"""Who logs on to z/OSMF, and with what: from the environment, a file that nobody else can read, or the keyring."""

from __future__ import annotations

import base64
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from auditor.errors import ConfigurationError, UsageError
from auditor.models.collect import CollectTable

USER, PASSWORD, TOKEN = "AUDITOR_ZOSMF_USER", "AUDITOR_ZOSMF_PASSWORD", "AUDITOR_ZOSMF_TOKEN"
SERVICE: Final = "auditor-zosmf"
_MOST: Final = 64 << 10


@dataclass(frozen=True, slots=True)
class Credentials:
    """How requests are signed. No secret is part of its text."""

    user: str | None = None
    certificate: tuple[str, str] | str | None = None
    _header: str | None = field(default=None, repr=False)

    def headers(self) -> dict[str, str]:
        """Return what goes with each request."""
        return {"Authorization": self._header} if self._header is not None else {}


def credentials_of(table: CollectTable) -> Credentials:
    """Return the credentials for a system. Raises `UsageError` (16) where there are none, `ConfigurationError` (16)."""
    certificate = table.certificate
    pair = (certificate, table.certificate_key) if certificate and table.certificate_key else certificate
    for path in (table.certificate_key or certificate,):
        if path is not None:
            _check_private(Path(path))
    written = _written(Path(table.credentials)) if table.credentials else {}
    user = os.environ.get(USER) or written.get("user")
    token = os.environ.get(TOKEN) or written.get("token")
    if token:
        return Credentials(user, pair, f"Bearer {_plain(token)}")
    password = os.environ.get(PASSWORD) or written.get("password")
    if password is None and table.keyring and user:
        password = _from_keyring(user)
    if user and password:
        signed = base64.b64encode(f"{_plain(user)}:{password}".encode()).decode("ascii")
        return Credentials(user, pair, f"Basic {signed}")
    if pair is not None:
        return Credentials(user, pair)
    raise UsageError(
        "there is nothing to log on to z/OSMF with",
        f"set {USER} and {PASSWORD}, or {TOKEN}, or name `certificate` or `credentials` in [collect]",
    )


def _plain(text: str) -> str:
    """The text, which stands in a header. Raises `ConfigurationError` without showing it."""
    if not text.isascii() or not text.isprintable():
        raise ConfigurationError("a user or token for z/OSMF has characters that it cannot have", "set it again")
    return text


def _written(path: Path) -> dict[str, str]:
    _check_private(path)
    try:
        lines = path.read_bytes()[:_MOST].decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(
            f"cannot read {path} as text", "write user=, password= or token=, one a line"
        ) from None
    pairs = (line.partition("=") for line in lines if line.strip() and not line.startswith("#"))
    found = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if found.keys() - {"user", "password", "token"}:  # not shown: it may be the secret itself
        raise ConfigurationError(f"{path} holds lines of another kind", "write user=, password= or token=, one a line")
    return found


def _check_private(path: Path) -> None:
    """Refuse a secret that others can read."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ConfigurationError(
            f"cannot read {path}: {error.strerror}", "check the name and its permissions"
        ) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigurationError(f"{path} can be read by group or others", f"chmod 600 {path}")


def _from_keyring(user: str) -> str | None:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise UsageError("the keyring is not installed", "pip install keyring, or set the environment") from None
    try:
        password: str | None = keyring.get_password(SERVICE, user)
    except keyring.errors.KeyringError:
        raise UsageError("the keyring of this computer cannot be opened", "unlock it, or set the environment") from None
    return password
