"""IMS Connect as its HWSCFGxx member and captured displays describe it.

Source: IMS documentation, "HWS statement", "ODACCESS statement", "QUERY IMSCON TYPE(CONFIG) command".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from auditor.models.base import Model
from auditor.models.place import At, Fact


class DrdaPort(Model):
    """One DRDAPORT of ODACCESS."""

    id: Fact[int]
    porttmot: Fact[int] = Fact[int]()
    at: At


class Datastore(Model):
    """One DATASTORE statement. Its application name serves IMS TM clients, never DRDA clients.

    Source: IMS, "DATASTORE statement", "RACF PassTicket for IMS Connect client connections to IMS TM".
    """

    id: str | None
    application: Fact[str]
    """APPL= as coded; "" coded blank; value None with origin default: not coded."""
    at: At


class Link(Model):
    """One RMTIMSCON statement: another IMS Connect to which this one connects, with tickets where it names both.

    Source: IMS, "RMTIMSCON statement", "Securing IMS-to-IMS TCP/IP connections".
    """

    id: str | None
    application: Fact[str]
    """APPL=: the name for which this IMS Connect makes tickets; as for a datastore."""
    user: Fact[str]
    """USERID=: the user the tickets are for."""
    at: At


class Running(Model):
    """Values that a captured QUERY IMSCON TYPE(CONFIG) or VIEWHWS display shows; unknown where it does not."""

    at: At
    racf: Fact[bool] = Fact[bool]()
    odbmappl: Fact[str] = Fact[str]()
    """"" when shown and blank."""
    pswdmc: Fact[str] = Fact[str]()
    """ON, OFF or RCF are given as Y, N, R like the member's values."""
    uidcache: Fact[bool] = Fact[bool]()
    uidage: Fact[int] = Fact[int]()
    odracfst: Fact[bool] = Fact[bool]()
    ports: tuple[DrdaPort, ...] = ()


class Endpoint(Model):
    """One IMS Connect instance. Values of the member; `running` beside them; nothing here is decided."""

    name: str
    """HWS ID; `member file name` in parentheses when the member has none. Objects are called endpoint:<name>."""
    source: int
    """Number of the input it was read from."""
    member: bool = True
    """False: known from a display only."""
    at: At
    id: Fact[str]
    odaccess: Fact[bool]
    """Whether an ODACCESS statement makes it a DRDA endpoint."""
    racf: Fact[bool]
    appl: Fact[str]
    """ODACCESS APPL= as coded; "" coded blank; value None with origin default: not coded; None with `why`: unknown."""
    pswdmc: Fact[str]
    uidcache: Fact[bool]
    uidage: Fact[int]
    odracfst: Fact[bool]
    racfgenrc: Fact[bool]
    ports: tuple[DrdaPort, ...] = ()
    datastores: tuple[Datastore, ...] = ()
    links: tuple[Link, ...] = ()
    running: Running | None = None
    environment: str | None = None
    trust_zone: str | None = None
    damaged: bool = False
    """An error diagnostic of the member: what is not coded may just not have been read."""


class Application(NamedTuple):
    """The application name that IMS Connect gives to RACROUTE REQUEST=VERIFY, and where it comes from."""

    name: str | None
    origin: Literal["ODACCESS APPL", "HWS ID", "ODBMAPPL"] | None


def effective_application(endpoint: Endpoint) -> Application:
    """ODBMAPPL of a display when shown and not blank, else ODACCESS APPL=, else HWS ID= (IMS, "ODACCESS statement").

    None when a fact it rests on is unknown.
    """
    running = endpoint.running
    if running is not None and running.odbmappl.given and running.odbmappl.value is None:
        return Application(None, None)
    if running is not None and running.odbmappl.value:
        return Application(running.odbmappl.value, "ODBMAPPL")
    blanked = running is not None and running.odbmappl.value == ""
    if not blanked and endpoint.appl.value:
        return Application(endpoint.appl.value, "ODACCESS APPL")
    known_blank = endpoint.appl.value == "" or endpoint.appl.origin == "default"
    if (blanked or known_blank) and endpoint.id.value:
        return Application(endpoint.id.value, "HWS ID")
    return Application(None, None)


def effective_racf(endpoint: Endpoint) -> tuple[bool | None, Literal["member", "running"]]:
    """RACF of a display when shown, None where displays contradict each other; else of the member (default N)."""
    if endpoint.running is not None and endpoint.running.racf.given:
        return endpoint.running.racf.value, "running"
    return endpoint.racf.value, "member"
