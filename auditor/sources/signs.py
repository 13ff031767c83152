"""By what a file of each source is recognised: its content alone, never its name.

One function for each row of the list of sources (`Source.sign`). A folder of evidence is read by them; whatever two of
them claim belongs to the first in the order of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from auditor.errors import AuditorError
from auditor.models.source import OFFERED
from auditor.sources.evidence import split_lines
from auditor.text import decode

HEAD: Final = 1 << 18
"""Bytes that are looked at."""

_LISTING: Final = re.compile(
    r"^.{0,24}?(ATTRIBUTES\s*=\s*\w|ACTIVE CLASSES\s*=|SETR RACLIST CLASSES\s*=)", re.MULTILINE
)
_MEMBER: Final = re.compile(r"^.{0,12}?\b(HWS|ODACCESS)\s*=?\s*\(", re.MULTILINE | re.IGNORECASE)
_DISPLAY: Final = re.compile(
    r"\bHWSC0001I\b.*HWS ID=|^.{0,40}\b(QUERY|QRY)\s+IMSCON\b|^.{0,24}\bMbrName\s+.*\bCC\b"
    r'|"type_2_response"\s*:\s*\[',
    re.MULTILINE | re.IGNORECASE,
)
_POLICY: Final = re.compile(r"^\s*TTLSRule\s+\S+|\bpasearch\b.*Image Name:|^policyRule:", re.MULTILINE | re.IGNORECASE)
_TOP: Final = re.compile(r"^(\w+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of a folder, and how it begins. `lines`: of its text; none for what is no text."""

    path: str
    head: bytes = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)


def sample_of(path: str) -> Sample:
    """Return the begin of a file. Raises `OSError`."""
    with Path(path).open("rb") as file:
        head = file.read(HEAD)
    _, text = decode(head[: head.rfind(b"\n") + 1] if len(head) == HEAD and b"\n" in head else head)
    return Sample(path, head, split_lines(text) if text is not None else ())


def kinds_of(sample: Sample) -> tuple[str, ...]:
    """Return the kinds of source that the file looks like, in the order of the list."""
    return tuple(source.kind for source in OFFERED if source.sign is not None and source.recognises(sample))


def unload(sample: Sample) -> bool:
    """IRRDBU00 output: the first record has a type of the layout."""
    from auditor.sources.irrdbu00.layout import LAYOUT
    from auditor.sources.transfer.forms import detect

    with suppress(AuditorError):
        form = detect(sample.path, sample.path)
        if form.kind != "text" or form.ebcdic or form.packed:
            return True
        return any(line[:4] in LAYOUT and line[4:5] == " " for line in sample.lines[:3])
    return False


def setropts(sample: Sample) -> bool:
    """A SETROPTS LIST, or the extract of its values."""
    from auditor.sources.setropts.extract import is_extract

    return _LISTING.search(sample.text) is not None or is_extract(sample.lines)


def hwscfg(sample: Sample) -> bool:
    """An IMS Connect member: its HWS or ODACCESS statement."""
    return _MEMBER.search(sample.text) is not None and not imscon(sample)


def imscon(sample: Sample) -> bool:
    """A captured display of a running IMS Connect."""
    return _DISPLAY.search(sample.text) is not None


def clients(sample: Sample) -> bool:
    """A client inventory."""
    return "clients" in _keys(sample)


def tls(sample: Sample) -> bool:
    """A site's statement about ports, the Policy Agent's configuration, or a report of pasearch."""
    stated = "ports" in _keys(sample) and "endpoint:" in sample.text
    return stated or _POLICY.search(sample.text) is not None


def smf(sample: Sample) -> bool:
    """IRRADU00 output: the first record is of an event of RACF, with its qualifier, time and date behind it."""
    from auditor.sources.irradu00.lines import SMF
    from auditor.sources.transfer.forms import detect

    with suppress(AuditorError):
        form = detect(sample.path, sample.path, content=SMF)
        if form.kind != "text" or form.packed:
            return True
        return any(SMF.ascii.match(line.encode("latin-1", "replace")) for line in sample.lines[:3])
    return False


def client_files(sample: Sample) -> bool:
    """A file, or an archive of files, in which a client of IMS is written down."""
    from auditor.sources.client_files.documents import is_archive
    from auditor.sources.client_files.read import read_client_file
    from auditor.sources.client_files.words import SIGN

    if is_archive(sample.head[:512]):
        with suppress(AuditorError):
            return bool(read_client_file(sample.path, 0).facts)
        return False
    return SIGN.search(sample.text) is not None and not clients(sample)


NEVER: Final = {"waivers": "waivers", "keys": "application keys"}
"""What a site writes and nobody may slip in: only by name."""


def never_taken(sample: Sample) -> str | None:
    """Return what a file is that is taken by name alone; None for all others."""
    name = Path(sample.path).name
    if name.endswith(".rego"):
        return "a policy"
    if name.endswith(".toml") and re.search(r"^\[(inputs|site|scope|system|report|fleet)\b", sample.text, re.MULTILINE):
        return "a configuration, which can hold a scope and waivers"
    return next((words for key, words in NEVER.items() if key in _keys(sample)), None)


def _keys(sample: Sample) -> set[str]:
    """The keys at the left margin, of what may be YAML."""
    return set(_TOP.findall(sample.text)) if _lead(sample) else set()


def _lead(sample: Sample) -> bool:
    """Whether the first line that says something is a key, as in YAML that people write."""
    first: Iterator[str] = (line for line in sample.lines if line.strip() and not line.startswith(("#", "---")))
    return re.match(r"[a-z_]+:\s*(\[\]|\[.*|\{.*)?\s*(#.*)?$", next(first, "")) is not None
