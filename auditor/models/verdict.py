"""Verdicts and the result: the model behind `result.json` (schema `auditor/result/1`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from auditor.models.base import Model, record
from auditor.models.observed import ObservedSummary
from auditor.models.place import Diagnostic, InputFile
from auditor.models.scope import Excluded

SCHEMA: Literal["auditor/result/1"] = "auditor/result/1"

Word = Literal["pass", "fail", "undecided", "advisory", "not_applicable"]
Severity = Literal["critical", "high", "medium", "low", "advisory"]
Role = Literal["primary", "related"]
WORST_FIRST: tuple[Word, ...] = ("fail", "undecided", "advisory", "pass", "not_applicable")
SEVERITIES: tuple[Severity, ...] = ("advisory", "low", "medium", "high", "critical")
"""Lowest first."""


@record
class Remediation:
    """Commands that fix a fault, in order, and those that take the fixing back."""

    racf: tuple[str, ...] = ()
    ims: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()


@record
class Place:
    """A place as a reader sees it, with the line itself (secrets masked)."""

    input: str
    path: str
    record: int
    columns: tuple[int, int] | None
    text: str
    role: Role
    note: str


@record
class Control:
    """A published control that a policy answers to, and how well (reference: controls)."""

    framework: str
    id: str
    fit: Literal["requires", "supports", "ibm"]


class WaiverApplied(Model):
    """The accepted risk that covers a verdict."""

    reason: str
    owner: str
    approver: str
    ticket: str
    expires: str


@record
class Verdict:
    """One policy's verdict on one object."""

    policy: str
    slug: str
    object: str
    verdict: Word
    severity: Severity
    message: str
    reason: str | None
    facts: dict[str, Any]
    masked_by: str | None
    fingerprint: str
    waiver: WaiverApplied | None
    places: tuple[Place, ...]
    remediation: Remediation
    controls: tuple[Control, ...]
    assumptions: tuple[str, ...]


class PolicySummary(Model):
    """One policy over all its objects."""

    id: str
    slug: str
    title: str
    severity: Severity
    verdict: Word
    examined: int


class LinkSummary(Model):
    """A link of an endpoint to another IMS Connect, as its member codes it. None: unknown, or for names not coded."""

    id: str | None
    application: str | None
    user: str | None
    persistent: bool | None


class EndpointSummary(Model):
    """What the run took an endpoint to be."""

    id: str
    application: str | None
    application_origin: Literal["ODACCESS APPL", "HWS ID", "ODBMAPPL"] | None
    racf: bool | None
    source: Literal["member", "running"]
    links: tuple[LinkSummary, ...] = ()


Outcome = Literal["allowed", "denied", "undecided"]
OBSERVED = "observed"
"""The step of a trial whose outcome is known: SMF records say that the ticket was accepted."""
IMPERSONATE = "impersonate"
"""The step of a trial in which somebody presents a ticket for a privileged user that he came by himself."""
Way = Literal["everyone", "key", "alter", "group", "user", "task", "submit", "switch", "reset"]
"""How somebody comes by a ticket for another user. RACF makes it for one who may ask by ID(*), UACC or WARNING
(`everyone`), through a group or an entry of his own, or whose started task passes every check (`task`). Who has the key
makes it himself: an off-host client (`key`), or who can replace the key of a discrete profile (`alter`). Others come to
act as a requester first: by a job submitted for him (`submit`), by a shell or server that switches to him (`switch`),
or by setting his password (`reset`)."""


class Station(Model):
    """One stop on a trial's way: requester, ticket, wire, IMS Connect, VERIFY."""

    name: str
    outcome: Outcome
    text: str
    places: tuple[Place, ...] = ()


class TrialResult(Model):
    """One sample ticket: what Rego expected, what the model of the path did."""

    client: str
    """Empty where a user comes by a ticket for another one (step `impersonate`)."""
    user: str
    requester: str | None
    endpoint: str
    application: str | None
    step: str
    ticket: Literal["legacy", "enhanced"] | None
    expected: Outcome
    simulated: Outcome
    reasons: tuple[str, ...]
    racf_return_code: str | None
    keys_tried: tuple[str, ...]
    agrees: bool
    expected_reasons: tuple[str, ...] = ()
    path: tuple[Station, ...] = ()
    assumptions: tuple[str, ...] = ()
    way: Way | None = None
    """Set for `impersonate` alone, like the next three: how the requester or client comes by the ticket."""
    as_user: str | None = None
    """The requester of a client that he comes to act as first."""
    key_profile: str | None = None
    """The profile whose key makes the ticket outside RACF."""
    makers: int | None = None
    """How many come by it that way and are not tried one by one; None: everyone."""
    observed: Literal["agrees", "contradicts", "open"] | None = None
    """Set for `observed` alone: what the opinions say beside what happened."""
    not_run: bool = False
    """The ticket needs DES, which this machine does not have: nothing was tried, and nothing disagrees."""


class ObservedTrials(Model):
    """What both opinions say of tickets that were accepted: that they are, that they are not, or nothing certain."""

    agree: int = 0
    contradicted: int = 0
    """Somebody says denied, and nothing changed between the record and the unload: one of us is wrong."""
    open: int = 0


class CrossCheck(Model):
    """Both opinions, trial by trial."""

    agree: int
    disagree: int
    trials: tuple[TrialResult, ...]
    observed: ObservedTrials = ObservedTrials()
    untried: int = 0
    """Pairs of a privileged user and an endpoint for which not every impersonation was tried: at most 10,000 are."""
    not_run: int = 0
    """Trials that were not run here (no DES). They are counted neither in `agree` nor in `disagree`."""


class Tool(Model):
    """Who made the result."""

    name: str
    version: str


class Result(Model):
    """Everything one audit found. Same inputs and clock give the same bytes."""

    schema_: Literal["auditor/result/1"] = Field(default=SCHEMA, alias="schema")
    tool: Tool
    system: str
    as_of: str
    return_code: int
    inputs: tuple[InputFile, ...]
    endpoints: tuple[EndpointSummary, ...]
    policies: tuple[PolicySummary, ...]
    verdicts: tuple[Verdict, ...]
    crosscheck: CrossCheck
    diagnostics: tuple[Diagnostic, ...]
    assumptions: tuple[str, ...]
    observed: ObservedSummary | None = None
    """Declared, written and observed side by side; None: no SMF records that count were offered."""
    excluded: tuple[Excluded, ...] = ()
    """What the site leaves out (`[[scope.exclude]]`)."""
