"""`manifest.json` beside collected evidence: what each file is, from where, of when, by whom (`auditor/manifest/1`)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from auditor.models.base import Model

SCHEMA = "auditor/manifest/1"
NAME = "manifest.json"

Kind = Literal["unload", "setropts", "hwscfg", "imscon", "smf"]
"""What is fetched. Never what a site writes: nothing of that can be slipped in by a manifest."""


class Fetched(Model):
    """One file that was fetched."""

    kind: Kind
    """Which input it is."""
    system: str
    """Name of the system, as the configuration has it."""
    path: str
    """Name of the file, relative to the manifest."""
    source: str
    """The data set, or data set and member, on the host."""
    made_of: tuple[str, ...] = ()
    """The data sets that the job read: the copy of the RACF database, dumped SMF records."""
    job: str | None = None
    """Name and number of the job that made it; None for what was read as it is."""
    return_code: str | None = None
    """What the job, and each of its steps, ended with."""
    submitter: str | None = None
    """Owner of the job, else the user who fetched it; None where a token or certificate does not tell."""
    taken: str
    """Time on the host: when the job ran, or the file was read (ISO 8601)."""
    form: Literal["text", "record"] = "text"
    """text: lines; record: records behind lengths of four bytes that do not count themselves."""
    bytes: int = Field(ge=0)
    """Its size."""
    sha256: str
    """Its digest, in hexadecimal."""
    kept: tuple[str, ...] = ()
    """Record types or events that were kept on the host; others were left out by intent. Empty: all of them."""
    damage: str | None = None
    """What was seen to be wrong while it was fetched."""

    @property
    def day(self) -> date:
        """The day on which it was taken. Raises `ValueError`."""
        return date.fromisoformat(self.taken[:10])


class NotFetched(Model):
    """What was asked for and could not be fetched: an input that is not offered, and why."""

    kind: Kind
    """Which input it would have been."""
    system: str
    """Name of the system, as the configuration has it."""
    source: str
    """The data set, or data set and member, on the host."""
    reason: str
    """Why it could not be fetched."""


class Manifest(Model):
    """`manifest.json`."""

    schema_: Literal["auditor/manifest/1"] = Field(default="auditor/manifest/1", alias="schema")
    """The version of this shape."""
    tool: str
    """Name and version of what wrote it."""
    system: str
    """Name of the system, as the configuration has it."""
    host: str
    """Host name of z/OSMF."""
    complete: bool
    """Whether everything that was asked for was fetched whole."""
    files: tuple[Fetched, ...] = ()
    """What was fetched."""
    missing: tuple[NotFetched, ...] = ()
    """What was not."""
