"""Everything a run was offered, read and joined into one estate.

An export that cannot be read at all does not stop the run: it becomes an error diagnostic and a `Damage`, so that the
report shows what could not be judged and the return code is 12. Files the user writes (clients, tls) are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from auditor.errors import EvidenceUnreadable, UsageError
from auditor.gather.endpoints import join
from auditor.gather.names import check_names
from auditor.models.classes import CLASSES
from auditor.models.client import DRDA, Client, PortTls
from auditor.models.estate import Columns, Estate, Evidence, EvidenceByKind, UnloadLevel
from auditor.models.place import Damage, Diagnostic, InputFacts, InputFile, InputKind
from auditor.models.racf import ClassOptions, Group, Profile, User, unknown_class, unknown_options
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.sources.irrdbu00.survey.reading import Reading

Progress = Callable[[str, int, int], None]
"""Called with what is being read, bytes done and bytes in all."""


@dataclass(slots=True)
class Gathered:
    """The facts of one run before they are judged. `lines` quotes a record by (input number, record number)."""

    inputs: list[InputFacts] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    damage: dict[str, list[Damage]] = field(default_factory=dict)
    lines: dict[tuple[int, int], str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    estate: Estate = field(default_factory=lambda: Estate(system="", as_of=""))
    digests: list[Callable[[], str]] = field(default_factory=list)
    """Of the first inputs, the unloads, whose digests nobody waited for yet."""

    def take(self, kind: InputKind, source: int, read: Any) -> None:
        """Add what one reader of a single file gives besides its facts."""
        self.inputs.append(read.input)
        self.diagnostics.extend(read.diagnostics)
        self.damage.setdefault(kind, []).extend(getattr(read, "damage", ()))
        self.lines.update({(source, number): text for number, text in read.lines.items()})

    def lose(self, kind: InputKind, path: str, error: EvidenceUnreadable) -> None:
        """An offered export that could not be read at all."""
        from auditor.sources.evidence import digest

        self.inputs.append(
            InputFile(kind=kind, path=path, sha256=digest(path), codepage="unknown", records=0, rejected=1)
        )
        self.diagnostics.append(
            Diagnostic(
                input=kind, path=path, record=None, level="error", code="unreadable", message=f"{error}: {error.advice}"
            )
        )
        self.damage.setdefault(kind, []).append(Damage(input=kind, code="unreadable", message=str(error)))

    def files(self) -> tuple[InputFile, ...]:
        """The inputs with their digests. Waits for them; raises `EvidenceUnreadable` when a file has changed."""
        digests = iter(self.digests)
        files = [
            one if isinstance(one, InputFile) else InputFile(sha256=next(digests)(), **dict(one)) for one in self.inputs
        ]
        return tuple(files)

    def lost(self, diagnostic: Diagnostic, damage: Damage) -> None:
        """Add an error that shows only when inputs are joined."""
        self.diagnostics.append(diagnostic)
        self.damage.setdefault(damage.input, []).append(damage)


def gather(
    settings: Settings,
    wanted: Iterable[str] = (),
    progress: Progress | None = None,
    begun: Reading | None = None,
) -> Gathered:
    """Read every input that `settings` offers. `wanted`: further user IDs and groups that the estate must hold.

    `begun`: the unload, where somebody has begun to read it already.

    Raises `UsageError` when there is nothing to audit, `InputMissing` for a file that is not there and
    `ConfigurationError` for a client inventory or TLS statement that cannot be used, or a name in it that is a slip.
    """
    inputs = settings.inputs
    if not (inputs.unload or inputs.setropts or inputs.hwscfg):
        raise UsageError(
            "nothing to audit: no unload, no SETROPTS LIST and no HWSCFGxx member was offered",
            "give at least one of --unload, --setropts and --hwscfg, or an auditor.toml that names one",
        )
    _all_there(settings)
    gathered = Gathered()
    first = len(inputs.unload)
    later = _read_small(settings, first)
    clients: tuple[Client, ...] = later.facts.get("clients", ())
    _read_unload(gathered, settings, {*wanted, *_named(clients, settings)}, progress, begun)
    for part in ("inputs", "diagnostics"):
        getattr(gathered, part).extend(getattr(later, part))
    gathered.damage.update(later.damage)
    gathered.lines.update(later.lines)
    gathered.facts.update(later.facts)
    gathered.estate = _estate(gathered, settings)
    gathered.diagnostics.extend(check_names(gathered.estate, gathered.facts.get("everybody")))
    return gathered


def _all_there(settings: Settings) -> None:
    from auditor.sources.evidence import require

    inputs = settings.inputs
    single = (inputs.setropts, inputs.clients, inputs.tls, inputs.waivers, inputs.keys)
    for path in (*inputs.unload, *inputs.hwscfg, *inputs.imscon, *(one for one in single if one)):
        if path != "-":
            require(path)


def _named(clients: tuple[Client, ...], settings: Settings) -> set[str]:
    names = {client.requester for client in clients if client.requester}
    names.update(user for client in clients for user in client.users)
    site = settings.site
    return names.union(site.privileged, site.security_owners or (), site.administrators or ())


def _read_unload(
    gathered: Gathered, settings: Settings, wanted: set[str], progress: Progress | None, begun: Reading | None
) -> None:
    if not settings.inputs.unload:
        return
    from auditor.sources.irrdbu00 import read_unload

    paths = settings.inputs.unload
    report = None if progress is None else (lambda done, total: progress("unload", done, total))
    try:
        unload = read_unload(
            list(paths), wanted_ids=wanted, first_source=0, form=settings.unload_form, progress=report, begun=begun
        )
    except EvidenceUnreadable as error:
        for path in paths:
            gathered.lose("unload", path, error)
        return
    gathered.inputs.extend(unload.inputs)
    gathered.digests.extend(partial(unload.digests.of, number) for number in range(len(unload.inputs)))
    gathered.diagnostics.extend(unload.diagnostics)
    gathered.damage["unload"] = list(unload.damage)
    gathered.lines.update(unload.lines)
    gathered.facts.update(
        profiles=unload.profiles, users=unload.users, groups=unload.groups, level=unload.level, columns=unload.columns
    )
    gathered.facts["everybody"] = unload.everybody


def _read_small(settings: Settings, first: int) -> Gathered:
    """Every input but the unload, numbered from `first` on."""
    inputs, small, source = settings.inputs, Gathered(), first
    offered: list[tuple[InputKind, tuple[str, ...]]] = [
        ("setropts", (inputs.setropts,) if inputs.setropts else ()),
        ("hwscfg", inputs.hwscfg),
        ("clients", (inputs.clients,) if inputs.clients else ()),
        ("imscon", inputs.imscon),
        ("tls", (inputs.tls,) if inputs.tls else ()),
    ]
    for kind, paths in offered:
        for path in paths:
            try:
                read = _reader(kind)(path, source)
            except EvidenceUnreadable as error:
                small.lose(kind, path, error)
            else:
                small.take(kind, source, read)
                _keep(small, kind, read)
            source += 1
    return small


def _reader(kind: InputKind) -> Callable[[str, int], Any]:
    """What reads one file of this kind; nothing is loaded for what was not offered."""
    if kind == "setropts":
        from auditor.sources.setropts import read_setropts

        return read_setropts
    if kind == "hwscfg":
        from auditor.sources.hwscfg import read_member

        return read_member
    if kind == "clients":
        from auditor.sources.clients import read_clients

        return read_clients
    if kind == "imscon":
        from auditor.sources.imscon import read_display

        return read_display
    from auditor.sources.tls import read_tls

    return read_tls


def _keep(small: Gathered, kind: InputKind, read: Any) -> None:
    if kind == "setropts":
        small.facts.update(classes=read.classes, options=read.options)
    elif kind == "hwscfg":
        if read.endpoint is not None:
            small.facts.setdefault("endpoints", []).append(read.endpoint)
    elif kind == "imscon":
        small.facts.setdefault("running", []).extend(read.running.items())
    elif kind == "clients":
        small.facts["clients"] = read.clients
    else:
        small.facts["tls"] = read.ports


def _estate(gathered: Gathered, settings: Settings) -> Estate:
    facts, inputs = gathered.facts, settings.inputs
    offered = {
        "unload": inputs.unload,
        "setropts": inputs.setropts,
        "hwscfg": inputs.hwscfg,
        "clients": inputs.clients,
        "imscon": inputs.imscon,
        "tls": inputs.tls,
    }
    shown: dict[str, ClassOptions] = facts.get("classes", {})
    why = "no SETROPTS LIST was offered" if not inputs.setropts else "the SETROPTS LIST could not be read"
    classes = {name: shown.get(name) or unknown_class(why) for name in CLASSES}
    profiles: dict[str, dict[str, Profile]] = facts.get("profiles", {})
    users: dict[str, User] = facts.get("users", {})
    groups: dict[str, Group] = facts.get("groups", {})
    ports: tuple[PortTls, ...] = facts.get("tls", ())
    clients: tuple[Client, ...] = facts.get("clients", ())
    endpoints = join(  # before the evidence is summed up: what two files say differently is lost
        facts.get("endpoints", ()), facts.get("running", ()), gathered.inputs, settings.site, gathered.lost
    )
    return Estate(
        system=settings.system,
        as_of=settings.as_of.isoformat(),
        inputs=tuple(gathered.inputs),
        evidence=EvidenceByKind(
            **{
                kind: Evidence(offered=bool(paths), damage=tuple(gathered.damage.get(kind, ())))
                for kind, paths in offered.items()
            }
        ),
        unload=facts.get("level", UnloadLevel()),
        columns=facts.get("columns", Columns()),
        classes=classes,
        options=facts.get("options") or unknown_options(why),
        profiles={name: {} for name in CLASSES} | profiles,
        users=users,
        groups=groups,
        endpoints=endpoints,
        clients=tuple(client for client in clients if client.kind in DRDA),
        other_clients=tuple(client for client in clients if client.kind not in DRDA),
        tls=ports,
        site=settings.site,
    )
