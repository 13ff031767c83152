"""`auditor history`: what was recorded, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.commands.given import GivenOnce, GroupGivenOnce

if TYPE_CHECKING:
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
@click.option("--system", required=True, help="The system.")
@click.pass_context
def list_findings(ctx: click.Context, system: str) -> int:
    """List every finding ever recorded, with the first and last day it was seen."""
    from auditor.history.store import opened
    from auditor.history.story import findings

    with opened(ctx.obj["url"], write=False) as connection:
        for one in findings(connection, system).values():
            click.echo(f"{one.first_seen} to {one.last_seen}  {one.severity:<8}  {one.policy}  {one.object}")
    return 0


def _points(ctx: click.Context, system: str | None) -> tuple[Any, ...]:
    from auditor.history.store import opened
    from auditor.history.story import points

    with opened(ctx.obj["url"], write=False) as connection:
        return points(connection, system)


def _sparkline(numbers: list[int]) -> str:
    top = max(numbers) or 1
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // top)] for number in numbers)
