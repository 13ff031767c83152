"""Evidence taken away from a generated installation, which no file was read for: each input, and what it tells."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.models.estate import Estate, Evidence, UnloadLevel
from auditor.models.place import InputFacts
from auditor.models.racf import key_labels, unknown_class, unknown_options

WHY = "no SETROPTS LIST was offered"


def inputs(estate: Estate) -> Iterator[tuple[str, Estate]]:
    """Without each input; what is not offered is unknown, as `gather` has it."""
    unknown = {name: unknown_class(WHY) for name in estate.classes}
    yield "setropts", _without(estate, "setropts", classes=unknown, options=unknown_options(WHY))
    yield "clients", _without(estate, "clients", clients=())
    yield "hwscfg", _without(estate, "hwscfg", endpoints=())
    nothing = {name: {} for name in estate.profiles}
    yield "unload", _without(estate, "unload", profiles=nothing, users={}, groups={}, unload=UnloadLevel())


def types(estate: Estate) -> Iterator[tuple[str, Estate]]:
    """Without records of a type, as the reader says that it is missing."""
    bare = {kind: {name: _bare(profile) for name, profile in found.items()} for kind, found in estate.profiles.items()}
    yield "0505", _lost(estate, "0505", profiles=bare)
    alone = {name: _bare(user, "connections", {}) for name, user in estate.users.items()}
    yield "0205", _lost(estate, "0205", users=alone)
    yield "a half of the database", _lost(estate, None, profiles={name: {} for name in estate.profiles})


def offered(estate: Estate) -> Estate:
    """The same with every input offered that has something to tell."""
    told = {"setropts": True, "hwscfg": bool(estate.endpoints), "clients": bool(estate.clients)}
    changes = {kind: Evidence(offered=there) for kind, there in told.items()}
    files = tuple(InputFacts(kind="unload", path=f"file{n}", codepage="utf-8", records=1000) for n in range(5))
    labels = key_labels(estate.profiles.get("PTKTDATA", {}).values())
    level = estate.unload.model_copy(update={"labels": tuple(sorted(labels))})
    evidence = estate.evidence.model_copy(update=changes)
    return estate.model_copy(update={"evidence": evidence, "inputs": files, "unload": level})


def _without(estate: Estate, kind: str, **changes: object) -> Estate:
    evidence = estate.evidence.model_copy(update={kind: Evidence()})
    return estate.model_copy(update={"evidence": evidence, **changes})


def _lost(estate: Estate, record_type: str | None, **changes: object) -> Estate:
    from tests.racf.estates import lost

    whole = estate.evidence.unload
    unload = Evidence(offered=whole.offered, damage=(*whole.damage, lost(record_type)))
    return estate.model_copy(update={"evidence": estate.evidence.model_copy(update={"unload": unload}), **changes})


def _bare(value: object, field: str = "acl", empty: object = None) -> object:
    from dataclasses import replace

    return replace(value, **{field: {} if empty is None else empty})  # type: ignore[type-var]
