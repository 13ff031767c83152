"""`auditor clients discover`: the clients that files write down, as a draft of the inventory."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.commands.given import GivenOnce


@click.group("clients")
def command() -> None:
    """Find the clients of IMS Connect where they are written down."""


@command.command("discover", cls=GivenOnce)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--hwscfg", multiple=True, type=click.Path(), help="A member, to join clients by DRDAPORT; repeat.")
@click.option("--hosts", type=click.Path(dir_okay=False), help="YAML: `host` or `host:port`: HWS ID.")
@click.option(
    "--out", type=click.Path(dir_okay=False), help="Write there instead of standard output; never over a file."
)
def discover(paths: tuple[str, ...], hwscfg: tuple[str, ...], hosts: str | None, out: str | None) -> int:
    """Find clients in JCL, JDBC URLs, server.xml, Spring and pool settings, scripts; print YAML for review.

    PATHS are files, folders and archives (zip, tar). A password is reported by its place; its value is never read out.
    Ends with 4 when something is unresolved, with 12 when a file could not be read.

    \b
    auditor clients discover jobs/ server.xml --hwscfg HWSCFG00 --out clients.draft.yaml
    """  # noqa: D301 - click wants the character itself
    from auditor.discover.discover import discover as run
    from auditor.errors import UsageError

    if out is not None and (Path(out).exists() or Path(out).is_symlink()):
        raise UsageError(f"{out} is there already, and nothing is overwritten", "name another file")
    found = run(paths, hwscfg, hosts)
    for line in found.remarks:
        click.echo(line, err=True)
    if out is None:
        sys.stdout.write(found.text)
    else:
        try:
            with Path(out).open("x", encoding="utf-8") as file:
                file.write(found.text)
        except OSError as error:
            raise UsageError(f"cannot write {out}: {error.strerror}", "name a file in a folder that is there") from None
    return found.return_code
