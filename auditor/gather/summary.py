"""What a result says of the installation besides its verdicts: each endpoint as it was taken, and what all rests on."""

from __future__ import annotations

from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.verdict import EndpointSummary, LinkSummary

ASSUMPTIONS = (
    "The profiles in storage equal the unload: an unload shows the RACF database, not what was last refreshed.",
    "Exits (HWSAUTH0 of IMS Connect, ICHRIX01 and others of RACF) do not change the outcome; no input shows them.",
)
"""Sentences every result rests on."""


def summary(endpoint: Endpoint) -> EndpointSummary:
    """Return what the run took an endpoint to be, with its links."""
    application = effective_application(endpoint)
    racf, source = effective_racf(endpoint)
    return EndpointSummary(
        id=endpoint.name,
        application=application.name,
        application_origin=application.origin,
        racf=racf,
        source=source,
        links=tuple(
            LinkSummary(
                id=link.id,
                application=link.application.value or None,
                user=link.user.value or None,
                persistent=link.persistent.value,
            )
            for link in endpoint.links
        ),
    )


def assumptions(estate: Estate, *, as_of_written: bool) -> tuple[str, ...]:
    """Return the sentences that a result of `estate` rests on.

    `as_of_written`: a file names the day of the audit, so that a report of it looks like one of today. The terminal
    counts the days.
    """
    extra = []
    if not estate.evidence.imscon.offered and estate.endpoints:
        extra.append("The running IMS Connects use the values of the members: no display was offered.")
    if not estate.evidence.clients.offered:
        extra.append("No client inventory was offered: nothing on the mainframe lists the DRDA clients.")
    if any(user.contained is None for user in estate.users.values()):
        extra.append(
            "No user is contained (ALTUSER CONTAIN): the records of users in this unload end before that field."
        )
    if as_of_written:
        extra.append(f"The audit speaks for {estate.as_of} because auditor.toml says so: nothing later was looked at.")
    return (*ASSUMPTIONS, *extra)
