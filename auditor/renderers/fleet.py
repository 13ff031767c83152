"""`index.html` of a fleet: one file that opens offline, without JavaScript or with it."""

from __future__ import annotations

from urllib.parse import quote

from auditor.models.fleet import FleetResult
from auditor.renderers.fleet_view import MOST, SOON, FleetPage
from auditor.renderers.html import rendered

STYLES = ("colours.css", "page.css", "fleet.css")
SCRIPTS = ("theme.js", "fleet.js")
SHORT = {
    "fail": "failed",
    "undecided": "not judged",
    "advisory": "advisory",
    "pass": "passed",
    "not_applicable": "n/a",
}
"""Words of a cell, behind a number."""


def render(result: FleetResult) -> bytes:
    """Return the whole page in UTF-8. Its security policy allows its own style and script, and no address."""
    page = FleetPage(result)
    return rendered(
        "fleet.html", STYLES, SCRIPTS, page=page, result=result, most=MOST, soon=SOON, address=quote, short=SHORT
    )
