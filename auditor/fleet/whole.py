"""The files of a fleet: its directory, locked; the overview and further formats, all of them or none."""

from __future__ import annotations

from pathlib import Path

from auditor import output
from auditor.errors import UsageError
from auditor.fleet import saved
from auditor.fleet.configuration import FORMATS, FleetConfiguration
from auditor.fleet.news import tell
from auditor.fleet.run import Told, Wanted, scan
from auditor.fleet.systems import FLEET_FILES, Named
from auditor.models.fleet import FleetResult, FleetSystem
from auditor.models.formats import FORMATS as ROWS
from auditor.models.verdict import Result
from auditor.renderers import fleet as page
from auditor.renderers import fleet_files
from auditor.renderers.fleet_files import Results
from auditor.renderers.write import mark_stale, write_all
from auditor.settings import Settings

_FILE = {row.name: row.file for row in ROWS}
_FURTHER = ("csv", "junit", "sarif")


def directory_of(fleet: FleetConfiguration) -> Path:
    """Return where the overview and the folders of the systems are."""
    return _settings(fleet).directory


def run(
    fleet: FleetConfiguration,
    systems: tuple[Named, ...],
    wanted: Wanted,
    told: Told,
    hooks: tuple[str | None, str | None] = (None, None),
) -> tuple[FleetResult, Path]:
    """Scan, write, notify; return the fleet and its directory. Raises an `AuditorError` for the fleet alone (16)."""
    _check(fleet)
    settings = _settings(fleet)
    with output.locked(settings) as directory:
        before = saved.last(directory)
        mark_stale(directory, FLEET_FILES)
        done = scan(fleet, systems, directory, before, wanted, told)
        done = _with_reports(done, directory)
        _write(fleet, done, directory)
        tell(done, _results(directory), settings, directory, hooks)
    return done, directory


def again(fleet: FleetConfiguration) -> tuple[FleetResult, Path]:
    """Render the saved fleet again. Raises `InputMissing` (16) where none is saved."""
    _check(fleet)
    settings = _settings(fleet)
    known = saved.read_saved(settings.directory)
    with output.locked(settings) as directory:
        _write(fleet, known, directory)
    return known, directory


def _check(fleet: FleetConfiguration) -> None:
    for word in fleet.fleet.formats:
        if word not in FORMATS:
            raise UsageError(f"a fleet has no format {word!r}", f"formats are {', '.join(FORMATS)}")


def _settings(fleet: FleetConfiguration) -> Settings:
    return Settings(system=fleet.fleet.name, out=fleet.fleet.out, history=None)


def _with_reports(done: FleetResult, directory: Path) -> FleetResult:
    """The fleet; a system whose row is an earlier one, and whose result has gone since, did not report."""
    rows = tuple(_with_report(row, directory) for row in done.systems)
    return done.model_copy(update={"systems": rows, "return_code": max(row.return_code for row in rows)})


def _with_report(row: FleetSystem, directory: Path) -> FleetSystem:
    if not row.reported or row.scanned or (directory / row.folder / _FILE["json"]).is_file():
        return row
    why = "this run left it out, and its result is no longer there"
    keep = {name: getattr(row, name) for name in ("name", "path", "folder", "scanned", "last_reported", "findings")}
    return FleetSystem(**keep, reported=False, return_code=12, why=why)


def _results(directory: Path) -> Results:
    from auditor.renderers.upgrade import read_result

    def result(system: FleetSystem) -> Result:
        return read_result(directory / system.folder / _FILE["json"])

    return result


def _write(fleet: FleetConfiguration, done: FleetResult, directory: Path) -> None:
    files = {
        "index.html": page.render(done),
        saved.FILE: (done.model_dump_json(indent=1) + "\n").encode(),
    }
    for word in _FURTHER:
        if word in fleet.fleet.formats:
            files[_FILE[word]] = fleet_files.render(word, done, _results(directory))
    write_all(files, directory)
