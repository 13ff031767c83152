"""`auditor fleet`: many systems, one run, one overview, one return code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.commands.given import GivenOnce, GroupGivenOnce

if TYPE_CHECKING:
    from auditor.fleet.configuration import FleetConfiguration
    from auditor.models.fleet import FleetResult, FleetSystem

_FLEET = click.argument("fleet", type=click.Path(dir_okay=False))
_OUT = click.option("--out", type=click.Path(file_okay=False), help="Output directory; default reports/<fleet name>.")


@click.group("fleet", cls=GroupGivenOnce)
def command() -> None:
    """Audit many systems, each for itself, and show them side by side. FLEET is a fleet.toml."""


@command.command("scan", cls=GivenOnce)
@_FLEET
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; default one for each processor.")
@click.option("--only", multiple=True, help="Only this system, or those of a pattern: 'PROD*'; repeat.")
@click.option("--changed-only", is_flag=True, help="Skip systems of which nothing has changed since their last report.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The date the audit speaks for, of every system.")
@click.option("--format", "formats", help="Further formats, of the fleet and of each system: csv,junit,sarif.")
@_OUT
@click.option("--history", help="Record every scan: a SQLite file or a database URL.")
@click.option("--notify-command", help="Command to run when something is new or worse; gets a JSON summary on stdin.")
@click.option("--notify-url", help="Address to POST the JSON summary to when something is new or worse.")
@click.option("--quiet", "-q", is_flag=True, help="Print one line for a scheduler's log, nothing else.")
def scan(fleet: str, notify_command: str | None, notify_url: str | None, **flags: Any) -> int:
    """Scan every system of the fleet and write the overview.

    Ends with the worst return code of its systems; one that did not report counts as 12.
    """
    from auditor import output
    from auditor.fleet.run import Wanted, systems_in
    from auditor.fleet.whole import run

    output.check_hook(notify_command, notify_url)
    day, quiet = flags.pop("as_of"), flags.pop("quiet")
    wanted = Wanted(flags.pop("only"), flags.pop("changed_only"), day.date() if day is not None else None)
    configuration = _configured(fleet, **flags)
    systems = systems_in(configuration, fleet)
    done, directory = run(configuration, systems, wanted, _hush if quiet else _say, (notify_command, notify_url))
    _tell(done, directory, quiet=quiet)
    return done.return_code


@command.command("report", cls=GivenOnce)
@_FLEET
@click.option("--format", "formats", help="Further formats: csv,junit,sarif.")
@_OUT
def report(fleet: str, **flags: Any) -> int:
    """Render the saved fleet again. Ends with the return code it was saved with."""
    from auditor.fleet.whole import again

    done, directory = again(_configured(fleet, **flags))
    _tell(done, directory, quiet=False)
    return done.return_code


@command.command("list", cls=GivenOnce)
@_FLEET
@_OUT
def list_systems(fleet: str, **flags: Any) -> int:
    """List the systems of the fleet: which of them reported, when, and with which return code."""
    from auditor.fleet.run import systems_in
    from auditor.fleet.saved import last
    from auditor.fleet.whole import directory_of

    configuration = _configured(fleet, **flags)
    saved = last(directory_of(configuration))
    rows = {row.name: row for row in saved.systems} if saved is not None else {}
    for one in systems_in(configuration, fleet):
        row = rows.get(one.name)
        when = (row.last_reported if row is not None else None) or "never"
        code = f"RC {row.return_code:>2}" if row is not None else "     "
        why = one.why or (row.why if row is not None else None)
        click.echo(_shown(f"{one.name:<16}  {when:<10}  {code}  {f'did not report: {why}' if why else one.path}"))
    return 0


def _configured(fleet: str, **flags: Any) -> FleetConfiguration:
    from auditor.errors import UsageError
    from auditor.fleet.configuration import read_fleet

    if flags.get("formats") is not None:
        words = tuple(dict.fromkeys(word.strip() for word in flags["formats"].split(",") if word.strip()))
        if not words:
            raise UsageError("--format names no format", "formats are csv, junit and sarif")
        flags["formats"] = words
    for name in ("out", "history"):
        if flags.get(name) == "":
            raise UsageError(f"--{name} is empty", "give it a value, or leave it out")
    return read_fleet(fleet, **flags)


def _say(row: FleetSystem, number: int, total: int) -> None:
    from auditor import output

    with output.saying():
        click.echo(_shown(f"{number:>4} of {total}  {_line(row)}"))


def _hush(row: FleetSystem, number: int, total: int) -> None:
    """Say nothing: a scheduler's log gets one line in the end."""


def _line(row: FleetSystem) -> str:
    if not row.reported:
        return f"{row.name:<16}  RC 12  did not report: {row.why}"
    skipped = "" if row.scanned else "  unchanged"
    return (
        f"{row.name:<16}  RC {row.return_code:>2}  open {len(row.findings)}  undecided "
        f"{row.verdicts.get('undecided', 0)}{skipped}"
    )


def _tell(done: FleetResult, directory: Path, *, quiet: bool) -> None:
    from auditor import output
    from auditor.renderers.fleet_view import FleetPage

    page = FleetPage(done)
    with output.saying():
        if quiet:
            silent = len(page.silent)
            text = f"auditor fleet {done.fleet} {done.as_of} RC={done.return_code} systems={len(done.systems)}"
            click.echo(_shown(f"{text} did_not_report={silent}"))
            return
        click.echo()
        for row in page.systems:
            click.echo(_shown(_line(row)))
        for line in (page.sentence, *page.details, f"The overview is {directory / 'index.html'}."):
            click.echo(_shown(line))


def _shown(text: str) -> str:
    from auditor.visible import numbered

    return numbered(text)
