"""The evidence as it will be after a change: members, client inventory and TLS statements.

What a file of the change says takes the place of what was there: a member that of one IMS Connect, an inventory or a
statement the whole of the old one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from auditor.errors import EvidenceUnreadable
from auditor.gate.members import member_reasons
from auditor.gate.reasons import Reasons
from auditor.gather import Gathered
from auditor.gather.endpoints import join
from auditor.gather.facts import by_trade
from auditor.gather.names import check_names
from auditor.models.estate import Estate, Evidence
from auditor.models.imsconnect import Endpoint
from auditor.sources.hwscfg.grammar import Statement

if TYPE_CHECKING:
    from auditor.models.client import Client
    from auditor.sources.read import Read
    from auditor.sources.tls import Tls

_MEMBER = re.compile(r"HWSCFG[A-Z0-9#$@]{2}", re.IGNORECASE)


@dataclass(slots=True)
class After:
    """The estate with those files, and what is to be said of them."""

    estate: Estate
    replaced: dict[str, str] = field(default_factory=dict)
    """Endpoint that is gone -> how that came, as the end of a sentence."""
    reasons: Reasons = field(default_factory=Reasons)


@dataclass(slots=True)
class Files:
    """The paths of the files of a change: what they say will be so."""

    hwscfg: tuple[str, ...] = ()
    clients: str | None = None
    tls: str | None = None
    _inventory: Read[tuple[Client, ...]] | None = None

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.hwscfg or self.clients or self.tls)

    def require(self) -> None:
        """Raise `InputMissing` (16) for a file that is not there."""
        from auditor.sources.evidence import require

        for path in (*self.hwscfg, self.clients, self.tls):
            if path is not None:
                require(path)

    def people(self, first: int) -> set[str]:
        """Return the user IDs that the inventory as it will be names. `first`: the number of the first file."""
        inventory = self.inventory(first + len(self.hwscfg))
        clients = inventory.facts if inventory is not None else ()
        return {user for client in clients for user in (*client.users, client.requester) if user}

    def inventory(self, source: int) -> Read[tuple[Client, ...]] | None:
        """Return the inventory as it will be, input `source`; it is read once. Raises what `read_clients` raises (16).

        What its users are decides what is read of the unload, so it is asked for before and after that.
        """
        if self.clients is not None and (self._inventory is None or self._inventory.source != source):
            from auditor.sources.clients import read_clients

            self._inventory = read_clients(self.clients, source)
        return self._inventory


def as_it_will_be(gathered: Gathered, files: Files) -> After:
    """Return the estate with the files `--hwscfg-after`, `--clients-after` and `--tls-after` name.

    An unreadable member or AT-TLS policy is damage (12); what people write and cannot be meant is refused (16).
    """
    after = After(gathered.estate)
    if files.hwscfg:
        _members(after, gathered, files)
    _inventory(after, gathered, files)
    if files.clients or files.tls:
        _names(after.estate, gathered)
    after.estate = after.estate.model_copy(update={"inputs": tuple(gathered.inputs)})
    return after


def _inventory(after: After, gathered: Gathered, files: Files) -> None:
    changes: dict[str, object] = {}
    kinds: dict[str, Evidence] = {}
    clients = files.inventory(len(gathered.inputs))
    if clients is not None:
        gathered.take(clients)
        changes.update(by_trade(clients.facts))
        kinds["clients"] = Evidence(offered=True)
    if files.tls is not None:
        tls, kinds["tls"] = _tls(files.tls, gathered)
        changes["tls"], changes["tls_policies"] = tls.ports, tls.policies
    evidence = after.estate.evidence.model_copy(update=kinds)
    after.estate = after.estate.model_copy(update={**changes, "evidence": evidence})


def _tls(path: str, gathered: Gathered) -> tuple[Tls, Evidence]:
    """Read the evidence of TLS as it will be; what is lost of it is lost of the change, not of today."""
    from auditor.sources.tls import Tls, read_tls

    before = len(gathered.damage.get("tls", ()))
    try:
        read = read_tls(path, len(gathered.inputs))
    except EvidenceUnreadable as error:
        gathered.lose("tls", path, error)
        tls = Tls()
    else:
        gathered.take(read)
        tls = read.facts
    return tls, Evidence(offered=True, damage=tuple(gathered.damage.get("tls", ())[before:]))


def _names(estate: Estate, gathered: Gathered) -> None:
    """Refuse (16) or tell what the new files name and nothing knows, neither before nor after the change."""
    endpoints = {each.name: each for each in (*gathered.estate.endpoints, *estate.endpoints)}
    known = estate.model_copy(update={"endpoints": tuple(endpoints.values()), "inputs": tuple(gathered.inputs)})
    gathered.diagnostics += [told for told in check_names(known, None) if told not in gathered.diagnostics]


def _members(after: After, gathered: Gathered, files: Files) -> None:
    """Put the members in place of those they replace.

    A new member counts from the restart of its IMS Connect, and a restart drops what commands had changed: the display
    captured before it says nothing any more.
    """
    from auditor.sources.hwscfg import read_member

    members: list[Endpoint] = []
    statements: dict[str, tuple[Statement, ...]] = {}
    for path in files.hwscfg:
        source = len(gathered.inputs)
        try:
            read = read_member(path, source)
        except EvidenceUnreadable as error:
            gathered.lose("hwscfg", path, error)
            continue
        gathered.take(read)
        if read.facts.endpoint is not None:
            members.append(read.facts.endpoint)
            statements[read.facts.endpoint.name] = read.facts.statements
    file_names = [PurePath(one.path).name for one in gathered.inputs]
    new = join(members, (), after.estate.site, gathered.lost)
    replaced = _replaced(after, members, file_names)
    rest = [old for old in after.estate.endpoints if old.name not in replaced]
    for old in after.estate.endpoints:
        if old.member and old.name in statements:
            before = gathered.facts.statements[old.source]
            after.reasons.extend(member_reasons(old.name, before, statements[old.name]))
    names = {endpoint.name for endpoint in new}
    after.replaced = {name: how for name, how in replaced.items() if name not in names}
    damage = Evidence(offered=True, damage=tuple(gathered.damage.get("hwscfg", ())))
    evidence = after.estate.evidence.model_copy(update={"hwscfg": damage})
    after.estate = after.estate.model_copy(update={"endpoints": (*rest, *new), "evidence": evidence})


def _replaced(after: After, members: list[Endpoint], files: list[str]) -> dict[str, str]:
    """Return the endpoints that the members take the place of, each with how that came.

    A member replaces that of its HWS ID. Where that stood in another file, or nowhere, it replaces the file of its own
    name too: HWSCFG01 with another HWS ID leaves nothing of what HWSCFG01 defined.
    """
    replaced: dict[str, str] = {}
    for member in members:
        file, name = files[member.source], _same(files[member.source])
        how = f" ({file} defines {member.name} instead)"
        same_id = [old for old in after.estate.endpoints if member.id.value in (old.id.value, old.name)]
        same_file = [old for old in after.estate.endpoints if old.member and _same(files[old.source]) == name]
        both = [old for old in same_id if old in same_file]
        if both or len(same_file) > 1:
            same_file = both
        if not same_id and not same_file and _several(after.estate, files, name):
            after.reasons.block(f"{file}: several members have this name, and none has HWS ID {member.name}")
        replaced.update({old.name: how for old in (*(both or same_id), *same_file)})
    return replaced


def _several(estate: Estate, files: list[str], name: str) -> bool:
    return sum(old.member and _same(files[old.source]) == name for old in estate.endpoints) > 1


def _same(file: str) -> str:
    """The member's name as far as a file name tells: HWSCFG01 of HWSCFG01.txt, IMS.PROCLIB(HWSCFG01), hwscfg01.new."""
    known = _MEMBER.search(file)
    return (known.group() if known else file.split(".", maxsplit=1)[0]).upper()
