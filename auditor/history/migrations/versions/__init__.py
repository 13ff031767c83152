"""Alembic migrations of the history, oldest first."""
