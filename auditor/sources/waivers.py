"""The waiver file: accepted risks, dated and owned (`--waivers`)."""

from __future__ import annotations

from auditor.models.waiver import Waiver
from auditor.sources.read import Read, reading
from auditor.sources.yaml_places import Entry, Reader, is_day

_REQUIRED = ("policy", "reason", "owner", "approver", "ticket", "expires")
_KEYS = dict.fromkeys((*_REQUIRED, "object", "fingerprint", "system"))


def read_waivers(path: str, source: int) -> Read[tuple[Waiver, ...]]:
    """Read waivers. Raises `ConfigurationError` (16): a missing, unknown or empty key, or an expiry that is no date."""
    reader = Reader(path, source, "waivers (YAML)")
    waivers = tuple(reader.each("waivers", _KEYS, lambda entry: _waiver(entry, reader)))
    return reading("waivers", reader.text, source, waivers)


def _waiver(entry: Entry, reader: Reader) -> Waiver:
    values = {
        key: str(value)
        for key, value in entry.values.items()
        if value is not None and key != "system" and not isinstance(value, (list, dict))
    }
    for key in _REQUIRED:
        if not values.get(key, "").strip():
            line = entry.places[key].record if key in entry.places else entry.at.record
            raise reader.refusal(line, f"a waiver needs {key!r}", f"every waiver has {', '.join(_REQUIRED)}")
    if ("object" in values) == ("fingerprint" in values):
        raise reader.refusal(
            entry.at.record, "a waiver names either an object or a fingerprint", "give exactly one of the two"
        )
    if not is_day(values["expires"]):
        raise reader.refusal(
            entry.places["expires"].record, f"expires: {values['expires']!r} is no date", "write it as yyyy-mm-dd"
        )
    return Waiver(**values, system=_systems(entry, reader), at=entry.at)


def _systems(entry: Entry, reader: Reader) -> tuple[str, ...]:
    """Return the systems that are named. A key that names none would be a waiver for all of them."""
    if "system" not in entry.values:
        return ()
    value = entry.values["system"]
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise reader.refusal(
            entry.places["system"].record, "system names no system", "write a name, a pattern such as PROD*, or a list"
        )
    return tuple(name.strip() for name in names)
