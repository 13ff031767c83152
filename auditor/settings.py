"""`auditor.toml` and flags become one `Settings`; flags win.

How the file is read, and which of it is refused: `auditor/configuration.py`.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from auditor.configuration import read_configuration
from auditor.errors import ConfigurationError
from auditor.models.base import Model, refusal, with_fields
from auditor.models.collect import CollectTable
from auditor.models.estate import Site
from auditor.models.formats import NAMES
from auditor.models.limits import POLICY_TIMEOUT
from auditor.models.scope import Exclusion
from auditor.models.source import BY_KIND, OFFERED, Source
from auditor.models.verdict import Severity

FORMATS = NAMES
"""Report formats by the word the command line takes."""


def _writable(value: object) -> object:
    """File names stand in every result, which is UTF-8; the system gives other bytes as half characters."""
    for name in value if isinstance(value, tuple) else (value,):
        if isinstance(name, str) and not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name):
            shown = name.encode("ascii", "backslashreplace").decode()
            raise ValueError(f"the file name {shown} is not UTF-8, and results could not name it: rename the file")
    return value


def _setting(source: Source) -> tuple[Any, Any]:
    """The type and the default of the setting for a source."""
    return (tuple[str, ...], ()) if source.many else (str | None, None)


@with_fields({source.kind: _setting(source) for source in OFFERED})
class Inputs(Model):
    """The files a run reads; paths as given, those of auditor.toml relative to it.

    One setting for each source (`auditor.models.source`): a list where there may be several files.
    """

    dates: dict[str, date] = Field(default_factory=dict)
    """File -> the day it was taken, where no manifest and no heading tells."""

    if TYPE_CHECKING:

        def __getattr__(self, kind: str) -> Any: ...

        def __init__(self, **by_kind: Any) -> None: ...

    @field_validator("*", mode="before")
    @classmethod
    def _one_or_many(cls, value: object, info: ValidationInfo) -> object:
        source = BY_KIND.get(info.field_name or "")
        return (value,) if source is not None and source.many and isinstance(value, str) else value

    _named = field_validator("*")(_writable)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the files offered as `kind`, none or one or several."""
        value = getattr(self, kind)
        return (value,) if isinstance(value, str) else value or ()

    def files(self) -> dict[str, str]:
        """Return every file offered with its kind, in the order of the sources."""
        return {path: source.kind for source in OFFERED for path in self.of(source.kind)}


class SystemTable(Model):
    """`[system]`."""

    name: str = "system"
    """Name of the audited system: 1 to 64 printable characters."""
    as_of: date | None = None
    """The date the evidence speaks for; `--as-of` wins; today when neither says."""


class ReportTable(Model):
    """`[report]`: flags a site always gives."""

    fail_on: Severity = "medium"
    """The lowest severity of a finding that ends a run with 8."""
    formats: tuple[str, ...] = ("html", "json")
    """Formats of the report."""
    out: str | None = None
    """Output directory; None: `reports/<system name>`."""
    policies: tuple[str, ...] = ()
    """Folders of the site's own policies."""
    history: str | None = None
    """Where results are recorded: a SQLite file or a database URL."""
    strict: bool = False
    """Something undecided ends a run with 12."""
    engine: Literal["embedded", "opa"] = "embedded"
    """Where the policies run."""
    opa_url: str | None = None
    """Address of an OPA that serves our bundle; None: engine `opa` starts the one on PATH."""


class ScopeTable(Model):
    """`[scope]`: what the site leaves out, dated and owned like a waiver."""

    exclude: tuple[Exclusion, ...] = ()
    """`[[scope.exclude]]`: one for each input that is left out."""


class Configuration(Model):
    """The shape of `auditor.toml` (`auditor schema config`)."""

    system: SystemTable = SystemTable()
    """What is audited, and for which day."""
    inputs: Inputs = Inputs()
    """The files a run reads."""
    site: Site = Site()
    """What the site says about itself, and its limits."""
    report: ReportTable = ReportTable()
    """Flags that the site always gives."""
    scope: ScopeTable = ScopeTable()
    """What the site leaves out."""
    collect: CollectTable | None = None
    """Where the evidence of this system is fetched from (`auditor collect`)."""


class Noted(Model):
    """What is to be said of a file that is no input: one line of the diagnostics."""

    path: str
    code: str
    message: str


class Settings(Model):
    """What to audit and how to say it. `Settings.load` reads auditor.toml; `Settings(...)` takes the same by hand."""

    system: str = "system"
    inputs: Inputs = Inputs()
    site: Site = Site()
    scope: ScopeTable = ScopeTable()
    policies: tuple[str, ...] = ()
    engine: Literal["embedded", "opa"] = "embedded"
    opa_url: str | None = None
    as_of: date = Field(default_factory=date.today)
    as_of_from: Literal["asked", "file", "clock"] = "clock"
    """Who says so: `--as-of` or the caller, auditor.toml, or nobody, and it is today."""
    fail_on: Severity = "medium"
    formats: tuple[str, ...] = ("html", "json")
    out: str | None = None
    policy_timeout: float = Field(default=POLICY_TIMEOUT, gt=0)
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
    noted: tuple[Noted, ...] = ()
    """What was not taken of a folder that was recognised, and where the name of the system comes from."""
    collect: CollectTable | None = None

    @model_validator(mode="before")
    @classmethod
    def _asked(cls, data: Any) -> Any:
        """A day that is given was asked for, unless `load` knows better."""
        return {"as_of_from": "asked", **data} if isinstance(data, dict) and "as_of" in data else data

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
        data = read_configuration(Path(path), _KEYS) if path is not None else {}
        inputs = dict(data.pop("inputs", {}))
        for source in OFFERED:
            value = flags.pop(source.kind, None)
            if value:
                inputs[source.kind] = value
        given = {name: value for name, value in flags.items() if value not in (None, (), False)}
        if "as_of" in data and "as_of" not in given:
            given["as_of_from"] = "file"
        try:
            return cls.model_validate({**data, "inputs": inputs, **given})
        except ValidationError as error:
            raise _refusal(error, str(path or "the command line")) from None

    @property
    def age(self) -> str | None:
        """How old the day of the audit is, as a sentence; None where it does not stand in auditor.toml."""
        days = (date.today() - self.as_of).days  # noqa: DTZ011 - the local day, as everywhere here
        if self.as_of_from != "file":
            return None
        when = (
            "today" if days == 0 else f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'ago' if days > 0 else 'ahead'}"
        )
        return f"The day of the audit stands in auditor.toml: {self.as_of}, {when}."

    @property
    def directory(self) -> Path:
        """Where outputs go: `--out`, else `reports/<system name>` with anything but name characters replaced."""
        if self.out is not None:
            return Path(self.out)
        name = re.sub(r"[^A-Za-z0-9._#$@-]", "_", self.system).strip(".") or "system"
        return Path("reports") / name


_TABLES: dict[str, type[Model]] = {
    "system": SystemTable,
    "inputs": Inputs,
    "site": Site,
    "report": ReportTable,
    "scope": ScopeTable,
    "collect": CollectTable,
}
_KEYS = {"": tuple(_TABLES)} | {table: tuple(model.model_fields) for table, model in _TABLES.items()}


def _refusal(error: ValidationError, where: str) -> ConfigurationError:
    place, why = refusal(error, Settings)
    advice = "see `auditor schema config` for what can stand there"
    return ConfigurationError(f"{where}: {'.'.join(place)}: {why}", advice)
