"""Which profiles that guard key labels are kept: those that can cover a label which a PassTicket key is stored under.

A site has thousands of CSFKEYS profiles, with the lists of whole departments. Only the SSIGNON records, which come
later in the file, tell which labels matter. So these profiles are laid aside unread, where a pattern shows them sound.
Source: z/OS ICSF Administrator's Guide, "Setting up profiles in the CSFKEYS general resource class" (discrete, generic,
and members of grouping class GCSFKEYS).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from auditor.models.classes import GENERIC_CHARACTERS, literal
from auditor.sources.irrdbu00.layout import SLICES
from auditor.sources.transfer.forms import Form

ASIDE: Final = "CSFKEYS"
"""The class whose profiles are laid aside."""
LABELLED: Final = frozenset({ASIDE, "GCSFKEYS"})
_LABELS: Final = (SLICES["GRSIGN_PROTECTION"], SLICES["GRSIGN_KEY_LABEL"])
_CLASS, _NAME, _MEMBER = SLICES["GRBD_CLASS_NAME"], SLICES["GRBD_NAME"], SLICES["GRMEM_MEMBER"]


class Needed:
    """Tells of resource records whether they are kept, once all of them have been seen."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self.labels = {
            label
            for text in texts
            if text.startswith("0530")
            for columns in _LABELS
            if (label := text[columns].rstrip(" ")) and not label.startswith("*")
        }
        self._groups = {
            text[_NAME].rstrip(" ")
            for text in texts
            if text.startswith("0503")
            and text[_CLASS].rstrip(" ") == "GCSFKEYS"
            and self.covers(text[_MEMBER].rstrip(" "))
        }

    def covers(self, name: str) -> bool:
        """Return whether a profile or member of this name can cover a label, as far as its beginning tells."""
        head = literal(name)
        if head == name:
            return name in self.labels
        return any(label.startswith(head.rstrip(".")) for label in self.labels)

    def __call__(self, text: str) -> bool:
        """Return whether the record is of a profile that is kept."""
        class_name = text[_CLASS].rstrip(" ")
        if class_name not in LABELLED:
            return True
        name = text[_NAME].rstrip(" ")
        return name in self._groups if class_name == "GCSFKEYS" else self.covers(name)

    def among(self, aside: Iterable[tuple[int, bytes]], form: Form) -> Iterator[tuple[int, str]]:
        """Yield number and text of the records that are kept of runs laid aside: (records before it, its bytes)."""
        signs = [sign.encode(form.codepage, errors="ignore") for sign in (*self.labels, *GENERIC_CHARACTERS)]
        for before, run in aside:
            for number, record in _holding(run, signs, form):
                text = record.decode(form.codepage)
                if self(text):
                    yield before + number, text


def _holding(run: bytes, signs: Iterable[bytes], form: Form) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of the records in which one of `signs` stands: few of ten thousand."""
    if form.kind != "text":
        if any(sign in run for sign in signs):
            yield from enumerate(_described(run), 1)
        return
    starts = set()
    for sign in signs:
        at = run.find(sign)
        while at >= 0:
            before = run.rfind(form.newline, 0, at)
            starts.add(0 if before < 0 else before + len(form.newline))
            at = run.find(sign, run.find(form.newline, at))
    number, last = 1, 0
    for first in sorted(starts):
        number += run.count(form.newline, last, first)
        last = first
        yield number, run[first : run.find(form.newline, first)]


def _described(run: bytes) -> Iterator[bytes]:
    """Yield the records of a run in which each has its length before it."""
    at = 0
    while at < len(run):
        end = at + int.from_bytes(run[at : at + 2], "big")
        yield run[at + 4 : end]
        at = end
