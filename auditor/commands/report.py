"""`auditor report`: a saved result in any form."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("report")
@click.argument("result", type=click.Path(dir_okay=False))
@click.option(
    "--format", "formats", default="html", show_default=True, help="html,json,sarif,junit,csv,markdown,oscal."
)
@click.option("--out", type=click.Path(file_okay=False), help="Output directory; default: beside RESULT.")
def command(result: str, formats: str, out: str | None) -> int:
    """Render the saved RESULT (a result.json, also one of an older version) again.

    Ends with the return code the result was saved with: rendering makes no finding go away.
    """
    from auditor.errors import UsageError
    from auditor.renderers.interface import FILES, render, renderer
    from auditor.renderers.upgrade import read_result
    from auditor.renderers.write import write_all

    words = tuple(dict.fromkeys(word.strip() for word in formats.split(",") if word.strip()))
    if not words:
        raise UsageError("--format names no format", f"formats are {', '.join(FILES)}")
    for word in words:
        renderer(word)
    saved = read_result(result)
    directory = Path(out) if out is not None else Path(result).parent
    write_all({FILES[word]: render(word, saved) for word in words}, directory)
    for word in words:
        click.echo(str(directory / FILES[word]))
    return saved.return_code
