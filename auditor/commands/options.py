"""The options that `scan`, `gate` and `facts` share: every input by flag, and flags win over auditor.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from auditor.errors import UsageError
from auditor.models.classes import is_data_set
from auditor.models.formats import CHOICE
from auditor.models.limits import POLICY_TIMEOUT, WRITTEN_FILE
from auditor.models.source import OFFERED, Source
from auditor.text import first_bytes

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(dir_okay=False)
_SEVERITIES = ["critical", "high", "medium", "low", "advisory"]

_PATH = click.Path()


def _option(source: Source) -> Callable[[Any], Any]:
    """The flag of a source."""
    kind = _PATH if source.folder else _FILE
    return click.option(f"--{source.kind.replace('_', '-')}", multiple=source.many, type=kind, help=source.help)


_UNLOAD, *_OTHERS = (_option(source) for source in OFFERED if not source.judging)

_INPUTS = (
    click.argument("config", required=False, type=_PATH),
    _UNLOAD,
    click.option("--unload-form", help="Force how the unload's records are stored instead of detecting it."),
    *_OTHERS,
    click.option("--system", help="Name of the audited system."),
    click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The date the audit speaks for; default today."),
)

_TERMS = (
    *(_option(source) for source in OFFERED if source.judging),
    click.option("--policies", multiple=True, type=click.Path(file_okay=False), help="Further Rego policies; repeat."),
    click.option(
        "--engine", type=click.Choice(["embedded", "opa"]), help="Where Rego runs: embedded (default), or an opa."
    ),
    click.option("--opa-url", help="An OPA that serves our bundle, for --engine opa."),
    click.option(
        "--policy-timeout", type=click.FloatRange(min=0, min_open=True), help=f"Seconds; default {POLICY_TIMEOUT:g}."
    ),
)

_JUDGING = (
    *_TERMS,
    click.option("--fail-on", type=click.Choice(_SEVERITIES), help="Threshold of return code 8; default medium."),
    click.option("--strict", is_flag=True, help="Something undecided ends with 12."),
    click.option("--format", "formats", help=f"{CHOICE}; default html,json."),
    click.option(
        "--out",
        type=click.Path(file_okay=False),
        help="Output directory; default reports/<system name>, of a gate reports/<system name>/gate.",
    ),
    click.option("--anonymise", is_flag=True, help="Replace user IDs, groups, hosts and names by stable pseudonyms."),
    click.option("--history", help="Record the result: a SQLite file or a database URL."),
    click.option("--quiet", "-q", is_flag=True, help="Print one line for a scheduler's log, nothing else."),
)


def _stack(options: tuple[Callable[[Any], Any], ...]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


input_options = _stack(_INPUTS)
terms_options = _stack(_TERMS)
judging_options = _stack(_JUDGING)


def unload_of(values: dict[str, Any]) -> tuple[list[str], str | None, frozenset[str]]:
    """The unload's files, as `Settings` will name them, the form that is forced, and the data sets that matter.

    Good enough to begin with, while what `settings_of` needs is being loaded. Nothing is refused here.
    """
    paths, written = list(values["unload"]), {}
    if values["config"]:
        import tomllib

        try:
            written = tomllib.loads(first_bytes(values["config"], WRITTEN_FILE).decode())
        except (OSError, ValueError, RecursionError):
            return paths, values["unload_form"], frozenset()
    if not paths and values["config"]:
        folder = Path(values["config"]).parent
        paths = [str(folder / one) for one in _words(written, "inputs", "unload")]
    site = (*_words(written, "site", "racf_data_sets"), *_words(written, "site", "ckds_data_sets"))
    return paths, values["unload_form"], frozenset(name.upper() for name in site if is_data_set(name.upper()))


def _words(written: dict[str, Any], section: str, key: str) -> list[str]:
    """The words of a setting that may not have been checked yet."""
    part = written.get(section)
    listed = part.get(key) if isinstance(part, dict) else None
    listed = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    return [one for one in listed if isinstance(one, str)]


def settings_of(values: dict[str, Any]) -> Any:
    """`Settings` from the values click collected (see `Settings.load` for what is refused)."""
    from auditor.settings import Settings

    _refuse_empty(values)
    flags = {name: value for name, value in values.items() if name not in ("config", "quiet", "notify")}
    if flags.get("as_of") is not None:
        flags["as_of"] = flags["as_of"].date()
    if flags.get("formats"):
        flags["formats"] = tuple(word.strip() for word in flags["formats"].split(",") if word.strip())
    config = values["config"]
    if config is not None and Path(config).is_dir():
        from auditor.discover.folder import settings_of_folder

        return settings_of_folder(config, **flags)
    return Settings.load(config, **flags)


def _refuse_empty(values: dict[str, Any]) -> None:
    """Refuse an option of which the value is empty: an unset variable of a shell would leave an input out."""
    for name, value in values.items():
        if value == "" or (isinstance(value, tuple) and "" in value):
            word = "CONFIG" if name == "config" else f"--{name.replace('_', '-').replace('formats', 'format')}"
            raise UsageError(f"{word} is empty", "give it a value, or leave it out")
