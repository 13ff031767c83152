"""`auditor collect`: the evidence from z/OSMF, with a manifest; or the jobs that make it."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.commands.given import GivenOnce

if TYPE_CHECKING:
    from auditor.collect.fetch import Collected
    from auditor.models.collect import CollectTable

_SYSTEMS_AT_ONCE = 4


@click.command("collect", cls=GivenOnce)
@click.argument("configs", nargs=-1, type=click.Path(dir_okay=False), metavar="[CONFIG]...")
@click.option("--to", type=click.Path(file_okay=False), help="Folder; default collected/<system>; of several: theirs.")
@click.option("--jcl", type=click.Path(file_okay=False), help="Write the jobs into this directory; log on nowhere.")
@click.option("--dry-run", is_flag=True, help="Show what would be submitted and read; log on nowhere.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(configs: tuple[str, ...], to: str | None, jcl: str | None, dry_run: bool, quiet: bool) -> int:
    """Fetch the evidence of a system from z/OSMF, with a manifest that says what it is and of when.

    CONFIG is an auditor.toml with [collect] (default auditor.toml). On the host nothing is changed but data sets that
    begin with `hlq`, which each job makes anew. What cannot be fetched is said, and the return code is 12.

    \b
    auditor collect sysa.toml                    then: auditor scan collected/SYSA
    auditor collect sysa.toml --jcl jobs         jobs to submit by hand
    auditor collect sysa.toml --dry-run
    """  # noqa: D301 - click wants the character itself
    from auditor.errors import UsageError

    tables = [_table(path) for path in configs or ("auditor.toml",)]
    names = [system for system, _ in tables]
    if len(set(names)) != len(names):
        raise UsageError("two configurations name the same system", "give each its own [system] name")
    if dry_run:
        return _show(tables)
    if jcl is not None:
        return _print(tables, Path(jcl))
    base = Path("collected" if to is None else to)
    return _fetch(tables, {name: base if to and len(names) == 1 else base / name for name in names}, quiet=quiet)


def _table(path: str) -> tuple[str, CollectTable]:
    """Name of the system as a folder has it, and its [collect] with the files it names."""
    from auditor.collect.jobs import made
    from auditor.collect.zowe import with_zowe
    from auditor.errors import ConfigurationError
    from auditor.settings import Settings

    settings = Settings.load(path)
    if settings.collect is None:
        raise ConfigurationError(f"{path} has no [collect]", "docs/collect.md shows one")
    folder = Path(path).parent
    files = ("ca", "certificate", "certificate_key", "credentials")
    here = {name: str(folder / value) for name in files if (value := getattr(settings.collect, name)) is not None}
    table = with_zowe(settings.collect.model_copy(update=here), folder)
    if not made(table):
        raise ConfigurationError(f"{path}: [collect] names nothing to collect", "name racf_database, members, ...")
    return re.sub(r"[^A-Za-z0-9._#$@-]", "_", settings.system).strip(".") or "system", table


def _show(tables: list[tuple[str, CollectTable]]) -> int:
    from auditor.collect.jobs import job, made

    for system, table in tables:
        click.echo(f"{system}: {table.zosmf or 'no z/OSMF is named'}")
        for one in made(table):
            if one.jcl:
                click.echo(f"\nsubmit:\n{job(table, one.jcl)}")
            click.echo(f"read {one.source} ({one.mode}) into {one.path}")
    click.echo("\nNothing was submitted, and nobody logged on.")
    return 0


def _print(tables: list[tuple[str, CollectTable]], directory: Path) -> int:
    from auditor.collect.printed import write_jobs

    for system, table in tables:
        for path in write_jobs(table, directory if len(tables) == 1 else directory / system):
            click.echo(f"wrote {path}")
    return 0


def _fetch(tables: list[tuple[str, CollectTable]], folders: dict[str, Path], *, quiet: bool) -> int:
    from auditor.collect.credentials import credentials_of
    from auditor.collect.fetch import collect
    from auditor.errors import AuditorError, ConfigurationError
    from auditor.progress import Watch

    for system, table in tables:
        if table.zosmf is None:
            what = f"[collect] of {system} names no z/OSMF"
            raise ConfigurationError(what, "write `zosmf`, or name a `zowe` file; --jcl needs neither")
        if table.ca is not None and not Path(table.ca).is_file():
            raise ConfigurationError(f"cannot read {table.ca}: no such file", "name the certificates of z/OSMF (PEM)")
    ready = [(system, table, credentials_of(table)) for system, table in tables]
    code = 0
    with Watch(quiet=quiet) as watch, ThreadPoolExecutor(_SYSTEMS_AT_ONCE) as pool:
        running = {
            system: pool.submit(collect, system, table, who, folders[system], watch.step)
            for system, table, who in ready
        }
    for system, one in running.items():
        try:
            done = one.result()
        except AuditorError as error:
            if len(running) == 1:
                raise
            click.echo(f"{system}: {error}: {error.advice}", err=True)
            code = max(code, int(error.return_code))
            continue
        _tell(system, done, folders[system], click.echo)
        code = max(code, int(done.return_code))
    return code


def _tell(system: str, done: Collected, folder: Path, say: Callable[[str], None]) -> None:
    from auditor.visible import numbered

    for file in done.manifest.files:
        say(numbered(f"{system}: {file.kind}: {folder / file.path}, {file.bytes} bytes, taken {file.taken}"))
        if file.damage:
            say(numbered(f"{system}: {file.kind}: damaged: {file.damage}"))
    for gap in done.manifest.missing:
        say(numbered(f"{system}: {gap.kind}: not fetched: {gap.source}: {gap.reason}"))
    if done.manifest.files:
        say(f"next: auditor scan {folder}")
    else:
        say(f"{system}: nothing was fetched")
