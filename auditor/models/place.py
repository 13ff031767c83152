"""Where a fact came from, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from pydantic import Field

from auditor.models.base import Model
from auditor.models.source import KINDS

T = TypeVar("T")


class At(NamedTuple):
    """The place of a fact: input number (index into `inputs`), record or line from 1, first and last column from 1.

    Columns 0, 0 mean the whole record. JSON: `[source, record, first, last]`.
    """

    source: int
    record: int
    first: int = 0
    last: int = 0


class Fact(Model, Generic[T]):
    """One value as the evidence has it. `value` None is *unknown*, never *off*: `why` then says what is missing."""

    value: T | None = None
    at: At | None = None
    origin: Literal["coded", "default", "shown", "stated"] | None = None
    """coded: written in a member; default: the parameter is not coded and IBM's default holds; shown: a listing or
    display prints it; stated: the site says so."""
    why: str | None = None
    """Why the value is unknown, as a reason a person can act on: `HWS RACF= is coded twice`."""

    @property
    def given(self) -> bool:
        """The evidence says something here, though it may be nothing that can be used, or two things."""
        return self.value is not None or self.at is not None


if TYPE_CHECKING:
    InputKind: TypeAlias = str
else:
    InputKind = Literal[KINDS]
"""A kind of the list of sources (`auditor.models.source`), which the type checker cannot read."""

TakenFrom = Literal["manifest", "config", "heading", "bound"]


class _Name(Model):
    kind: InputKind
    path: str


class _Digest(Model):
    sha256: str


class _Content(Model):
    codepage: str
    records: int
    rejected: int = 0
    form: str | None = None
    """How the records are stored: `text LF`, `text CRLF`, `RDW`, `BDW+RDW`; None where it has no meaning."""
    dated: str | None = None
    """The day the evidence speaks for (yyyy-mm-dd), as far as its content tells; None when it does not."""
    taken: str | None = None
    """The day the evidence was taken (yyyy-mm-dd): when the unload was made, the listing printed, the member copied."""
    taken_from: TakenFrom | None = None
    """How that is known. manifest: of the collection; config: `[inputs.dates]` says so; heading: the file shows it;
    bound: only the newest date inside is known, so it was taken then or later. None: nothing tells."""
    system: str | None = None
    """The system or sysplex that the content names, if any."""


class InputFacts(_Content, _Name):
    """One file that was read, as policies see it. Bases give their fields from the last one to the first."""


class InputFile(InputFacts, _Digest, _Name):
    """One file that was read, as it appears in `result.json` under `inputs`: with the digest of its bytes."""


class Diagnostic(Model):
    """A record or token that needs saying. `error`: it could not be used (return code 12); `remark`: it could."""

    input: InputKind
    path: str
    record: int | None
    level: Literal["remark", "error"]
    code: str
    message: str


class Damage(Model):
    """A piece of evidence that is lost: what it could have said is unknown. Policies must not pass over it."""

    input: InputKind
    code: str
    message: str
    record_type: str | None = None
    """IRRDBU00 record type when it can be told, else None: it could have been any."""
    class_name: str | None = Field(default=None, alias="class")
    name: str | None = None
    """Profile, user or group name when it can be told."""
    other: str | None = None
    """The other side of a connection, when it can be told: the group of a user's record, the user of a group's."""
    field: str | None = None
    """The one field that cannot be read, as the model calls it; the rest of the record is a fact. None: all of it."""
    at: At | None = None
