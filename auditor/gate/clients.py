"""What an inventory as it will be takes away from or changes in the one before: each client by its name.

Verdicts and trials rest on what the inventory says, so that a client which is no longer in it is asked for by nobody.
Its permits, where they stay, are PT-B15. Source: design, section 3 and section 4, "gate.json".
"""

from __future__ import annotations

from auditor.gate.reasons import Reasons
from auditor.models.client import Client
from auditor.models.estate import Estate

_PLACES = frozenset({"at", "places", "evidence", "id"})
"""Fields that say where an entry stands, and what proves it."""


def client_reasons(before: Estate, after: Estate) -> Reasons:
    """Return what of the inventory of `before` is gone, changed or new in that of `after`."""
    reasons = Reasons()
    old, new = _by_id(before), _by_id(after)
    if not before.evidence.clients.offered or old == new:
        return reasons
    if old and not new:
        reasons.warn("the client inventory is empty after the change: no verdict and no trial asks for any client")
    reasons.fold(
        [f"client {name} is gone from the inventory{_of(old[name])}" for name in old if name not in new],
        "clients that are gone",
    )
    reasons.fold(
        [f"client {name} is new in the inventory{_of(new[name])}" for name in new if name not in old],
        "new clients",
    )
    changed = [(name, _changes(old[name], new[name])) for name in old if name in new]
    reasons.fold([f"client {name} is declared otherwise: {what}" for name, what in changed if what], "changed clients")
    return reasons


def _by_id(estate: Estate) -> dict[str, Client]:
    return {client.id: client for client in (*estate.clients, *estate.other_clients)}


def _of(client: Client) -> str:
    """What the client is, in brackets."""
    application = f" of {client.application}" if client.application else ""
    return f" (kind {client.kind}{application}, {len(client.users)} users)"


def _changes(old: Client, new: Client) -> str:
    """Return the fields that differ with both values; the users who are gone and who came."""
    parts = []
    for name in Client.model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if name in _PLACES or was == now:
            continue
        if isinstance(was, tuple):
            gone, came = sorted(set(was) - set(now)), sorted(set(now) - set(was))
            parts += [f"{name} without {', '.join(gone[:5])}{_more(gone)}"] if gone else []
            parts += [f"{name} with {', '.join(came[:5])}{_more(came)}"] if came else []
        else:
            parts.append(f"{name} {_word(was)} is now {_word(now)}")
    return "; ".join(parts)


def _more(names: list[str]) -> str:
    return f" and {len(names) - 5} more" if len(names) > 5 else ""


def _word(value: object) -> str:
    if value is None:
        return "(not given)"
    return str(value).lower() if isinstance(value, bool) else str(value)
