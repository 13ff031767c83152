"""A fleet of systems: what each reported, side by side: the model behind `fleet.json` (schema `auditor/fleet/1`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.verdict import Severity, Tool, Word

SCHEMA: Literal["auditor/fleet/1"] = "auditor/fleet/1"


class FleetFinding(Model):
    """One open finding of one system: a fail without a waiver."""

    system: str
    policy: str
    object: str
    severity: Severity
    message: str
    fingerprint: str
    masked_by: str | None = None
    first_seen: str | None = None
    """The day of the first run of the fleet that has it (yyyy-mm-dd), as far as the saved `fleet.json` goes back."""
    owner: str | None = None
    """Who fixes it, by the first rule of `[[owners]]` that fits; None: no rule does."""
    due: str | None = None
    """The day by which it is to be fixed; None: the rule says nothing about this severity."""


class FleetWaiver(Model):
    """One finding of one system that is accepted."""

    system: str
    policy: str
    object: str
    owner: str
    expires: str


class FleetApplication(Model):
    """The application name that one endpoint of one system gives to RACF. None: unknown."""

    system: str
    endpoint: str
    application: str | None
    racf: bool | None


class FleetKey(Model):
    """One PTKTDATA profile of one system and what its SSIGNON segment says. No key is here."""

    system: str
    profile: str
    protection: str | None
    """`*MASKED*`, `*KEYTOKEN*`, an ICSF label, "" (no legacy key); None: no segment of the profile is known."""
    segment: bool | None
    """Whether the profile has a segment; None: unknown, because the unload is damaged or has no such records."""
    key_label: str | None
    """ICSF label of the enhanced key; "" none; None: unknown."""
    type: str | None
    timeout: int | None
    replay: bool | None


class FleetHolder(Model):
    """One entry of an access list that lets a user or group ask RACF for tickets."""

    system: str
    id: str
    profile: str
    access: str


class FleetSystem(Model):
    """One system of the fleet."""

    name: str
    path: str
    """Its auditor.toml or folder, as the configuration of the fleet leads to it."""
    folder: str
    """Where its report is, below the directory of the fleet."""
    reported: bool
    """False: this run has no result of it. `findings` are those it had last, and say nothing of its state now."""
    return_code: int
    """The return code of its scan; 12 where it did not report."""
    why: str | None = None
    """Why it did not report."""
    last_reported: str | None = None
    """The day its last result speaks for; the same as `as_of` where it reported."""
    scanned: bool = True
    """False: this run left it out (`--only`, `--changed-only`); its row is that of an earlier run."""
    as_of: str | None = None
    digest: str | None = None
    """The digest of everything that its result follows from; None: unknown."""
    oldest: str | None = None
    """The day its oldest evidence was taken, as far as that is known; None: nothing tells."""
    undated: int = 0
    """Evidence files of which nothing tells when they were taken."""
    verdicts: dict[Word, int] = Field(default_factory=dict)
    """Counts; a finding that is accepted counts as `waived` and not here."""
    waived: int = 0
    areas: dict[str, dict[Word, int]] = Field(default_factory=dict)
    """The same by the letter of the policy's group."""
    findings: tuple[FleetFinding, ...] = ()
    compared_with: str | None = None
    """The day of the result before, with which it was compared; None: there was none."""
    new: tuple[FleetFinding, ...] = ()
    worse: tuple[FleetFinding, ...] = ()
    gone: tuple[FleetFinding, ...] = ()
    whole: bool = True
    """False: no unload was offered or it is damaged, so that keys and holders may be missing here."""
    applications: tuple[FleetApplication, ...] = ()
    keys: tuple[FleetKey, ...] = ()
    holders: tuple[FleetHolder, ...] = ()
    waivers: tuple[FleetWaiver, ...] = ()


class FleetResult(Model):
    """Every system of the fleet. Same inputs and day give the same bytes, in however many processes."""

    schema_: Literal["auditor/fleet/1"] = Field(default=SCHEMA, alias="schema")
    tool: Tool
    fleet: str
    as_of: str
    return_code: int
    """The worst of its systems; one that did not report counts as 12."""
    systems: tuple[FleetSystem, ...]
