"""`index.html` of a fleet: one file that opens offline, without JavaScript or with it."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from auditor.models.fleet import FleetResult
from auditor.renderers.fleet_view import MOST, SOON, FleetPage
from auditor.renderers.html import environment, joined, security_policy

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
    style, script = joined(STYLES), "(function(){'use strict';" + joined(SCRIPTS) + "})();"
    text = (
        environment()
        .get_template("fleet.html")
        .render(
            page=FleetPage(result),
            result=result,
            most=MOST,
            soon=SOON,
            address=quote,
            short=SHORT,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=security_policy(style, script),
        )
    )
    return text.encode("utf-8", "backslashreplace")
