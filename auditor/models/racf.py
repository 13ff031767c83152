"""RACF as an IRRDBU00 unload and a SETROPTS LIST describe it. Field names follow IBM's, without their prefixes.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
A None in a field of these models means *blank in the record* where the comment says so, else *not supplied*. A record
that cannot be trusted gives no fact at all: it is a `Damage` of the estate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from auditor.models.base import Model, record
from auditor.models.place import At, Fact


@record
class Permit:
    """One entry of a standard access list (record 0505)."""

    access: str
    at: At


@record
class ConditionalPermit:
    """One entry of a conditional access list (record 0507)."""

    id: str
    access: str
    kind: str
    """GRCACC_CATYPE: PROGRAM, TERMINAL, JESINPUT, CONSOLE, APPCPORT, SYSID, SERVAUTH or CRITERIA."""
    name: str
    at: At


@record
class Ssignon:
    """The SSIGNON segment of a PTKTDATA profile (record 0530)."""

    at: At
    protection: str
    """`*MASKED*`, `*KEYTOKEN*`, `*UNKNOWN*`, an ICSF label, or "" (blank): no legacy key."""
    key_label: str | None
    """ICSF label of the enhanced key; "" blank: no enhanced key; None: the record is of a level that cannot say."""
    type: str | None
    timeout: int | None
    replay: bool | None

    @property
    def labels(self) -> frozenset[str]:
        """The ICSF labels under which its keys are stored; a protection that begins with an asterisk is none."""
        texts = (self.protection.strip(), (self.key_label or "").strip())
        return frozenset(text for text in texts if text and not text.startswith("*"))


@record
class StartedTask:
    """The STDATA segment of a STARTED profile (record 0540)."""

    at: At
    user: str
    group: str
    trusted: bool | None
    privileged: bool | None
    """Like TRUSTED, but without audit records: both pass every check."""


@record
class Audit:
    """Logging asked for by a profile: who (owner AUDIT or auditor GLOBALAUDIT), what, from which level up."""

    level: str
    """ALL, SUCCESS, FAIL or NONE."""
    success_from: str
    failure_from: str


@record
class Member:
    """A member of a RACFVARS or GLOBAL profile (record 0503)."""

    name: str
    access: str
    at: At


@record
class Profile:
    """A general resource profile (record 0500) with its lists and segments."""

    at: At
    generic: bool
    """GRBD_GENERIC, the truth about a name with generic characters. False with such a name: a disguised discrete."""
    owner: str
    uacc: str
    warning: bool
    audit: Audit
    global_audit: Audit
    appldata: str
    notify: str
    created: str | None
    changed: str | None
    referenced: str | None
    seclevel: str
    """"" or "000" when none."""
    seclabel: str
    twin: At | None = None
    """The discrete profile (disguised) that stands beside a generic one of the same name, which decides no resource."""
    categories: int = 0
    """Number of 0502 records: security categories the user must hold."""
    acl: dict[str, Permit] = field(default_factory=dict)
    conditional: tuple[ConditionalPermit, ...] = ()
    members: tuple[Member, ...] = ()
    ssignon: Ssignon | None = None
    started: StartedTask | None = None


def key_labels(profiles: Iterable[Profile]) -> frozenset[str]:
    """The ICSF labels under which the keys of these PTKTDATA profiles are stored."""
    return frozenset(label for profile in profiles if profile.ssignon for label in profile.ssignon.labels)


@record
class DataSet:
    """A data set profile (record 0400) with its access lists (0404, 0402). One name may have a profile per volume."""

    at: At
    name: str
    volume: str
    """The volume of a discrete profile; "" for a generic one."""
    generic: bool
    """DSBD_GENERIC, the truth about a name with generic characters."""
    owner: str
    uacc: str
    warning: bool
    erase: bool | None
    """None: blank in the record."""
    audit: Audit
    global_audit: Audit
    acl: dict[str, Permit] = field(default_factory=dict)
    conditional: tuple[ConditionalPermit, ...] = ()


@record
class Factor:
    """An MFA factor of a user (record 020A). `active` holds USMFA_FACTOR_ACTIVE non-blank."""

    name: str
    active: bool
    at: At


@record
class Connection:
    """A user's connection to a group (record 0205)."""

    at: At
    revoked: bool
    revoke_date: str | None
    resume_date: str | None
    special: bool
    """Group-SPECIAL."""
    created: str | None


