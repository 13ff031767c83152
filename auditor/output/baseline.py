"""What each channel of notification was last told, so that the next scan tells what is new since *then*.

Nothing else moves it: no scan without a hook, no gate, no delivery that failed, no edit of a result. It is kept in the
history where there is one, else in a file beside the report. Channels go by a digest: a command or an address may hold
a secret.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import secrets
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.errors import AuditorError
from auditor.models.verdict import CrossCheck, Remediation, Result, Verdict
from auditor.settings import Settings

_MOST = 1 << 30
"""Bytes that a record may unfold to; more is none of ours."""


class Unreadable(Exception):
    """What a channel was told cannot be read."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What one channel was last told about one system."""

    settings: Settings
    directory: Path
    channel: str
    """The command or address, with the word that says which of the two it is."""

    def read(self) -> Result | None:
        """Return what the channel was last told; None when it was told nothing yet. Raises `Unreadable`."""
        try:
            packed = self._from_history() if self.settings.history else self._from_file()
            return None if packed is None else _unpacked(packed)
        except (OSError, EOFError, zlib.error, ValueError, AuditorError):
            raise Unreadable from None

    def keep(self, result: Result) -> None:
        """Note that the channel knows `result`. Raises `OSError` or an `AuditorError` when that cannot be written."""
        packed = gzip.compress(_slim(result).model_dump_json().encode(), 1, mtime=0)
        if not self.settings.history:
            _replace(self._file, packed)
            return
        from auditor.history.store import opened
        from auditor.history.told import tell

        with opened(self.settings.history) as connection:
            tell(connection, self._name, packed)

    def _from_history(self) -> bytes | None:
        from auditor.history.store import opened
        from auditor.history.told import told

        with opened(str(self.settings.history)) as connection:
            return told(connection, self._name)

    def _from_file(self) -> bytes | None:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return None

    @property
    def _name(self) -> str:
        whole = f"{self.channel}\0{self.settings.system}"
        return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:32]

    @property
    def _file(self) -> Path:
        return self.directory / f".told-{self._name}.json.gz"


def _replace(path: Path, content: bytes) -> None:
    """Write the whole file or leave the one that is there; for its user alone."""
    from auditor.renderers.write import write_private

    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        write_private(new, content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _unpacked(packed: bytes) -> Result:
    from auditor.renderers.upgrade import parse_result

    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        content = file.read(_MOST + 1)
    if len(content) > _MOST:
        raise EOFError
    return parse_result(content, "what was told")


def _slim(result: Result) -> Result:
    """The result with what comparing needs and nothing that quotes evidence."""
    return result.model_copy(
        update={
            "inputs": (),
            "endpoints": (),
            "policies": (),
            "diagnostics": (),
            "assumptions": (),
            "verdicts": tuple(map(_bare, result.verdicts)),
            "crosscheck": CrossCheck(
                agree=result.crosscheck.agree,
                disagree=result.crosscheck.disagree,
                trials=tuple(trial.model_copy(update={"path": ()}) for trial in result.crosscheck.trials),
            ),
        }
    )


def _bare(verdict: Verdict) -> Verdict:
    empty = Remediation()
    return replace(
        verdict, message="", reason=None, facts={}, places=(), remediation=empty, controls=(), assumptions=()
    )
