"""The estate: every fact joined into the one document that policies read as `input`.

It keeps only what policies need, so that it stays small when the unload is huge. Its JSON Schema is published by
`auditor schema estate`; the schema is part of the contract with policy authors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, field_validator

from auditor.models.base import Model, with_fields
from auditor.models.classes import is_data_set
from auditor.models.client import Client, PortTls, upper_id
from auditor.models.imsconnect import Endpoint
from auditor.models.observed import Observed
from auditor.models.place import At, Damage, InputFacts
from auditor.models.racf import ClassOptions, DataSet, Group, Options, Profile, User
from auditor.models.source import EVIDENCE
from auditor.models.tls import TlsPolicy
from auditor.models.verdict import Way
from auditor.models.written import WrittenClient

SCHEMA: Literal["auditor/estate/1"] = "auditor/estate/1"

Span = tuple[int, int]
"""First and last column, from 1."""


class Evidence(Model):
    """Whether an input was offered, and what of it was lost."""

    offered: bool = False
    damage: tuple[Damage, ...] = ()


@with_fields({kind: (Evidence, Evidence()) for kind in (*(source.kind for source in EVIDENCE), "change")})
class EvidenceByKind(Model):
    """One entry for each kind of input; `change` is the script that a gate judges."""

    if TYPE_CHECKING:

        def __getattr__(self, kind: str) -> Evidence: ...

        def __init__(self, **by_kind: Evidence) -> None: ...


class UnloadLevel(Model):
    """What the unload as a whole can tell."""

    groups: bool = False
    """It holds at least one 0100 record."""
    users: bool = False
    resources: bool = False
    data_sets: bool = False
    """It holds at least one 0400 record: an unload without them was filtered, and tells nothing of data sets."""
    ssignon: Literal["absent", "legacy", "enhanced"] = "absent"
    """0530 records: none at all; only short ones (before enhanced PassTickets); some with the enhanced fields."""
    user_count: int = 0
    labels: tuple[str, ...] = ()
    """ICSF labels of PassTicket keys in it: the profiles that guard them were kept, those of other labels were not."""
    newest: str | None = None
    """Newest date in the file: a lower bound of the day it was made."""


class SiteEndpoint(Model):
    """Labels that the site gives one endpoint."""

    environment: Literal["production", "test"] | None = None
    """What it is used for; None: as `[site] environment` says."""
    trust_zone: str | None = None
    """Name of the zone it stands in: links and shared keys between zones are findings."""
    job: str | None = None
    """The started task of this IMS Connect, as MODIFY names it."""


class SiteSmf(Model):
    """`[site.smf]`: what a site knows of its SMF records that is not published."""

    time_zone: str | None = Field(default=None, pattern=r"^[+-]\d\d:\d\d$")
    """Offset of the systems' clocks from GMT (`+01:00`); None: unknown."""
    words: dict[str, int] = Field(default_factory=dict)
    """Words for the qualifier of JOBINIT and PTCREATE -> its number, as the site's records have them."""
    columns: dict[Literal["PASSTICKET_EVAL", "PASSTICKET_SUCC"], Span] = Field(default_factory=dict)
    """Columns of the two flags in another release than z/OS 3.1."""
    systems: tuple[Annotated[str, Field(pattern=r"^[A-Z0-9#$@-]{1,4}$")], ...] = ()
    """SMF IDs of the systems on which the IMS Connects of this installation run; records of others are passed over.
    Empty: all that the files hold."""


