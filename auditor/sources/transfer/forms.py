"""How an export arrives: LF or CRLF text, records behind lengths, EBCDIC or ASCII, gzip around any of them.

A length is an RDW (2 bytes that count themselves, 2 of zero; BDWs may stand around them), or that of z/OSMF's record
mode (4 bytes, big-endian, that do not count themselves). Neither can be taken for the other: an RDW never begins with
two bytes of zero, and the length of record mode always does, for no record has 65,536 bytes.
The form is told from how the records of its kind begin (`Content`) and can be forced: `text`, `rdw`, `bdw` or
`record`, with a code page after a colon (`rdw:cp273`). Sources: z/OS z/OSMF Programming Guide, "Retrieve the contents
of a z/OS data set or member" (X-IBM-Data-Type: record); z/OS DFSMS Using Data Sets, "Variable-length record formats";
z/OS Communications Server IP User's Guide, "SITE" (RDW).
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from auditor.errors import EvidenceUnreadable, InputMissing, UsageError

HEAD: Final = 1 << 16
"""Bytes looked at to tell the form."""

_TRANSFER: Final = (
    "transfer it again as text (FTP: ascii), or binary with record lengths kept (FTP: binary, quote SITE RDW)"
)
_LISTING: Final = re.compile(rb"ATTRIBUTES\s*=|ACTIVE CLASSES\s*=|SETR RACLIST CLASSES\s*=")

Kind = Literal["text", "rdw", "bdw", "record"]


@dataclass(frozen=True, slots=True)
class Content:
    """One kind of export, by which its files are told: how a record begins, and the words of a refusal."""

    what: str
    """As people are told: `an IRRDBU00 unload`."""
    ascii: re.Pattern[bytes]
    """Matches the begin of a record in ASCII."""
    ebcdic: re.Pattern[bytes]
    lrecl: int
    """The record length of the utility's output data set: a record with its RDW is never longer."""
    again: str
    """What to do about an empty file."""
    offer: str
    """What to offer in place of another file."""
    instead: str
    """What to do where it is a SETROPTS LIST."""
    others: tuple[tuple[re.Pattern[bytes], str, str], ...] = ()
    """Further files that are taken for it: what shows them, what they are, what to do."""


UNLOAD: Final = Content(
    what="an IRRDBU00 unload",
    ascii=re.compile(rb"[01][0-9][0-9A-Z]{2} "),
    ebcdic=re.compile(rb"[\xf0\xf1][\xf0-\xf9][\xf0-\xf9\xc1-\xc9\xd1-\xd9\xe2-\xe9]{2}\x40"),
    lrecl=4096,
    again="run IRRDBU00 again and transfer its OUTDD data set",
    offer="offer the OUTDD data set of IRRDBU00, transferred as text",
    instead="offer it with --setropts, and the unload with --unload",
)
"""Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility"."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one file stores its records."""

    kind: Kind
    codepage: str
    newline: bytes = b"\n"
    bom: bool = False
    packed: bool = False
    """gzip around the whole."""
    stripped: bool = False
    """Trailing blanks were cut off: a short line is then no damage in itself."""

    @property
    def name(self) -> str:
        """As people are told."""
        text = "text CRLF" if self.newline == b"\r\n" else "text LF"
        said = {"text": text, "rdw": "RDW", "bdw": "BDW+RDW", "record": "z/OSMF record mode"}[self.kind]
        return said + (", trailing blanks cut" if self.stripped else "") + (", gzip" if self.packed else "")

    @property
    def ebcdic(self) -> bool:
        """Whether digits are X'F0' to X'F9'."""
        return "0".encode(self.codepage) == b"\xf0"


def opened(path: str, *, packed: bool = False, buffered: bool = True) -> BinaryIO:
    """The bytes of the unload from their start. Raises `InputMissing`."""
    try:
        if packed:
            return cast("BinaryIO", gzip.open(path, "rb"))
        return Path(path).open("rb", buffering=-1 if buffered else 0)
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "check the name and its permissions") from None


