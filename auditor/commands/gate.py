"""`auditor gate`: judge a change before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from auditor.commands.asked import ask
from auditor.commands.given import GivenOnce
from auditor.commands.options import input_options, judging_options, settings_of

if TYPE_CHECKING:
    from auditor.models.gate import GateResult


@click.command("gate", cls=GivenOnce)
@input_options
@click.option(
    "--change",
    type=click.Path(dir_okay=False),
    help="RACF and IMS commands: a plain script, or the job that runs them.",
)
@click.option(
    "--hwscfg-after",
    multiple=True,
    type=click.Path(dir_okay=False),
    help="A member as it will be; repeat, one per instance.",
)
@click.option("--clients-after", type=click.Path(dir_okay=False), help="The client inventory as it will be (YAML).")
@click.option("--tls-after", type=click.Path(dir_okay=False), help="TLS evidence as it will be, in any of its forms.")
@click.option("--issuer", help="User ID that will run the change (RDEFINE may put it on the access list).")
@judging_options
def command(**values: Any) -> int:
    """Audit, apply a proposed change to the model, audit again, decide.

    \b
    auditor gate auditor.toml --change change.racf
    auditor gate auditor.toml --hwscfg-after HWSCFG00.new
    auditor gate auditor.toml --change change.racf --clients-after clients.new.yaml

    Ends with 0 (accepted), 4 (accepted, with something to look at), 8 (blocked), 12 or 16.
    """  # noqa: D301 - click wants the character itself
    from auditor import output
    from auditor.errors import UsageError
    from auditor.gate import gate
    from auditor.progress import Watch

    quiet = values.pop("quiet")
    settings = settings_of(values)
    if settings.anonymise:
        raise UsageError(
            "--anonymise is not for a gate: its answer quotes the change", "leave it out, and share an anonymised scan"
        )
    ask(settings)
    with output.directory_of(settings, gate=True) as directory, Watch(quiet=quiet) as watch:
        decided = gate(settings, progress=watch.bytes, step=watch.step)
        output.write_gate(decided, settings, directory)
    with output.saying():
        _tell(decided, str(directory), quiet=quiet)
        if settings.age is not None and not quiet:
            click.echo(settings.age)
    return decided.return_code


def _tell(decided: GateResult, directory: str, *, quiet: bool) -> None:
    from auditor.visible import visible

    effect = f" ({len(decided.in_effect)} now in effect)" if decided.in_effect else ""
    counts = f"new {len(decided.new)}, worse {len(decided.worse)}{effect}, gone {len(decided.gone)}"
    if quiet:
        system = visible(decided.before.system)
        click.echo(f"auditor gate {system} {decided.decision} RC={decided.return_code} {counts}")
        return
    accepted = decided.decision == "accepted"
    click.secho(f"The change is {decided.decision}: {counts}.", bold=True, fg="green" if accepted else "red")
    for reason in decided.reasons[:20]:
        click.echo(f"  {visible(reason)}")
    if len(decided.reasons) > 20:
        click.echo(f"  ... and {len(decided.reasons) - 20} more in gate.json")
    for verdict in decided.gone[:10]:
        click.echo(f"  fixed: {verdict.policy} on {visible(verdict.object)}")
    click.echo(f"Return code {decided.return_code}. Report: {directory}")
