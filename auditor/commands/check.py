"""`auditor check`: the evidence alone, without a judgement."""

from __future__ import annotations

from typing import Any

import click

from auditor.commands.given import GivenOnce
from auditor.commands.options import input_options, settings_of


@click.command("check", cls=GivenOnce)
@input_options
def command(**values: Any) -> int:
    """Read the evidence only: what each file is, how old, what it settles, and everything that is wrong with it.

    CONFIG is an auditor.toml or a folder of evidence. The return code is what a scan would give for the evidence alone.

    \b
    auditor check evidence/sysa
    auditor check auditor.toml
    """  # noqa: D301 - click wants the character itself
    from auditor.discover.checked import checked

    code, lines = checked(settings_of(values))
    for line in lines:
        click.echo(line)
    return code
