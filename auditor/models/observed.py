"""What really happened, as SMF records tell it (IRRADU00): counts of tickets, never single logons.

Observed facts serve connections, not people: applications and jobs of the estate only, no name field, log string or
terminal; users that the unload does not know are counted, never shown; days, never times.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.place import At

Days = dict[str, tuple[int, int]]
"""Day (yyyy-mm-dd) -> accepted and refused; of tickets made: made and not made."""


class Logon(Model):
    """Logons of one user to one application from the job of one IMS Connect."""

    system: str
    """SMF ID of the z/OS system."""
    job: str
    application: str
    user: str | None
    """None: users that the unload does not know, counted together."""
    endpoint: str | None = None
    """HWS ID of the IMS Connect whose job it is; None: it cannot be told."""
    accepted: int = 0
    """Logons with a ticket that RACF accepted."""
    refused: dict[str, int] = Field(default_factory=dict)
    """Refused logons in which RACF evaluated a ticket, by reason."""
    replayed: int = 0
    """How many of the refused logons were replays."""
    passwords: int = 0
    """Accepted logons without a ticket."""
    failed: int = 0
    """Refused logons in which no ticket was evaluated."""
    unflagged: int = 0
    """Logons of which the record does not say whether a ticket was evaluated."""
    days: Days = Field(default_factory=dict)
    first: str
    last: str
    peak: int = 0
    """Most accepted tickets in one minute."""
    peak_day: str | None = None
    busy_hours: int = 0
    """Hours with at least `pace.minutes` minutes of more than `pace.tickets` accepted tickets."""
    same_second: int = 0
    """Most accepted tickets in one second."""
    accepted_at: tuple[At, ...] = ()
    """Some records; of the others below likewise."""
    refused_at: tuple[At, ...] = ()
    replayed_at: tuple[At, ...] = ()
    passwords_at: tuple[At, ...] = ()


class Generation(Model):
    """Tickets that the services of RACF made, or did not make, for a requester (events 82 and 81)."""

    system: str
    job: str
    application: str
    requester: str | None
    """None: the unload does not know the user."""
    user: str | None
    """The user the tickets are for; None as above."""
    made: int = 0
    refused: int = 0
    evaluated: int = 0
    days: Days = Field(default_factory=dict)
    first: str
    last: str
    at: tuple[At, ...] = ()


class RecordedChange(Model):
    """A command that names what tickets rest on: profiles of PTKTDATA and APPL, users of the inventory."""

    event: str
    system: str
    by: str | None
    """Who gave the command; None: the unload does not know the user."""
    day: str
    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    at: At


class Coverage(Model):
    """A job of IMS Connect whose logons are recorded: proven by a record of its own with an accepted ticket."""

    job: str
    endpoint: str | None
    systems: tuple[str, ...]
    accepted: int
    first: str
    last: str
    at: At


class Unjoined(Model):
    """A job with logons to an application of the estate that belongs to no endpoint."""

    job: str
    application: str
    why: str
    accepted: int | Literal["few"]


class Pace(Model):
    """What `busy_hours` counts."""

    tickets: int
    minutes: int


class Observed(Model):
    """All that the SMF records of one run say."""

    first: str
    """The first day of the records."""
    last: str
    days: int
    """Days of which there are records."""
    systems: tuple[str, ...]
    time_zone: str | None = None
    """Offset of the systems' clocks from GMT, as the site states it; None: unknown. SMF times are local, tickets are
    GMT."""
    pace: Pace
    logons: tuple[Logon, ...] = ()
    generated: tuple[Generation, ...] = ()
    changes: tuple[RecordedChange, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    unjoined: tuple[Unjoined, ...] = ()
    hours: dict[str, tuple[tuple[int, int], ...]] = Field(default_factory=dict)
    """Endpoint -> accepted and refused tickets in each hour of the day, 24 pairs, of all days together."""
    generation_at: At | None = None
    """A record of a ticket made by the services, whoever asked: such records are written and in the file."""
    generation_days: int = 0
    """Days from the first to the last of such records, both counted: a file may hold logons of a longer time."""
    commands_at: At | None = None
    """A record of a RACF command: such records are written and in the file."""
    unknown_users: int = 0
    """Records with a user that the unload does not know."""
    passed: dict[str, int] = Field(default_factory=dict)
    """Records that were passed over by rule, and how many: of other events or applications, without an application."""


Number = int | Literal["few"]
"""How many; `few` in an anonymised result, where one to four could be somebody."""


class SideBySide(Model):
    """One user at an endpoint: what the inventory declares, what files say of it, what was observed."""

    client: str | None
    """None: no client of the inventory declares the user here."""
    kind: str | None
    status: str | None
    user: str
    application: str | None
    written: tuple[str, ...] = ()
    """Files that write the user down at this endpoint, and those that the inventory names as proof of the client."""
    accepted: Number = 0
    refused: Number = 0
    passwords: Number = 0
    first: str | None = None
    last: str | None = None
    state: Literal[
        "declared and seen", "declared and never seen", "seen and not declared", "declared, not proven",
        "tickets not declared", "written and not declared",
    ]  # fmt: skip
    """written and not declared: a file writes the user down for this endpoint, no client declares it, and no record
    shows it. declared, not proven: no record, and that the job's logons are recorded is not proven. tickets not
    declared: the client is declared with a password, or is a draft, and tickets of its user were accepted."""


class Peak(Model):
    """The most accepted tickets of one user in one minute."""

    tickets: Number
    user: str
    day: str


class ObservedEndpoint(Model):
    """One endpoint in the report."""

    id: str
    application: str | None
    jobs: tuple[str, ...]
    covered: bool
    rows: tuple[SideBySide, ...]
    hours: tuple[tuple[int, int], ...] = ()
    """Accepted and refused tickets in each hour of the day; none in an anonymised result."""
    unnamed: tuple[str, ...] = ()
    """Files that write down a client of this endpoint without a user that can be told."""
    peaks: tuple[Peak, ...] = ()
    """The peaks of users above the rule `max_tickets_per_minute`, highest first."""


class ObservedSummary(Model):
    """Declared, written and observed side by side: what a result keeps of the SMF records."""

    first: str
    last: str
    days: int
    systems: tuple[str, ...]
    time_zone: str | None
    pace: Pace
    endpoints: tuple[ObservedEndpoint, ...]
    unjoined: tuple[Unjoined, ...]
    unplaced: tuple[str, ...] = ()
    """Files that write down a client whose endpoint cannot be told."""
    unknown_users: Number
    passed: dict[str, int]
