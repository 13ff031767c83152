"""A command that refuses an option given twice where it counts once: the first must not be lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from auditor.errors import UsageError

_ADVICE = {"change": "put the commands into one file, in the order in which they will run"}


class GivenOnce(click.Command):
    """A click command whose options of one value may be given once; click would take the last and drop the rest."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments that are left over, as click does; raise `UsageError` for a value that would be lost."""
        if not ctx.resilient_parsing:
            valued = [option for option in self.params if isinstance(option, click.Option) and not option.is_flag]
            names = {name: option for option in valued if not option.count for name in option.opts}
            _refuse_lost_values(_options(names, args, ctx.allow_interspersed_args), names)
        return super().parse_args(ctx, args)


class GroupGivenOnce(GivenOnce, click.Group):
    """A click group whose own options of one value may be given once, as with `GivenOnce`."""


def _options(names: dict[str, click.Option], args: list[str], interspersed: bool) -> Iterator[str]:
    """Yield the first name of each option that has a value, as often as it is given.

    A value is the next argument, whatever it looks like, or follows `=`. Without `interspersed` (a group) the first
    argument that is no option belongs to somebody else, and `--` ends the options.
    """
    rest = iter(args)
    for arg in rest:
        name, equals, _ = arg.partition("=")
        if arg == "--" or not (interspersed or arg.startswith("-")):
            return
        if name in names:
            yield names[name].opts[0]
            if not equals:
                next(rest, None)


def _refuse_lost_values(given: Iterator[str], names: dict[str, click.Option]) -> None:
    for name, count in Counter(given).items():
        if count > 1 and not names[name].multiple:
            times = "twice" if count == 2 else f"{count} times"
            raise UsageError(
                f"{name} is given {times}, and only one can count",
                _ADVICE.get(names[name].name or "", f"give {name} once"),
            )
