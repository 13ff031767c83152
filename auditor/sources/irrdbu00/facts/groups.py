"""Group records (01xx) to groups.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.models.racf import Group, GroupMember
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.people import People, by_name


def groups(people: People, kept: set[str], whole: set[str]) -> dict[str, Group]:
    """The groups of `kept` that exist; all members are known of those in `whole` only."""
    members = by_name(people.rows["0205"], 1)
    authorities = {names: row.get("GPMEM_AUTH") for names, row in people.rows["0102"].items()}
    return {
        name: _group(row, members.get(name, []), authorities, complete=name in whole)
        for (name,), row in sorted(people.rows["0100"].items())
        if name in kept
    }


def _group(row: Row, members: list[Row], authorities: Mapping[tuple[str, ...], str], *, complete: bool) -> Group:
    universal, name = row.get("GPBD_UNIVERSAL"), row.get("GPBD_NAME")
    return Group(
        at=row.at(),
        owner=row.get("GPBD_OWNER_ID"),
        superior=row.get("GPBD_SUPGRP_ID"),
        universal=universal == "YES" if universal else None,
        members={
            one.get("USCON_NAME"): GroupMember(authority=authorities.get((name, one.get("USCON_NAME"))), at=one.at())
            for one in members
        },
        complete=complete,
    )
