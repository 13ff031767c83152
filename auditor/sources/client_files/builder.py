"""From what a reader has seen of a client to its facts, each with its place, and the lines that a report may quote.

Lines are not quoted as they stand: a password can stand anywhere in them. What is quoted is put together from values
that were read and recognised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from auditor.models.place import At, Fact
from auditor.models.written import UNKNOWN, Form, Password, WrittenClient
from auditor.sources.client_files.documents import Document
from auditor.sources.client_files.pools import Living
from auditor.sources.client_files.url import PORT, Part, Url

NAME: Final = re.compile(r"[A-Z0-9#$@]{1,8}")
_HOST: Final = re.compile(r"\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9_.-]{1,255}")
_FREE: Final = re.compile(r"[\w.$#@/:-]{1,128}")
"""Names of databases, PSBs, aliases."""
_CALLED: Final = re.compile(r"[^\w.$#@/-]")

NO_POOL: Final = "the file shows no pool, so it does not tell how long a connection lives"


@dataclass(slots=True)
class Seen:
    """One client as a reader has seen it."""

    form: Form
    name: str
    """What names it in the file."""
    line: int
    url: Url
    requester: Fact[str] = field(default_factory=lambda: Fact[str](origin="default"))
    job: str | None = None
    generates: Fact[bool] | None = None
    """Set by a reader that sees what makes the ticket; None: nothing shows it."""
    living: Living | None = None
    pool_line: int | None = None
    password: Password | None = None
    """Beside the URL; None: only what the URL says."""
    password_line: int | None = None
    job_password_line: int | None = None
    comment: bool = False
    unresolved: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
    """Makes the clients of one text."""

    document: Document
    source: int
    clients: list[WrittenClient] = field(default_factory=list)
    quotes: dict[int, str] = field(default_factory=dict)
    """Record number -> what may be shown of it."""

    def at(self, line: int) -> At:
        """Return the place of a line of the text."""
        return At(self.source, self.document.before + line)

    def quote(self, line: int, text: str) -> None:
        """Let a report show `text` for a line."""
        record = self.document.before + line
        before = self.quotes.get(record)
        if before is None or text not in before:
            self.quotes[record] = text if before is None else f"{before}; {text}"

    def name(self, part: Part | None, line: int, what: str) -> Fact[str]:
        """Return a name that RACF or IMS can have, in upper case."""
        if part is None or part.value == "":
            return Fact[str](origin="default")
        if part.value is None:
            return self._open(part, line, what)
        value = part.value.strip().upper()
        if not NAME.fullmatch(value):
            return Fact[str](at=self.at(line), why=f"{what} is no name of 1 to 8 of A-Z 0-9 # $ @")
        return Fact[str](value=value, at=self.at(line), origin="coded")

    def _open(self, part: Part, line: int, what: str) -> Fact[str]:
        return Fact[str](at=self.at(line), why=f"{what} is {part.variable}, which this file does not set")

    def _host(self, part: Part | None, line: int) -> Fact[str]:
        if part is None:
            return Fact[str](at=self.at(line), why="no host is given")
        if part.value is None:
            return self._open(part, line, "the host")
        if not _HOST.fullmatch(part.value):
            return Fact[str](at=self.at(line), why="the host is no name of one")
        return Fact[str](value=part.value.lower(), at=self.at(line), origin="coded")

    def _port(self, part: Part | None, line: int) -> Fact[int]:
        if part is None or part.value == "":
            return Fact[int](value=PORT, at=self.at(line), origin="default")
        if part.value is None:
            return Fact[int](at=self.at(line), why=f"the port is {part.variable}, which this file does not set")
        number = int(part.value) if part.value.isascii() and part.value.strip().isdigit() else 0
        if not 1 <= number <= 65535:
            return Fact[int](at=self.at(line), why="the port is no number from 1 to 65535")
        return Fact[int](value=number, at=self.at(line), origin="coded")

    def add(self, seen: Seen) -> None:
        """Add a client, unless it is a local one, which no IMS Connect serves."""
        url = seen.url
        if url.local:
            return
        properties = url.properties
        application = self.name(properties.get("applname"), seen.line, "applName")
        password = url.password if seen.password is None else seen.password
        facts = {
            "host": self._host(url.host, seen.line),
            "port": self._port(url.port, seen.line),
            "application": application,
            "user": self.name(properties.get("user"), seen.line, "the user"),
        }
        whys = [fact.why for fact in (*facts.values(), seen.requester) if isinstance(fact, Fact) and fact.why]
        client = WrittenClient(
            id=f"found:{self.document.base}/{_CALLED.sub('_', seen.name)[:80]}",
            form=seen.form,
            file=self.document.name,
            line=seen.line,
            at=self.at(seen.line),
            **facts,
            endpoint=Fact[str](why="it is not joined to an endpoint"),
            requester=seen.requester,
            job=seen.job,
            database=_free(url.database),
            datastore=_free(properties.get("datastorename")),
            password=password,
            password_at=None if password == "none" else self.at(seen.password_line or seen.line),
            job_password_at=self.at(seen.job_password_line) if seen.job_password_line else None,
            generates=_generates(seen, application, password),
            connections=self._life(seen),
            pool=seen.living.pool if seen.living else None,
            tls=_truth(properties, self.at(seen.line)),
            comment=seen.comment,
            unresolved=tuple(dict.fromkeys((*whys, *seen.unresolved))),
        )
        self.clients.append(client)
        self._quote(client, seen)

    def _life(self, seen: Seen) -> Fact[str]:
        living = seen.living
        if living is None:
            return Fact[str](why=NO_POOL)
        at = self.at(seen.pool_line or seen.line)
        return Fact[str](
            value=living.life, at=at, origin="coded" if living.pool.settings else "default", why=living.why
        )

    def _quote(self, client: WrittenClient, seen: Seen) -> None:
        host = client.host.value or UNKNOWN
        words = [f"{seen.name}: jdbc:ims://{host}:{client.port.value or UNKNOWN}/{client.database or UNKNOWN}"]
        words += [f"applName={client.application.value}"] if client.application.value else []
        words += [f"user={client.user.value}"] if client.user.value else []
        self.quote(seen.line, " ".join(words))
        if client.password_at is not None:
            self.quote(seen.password_line or seen.line, f"password=(not shown, {client.password})")
        if client.pool is not None:
            settings = ", ".join(f"{key}={value}" for key, value in client.pool.settings.items())
            self.quote(seen.pool_line or seen.line, f"pool {client.pool.kind}: {settings or 'defaults'}")


def _generates(seen: Seen, application: Fact[str], password: Password) -> Fact[bool]:
    """Whether it makes tickets. A password in the file means that it does not, and without applName it cannot."""
    if password in ("literal", "encoded"):
        return Fact[bool](value=False, origin="coded")
    if application.origin == "default":
        return Fact[bool](value=False, origin="default")
    if password == "reference":
        return Fact[bool](why="what stands in place of the password may be a password or a ticket")
    return seen.generates or Fact[bool](why="the file does not show what makes the ticket")


def _free(part: Part | None) -> str | None:
    return part.value if part is not None and part.value and _FREE.fullmatch(part.value) else None


def _truth(properties: Mapping[str, Part], at: At) -> Fact[bool]:
    part = properties.get("sslconnection")
    word = (part.value or "").lower() if part else ""
    if word in ("true", "false"):
        return Fact[bool](value=word == "true", at=at, origin="coded")
    return Fact[bool](origin="default") if part is None else Fact[bool](at=at, why="sslConnection is not read")
