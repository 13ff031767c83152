"""`auditor.toml`: reading the file, before its values are checked.

Everything a person can misspell is refused with the nearest name: an ignored key would be an input that is silently
not read.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any, cast

from auditor.errors import ConfigurationError
from auditor.models.limits import WRITTEN_FILE
from auditor.models.source import OFFERED
from auditor.text import first_bytes


def read_configuration(path: Path, keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the file as fields of `Settings`, its paths made relative to the working directory.

    `keys`: what each table can hold; "" names the tables. Raises `ConfigurationError` (16).
    """
    try:
        data = first_bytes(path, WRITTEN_FILE + 1)
        if len(data) > WRITTEN_FILE:
            raise ConfigurationError(f"{path} is larger than {WRITTEN_FILE >> 10} KiB", "name an auditor.toml")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(
            f"cannot read {path}: {error.strerror}", "name an auditor.toml that exists, or give the inputs by flag"
        ) from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} is not UTF-8 text", "save the configuration as UTF-8") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}, line {toml_line(error, text)}: not valid TOML", "fix the line") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, tables in tables without end
        raise ConfigurationError(
            f"{path} holds what no auditor.toml holds", "see docs/files.md for an example"
        ) from None
    _check_keys(tables, keys, path, text)
    settings: dict[str, Any] = {"site": tables.get("site", {})}
    system = tables.get("system", {})
    settings.update({field: system[key] for key, field in (("name", "system"), ("as_of", "as_of")) if key in system})
    settings["inputs"] = _resolve(tables.get("inputs", {}), path)
    settings["scope"] = tables.get("scope", {})
    if "collect" in tables:
        settings["collect"] = tables["collect"]
    settings.update(tables.get("report", {}))
    return settings


def toml_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line on which `text` stops being TOML; its last line where the error does not say it.

    Python says it in a sentence, since 3.14 also as a number.
    """
    sentence = re.search(r"line (\d+)", str(error))
    line = getattr(error, "lineno", None) or (int(sentence[1]) if sentence else None)
    return line or max(1, len(text.splitlines()))


def _check_keys(tables: dict[str, Any], keys: Mapping[str, tuple[str, ...]], path: Path, text: str) -> None:
    for table, known in keys.items():
        content = tables if table == "" else tables.get(table, {})
        if not isinstance(content, dict):
            raise ConfigurationError(f"{path}: [{table}] is not a table", f"write [{table}] and its keys below it")
        for key in content:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                line = next((n for n, row in enumerate(text.splitlines(), 1) if key in row), 1)
                where = f"[{table}]" if table else "the file"
                raise ConfigurationError(
                    f"{path}, line {line}: {where} has no key {key!r}",
                    f"did you mean {near[0]!r}?" if near else f"keys are {', '.join(known)}",
                )


def _resolve(inputs: dict[str, Any], path: Path) -> dict[str, Any]:
    """Input paths relative to the file that names them; wrong types are left for validation to refuse."""

    def beside(value: object) -> object:
        return str(path.parent / value) if isinstance(value, str) and value else value

    resolved = {
        name: [beside(item) for item in cast("list[object]", value)]
        if isinstance(value, list)
        else beside(value) or None
        for name, value in inputs.items()
    }
    if isinstance(inputs.get("dates"), dict):
        resolved["dates"] = _dates(inputs["dates"], resolved, path)
    return resolved


def _dates(dates: dict[str, Any], inputs: dict[str, Any], path: Path) -> dict[str, date]:
    """`[inputs.dates]` by the paths that the run uses. A name that is no input, or that has no age, is refused."""
    files = {
        str(file): source
        for source in OFFERED
        for value in [inputs.get(source.kind)]
        for file in (value if isinstance(value, list) else [value] if value else [])
    }
    days: dict[str, date] = {}
    for name, day in dates.items():
        file = str(path.parent / name)
        if file not in files:
            near = difflib.get_close_matches(file, list(files), 1)
            names = ", ".join(PurePath(each).name for each in near or files) or "none"
            raise ConfigurationError(f"{path}: [inputs.dates] names {name!r}, which is no input", f"inputs: {names}")
        if not files[file].ages:
            what = f"{path}: [inputs.dates] dates {name!r}, a file that people write: it has no age"
            raise ConfigurationError(what, "date exported evidence only")
        days[file] = _day(day, f"{path}: [inputs.dates] {name!r}")
    return days


def _day(value: object, where: str) -> date:
    """A day, as TOML has it or as text yyyy-mm-dd."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise ConfigurationError(f"{where} is no date", "write it as yyyy-mm-dd")
