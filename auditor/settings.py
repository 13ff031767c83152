"""`auditor.toml` and flags become one `Settings`; flags win.

Everything a person can misspell is refused with the nearest name: an ignored key would be an input that is silently
not read.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self, cast

from pydantic import Field, ValidationError, field_validator

from auditor.errors import ConfigurationError
from auditor.models.base import Model, refusal
from auditor.models.estate import Site
from auditor.models.verdict import Severity

FORMATS = ("html", "json", "sarif", "junit", "csv", "markdown", "oscal")
"""Report formats by the word the command line takes."""


def _writable(value: object) -> object:
    """File names stand in every result, which is UTF-8; the system gives other bytes as half characters."""
    for name in value if isinstance(value, tuple) else (value,):
        if isinstance(name, str) and not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name):
            shown = name.encode("ascii", "backslashreplace").decode()
            raise ValueError(f"the file name {shown} is not UTF-8, and results could not name it: rename the file")
    return value


class Inputs(Model):
    """The files a run reads; paths as given, those of auditor.toml relative to it."""

    unload: tuple[str, ...] = ()
    setropts: str | None = None
    hwscfg: tuple[str, ...] = ()
    clients: str | None = None
    imscon: tuple[str, ...] = ()
    tls: str | None = None
    keys: str | None = None
    waivers: str | None = None

    @field_validator("unload", "hwscfg", "imscon", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    _named = field_validator("*")(_writable)


class SystemTable(Model):
    """`[system]`."""

    name: str = "system"
    as_of: date | None = None
    """The date the evidence speaks for; `--as-of` wins; today when neither says."""


class ReportTable(Model):
    """`[report]`: flags a site always gives."""

    fail_on: Severity = "medium"
    formats: tuple[str, ...] = ("html", "json")
    out: str | None = None
    policies: tuple[str, ...] = ()
    history: str | None = None
    strict: bool = False
    engine: Literal["embedded", "opa"] = "embedded"
    opa_url: str | None = None


class Configuration(Model):
    """The shape of `auditor.toml` (`auditor schema config`)."""

    system: SystemTable = SystemTable()
    inputs: Inputs = Inputs()
    site: Site = Site()
    report: ReportTable = ReportTable()


class Settings(Model):
    """What to audit and how to say it. `Settings.load` reads auditor.toml; `Settings(...)` takes the same by hand."""

    system: str = "system"
    inputs: Inputs = Inputs()
    site: Site = Site()
    policies: tuple[str, ...] = ()
    engine: Literal["embedded", "opa"] = "embedded"
    opa_url: str | None = None
    as_of: date = Field(default_factory=date.today)
    fail_on: Severity = "medium"
    formats: tuple[str, ...] = ("html", "json")
    out: str | None = None
    policy_timeout: float = Field(default=30.0, gt=0)
    strict: bool = False
    unload_form: str | None = None
    change: str | None = None
    hwscfg_after: tuple[str, ...] = ()
    clients_after: str | None = None
    tls_after: str | None = None
    issuer: str | None = None
    """User ID that will run the change: RDEFINE puts it on the access list while ADDCREATOR is in effect."""
    history: str | None = None
    anonymise: bool = False

    @field_validator("system")
    @classmethod
    def _printable(cls, value: str) -> str:
        if not value.strip() or not value.isprintable() or len(value) > 64:
            raise ValueError("the system name must be 1 to 64 printable characters")
        return value

    _named = field_validator("policies", "change", "hwscfg_after", "clients_after", "tls_after")(_writable)

    @field_validator("formats")
    @classmethod
    def _known_formats(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in value:
            if word not in FORMATS:
                raise ValueError(f"{word!r} is no report format; formats are {', '.join(FORMATS)}")
        return value

    @classmethod
    def load(cls, path: str | Path | None, **flags: Any) -> Self:
        """Read `path` (None: no file) and lay `flags` over it; a flag that is None or empty does not count as given.

        Raises `ConfigurationError` (16) for a file that is missing, no TOML, or has keys or values that do not fit.
        """
        data = _read(Path(path)) if path is not None else {}
        inputs = dict(data.pop("inputs", {}))
        for name in Inputs.model_fields:
            value = flags.pop(name, None)
            if value:
                inputs[name] = value
        given = {name: value for name, value in flags.items() if value not in (None, (), False)}
        try:
            return cls.model_validate({**data, "inputs": inputs, **given})
        except ValidationError as error:
            raise _refusal(error, str(path or "the command line")) from None

    @property
    def directory(self) -> Path:
        """Where outputs go: `--out`, else `reports/<system name>` with anything but name characters replaced."""
        if self.out is not None:
            return Path(self.out)
        name = re.sub(r"[^A-Za-z0-9._#$@-]", "_", self.system).strip(".") or "system"
        return Path("reports") / name


def _read(path: Path) -> dict[str, Any]:
    """`auditor.toml` as the fields of `Settings`, its paths made relative to the working directory."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(
            f"cannot read {path}: {error.strerror}", "name an auditor.toml that exists, or give the inputs by flag"
        ) from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} is not UTF-8 text", "save the configuration as UTF-8") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}, line {toml_line(error, text)}: not valid TOML", "fix the line") from None
    _check_keys(data, path, text)
    settings: dict[str, Any] = {"site": data.get("site", {})}
    system = data.get("system", {})
    settings.update({field: system[key] for key, field in (("name", "system"), ("as_of", "as_of")) if key in system})
    settings["inputs"] = _resolve(data.get("inputs", {}), path)
    settings.update(data.get("report", {}))
    return settings


def toml_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line on which `text` stops being TOML; its last line where the error does not say it.

    Python says it in a sentence, since 3.14 also as a number.
    """
    said = re.search(r"line (\d+)", str(error))
    line = getattr(error, "lineno", None) or (int(said[1]) if said else None)
    return line or max(1, len(text.splitlines()))


_TABLES: dict[str, type[Model]] = {"system": SystemTable, "inputs": Inputs, "site": Site, "report": ReportTable}
_KEYS = {"": tuple(_TABLES)} | {table: tuple(model.model_fields) for table, model in _TABLES.items()}


def _check_keys(data: dict[str, Any], path: Path, text: str) -> None:
    for table, known in _KEYS.items():
        found = data if table == "" else data.get(table, {})
        if not isinstance(found, dict):
            raise ConfigurationError(f"{path}: [{table}] is not a table", f"write [{table}] and its keys below it")
        for key in found:
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

    def one(value: object) -> object:
        return str(path.parent / value) if isinstance(value, str) and value else value

    return {
        name: [one(item) for item in cast("list[object]", value)] if isinstance(value, list) else one(value) or None
        for name, value in inputs.items()
    }


def _refusal(error: ValidationError, where: str) -> ConfigurationError:
    place, why = refusal(error, Settings)
    advice = "see `auditor schema config` for what can stand there"
    return ConfigurationError(f"{where}: {'.'.join(place)}: {why}", advice)
