"""`auditor compare`: two saved results."""

from __future__ import annotations

import click

from auditor.commands.given import GivenOnce


@click.command("compare", cls=GivenOnce)
@click.argument("old", type=click.Path(dir_okay=False))
@click.argument("new", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(old: str, new: str, form: str) -> int:
    """Say what is new, worse, better and gone between two result.json of one system.

    A finding that was masked, or accepted, and counts now is worse. Ends with 8 when something is new or worse, else
    with 0.
    """
    from auditor.errors import ReturnCode
    from auditor.judge.compare import compare
    from auditor.judge.outcome import check_fits
    from auditor.renderers.upgrade import read_result
    from auditor.visible import visible

    before, after = read_result(old), read_result(new)
    for path, one in ((old, before), (new, after)):
        check_fits(one, path)
    if before.system != after.system:
        click.echo(f"warning: two systems: {visible(before.system)} and {visible(after.system)}", err=True)
    comparison = compare(before, after)
    if form == "json":
        click.echo(comparison.model_dump_json(indent=2))
    else:
        for name in ("new", "worse", "better", "gone", "changed"):
            rows = getattr(comparison, name)
            click.echo(f"{name}: {len(rows)}")
            for verdict in rows:
                effect = "  (now in effect)" if name == "worse" and verdict in comparison.in_effect else ""
                safe = visible(verdict.object)
                click.echo(f"  {verdict.policy}  {verdict.severity:<8}  {verdict.verdict:<9}  {safe}{effect}")
    return int(ReturnCode.FINDINGS if comparison.new or comparison.worse else ReturnCode.CLEAN)
