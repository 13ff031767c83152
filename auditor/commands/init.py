"""`auditor init`: from a folder of evidence to a configuration and a draft of the inventory."""

from __future__ import annotations

import click

from auditor.commands.given import GivenOnce


@click.command("init", cls=GivenOnce)
@click.argument("folder", type=click.Path(file_okay=False, exists=True))
@click.option("--hosts", type=click.Path(dir_okay=False), help="YAML: `host` or `host:port`: HWS ID.")
def command(folder: str, hosts: str | None) -> int:
    """Recognise what each file of FOLDER is; write auditor.toml, and a draft of clients.yaml, into it.

    Nothing is asked and nothing overwritten. Every entry of the draft has `status: draft` until a person confirms it.

    \b
    auditor init evidence/sysa
    auditor scan evidence/sysa/auditor.toml
    auditor init evidence/sysa --hosts hosts.yaml
    """  # noqa: D301 - click wants the character itself
    from auditor.discover.begin import begin

    written = begin(folder, hosts)
    for line in written.words:
        click.echo(line)
    return 0
