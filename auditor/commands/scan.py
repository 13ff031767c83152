"""`auditor scan`: audit one system, write the report."""

from __future__ import annotations

import importlib
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.commands.asked import ask
from auditor.commands.given import GivenOnce
from auditor.commands.options import input_options, judging_options, settings_of, unload_of

if TYPE_CHECKING:
    from auditor.models.verdict import Result
    from auditor.settings import Settings
    from auditor.sources.irrdbu00.survey.reading import Reading


@click.command("scan", cls=GivenOnce)
@input_options
@judging_options
@click.option("--notify-command", help="Command to run when something is new or worse; gets a JSON summary on stdin.")
@click.option("--notify-url", help="Address to POST the JSON summary to when something is new or worse.")
def command(notify_command: str | None, notify_url: str | None, **values: Any) -> int:
    """Audit one system and write the report.

    CONFIG is an auditor.toml; every input can also be given by flag, and flags win.

    \b
    auditor scan auditor.toml
    auditor scan --unload unload.txt --setropts setropts.txt --hwscfg HWSCFG00 --clients clients.yaml
    auditor scan auditor.toml --fail-on high --format html,json,sarif --out reports/today
    """  # noqa: D301 - click wants the character itself
    from auditor.sources.irrdbu00.survey.reading import ahead

    quiet = values.pop("quiet")
    # Before the models are loaded: that takes as long as reading 300 MB.
    with ahead(*unload_of(values)) or nullcontext() as begun:
        return _run(begun, notify_command, notify_url, quiet, values)


def _run(
    begun: Reading | None, notify_command: str | None, notify_url: str | None, quiet: bool, values: dict[str, Any]
) -> int:
    from auditor import output

    output.check_hook(notify_command, notify_url)
    settings = settings_of(values)
    with output.locked(settings) as directory:
        result = _audited(settings, directory, begun, quiet)
        # The report is written: what fails from here on changes nothing about it.
        output.tell(result, directory, quiet=quiet, age=settings.age)
        output.notify(result, settings, directory, notify_command, notify_url)
    if not quiet:
        _next(values["config"], settings)
    return result.return_code


def _next(folder: str | None, settings: Settings) -> None:
    """Say what to do after the report of a folder, which is judged without a configuration."""
    if folder is None or not Path(folder).is_dir():
        return
    from auditor.output.terminal import saying

    config = Path(folder) / "auditor.toml"
    with saying():
        if config.exists():
            click.echo(f"Next: auditor scan {config} (a configuration is taken by its name alone)")
        elif settings.inputs.clients is None:
            click.echo(f"Next: auditor init {folder} (writes a configuration and drafts the client inventory there)")


def _audited(settings: Settings, directory: Path, begun: Reading | None, quiet: bool) -> Result:
    from auditor import output
    from auditor.gather import gather
    from auditor.progress import Watch
    from auditor.run import engine_of, examine, prepared, terms_of

    with Watch(quiet=quiet) as watch, ExitStack() as touched:
        with prepared(settings.policies, engine_of(settings), lambda: _load_ahead(settings, quiet)) as judges:
            ask(settings)
            touched.enter_context(output.renewed(directory))
            gathered = gather(settings, progress=watch.bytes, begun=begun)
            done = examine(gathered.estate, gathered, judges, terms_of(settings, gathered), step=watch.step)
        watch.step("report")
        if settings.anonymise:
            from auditor.anonymise import anonymise

            result, files = anonymise(done.result, gathered.estate), {}
        else:
            from auditor.remedy import scripts

            result, files = done.result, scripts(done.remedies, done.result.system, done.result.as_of)
        output.write(result, settings, directory, files, judges.catalogue.policies, step=watch.step)
    return result


def _load_ahead(settings: Settings, quiet: bool) -> None:
    """Load what the end of the run needs while the engine's process judges and this one would wait."""
    from auditor.renderers.interface import prepare

    modules = ["auditor.remedy", *(() if quiet else ("rich.console", "rich.table"))]
    for name in modules:
        importlib.import_module(name)
    for word in settings.formats:
        prepare(word)