def detect(path: str, name: str, forced: str | None = None, content: Content = UNLOAD) -> Form:
    """The form of the file at `path`, called `name` in messages.

    Raises `EvidenceUnreadable` (12) for what does not hold such `content`, with the way to get one; `InputMissing` (16)
    for what is no file; `UsageError` (16) for a form or code page that does not exist.
    """
    if Path(path).exists() and not Path(path).is_file():
        what = "a folder" if Path(path).is_dir() else "a pipe or a device, and large files are read more than once"
        raise InputMissing(f"cannot read {name}: this is {what}", "name a file; `-` is standard input")
    head = _head(path, packed=False, name=name)
    packed = head.startswith(b"\x1f\x8b")
    if packed:
        head = _head(path, packed=True, name=name)
    if not head:
        raise EvidenceUnreadable(f"{name} is empty", content.again)
    found = _forced(forced) if forced else None
    form = _from_content(head, content) if found is None or (found.kind == "text" and head) else found
    if form is None or (found and found.kind != form.kind):
        form = found
    if form is None:
        raise _refused(head, name, content)
    if found is not None and forced and ":" in forced:
        form = replace(form, codepage=found.codepage)
    return replace(form, packed=packed)


def _head(path: str, *, packed: bool, name: str) -> bytes:
    try:
        with opened(path, packed=packed) as file:
            return file.read(HEAD)
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or "it is cut or damaged"
        raise EvidenceUnreadable(f"{name} cannot be read: {why}", "transfer the file again") from None


def _forced(forced: str) -> Form:
    kind, _, codepage = forced.partition(":")
    if kind not in ("text", "rdw", "bdw", "record"):
        raise UsageError(f"an export has no form {forced!r}", "use text, rdw, bdw or record, with :CODEPAGE if needed")
    codepage = codepage or ("latin-1" if kind == "text" else "cp1047")
    _register()
    try:
        width = len(bytes(range(256)).decode(codepage, errors="replace"))
    except LookupError:
        width = 0
    if width != 256:
        raise UsageError(f"{codepage} is no single-byte code page", "name one such as cp1047, cp037, cp273 or latin-1")
    return Form(cast("Kind", kind), codepage)


def _register() -> None:
    """cp1047 and the national EBCDIC pages, which Python lacks."""
    try:
        codecs.lookup("cp1047")
    except LookupError:
        import ebcdic  # noqa: F401 - importing it registers its codecs


def _from_content(head: bytes, content: Content) -> Form | None:
    def half(at: int) -> int:
        return int.from_bytes(head[at : at + 2], "big")

    def typed(at: int) -> str | None:
        if content.ebcdic.match(head, at):
            _register()
            return "cp1047"
        return "latin-1" if content.ascii.match(head, at) else None

    if 5 <= half(0) <= content.lrecl and half(2) == 0 and (codepage := typed(4)):
        return Form("rdw", codepage)
    if head[2:4] == b"\0\0" and 5 <= half(4) <= min(half(0), content.lrecl) and half(6) == 0 and (codepage := typed(8)):
        return Form("bdw", codepage)
    if half(0) == 0 and 1 <= half(2) <= content.lrecl - 4 and (codepage := typed(4)):
        return Form("record", codepage)
    bom = head.startswith(codecs.BOM_UTF8)
    text = head[3:] if bom else head
    if not any(content.ascii.match(line) for line in text.split(b"\n")):
        return None
    newline = b"\r\n" if b"\r\n" in text[: text.find(b"\n") + 1] else b"\n"
    return Form("text", "latin-1", newline, bom=bom, stripped=_stripped(text, content))


def _stripped(text: bytes, content: Content) -> bool:
    """Whether a transfer cut trailing blanks: no whole line ends in one, though most records of an unload do."""
    lines = [line.rstrip(b"\r") for line in text.split(b"\n")[:-1] or [text]]
    known = [line for line in lines if content.ascii.match(line)]
    return bool(known) and not any(line.endswith(b" ") for line in known)


def _refused(head: bytes, name: str, content: Content) -> EvidenceUnreadable:
    """Why these bytes are no such export, and what to do."""
    if content.ebcdic.match(head):
        return EvidenceUnreadable(
            f"{name} is EBCDIC without record lengths: where a record ends cannot be told any more", _TRANSFER
        )
    if _LISTING.search(head):
        return EvidenceUnreadable(f"{name} is a SETROPTS LIST, not {content.what}", content.instead)
    for shape, what, advice in content.others:
        if shape.search(head):
            return EvidenceUnreadable(f"{name} is {what}, not {content.what}", advice)
    if head[:2] == b"\xff\xfe" or head[:2] == b"\xfe\xff":
        return EvidenceUnreadable(f"{name} is UTF-16 text, not {content.what}", _TRANSFER)
    return EvidenceUnreadable(f"{name} holds no record of {content.what}", content.offer)
