"""THE list of report formats: one row each. Settings, the flag `--format`, renderers, outputs and README read it.

A new format is a row here, a module `auditor/renderers/<name>.py` with `render(result, context) -> bytes`, and a test.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Format(NamedTuple):
    """One report format."""

    name: str
    """The word of `--format`, and the module of `auditor.renderers` that writes it."""
    file: str
    """Name of the file it is written to."""
    use: str
    """Who it is for, as the table of README says."""


FORMATS: Final = (
    Format(
        "html",
        "report.html",
        "people: one file, no network, filters and search; [PDF](docs/recipes.md#paper) by printing",
    ),
    Format(
        "json",
        "result.json",
        "programs; `auditor schema result`; `auditor report` renders it again, later versions read it too",
    ),
    Format("sarif", "result.sarif", "code scanning (SARIF 2.1.0), waivers as suppressions"),
    Format("junit", "junit.xml", "test reports of CI servers"),
    Format("csv", "verdicts.csv", "spreadsheets: a row for each verdict, passes too"),
    Format("markdown", "summary.md", "a comment on a merge request"),
    Format("oscal", "oscal.json", "auditors' tools (OSCAL assessment results 1.1)"),
    Format("poam", "poam.csv", "a plan of action: a row for each cause, who fixes it, what waits for it, since when"),
)

NAMES: Final = tuple(row.name for row in FORMATS)
CHOICE: Final = ",".join(NAMES)
"""All of them, as `--format` takes them."""
