"""Every way to refuse. Each error knows its return code and one line of advice; only `auditor.cli` exits.

The codes are those a batch job tests as RC (design: 0, 4, 8, 12, 16). An `AuditorError` is never raised for what a
policy finds: findings are verdicts, not errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class ReturnCode(IntEnum):
    """What a run ends with; the highest that applies wins."""

    CLEAN = 0
    NOTED = 4
    FINDINGS = 8
    DAMAGED = 12
    REFUSED = 16


class AuditorError(Exception):
    """What happened, in one line (`str(error)`), and what to do about it, in one line (`advice`)."""

    return_code: ReturnCode = ReturnCode.REFUSED

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.advice = advice


class UsageError(AuditorError):
    """Wrong arguments, or arguments that contradict each other."""


class ConfigurationError(AuditorError):
    """A file the user writes (auditor.toml, clients, tls, waivers, keys) cannot be used. Ends with 16.

    `others` are further errors of the same run, each with its line of advice.
    """

    def __init__(
        self, what: str, advice: str, others: tuple[ConfigurationError, ...] = (), line: int | None = None
    ) -> None:
        super().__init__(what, advice)
        self.others = others
        self.line = line

    @classmethod
    def all_of(cls, errors: Sequence[ConfigurationError]) -> ConfigurationError:
        """Return the first of `errors`, which must not be empty, with the rest behind it, in the order of lines."""
        flat = [each for error in errors for each in (error, *error.others)]
        flat.sort(key=lambda each: each.line or 0)
        return cls(str(flat[0]), flat[0].advice, tuple(flat[1:]), flat[0].line)


class InputMissing(AuditorError):
    """A named input does not exist or cannot be opened. Ends with 16."""


class EvidenceUnreadable(AuditorError):
    """An offered export is not what it was offered as, or is too damaged to read at all. Ends with 12."""

    return_code = ReturnCode.DAMAGED


class PolicyBroken(AuditorError):
    """A policy, ours or a site's, cannot be trusted to judge. Ends with 16 and names file and line.

    `problems` lists everything that was found, the one of the message included.
    """

    def __init__(self, what: str, advice: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(what, advice)
        self.problems = problems or (what,)


class EngineFailed(AuditorError):
    """The Rego engine did not give the verdicts it was asked for. Ends with 12."""

    return_code = ReturnCode.DAMAGED


class UnknownName(AuditorError):
    """A policy id, format, schema or history entry that does not exist. Ends with 16."""


class TicketRefused(AuditorError):
    """A ticket, key, user ID or application name that the PassTicket algorithms cannot take. Ends with 16."""


class DrdaMalformed(AuditorError):
    """Bytes that are not one well-formed DRDA data stream structure. Ends with 16."""
