"""`auditor example`: the sample installation, from a checkout or an installed package."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.commands.given import GivenOnce

_PACKAGE = Path(__file__).resolve().parent.parent


@click.command("example", cls=GivenOnce)
@click.argument("directory", type=click.Path(file_okay=False))
def command(directory: str) -> int:
    """Write the sample installation into DIRECTORY, which must be new or empty, to try the auditor on.

    \b
    auditor example sample
    auditor scan sample/auditor.toml
    """  # noqa: D301 - click wants the character itself
    from auditor.errors import UsageError

    target = Path(directory)
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{directory} is not empty, and nothing is overwritten", "name a new directory")
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file in sorted(example_folder().iterdir()):
            (target / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot write to {directory}: {error.strerror}", "name another directory") from None
    click.echo(f"wrote the sample installation into {directory}")
    click.echo(f"next: auditor scan {target / 'auditor.toml'}")
    return 0


def example_folder() -> Path:
    """Return where the sample lies: inside an installed package, or among the fixtures of a checkout."""
    shipped = _PACKAGE / "_example"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "fixtures" / "example"
