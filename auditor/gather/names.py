"""Names in the site's own files that nothing knows: a slip is refused (16), what may be meant is told (4).

An endpoint that was not offered is no mistake: its member may only be missing. So a name is refused only where it is
one slip away from an endpoint that was offered, and only one of the site's files gives it. A user or group that a
complete unload does not hold is nowhere; it is refused where it is one slip away from one that the unload holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, Protocol

from auditor.errors import ConfigurationError
from auditor.gather.slips import slips
from auditor.models.estate import Estate
from auditor.models.place import At, Diagnostic, InputKind

CONFIG: Final = "auditor.toml"

_FEW: Final = 5
"""So many known names are listed at most."""


class Ids(Protocol):
    """User IDs and groups of a whole database."""

    def holding(self, names: Iterable[str]) -> set[str]:
        """Return those of `names` that it holds."""


class _Use(NamedTuple):
    """A name in a file of the site: where it stands, and what is said of that."""

    kind: InputKind
    name: str
    what: str
    at: At | None = None


def check_names(estate: Estate, everybody: Ids | None, hosts: Mapping[str, At] | None = None) -> Iterator[Diagnostic]:
    """Yield a remark for each name that nothing knows. Raises `ConfigurationError` (16) with all that are slips.

    `everybody`: who is in the unload; None where none was read. `hosts`: endpoints that the map of hosts names.
    """
    refused: list[ConfigurationError] = []
    remarks = [*_endpoints(estate, refused, hosts or {}), *_people(estate, everybody, refused)]
    if refused:
        raise ConfigurationError.all_of(refused)
    yield from remarks


# -- endpoints ---------------------------------------------------------------------------------------------------------


def _endpoints(estate: Estate, refused: list[ConfigurationError], hosts: Mapping[str, At]) -> Iterator[Diagnostic]:
    known = {endpoint.name for endpoint in estate.endpoints}
    if not known:
        return
    used = [*_uses(estate), *(_Use("hosts", name, "the map of hosts names", at) for name, at in hosts.items())]
    files = {name: {use.kind for use in used if use.name == name} for name in {use.name for use in used}}
    unread = estate.evidence.hwscfg.damage or estate.evidence.imscon.damage
    for use in used:
        if use.name in known:
            continue
        meant = sorted(slips(use.name) & known)
        what = f"{use.what} endpoint {use.name}, of which no member or display was offered"
        if meant and len(files[use.name]) == 1 and not unread:
            advice = f"did you mean {' or '.join(meant)}? If not, name it in [site.endpoints] or the inventory too"
            refused.append(_refusal(estate, use, what, advice))
        else:
            yield _remark(estate, use, "unknown-endpoint", f"{what} (offered: {_list(known)}){_perhaps(meant)}")


def _uses(estate: Estate) -> Iterator[_Use]:
    for client in (*estate.clients, *estate.other_clients):
        at = client.places.get("endpoint", client.at)
        yield _Use("clients", client.endpoint, f"client {client.id} names", at)
    for port in estate.tls:
        yield _Use("tls", port.endpoint, f"the statement on port {port.port} names", port.at)
    for name in estate.site.endpoints:
        yield _Use("config", name, "[site.endpoints] names")


# -- users and groups --------------------------------------------------------------------------------------------------


def _people(estate: Estate, everybody: Ids | None, refused: list[ConfigurationError]) -> Iterator[Diagnostic]:
    level = estate.unload
    if everybody is None or estate.evidence.unload.damage or not (level.users and level.groups):
        return
    for key in ("privileged", "security_owners", "administrators", "schedulers"):
        names = getattr(estate.site, key) or ()
        for name in sorted(set(names) - everybody.holding(names)):
            meant = sorted(everybody.holding(slips(name)))
            use = _Use("config", name, f"[site] {key} names")
            what = f"{use.what} {name}, which is no user or group of the unload"
            if meant:
                advice = f"did you mean {' or '.join(meant[:_FEW])}? Leave it out if it is gone"
                refused.append(_refusal(estate, use, what, advice))
            else:
                yield _remark(estate, use, "unknown-id", what)


# -- what is said ------------------------------------------------------------------------------------------------------


def _refusal(estate: Estate, use: _Use, what: str, advice: str) -> ConfigurationError:
    line = use.at.record if use.at else None
    where = f"{_path(estate, use)}, line {line}" if line else _path(estate, use)
    return ConfigurationError(f"{where}: {what}", advice, line=line)


def _remark(estate: Estate, use: _Use, code: str, message: str) -> Diagnostic:
    record = use.at.record if use.at else None
    return Diagnostic(
        input=use.kind, path=_path(estate, use), record=record, level="remark", code=code, message=message
    )


def _path(estate: Estate, use: _Use) -> str:
    return estate.inputs[use.at.source].path if use.at else CONFIG


def _list(names: Iterable[str]) -> str:
    shown = sorted(names)
    more = f" and {len(shown) - _FEW} more" if len(shown) > _FEW else ""
    return ", ".join(shown[:_FEW]) + more


def _perhaps(meant: list[str]) -> str:
    return f": did you mean {' or '.join(meant)}?" if meant else ""
