"""What speaks against a change: sentences that block it, and sentences to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_MOST = 1000
"""Sentences of one kind that a person can be asked to look at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to look at, and what it speaks of: (`user RPTUSR1`, `owner`)."""

    text: str
    about: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Reasons:
    """Sentences in the order in which they were given."""

    blocks: list[str] = field(default_factory=list)
    warns: list[str] = field(default_factory=list)
    about: set[tuple[str, str]] = field(default_factory=set)
    """(profile, user or group, field) of which a sentence to look at speaks, as `silent` names it."""

    def add(self, text: str, *, blocks: bool) -> None:
        """Add one sentence to either list."""
        (self.blocks if blocks else self.warns).append(text)

    def block(self, text: str) -> None:
        """Add a sentence that blocks."""
        self.blocks.append(text)

    def warn(self, text: str) -> None:
        """Add a sentence to look at."""
        self.warns.append(text)

    def fold(self, texts: Sequence[str | Sentence], what: str) -> None:
        """Add all sentences of one kind to look at; too many to look at block. `what` names the kind.

        None is left out for others that stand before it: ten harmless changes must not hide the eleventh.
        """
        for text in texts[:_MOST]:
            self.warns.append(str(text))
            if isinstance(text, Sentence):
                self.about.update(text.about)
        if len(texts) > _MOST:
            self.blocks.append(f"{len(texts) - _MOST} more {what} than can be looked at: split the change")

    def extend(self, other: Reasons) -> None:
        """Add all of `other`."""
        self.blocks.extend(other.blocks)
        self.warns.extend(other.warns)
        self.about.update(other.about)