@record
class User:
    """A user profile (record 0200) with its connections. Dates are yyyy-mm-dd, None when blank."""

    at: At
    owner: str
    created: str | None
    special: bool
    operations: bool
    auditor: bool
    roaudit: bool | None
    """None: the record is of a release that does not have the field."""
    revoked: bool
    revoke_date: str | None
    resume_date: str | None
    protected: bool
    restricted: bool
    default_group: str
    last_access: str | None
    days: tuple[bool, bool, bool, bool, bool, bool, bool] | None
    """May log on Sunday to Saturday; None when the fields are blank."""
    start_time: str | None
    end_time: str | None
    seclevel: str
    seclabel: str
    failed_attempts: int | None
    uid: int | None = None
    """OMVS UID (record 0270), None when there is no OMVS segment or no UID."""
    uid_at: At | None = None
    factors: tuple[Factor, ...] = ()
    connections: dict[str, Connection] = field(default_factory=dict)
    clauth: tuple[str, ...] | None = None
    """Classes in which the user may define profiles (CLAUTH, record 0202); (): none; None: not known."""
    contained: bool | None = None
    """Quarantined by ALTUSER CONTAIN: revoked, and every access refused. None: the record does not have the field."""
    never_contained: bool | None = None
    """ALTUSER CONTAIN is refused. None: the record is of a release that does not have the field."""


@record
class GroupMember:
    """One user of a group: from 0205, with the authority that 0102 tells (None where 0102 does not list the user)."""

    authority: str | None
    at: At


@record
class Group:
    """A group profile (record 0100) with its members (from 0205: 0102 is incomplete for universal groups)."""

    at: At
    owner: str
    superior: str
    universal: bool | None
    members: dict[str, GroupMember] = field(default_factory=dict)
    complete: bool = True
    """False: `members` lists only users that are in the estate; the group is there because one of them is in it."""


class ClassOptions(Model):
    """What SETROPTS LIST says of one class. Every value is unknown until a listing says it."""

    active: Fact[bool] = Fact[bool]()
    raclisted: Fact[bool] = Fact[bool]()
    raclisted_by_application: Fact[bool] = Fact[bool]()
    """On the GLOBAL=YES RACLIST ONLY line."""
    generic: Fact[bool] = Fact[bool]()
    gencmd: Fact[bool] = Fact[bool]()
    genlist: Fact[bool] = Fact[bool]()
    global_checking: Fact[bool] = Fact[bool]()
    audit: Fact[bool] = Fact[bool]()
    logoptions: Fact[str] = Fact[str]()
    """ALWAYS, NEVER, SUCCESSES, FAILURES or DEFAULT."""


class Options(Model):
    """System-wide SETROPTS options that policies read."""

    grplist: Fact[bool] = Fact[bool]()
    initstats: Fact[bool] = Fact[bool]()
    inactive: Fact[bool] = Fact[bool]()
    inactive_days: Fact[int] = Fact[int]()
    revoke: Fact[bool] = Fact[bool]()
    """PASSWORD(REVOKE(n)) is set."""
    revoke_attempts: Fact[int] = Fact[int]()
    mixedcase: Fact[bool] = Fact[bool]()
    addcreator: Fact[bool] = Fact[bool]()
    generic_owner: Fact[bool] = Fact[bool]()
    """GENERICOWNER: below a generic profile only its owner, and who is above him, defines more specific ones."""
    program_control: Fact[bool] = Fact[bool]()
    egn: Fact[bool] = Fact[bool]()
    """Enhanced generic naming, which decides what an asterisk covers in the name of a data set profile."""
    protect_all: Fact[bool] = Fact[bool]()
    """PROTECTALL(FAILURES): nobody opens a data set that no profile covers."""
    applaudit: Fact[bool] = Fact[bool]()
    """APPLAUDIT: successful logons are recorded where the APPL profile asks for it. Only an auditor is shown it."""
    auditor_lines: Fact[bool] = Fact[bool]()
    """The listing has the lines that only an issuer with AUDITOR or ROAUDIT is shown."""


def unknown_class(why: str) -> ClassOptions:
    """A class of which nothing is known, with the reason."""
    words: dict[str, Fact[bool] | Fact[str]] = {name: Fact[bool](why=why) for name in ClassOptions.model_fields}
    return ClassOptions.model_validate({**words, "logoptions": Fact[str](why=why)})


def unknown_options(why: str) -> Options:
    """System options of which nothing is known, with the reason."""
    numbers = {name: Fact[int](why=why) for name in ("inactive_days", "revoke_attempts")}
    return Options.model_validate({**{name: Fact[bool](why=why) for name in Options.model_fields}, **numbers})
