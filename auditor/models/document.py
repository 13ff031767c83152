"""The estate as the JSON text that engines read.

Nearly all of a large one are records, which are plain dataclasses: msgspec writes them in half the time. The rest is
written by pydantic, by its declared types: an `InputFile` among `inputs` is there as `InputFacts`, without its digest.
"""

from __future__ import annotations

import msgspec

from auditor.models.estate import Estate

_MANY = ("profiles", "users", "groups")
"""The fields that hold records and nothing else."""
_parts = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_write = msgspec.json.Encoder().encode


def document(estate: Estate) -> bytes:
    """To the byte what `estate.model_dump_json()` gives, in UTF-8.

    Raises `ValueError` for a text with half of a surrogate pair, and `TypeError` for what is no record among records.
    """
    few = estate.model_copy(update={name: {} for name in _MANY})
    return _write({**_parts(few.model_dump_json()), **{name: getattr(estate, name) for name in _MANY}})