class Site(Model):
    """`[site]` of auditor.toml. None: the site has not said."""

    environment: Literal["production", "test"] | None = None
    """What the system is used for: some policies ask more of production."""
    endpoints: dict[str, SiteEndpoint] = Field(default_factory=dict)
    """Labels for one IMS Connect each, by its HWS ID: `[site.endpoints.ICONPRD]`."""
    privileged: tuple[str, ...] = ()
    """User IDs to protect beside those with SPECIAL, OPERATIONS, AUDITOR or UID 0."""
    security_owners: tuple[str, ...] | None = None
    """Groups that may own the profiles tickets rest on."""
    other_applications: tuple[str, ...] | None = None
    """Application names that PTKTDATA serves besides IMS Connect."""
    administrators: tuple[str, ...] | None = None
    """User IDs that may administer what tickets rest on; None: PT-B16 only advises."""
    schedulers: tuple[str, ...] | None = None
    """Users and groups that submit jobs for others by design; None: PT-B17 and PT-B20 only advise on named ones."""
    racf_data_sets: tuple[str, ...] = ()
    """Data sets of the RACF database: primary, backup, copies, unload."""
    ckds_data_sets: tuple[str, ...] = ()
    """Data sets of ICSF keys (CKDS)."""
    max_group_members: int = 10
    """Members that a group with ticket authority may have."""
    stale_days: int = 90
    """Days after which a user who did not log on counts as out of use."""
    max_evidence_days: int = 8
    """Evidence known to be older at `as_of` ends the run with 12: a weekly feed and a day."""
    max_gate_days: int = 3
    """A gate judges on an unload and options of at most so many days ago: a weekend."""
    max_timeout: int = 60
    """Seconds that an enhanced ticket may live."""
    max_attempts: int = 5
    """Wrong passwords in a row after which RACF must revoke a user."""
    max_tickets_per_minute: int = 6
    """Accepted tickets a minute, for one user and application, that connections which are kept do not need."""
    keep_observed_days: int = 90
    """Observed facts older than this leave the history."""
    smf: SiteSmf = SiteSmf()
    """`[site.smf]`: what is not published of SMF records."""
    max_skew_days: int = 1
    """Days that the inputs may lie apart."""
    max_uid_age: int = 86400
    """Seconds that IMS Connect may keep a user in its cache (UIDAGE)."""
    migration_end: str | None = None
    """The day (yyyy-mm-dd) by which no key may be accepted as a legacy one any more."""

    @field_validator(
        "privileged", "security_owners", "administrators", "other_applications", "schedulers", "racf_data_sets",
        "ckds_data_sets",
    )  # fmt: skip
    @classmethod
    def _upper(cls, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if names is None else tuple(name.upper() for name in names)

    @field_validator("racf_data_sets", "ckds_data_sets")
    @classmethod
    def _data_sets(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not is_data_set(name):
                raise ValueError(f"{name!r} is no name of a data set: write it in full, without quotes or patterns")
        return names

    @field_validator("endpoints")
    @classmethod
    def _upper_ids(cls, endpoints: dict[str, SiteEndpoint]) -> dict[str, SiteEndpoint]:
        folded = {upper_id(name): labels for name, labels in endpoints.items()}
        if len(folded) < len(endpoints):
            raise ValueError("an endpoint is named twice, in another case: keep one of them")
        return folded


class Trial(Model):
    """A question to both opinions: a ticket made so and presented so, and whether it gets in.

    Rego answers it from the estate alone (`policies/lib`), the Python model of RACF by doing it. Neither sees the
    other's answer here.
    """

    id: str
    client: str
    """The client of the inventory; empty where a user comes by a ticket for another one (`impersonate`)."""
    endpoint: str
    step: str
    requester: str | None
    made_for_user: str
    made_for_application: str
    presented_user: str
    presented_application: str | None
    """What IMS Connect gives to VERIFY; None when it cannot be told."""
    ticket: Literal["legacy", "enhanced"] | None
    """None: the trial does not get as far as a ticket, or the kind cannot be told."""
    offset: int = 0
    """Seconds between making and presenting; negative: made in the future."""
    replayed: Literal["no", "same-system", "other-system"] = "no"
    altered: bool = False
    way: Way | None = None
    """Set for `impersonate` alone, like the next three."""
    as_user: str | None = None
    """The requester of a client whom the maker comes to act as first; RACF then makes the ticket for him."""
    key_profile: str | None = None
    """The profile whose key the ticket is made with outside RACF."""
    makers: int | None = None
    """How many the requester or client stands for, who come by the ticket the same way; None: everyone, not counted."""


class SharedKey(Model):
    """Key profiles whose offered keys make the same tickets. That they are equal is a fact; the key itself is none."""

    kind: Literal["legacy", "enhanced"]
    profiles: tuple[str, ...]


class Owed(Model):
    """A difference between the stored and the active layer after a change (PT-D03)."""

    class_name: str = Field(alias="class")
    profile: str | None
    why: str
    at: At | None = None


class Change(Model):
    """Present only in the estates that a gate builds."""

    layer: Literal["stored", "active"]
    owed: tuple[Owed, ...] = ()


class Columns(Model):
    """Which columns of its record each field of a model stands in; from the IRRDBU00 layout, for exact evidence."""

    profile: dict[str, Span] = Field(default_factory=dict)
    permit: dict[str, Span] = Field(default_factory=dict)
    data_set: dict[str, Span] = Field(default_factory=dict)
    data_set_permit: dict[str, Span] = Field(default_factory=dict)
    ssignon: dict[str, Span] = Field(default_factory=dict)
    user: dict[str, Span] = Field(default_factory=dict)
    group: dict[str, Span] = Field(default_factory=dict)
    connection: dict[str, Span] = Field(default_factory=dict)


class Estate(Model):
    """The policies' input."""

    schema_: Literal["auditor/estate/1"] = Field(default=SCHEMA, alias="schema")
    system: str
    as_of: str
    inputs: tuple[InputFacts, ...] = ()
    evidence: EvidenceByKind = EvidenceByKind()
    unload: UnloadLevel = UnloadLevel()
    columns: Columns = Columns()
    classes: dict[str, ClassOptions] = Field(default_factory=dict)
    """By class name; the classes policies ask for are always there, unknown where no listing tells."""
    options: Options = Options()
    profiles: dict[str, dict[str, Profile]] = Field(default_factory=dict)
    """By class, then profile name."""
    data_sets: tuple[DataSet, ...] = ()
    """Profiles that can decide one of `site.racf_data_sets` or `site.ckds_data_sets`."""
    users: dict[str, User] = Field(default_factory=dict)
    groups: dict[str, Group] = Field(default_factory=dict)
    endpoints: tuple[Endpoint, ...] = ()
    clients: tuple[Client, ...] = ()
    """Clients of DRDA ports (kinds sql-batch, racf-service, off-host, password)."""
    other_clients: tuple[Client, ...] = ()
    """Clients that reach IMS by other ways (ims-tm, ims-om, ims-connect); they may hold keys and ask for tickets."""
    written: tuple[WrittenClient, ...] = ()
    """Clients as files write them down (`--client-files`): never merged with those of the inventory."""
    tls: tuple[PortTls, ...] = ()
    """What the site states about TLS on ports."""
    tls_policies: tuple[TlsPolicy, ...] = ()
    """AT-TLS rules of the stacks, of configurations and reports."""
    site: Site = Site()
    trials: tuple[Trial, ...] = ()
    untried: int = 0
    """Pairs of a privileged user and an endpoint left out, wholly or in part, of the trials of impersonation."""
    shared_keys: tuple[SharedKey, ...] = ()
    """Profiles that hold the same key, as the keys tell that an operator offers; without them nothing tells."""
    observed: Observed | None = None
    """What SMF records say; None: none were offered, or none is of a day that matters."""
    change: Change | None = None
