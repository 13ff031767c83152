"""`auditor facts`: the estate, exactly as policies read it."""

from __future__ import annotations

from typing import Any

import click

from auditor.commands.given import GivenOnce
from auditor.commands.options import input_options, settings_of


@click.command("facts", cls=GivenOnce)
@input_options
def command(**values: Any) -> int:
    """Print the estate, the policies' input, as JSON.

    Pipe it into `opa eval --stdin-input` or `conftest`, or read it to see what a policy sees.
    """
    from auditor import crosscheck
    from auditor.errors import ReturnCode
    from auditor.gather import gather

    gathered = gather(settings_of(values))
    planned = crosscheck.plan_all(gathered.estate)
    estate = gathered.estate.model_copy(update={"trials": planned.trials, "untried": planned.untried})
    click.echo(estate.model_dump_json(indent=2))
    damaged = any(one.level == "error" for one in gathered.diagnostics)
    return int(ReturnCode.DAMAGED if damaged else ReturnCode.CLEAN)
