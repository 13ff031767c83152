"""What each channel of notification was last told, kept with the history: a night may write to a folder of its own."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from auditor.history.tables import notified


def told(connection: Connection, channel: str) -> bytes | None:
    """Return what was kept for the channel; None when nothing was."""
    found = connection.execute(sa.select(notified.c.told).where(notified.c.channel == channel)).scalar_one_or_none()
    return None if found is None else bytes(found)


def tell(connection: Connection, channel: str, packed: bytes) -> None:
    """Keep `packed` for the channel in place of what was there."""
    connection.execute(notified.delete().where(notified.c.channel == channel))
    connection.execute(notified.insert(), {"channel": channel, "told": packed})
