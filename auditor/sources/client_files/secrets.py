"""Passwords by their place alone: which keys hold one, and what kind of text stands there. No value leaves here.

Source: WebSphere Liberty, "Password encryption" ({xor} is an encoding, {aes} and {hash} are not), Spring and Jasypt
({cipher}, ENC(...)).
"""

from __future__ import annotations

import re

from auditor.models.written import Password

_KEY = re.compile(r"pass(word|wd|phrase)?$|^pwd$|pwd$|secret|token|credential", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\$\{[^{}]*\}|\$\([^()]*\)|#\{[^{}]*\}|\{\{[^{}]*\}\}|\$[A-Za-z_]\w*|&[A-Z@#$][A-Z0-9@#$]{0,7}\.?|%\w+%|%s|\{\w+\}"
    r"|os\.environ\S*|os\.getenv\S*|System\.getenv\S*|getpass\S*",
)
_ENCRYPTED = re.compile(r"\{(aes|hash|cipher|custom)\b.*|ENC\(.*\)", re.IGNORECASE)
_ENCODED = re.compile(r"\{xor\}.*", re.IGNORECASE)


def is_secret(key: str) -> bool:
    """Return whether what stands at a key of this name is a password, or another thing nobody may see."""
    return _KEY.search(key.rpartition(".")[2]) is not None


def kind_of(value: str) -> Password:
    """Return what stands where a password is expected."""
    text = value.strip().strip("\"'")
    if not text or text.lower() in ("null", "none", "~"):
        return "none"
    if _ENCODED.fullmatch(text):
        return "encoded"
    if _ENCRYPTED.fullmatch(text) or _REFERENCE.fullmatch(text):
        return "reference"
    return "literal"
