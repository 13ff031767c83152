"""The output directory: one run at a time, earlier outputs stale while a run works, readable by its user alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from auditor.errors import ConfigurationError, UsageError
from auditor.settings import Settings

_LOCK = ".lock"
_GATE = "gate"


@contextmanager
def directory_of(settings: Settings, *, gate: bool = False) -> Iterator[Path]:
    """The output directory, locked, with its earlier outputs marked stale until new ones are written.

    See `locked` and `renewed`, which it is together.
    """
    with locked(settings, gate=gate) as directory, renewed(directory):
        yield directory


@contextmanager
def locked(settings: Settings, *, gate: bool = False) -> Iterator[Path]:
    """The output directory, locked against another run. Nothing in it is touched.

    `gate`: the run judges a change. What it writes is no scan, so it has a folder of its own unless `--out` names one.
    A directory that a failing run made itself goes again. Raises `UsageError` when another run holds it,
    `ConfigurationError` when it cannot be made.
    """
    directory = settings.directory / _GATE if gate and settings.out is None else settings.directory
    made = _make(directory)
    try:
        with FileLock(directory / _LOCK, timeout=0, mode=0o600):
            try:
                yield directory
            except BaseException:
                _unmake(directory, made)
                raise
    except Timeout:
        raise UsageError(
            f"another run is writing to {directory}", "wait for it to end, or give this run another --out"
        ) from None


@contextmanager
def renewed(directory: Path) -> Iterator[None]:
    """Mark what the directory holds as stale until new outputs are written; a run that fails leaves it so.

    To be entered when nothing can refuse the run any more, and left before anything that is not the result.
    """
    from auditor.renderers.write import mark_stale, tidy

    tidy(directory)
    mark_stale(directory)
    try:
        yield
    except BaseException:
        mark_stale(directory)  # what this run wrote before it failed is no result either
        raise


def _make(directory: Path) -> tuple[Path, ...]:
    from auditor.renderers.write import make_private

    try:
        return make_private(directory)
    except OSError as error:
        raise ConfigurationError(f"cannot make {directory}: {error.strerror}", "give another --out") from None


def _unmake(directory: Path, made: tuple[Path, ...]) -> None:
    """Take away the folders this run made, as long as they hold nothing but the lock."""
    if not made or {path.name for path in directory.iterdir()} - {_LOCK}:
        return
    (directory / _LOCK).unlink(missing_ok=True)
    for folder in made:
        try:
            folder.rmdir()
        except OSError:
            return
