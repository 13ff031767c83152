"""`auditor report`: a saved result in any form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.commands.given import GivenOnce
from auditor.models.formats import CHOICE

if TYPE_CHECKING:
    from auditor.history.story import Story
    from auditor.models.verdict import Result


@click.command("report", cls=GivenOnce)
@click.argument("result", type=click.Path(dir_okay=False))
@click.option("--format", "formats", default="html", show_default=True, help=f"{CHOICE}.")
@click.option("--out", type=click.Path(file_okay=False), help="Output directory; default: beside RESULT.")
@click.option("--policies", multiple=True, type=click.Path(file_okay=False), help="Further Rego policies; repeat.")
@click.option("--history", help="The history that RESULT was recorded in: shows trends and since when findings exist.")
def command(result: str, formats: str, out: str | None, policies: tuple[str, ...], history: str | None) -> int:
    """Render the saved RESULT (a result.json, also one of an older version) again.

    Ends with the return code the result was saved with: rendering makes no finding go away.
    """
    from auditor.errors import UsageError
    from auditor.judge.outcome import check_fits
    from auditor.renderers.interface import FILES, RenderContext, render, renderer
    from auditor.renderers.policy_texts import policy_texts
    from auditor.renderers.upgrade import read_result
    from auditor.renderers.write import write_all

    words = tuple(dict.fromkeys(word.strip() for word in formats.split(",") if word.strip()))
    if not words:
        raise UsageError("--format names no format", f"formats are {', '.join(FILES)}")
    for word in words:
        renderer(word)
    saved = read_result(result)
    check_fits(saved, result)
    directory = Path(out) if out is not None else Path(result).parent
    told = _story(saved, history) if history else None
    context = RenderContext(history=told, catalogue=policy_texts(policies))
    write_all({FILES[word]: render(word, saved, context) for word in words}, directory)
    for word in words:
        click.echo(str(directory / FILES[word]))
    return saved.return_code


def _story(saved: Result, url: str) -> Story:
    from auditor.errors import UnknownName
    from auditor.history.store import number_of, opened
    from auditor.history.story import story

    with opened(url, write=False) as connection:
        number = number_of(connection, saved)
        if number is None:
            raise UnknownName(
                "this result is not recorded in the history", "record results by `auditor scan --history`"
            )
        return story(connection, number)
