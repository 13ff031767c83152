"""`auditor history`: what was recorded, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.commands.given import GivenOnce, GroupGivenOnce

if TYPE_CHECKING:
    from datetime import datetime

    from auditor.history.story import Point

_SEVERITIES = ("critical", "high", "medium", "low")
_BARS = " ▁▂▃▄▅▆▇█"


@click.group("history", cls=GroupGivenOnce)
@click.option("--history", "url", required=True, help="A SQLite file or a database URL.")
@click.pass_context
def command(ctx: click.Context, url: str) -> None:
    """Show recorded scans and trends; `auditor scan --history URL` records them."""
    ctx.obj = {"url": url}


@command.command("list", cls=GivenOnce)
@click.option("--system", help="Only this system.")
@click.pass_context
def list_scans(ctx: click.Context, system: str | None) -> int:
    """List the recorded scans, oldest first."""
    for point in _points(ctx, system):
        counts = "  ".join(f"{word} {point.fails.get(word, 0)}" for word in _SEVERITIES)
        click.echo(
            f"{point.scan:>5}  {point.as_of}  {point.system:<16}  RC {point.return_code:>2}  "
            f"{counts}  undecided {point.undecided}"
        )
    return 0


@command.command("trend", cls=GivenOnce)
@click.option("--system", help="Only this system.")
@click.pass_context
def trend(ctx: click.Context, system: str | None) -> int:
    """Show how the number of findings moves, one line for each system and severity."""
    systems: dict[str, list[Point]] = {}
    for point in _points(ctx, system):
        systems.setdefault(point.system, []).append(point)
    for name, line in systems.items():
        click.echo(f"{name}: {len(line)} scans, {line[0].as_of} to {line[-1].as_of}")
        for word in _SEVERITIES:
            numbers = [point.fails.get(word, 0) for point in line]
            click.echo(f"  {word:<9} {_sparkline(numbers)}  {numbers[0]} -> {numbers[-1]}")
    return 0


@command.command("findings", cls=GivenOnce)
@click.option("--system", help="Only this system.")
@click.option("--policy", help="Only this policy, or those of a pattern: 'PT-B*'.")
@click.option("--severity", type=click.Choice(_SEVERITIES), help="Only findings of this severity.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only findings that were seen on this day or later.")
@click.option("--open", "open_only", is_flag=True, help="Only findings that the last scan of their system has.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.pass_context
def list_findings(ctx: click.Context, /, form: str, since: datetime | None, **narrow: Any) -> int:
    """List every finding ever recorded: since when, until when, whether it is open, and what it said last."""
    from auditor.history.listing import Wanted, listing
    from auditor.history.store import opened
    from auditor.renderers.listing import LISTINGS

    wanted = Wanted(**narrow, since=since.date().isoformat() if since else None)
    with opened(ctx.obj["url"], write=False) as connection:
        rows = listing(connection, wanted)
    click.echo(LISTINGS[form]([row.row() for row in rows]), nl=False)
    return 0


@command.command("export", cls=GivenOnce)
@click.option("--system", help="Only this system.")
@click.pass_context
def export(ctx: click.Context, system: str | None) -> int:
    """Write every recorded scan whole to standard output, oldest first: one JSON document a line."""
    from auditor.history.store import opened
    from auditor.history.story import documents

    with opened(ctx.obj["url"], write=False) as connection:
        for line in documents(connection, system):
            click.echo(line)
    return 0


@command.command("prune", cls=GivenOnce)
@click.option("--keep-days", "days", type=click.IntRange(min=0), help="Scans of more days before the latest one go.")
@click.option("--keep-scans", "count", type=click.IntRange(min=1), help="Of each system only the newest so many stay.")
@click.pass_context
def remove_old(ctx: click.Context, days: int | None, count: int | None) -> int:
    """Take old scans out of the history; the latest of each system stays."""
    from auditor.errors import ConfigurationError
    from auditor.history.prune import prune
    from auditor.history.store import opened

    if days is None and count is None:
        raise ConfigurationError("nothing says which scans are old", "give --keep-days, --keep-scans or both")
    with opened(ctx.obj["url"]) as connection:
        gone = prune(connection, days=days, count=count)
    for system, number in gone.items():
        click.echo(f"{system}: {number} {'scan' if number == 1 else 'scans'} taken out")
    if not gone:
        click.echo("no scan is that old")
    return 0


def _points(ctx: click.Context, system: str | None) -> tuple[Any, ...]:
    from auditor.history.store import opened
    from auditor.history.story import points

    with opened(ctx.obj["url"], write=False) as connection:
        return points(connection, system)


def _sparkline(numbers: list[int]) -> str:
    top = max(numbers) or 1
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // top)] for number in numbers)
