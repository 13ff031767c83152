"""Everything a run was offered, read and joined into one estate.

An export that cannot be read at all does not stop the run: it becomes an error diagnostic and a `Damage`, so that the
report shows what could not be judged and the return code is 12. Files the user writes (clients, tls) are refused.
Which files there are and who reads them is the list of sources (`auditor.models.source`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import EvidenceUnreadable, UsageError
from auditor.gather.collected import Manifests, check_collected, manifests_of
from auditor.gather.dates import date_inputs
from auditor.gather.endpoints import join
from auditor.gather.facts import Facts, by_trade
from auditor.gather.names import check_names
from auditor.gather.sources import files_of, nameable
from auditor.gather.written import joined
from auditor.models.classes import CLASSES
from auditor.models.client import Client
from auditor.models.estate import Columns, Estate, Evidence, EvidenceByKind, UnloadLevel
from auditor.models.place import Damage, Diagnostic, InputFacts, InputFile, InputKind
from auditor.models.racf import key_labels, unknown_class, unknown_options
from auditor.models.source import EVIDENCE, OFFERED
from auditor.settings import Settings
from auditor.sources.issue import Issue

if TYPE_CHECKING:
    from auditor.sources.irradu00.read import Smf
    from auditor.sources.irrdbu00 import Unload
    from auditor.sources.irrdbu00.survey.reading import Reading
    from auditor.sources.read import Read

Progress = Callable[[str, int, int], None]
"""Called with what is being read, bytes done and bytes in all."""


@dataclass(slots=True)
class Gathered:
    """The facts of one run before they are judged. `lines` quotes a record by (input number, record number)."""

    inputs: list[InputFacts] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    damage: dict[str, list[Damage]] = field(default_factory=dict)
    lines: dict[tuple[int, int], str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    estate: Estate = field(default_factory=lambda: Estate(system="", as_of=""))
    digests: dict[int, Callable[[], str]] = field(default_factory=dict)
    """The digests that nobody waited for yet, by input number: those of the inputs that are read as streams."""

    def take(self, read: Read[Any]) -> None:
        """Add what one reader of a single file gives besides its facts."""
        self.inputs.append(read.input)
        self.diagnostics.extend(read.diagnostics)
        self.damage.setdefault(read.input.kind, []).extend(read.damage)
        self.lines.update({(read.source, number): text for number, text in read.lines.items()})

    def take_stream(self, kind: InputKind, read: Unload | Smf) -> None:
        """Add what the reader of a source of large files gives besides its facts."""
        first = len(self.inputs)
        self.inputs.extend(read.inputs)
        self.digests |= {first + number: partial(read.digests.of, number) for number in range(len(read.inputs))}
        self.diagnostics.extend(read.diagnostics)
        self.damage[kind] = list(read.damage)
        self.lines.update(read.lines)

    def lose(self, kind: InputKind, path: str, error: EvidenceUnreadable) -> None:
        """An offered export that could not be read at all."""
        from auditor.sources.evidence import digest

        file = InputFile(kind=kind, path=path, sha256=digest(path), codepage="unknown", records=0, rejected=1)
        self.inputs.append(file)
        self.diagnostics.append(Issue(None, "error", "unreadable", f"{error}: {error.advice}").diagnostic(file))
        self.damage.setdefault(kind, []).append(Issue(None, "error", "unreadable", str(error)).damage(file, None))

    def files(self) -> tuple[InputFile, ...]:
        """The inputs with their digests. Waits for them; raises `EvidenceUnreadable` when a file has changed."""
        return tuple(
            file if isinstance(file, InputFile) else InputFile(sha256=self.sha256(number), **dict(file))
            for number, file in enumerate(self.inputs)
        )

    def sha256(self, number: int) -> str:
        """The digest of what was read of an input. Waits for it; raises `EvidenceUnreadable` as `files` does."""
        file = self.inputs[number]
        return file.sha256 if isinstance(file, InputFile) else self.digests[number]()

    def say(self, source: int, issue: Issue) -> None:
        """Add what is to be said of an input beside what its reader says, and costs nothing of what it holds."""
        self.diagnostics.append(issue.diagnostic(self.inputs[source]))

    def lost(self, source: int, issue: Issue) -> None:
        """Add an error that shows only when inputs are joined, or laid beside the day of the audit."""
        file = self.inputs[source]
        self.say(source, issue)
        self.damage.setdefault(file.kind, []).append(issue.damage(file, source))


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
    small = _read_small(settings, len(inputs.unload))
    _read_unload(gathered, settings, {*wanted, *_named(small.facts.clients, settings)}, progress, begun)
    gathered.inputs.extend(small.inputs)
    gathered.diagnostics.extend(small.diagnostics)
    gathered.damage.update(small.damage)
    gathered.lines.update(small.lines)
    small.facts.unload = gathered.facts.unload
    gathered.facts = small.facts
    manifests = manifests_of(settings)
    check_collected(gathered, 0, manifests)
    date_inputs(gathered.inputs, settings, manifests, gathered.say, gathered.lost)
    gathered.diagnostics.extend(
        Diagnostic(input="config", path=note.path, record=None, level="remark", code=note.code, message=note.message)
        for note in settings.noted
    )
    gathered.estate = _estate(gathered, settings)
    _read_smf(gathered, settings, manifests, progress)
    gathered.diagnostics.extend(
        check_names(
            gathered.estate,
            unload.everybody if (unload := gathered.facts.unload) else None,
            {one.endpoint: one.at for one in gathered.facts.hosts},
        )
    )
    return gathered


def count(settings: Settings) -> int:
    """Return how many inputs a run of `settings` has; the files of a change are numbered from there on."""
    inputs = settings.inputs
    small = sum(1 for source in OFFERED for _ in files_of(source, inputs.of(source.kind)))
    return len(inputs.unload) + small + len(inputs.smf)


def _all_there(settings: Settings) -> None:
    from auditor.sources.evidence import require

    for path in settings.inputs.files():
        if path != "-" and not Path(nameable(path)).is_dir():
            require(path)


def _named(clients: tuple[Client, ...], settings: Settings) -> set[str]:
    names = {client.requester for client in clients if client.requester}
    names.update(user for client in clients for user in client.users)
    site = settings.site
    return names.union(site.privileged, site.security_owners or (), site.administrators or (), site.schedulers or ())


def _read_unload(
    gathered: Gathered, settings: Settings, wanted: set[str], progress: Progress | None, begun: Reading | None
) -> None:
    if not settings.inputs.unload:
        return
    from auditor.sources.irrdbu00 import read_unload

    paths, site = settings.inputs.unload, settings.site
    names = frozenset((*site.racf_data_sets, *site.ckds_data_sets))
    report = None if progress is None else (lambda done, total: progress("unload", done, total))
    try:
        unload = read_unload(
            list(paths), wanted_ids=wanted, first_source=0, form=settings.unload_form, progress=report, begun=begun,
            data_sets=names,
        )  # fmt: skip
    except EvidenceUnreadable as error:
        for path in paths:
            gathered.lose("unload", path, error)
        return
    gathered.take_stream("unload", unload)
    gathered.facts.unload = unload


def _read_smf(gathered: Gathered, settings: Settings, manifests: Manifests, progress: Progress | None) -> None:
    """Read the SMF records: last of all, because what matters of them is of the estate."""
    if not settings.inputs.smf:
        return
    from auditor.gather.observed import joined, scope_of
    from auditor.sources.irradu00.read import read_smf

    report = None if progress is None else (lambda done, total: progress("smf", done, total))
    scope = scope_of(gathered.estate, gathered.facts.unload, settings)
    paths, first = settings.inputs.smf, len(gathered.inputs)
    try:
        smf = read_smf(paths, scope=scope, first_source=first, progress=report)
    except EvidenceUnreadable as error:
        for path in paths:
            gathered.lose("smf", path, error)
    else:
        gathered.take_stream("smf", smf)
        gathered.facts.smf = smf.seen
        observed, issues = joined(smf.seen, gathered.estate)
        for issue in issues:
            gathered.say(first, issue)
        gathered.estate = gathered.estate.model_copy(update={"observed": observed})
    check_collected(gathered, first, manifests)
    evidence = Evidence(offered=True, damage=tuple(gathered.damage.get("smf", ())))
    by_kind = gathered.estate.evidence.model_copy(update={"smf": evidence})
    gathered.estate = gathered.estate.model_copy(update={"inputs": tuple(gathered.inputs), "evidence": by_kind})


def _read_small(settings: Settings, first: int) -> Gathered:
    """Every input but the unload, numbered from `first` on."""
    small, number = Gathered(), first
    for source in OFFERED:
        for path in files_of(source, settings.inputs.of(source.kind)):
            try:
                read: Read[Any] = source.read(path, number)
            except EvidenceUnreadable as error:
                small.lose(source.kind, path, error)
            else:
                small.take(read)
                small.facts.add(source.kind, read.facts)
            number += 1
    return small


def _level(unload: Unload) -> UnloadLevel:
    """What the unload can tell, with the key labels for which the profiles that guard them were kept."""
    labels = key_labels(unload.profiles.get("PTKTDATA", {}).values())
    return unload.level.model_copy(update={"labels": tuple(sorted(labels))})


def _estate(gathered: Gathered, settings: Settings) -> Estate:
    facts, inputs = gathered.facts, settings.inputs
    why = "no SETROPTS LIST was offered" if not inputs.setropts else "the SETROPTS LIST could not be read"
    shown = facts.setropts.classes if facts.setropts else {}
    unload = facts.unload
    endpoints = join(  # before the evidence is summed up: what two files say differently is lost
        facts.members, facts.displays, settings.site, gathered.lost
    )
    return Estate(
        system=settings.system,
        as_of=settings.as_of.isoformat(),
        inputs=tuple(gathered.inputs),
        evidence=EvidenceByKind(
            **{
                source.kind: Evidence(
                    offered=bool(inputs.of(source.kind)), damage=tuple(gathered.damage.get(source.kind, ()))
                )
                for source in EVIDENCE
            }
        ),
        unload=_level(unload) if unload else UnloadLevel(),
        columns=unload.columns if unload else Columns(),
        classes={name: shown.get(name) or unknown_class(why) for name in CLASSES},
        options=facts.setropts.options if facts.setropts else unknown_options(why),
        profiles={name: {} for name in CLASSES} | (unload.profiles if unload else {}),
        data_sets=unload.data_sets if unload else (),
        users=unload.users if unload else {},
        groups=unload.groups if unload else {},
        endpoints=endpoints,
        site=settings.site,
        **by_trade(facts.clients),
        **{place: rows for place, rows in facts.rows.items() if place != "written"},
        written=joined(facts.rows.get("written", ()), endpoints, {one.host: one.endpoint for one in facts.hosts}),
    )
