"""The jobs as files, for sites where nothing may log on from outside."""

from __future__ import annotations

from pathlib import Path

from auditor.collect.jobs import job, made, manifest_step, transfer_step
from auditor.errors import UsageError
from auditor.models.collect import CollectTable


def jobs_of(table: CollectTable) -> dict[str, str]:
    """Return name of the file -> job: one for each kind, one for all with the manifest, and the transfer."""
    steps = [one for one in made(table) if one.jcl]
    single = {f"{one.kind}.jcl": job(table, one.jcl) for one in steps}
    manifest = manifest_step(table)
    together = {
        "all.jcl": job(table, "".join(one.jcl for one in steps) + manifest),
        "manifest.jcl": job(table, manifest),
        "transfer.jcl": job(table, transfer_step(table)),
    }
    return {**single, **together}


def write_jobs(table: CollectTable, directory: Path) -> list[Path]:
    """Write the jobs, over none that is there. Raises `UsageError` (16)."""
    files = {directory / name: text for name, text in jobs_of(table).items()}
    if there := [path.name for path in files if path.exists()]:
        raise UsageError(f"{directory} holds {there[0]} already, and nothing is overwritten", "name a new directory")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="ascii")
    except OSError as error:
        raise UsageError(f"cannot write to {directory}: {error.strerror}", "name another directory") from None
    return list(files)
