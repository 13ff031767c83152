"""`auditor init`: from a folder of evidence to a configuration and a draft of the inventory."""

from __future__ import annotations

import click

from auditor.commands.given import GivenOnce


@click.command("init", cls=GivenOnce)
@click.argument("folder", type=click.Path(file_okay=False, exists=True))
def command(folder: str) -> int:
    """Recognise what each file of FOLDER is; write auditor.toml, and a draft of clients.yaml, into it.

    Nothing is asked and nothing overwritten. Every entry of the draft has `status: draft` until a person confirms it.

    \b
    auditor init evidence/sysa
    auditor scan evidence/sysa/auditor.toml
    """  # noqa: D301 - click wants the character itself
    from auditor.discover.begin import begin

    written = begin(folder)
    for line in written.words:
        click.echo(line)
    return 0
