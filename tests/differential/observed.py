"""Random installations of which SMF records show accepted tickets: each is a trial with a known outcome."""

from __future__ import annotations

from random import Random

from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application
from auditor.models.observed import Logon, Observed, Pace
from tests.racf.installations import APPLICATIONS

DAY = "2026-11-01"


def with_observed(estate: Estate, seed: int) -> Estate:
    """Return the installation with accepted tickets of some users, known or not, at its endpoints."""
    random = Random(f"observed of {seed}")
    people = (*estate.users, "GONE", None)
    logons = tuple(
        Logon(
            system="SYSA", job="ICON", application=application, user=user, endpoint=endpoint.name,
            accepted=random.choice((0, 1, 30)), days={DAY: (1, 0)}, first=DAY, last=DAY,
        )
        for endpoint in estate.endpoints
        for user in people
        for application in (effective_application(endpoint).name or "APP1", random.choice(APPLICATIONS))
        if random.random() < 0.7
    )  # fmt: skip
    facts = Observed(first=DAY, last=DAY, days=1, systems=("SYSA",), pace=Pace(tickets=6, minutes=10), logons=logons)
    return estate.model_copy(update={"observed": facts})
