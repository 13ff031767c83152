"""Alembic's entry: the caller hands over an open connection, so that migrating and recording share one lock."""

from __future__ import annotations

from alembic import context

from auditor.history.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
