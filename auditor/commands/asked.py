"""What can refuse a run, asked before anything is touched: a refused run leaves the last good report alone."""

from __future__ import annotations

import contextlib
from pathlib import Path

from auditor.errors import EvidenceUnreadable, InputMissing
from auditor.models.source import OFFERED
from auditor.settings import Settings


def ask(settings: Settings) -> None:
    """Raise what the run would raise later for its arguments, files that people write, the history and OPA.

    The evidence itself is not read here. Raises an `AuditorError` (16; 12 for an engine that cannot be reached).
    """
    for path in (*settings.inputs.files(), *settings.hwscfg_after, settings.change):
        if path is not None and path != "-":
            _there(path)
    _read(settings)
    if settings.history:
        from auditor.history.store import opened

        with opened(settings.history):
            pass
    if settings.engine == "opa":
        from auditor.policies.catalogue import load_catalogue
        from auditor.run import engine_of

        catalogue = load_catalogue(settings.policies)
        engine = engine_of(settings)
        try:
            engine.ask(catalogue.modules(), catalogue.questions())
        finally:
            engine.close()


def _there(path: str) -> None:
    try:
        Path(path).stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        why = getattr(error, "strerror", None) or "this is no file name"
        raise InputMissing(f"cannot read {path}: {why}", "check the name and its permissions") from None


def _read(settings: Settings) -> None:
    inputs = settings.inputs
    if inputs.keys is not None:
        from auditor.sources.keys import read_keys

        read_keys(inputs.keys, 0)
    if inputs.waivers is not None:
        from auditor.sources.waivers import read_waivers

        read_waivers(inputs.waivers, 0)
    for source in OFFERED:
        for path in inputs.of(source.kind) if source.written and source.reader else ():
            with contextlib.suppress(EvidenceUnreadable):  # an export: the run says what is lost
                source.read(path, 0)
