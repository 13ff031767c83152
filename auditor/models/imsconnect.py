"""IMS Connect as its HWSCFGxx member and captured displays describe it.

Source: IMS documentation, "HWS statement", "ODACCESS statement", "QUERY IMSCON TYPE(CONFIG) command".
"""

from __future__ import annotations

from collections.abc import Iterable
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
    persistent: Fact[bool] = Fact[bool]()
    """PERSISTENT=: whether a connection stays open, so that one ticket serves many messages."""
    host: Fact[str] = Fact[str]()
    """HOSTNAME= or IPADDR=: where the other IMS Connect listens."""
    port: Fact[int] = Fact[int]()
    at: At


class TmPort(Model):
    """One port of TCPIP at which IMS TM and OM clients and other IMS Connects arrive."""

    id: Fact[int]
    at: At


class OtherAppl(Model):
    """An APPL= that is not the DRDA application name, as `auditor/estate/1` first told it: a data store or a link."""

    statement: Literal["DATASTORE", "RMTIMSCON"]
    id: str | None
    appl: Fact[str]
    userid: Fact[str] = Fact[str]()


def other_appls(datastores: Iterable[Datastore], links: Iterable[Link]) -> tuple[OtherAppl, ...]:
    """Return what data stores and links say in the words that policies of sites may still read."""
    return (
        *(OtherAppl(statement="DATASTORE", id=row.id, appl=row.application) for row in datastores),
        *(OtherAppl(statement="RMTIMSCON", id=row.id, appl=row.application, userid=row.user) for row in links),
    )


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
    racfid: Fact[str] = Fact[str]()
    """TCPIP RACFID=: the user of each message that names none; as for the application of a data store."""
    tm_ports: tuple[TmPort, ...] = ()
    unread: str | None = None
    """Why a statement that is not here may still be coded: text of the member that could not be read."""
    other_appls: tuple[OtherAppl, ...] = ()
    """The same as `datastores` and `links`; the key stays as long as the schema is `auditor/estate/1`."""
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
