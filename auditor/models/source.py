"""THE list of sources: every kind of file a run can read, one row each, with the words people know it by.

Settings, command line options, the reading (`auditor.gather`), the evidence that policies see, published schemas, the
words of the reports and the table of README read this list; `policies/lib/evidence.rego` is held to it by a test.
It stands below everything that reads it, so it names its readers and imports none of them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of input.

    `kind` is its word everywhere: the key under `[inputs]`, the flag `--kind`, `inputs[].kind` of a result,
    `input.evidence.<kind>` of a policy.
    """

    kind: str
    title: str
    """What a report calls it."""
    many: bool = False
    """The flag may be repeated; the setting is a list."""
    folder: bool = False
    """The path may be a folder; its reader is given each file of it."""
    reader: str | None = None
    """`module:function`, imported when a file of this kind is offered: `(path, source number) -> Read`. None: a reader
    of another shape that its users call by name."""
    help: str | None = None
    """Help text of the flag, also in the table of README; None: no flag and no setting."""
    judging: bool = False
    """The flag stands among those that say how to judge."""
    settles: str | None = None
    """What is open without it, as the table of README says; None: policies cannot see whether it was offered."""
    missing: str | None = None
    """The reason a policy gives when it was not offered, without the flag."""
    written: bool = False
    """People write it: what cannot be read in it ends the run (16). Else it is exported evidence, and becomes damage
    (12)."""
    ages: bool = False
    """It is a picture of one day, which `max_evidence_days` limits."""
    stamped: bool = False
    """It is a capture, in which stamps of a listing or console tell the day (`auditor.sources.headings`)."""
    sign: str | None = None
    """`module:function` that recognises a file of this kind by its content: `(Sample) -> bool`
    (`auditor.sources.signs`). None: it is taken by name alone."""
    estate: str | None = None
    """Field of the estate that takes what its reader gives, as it is; None: it is joined with others."""

    def read(self, path: str, number: int) -> Any:
        """Return what its reader makes of a file, input `number` of the run (`auditor.sources.read.Read`).

        The reader is loaded now: nothing is, for what was not offered. Raises what it raises.
        """
        return _function(self.reader or "")(path, number)

    def recognises(self, sample: Any) -> bool:
        """Return whether a file that begins as `sample` (`auditor.sources.signs.Sample`) looks like this kind."""
        return self.sign is not None and bool(_function(self.sign)(sample))

    @property
    def evidence(self) -> bool:
        """Whether policies see if it was offered and what of it is lost."""
        return self.settles is not None


def _function(named: str) -> Any:
    """The function that `module:function` names."""
    module, _, name = named.partition(":")
    return getattr(importlib.import_module(module), name)


SOURCES: Final = (
    Source(
        kind="unload",
        title="RACF database unload (IRRDBU00)",
        many=True,
        help="IRRDBU00 output; repeat for several data sets; `-` is standard input.",
        settles="profiles, permits, keys, users: nearly everything is undecided",
        missing="no RACF database unload was offered",
        ages=True,
        sign="auditor.sources.signs:unload",
    ),
    Source(
        kind="setropts",
        title="SETROPTS LIST",
        reader="auditor.sources.setropts:read_setropts",
        help="SETROPTS LIST output; what a later command or listing in the file touches is unknown.",
        settles="whether PTKTDATA and APPL are active, RACLISTed, generic, audited",
        missing="no SETROPTS LIST was offered",
        ages=True,
        stamped=True,
        sign="auditor.sources.signs:setropts",
    ),
    Source(
        kind="hwscfg",
        title="IMS Connect member (HWSCFGxx)",
        many=True,
        reader="auditor.sources.hwscfg:read_member",
        help="An IMS Connect member; repeat, one for each instance.",
        settles="which application name counts, and whether RACF is asked at all",
        missing="no HWSCFGxx member was offered",
        ages=True,
        sign="auditor.sources.signs:hwscfg",
    ),
    Source(
        kind="clients",
        title="client inventory",
        reader="auditor.sources.clients:read_clients",
        help="The client inventory (YAML).",
        settles="who generates tickets, for whom, over which connections",
        missing="no client inventory was offered",
        written=True,
        sign="auditor.sources.signs:clients",
    ),
    Source(
        kind="imscon",
        title="IMS Connect display (running values)",
        many=True,
        reader="auditor.sources.imscon:read_display",
        help="A captured QUERY IMSCON TYPE(CONFIG) or VIEWHWS, or JSON of ims_command; repeat.",
        settles="whether the running IMS Connect still has the member's values (PT-E02)",
        missing="no captured IMS Connect display was offered",
        ages=True,
        stamped=True,
        sign="auditor.sources.signs:imscon",
    ),
    Source(
        kind="client_files",
        title="client files",
        many=True,
        folder=True,
        reader="auditor.sources.client_files:read_client_file",
        help="JCL, properties, YAML, server.xml, scripts, archives of them: clients as they are written; repeat.",
        settles="whether clients are written as they are declared, passwords in files, pools (PT-I01 to PT-I04)",
        missing="no client files were offered",
        estate="written",
        sign="auditor.sources.signs:client_files",
    ),
    Source(
        kind="hosts",
        title="map of hosts",
        reader="auditor.sources.hosts:read_hosts",
        help="Which IMS Connect a host of client files is (YAML): `host` or `host:port`: HWS ID.",
        written=True,
    ),
    Source(
        kind="tls",
        title="TLS evidence",
        many=True,
        reader="auditor.sources.tls:read_tls",
        help="The Policy Agent's configuration, a pasearch -t report, or a site's statement (YAML); repeat.",
        settles="whether and how a DRDA port is protected (PT-E03, PT-E07 to E09): no member can show it",
        missing="no TLS evidence was offered",
        written=True,  # only the statement is: an export, its other forms, becomes damage, and may show its day
        ages=True,
        estate="tls",
        sign="auditor.sources.signs:tls",
    ),
    Source(
        kind="smf",
        title="SMF records of RACF (IRRADU00)",
        many=True,
        help="IRRADU00 output (unloaded SMF records of RACF); repeat; every transfer form of the unload.",
        settles="what really happens: who logs on with tickets, how often, and what is refused",
        missing="no SMF records were offered",
        sign="auditor.sources.signs:smf",
    ),
    Source(
        kind="waivers",
        title="waivers",
        help="Accepted risks, dated and owned (YAML).",
        judging=True,
        written=True,
    ),
    Source(
        kind="keys",
        title="application keys",
        help="Real application keys for the cross-check (YAML or TOML); refused if others can read the file.",
        written=True,
    ),
    Source(kind="config", title="auditor.toml", written=True),
    Source(kind="change", title="proposed change", written=True),
)
"""In the order in which reports list them. A new kind of evidence is a row here, a reader, its facts in the estate
(`auditor/models/estate.py`) and a test."""

BY_KIND: Final = {source.kind: source for source in SOURCES}
KINDS: Final = tuple(BY_KIND)
OFFERED: Final = tuple(source for source in SOURCES if source.help is not None)
"""What a run can be offered: flags and settings."""
EVIDENCE: Final = tuple(source for source in SOURCES if source.evidence)
"""What policies ask for, in the order a person would fetch it."""
