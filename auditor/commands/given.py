"""A command that refuses an option given twice where it counts once: the first must not be lost in silence."""

from __future__ import annotations

from collections import Counter

import click

from auditor.errors import UsageError

_ADVICE = {"change": "put the commands into one file, in the order in which they will run"}


class GivenOnce(click.Command):
    """A click command whose options of one value may be given once; click would take the last and drop the rest."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments that are left over, as click does; raise `UsageError` for a value that would be lost."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))
            _refuse_lost_values(order)
        return super().parse_args(ctx, args)


def _refuse_lost_values(order: list[click.Parameter]) -> None:
    counts = Counter(id(parameter) for parameter in order)
    for parameter in order:
        if not isinstance(parameter, click.Option) or counts[id(parameter)] == 1:
            continue
        if parameter.multiple or parameter.is_flag or parameter.count:
            continue
        times = "twice" if counts[id(parameter)] == 2 else f"{counts[id(parameter)]} times"
        raise UsageError(
            f"{parameter.opts[0]} is given {times}, and only one can count",
            _ADVICE.get(parameter.name or "", f"give {parameter.opts[0]} once"),
        )
