"""`auditor setup`: from nothing, or from half, to declared clients that can log on with tickets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.commands.asked import ask
from auditor.commands.given import GivenOnce
from auditor.commands.options import input_options, settings_of, terms_options

if TYPE_CHECKING:
    from auditor.setup import Setup

_SHOWN = 20


@click.command("setup", cls=GivenOnce)
@input_options
@terms_options
@click.option("--out", type=click.Path(file_okay=False), help="Output directory; default reports/<system name>/setup.")
@click.option("--explain", is_flag=True, help="Say for each line why it is there, and which step of IBM's it is.")
@click.option("--quiet", "-q", is_flag=True, help="Print one line for a scheduler's log, nothing else.")
def command(explain: bool, quiet: bool, **values: Any) -> int:
    """Write the whole set-up that the declared clients need and do not have yet, as files by who runs them.

    Needed are the inventory of clients and the HWSCFGxx members. What RACF holds is read from the unload and SETROPTS
    LIST; without them it is assumed to hold nothing, which the files say. Drafts of the inventory are never set up.

    \b
    auditor setup auditor.toml --out setup
    auditor setup auditor.toml --explain
    auditor setup --hwscfg HWSCFG00 --clients clients.yaml        nothing of RACF yet

    \b
    In this order:
      setup.icsf.md       ICSF: the labels of keys to generate
      setup.racf          RACF administrator (SPECIAL); setup-auditor.racf (AUDITOR)
      setup.clients.md    the owners of the clients, a page each
      setup.ims           IMS programmer: commands; setup.hwscfg: parameters of members
      undo.ims undo.racf  what takes it all back

    Each line was tried on the model: what a gate would block is left to a person, with the reason. On a system that
    works nothing is written. Ends with 0 (nothing to do), 4 (written, or something to look at), 8 (a declared client
    cannot log on even then), 12 (damaged evidence) or 16.
    """  # noqa: D301 - click wants the character itself
    from auditor import output
    from auditor.progress import Watch
    from auditor.renderers.write import mark_stale, write_all
    from auditor.setup import set_up
    from auditor.setup.files import FILES, files

    settings = settings_of(values)
    ask(settings)
    if settings.out is None:
        settings = settings.model_copy(update={"out": str(settings.directory / "setup")})
    mark_stale(settings.directory, FILES)
    with Watch(quiet=quiet) as watch:
        done = set_up(settings, progress=watch.bytes, step=watch.step)
    written = files(done, explain=explain)
    if written:
        with output.locked(settings) as directory:
            write_all(written, directory)
    with output.saying():
        _tell(done, written, settings.directory, explain=explain, quiet=quiet)
    return done.return_code


def _tell(done: Setup, written: dict[str, bytes], directory: Path, *, explain: bool, quiet: bool) -> None:
    from auditor.visible import visible

    lines, open_ = done.proven.plan.lines, [one for one in done.left if not one.accepted]
    counts = f"lines {len(lines)}, left to a person {len(open_)}, left alone {len(done.left) - len(open_)}"
    if quiet:
        click.echo(f"auditor setup {visible(done.system)} RC={done.return_code} {counts}")
        return
    click.secho(_headline(done), bold=True, fg="green" if done.works else "red")
    for sentence in done.assumptions:
        click.echo(f"Assumed: {visible(sentence)}")
    if explain:
        _explain(done)
    for one in done.left[:_SHOWN]:
        does = "Left alone" if one.accepted else "For a person"
        click.echo(f"{does}: {visible(f'{one.policy} {one.subject}: {one.why}'.strip())}")
    if len(done.left) > _SHOWN:
        click.echo(f"... and {len(done.left) - _SHOWN} more in setup.json")
    for name in written:
        click.echo(f"  {directory / name}")
    click.echo(f"Return code {done.return_code}: {counts}.")


def _headline(done: Setup) -> str:
    logons = (
        f"{sum(one.simulated == 'allowed' for one in done.proven.logons)} of {len(done.proven.logons)} sample logons"
    )
    if not done.proven.plan.lines:
        if done.works:
            return f"There is nothing to do: {logons} work on the model already, and nothing was written."
        return f"Nothing can be written that is sound: {logons} work on the model."
    return f"After these files {logons} work on the model, and {_refused(done)}."


def _refused(done: Setup) -> str:
    tickets = done.proven.must_fail
    denied = sum(one.simulated == "denied" for one in tickets)
    return f"{denied} of {len(tickets)} tickets that must be refused are refused"


def _explain(done: Setup) -> None:
    from auditor.setup.lines import STEPS
    from auditor.setup.procedure import procedure
    from auditor.visible import visible

    for step in procedure(done):
        click.secho(f"Step {step.step}: {STEPS[step.step]}", bold=True)
        click.echo(f"  {step.state}: {visible(step.why)}")
        for line in done.proven.plan.lines:
            if line.step == step.step:
                whose = line.client or line.endpoint
                to = f"{line.who}, {whose}" if whose else line.who
                click.echo(visible(f"    {line.text}  ({to})"))
                click.echo(visible(f"      {line.reason}"))
