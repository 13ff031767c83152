"""The surveys of all byte ranges of one file, put together: record numbers follow on."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.sources.irrdbu00.survey.roll import repeated
from auditor.sources.irrdbu00.survey.survey import Survey


def merged(parts: Sequence[Survey]) -> Survey:
    """What the file told. The people stay with their ranges, which may have to be read again for them."""
    whole = Survey()
    for part, names in zip(parts, repeated([part.users for part in parts]), strict=True):
        _add(whole, part)
        whole.doubles += [(None, name) for name in names]
    return whole


def _add(whole: Survey, part: Survey) -> None:
    at = whole.records
    whole.records += part.records
    whole.types += part.types
    whole.rows += [(number + at, text) for number, text in part.rows]
    whole.data_sets += [(number + at, text) for number, text in part.data_sets]
    whole.faults += [(number + at, problem, lost, text) for number, problem, lost, text in part.faults]
    whole.privileged |= part.privileged
    whole.doubles += [(number and number + at, name) for number, name in part.doubles]
    whole.newest = max(whole.newest, part.newest)
    whole.long_ssignon |= part.long_ssignon
    whole.bases |= part.bases
    whole.damaged |= part.damaged
    for key, (number, code) in part.needs.items():
        whole.needs.setdefault(key, (number + at, code))
    whole.people |= part.people
