"""TOML that holds secrets: what is wrong is said by its line, never by what stands there."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from auditor.configuration import toml_line
from auditor.errors import ConfigurationError, EvidenceUnreadable
from auditor.models.limits import WRITTEN_FILE
from auditor.sources.evidence import Text, read_text


class TomlReader:
    """One TOML file. Every refusal is a `ConfigurationError` (16) that names file and line and quotes nothing."""

    def __init__(self, path: str, what: str) -> None:
        self.path = path
        try:
            self.text: Text = read_text(path, what, limit=WRITTEN_FILE)
        except EvidenceUnreadable as error:
            raise ConfigurationError(str(error), error.advice) from None
        self._read = self._parsed()

    def _parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads("\n".join(self.text.lines))
        except tomllib.TOMLDecodeError as error:
            line = toml_line(error, "\n".join(self.text.lines))
        except (ValueError, RecursionError):  # a number of thousands of digits, tables in tables without end
            line = 1
        raise self.refusal(line, "not valid TOML", "fix the named line; keys stand between quotes")

    def mapping(self) -> dict[str, tuple[Any, int]]:
        """The file as one mapping: key -> (value, line), never empty."""
        if not self._read:
            raise self.refusal(1, "the file holds nothing", 'write PROFILE = "hexadecimal digits"')
        return {name: (value, self._line(name)) for name, value in self._read.items()}

    def refusal(self, line: int, what: str, advice: str) -> ConfigurationError:
        """The error to raise for `line`."""
        return ConfigurationError(f"{self.path}, line {line}: {what}", advice)

    def _line(self, name: str) -> int:
        starts = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}(?![\w-])")
        return next((number for number, line in enumerate(self.text.lines, 1) if starts.match(line)), 1)
