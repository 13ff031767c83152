"""The first shape of the history: scans and their verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "scans",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("system", sa.String(64), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("recorded_at", sa.String(20), nullable=False),
        sa.Column("tool_version", sa.String(32), nullable=False),
        sa.Column("return_code", sa.Integer, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
    )
    op.create_index("scans_by_system", "scans", ["system", "as_of", "id"])
    op.create_table(
        "verdicts",
        sa.Column("scan", sa.Integer, sa.ForeignKey("scans.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(80), nullable=False),
        sa.Column("policy", sa.String(32), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("object", sa.String(300), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("waived", sa.Boolean, nullable=False),
    )
    op.create_index("verdicts_by_fingerprint", "verdicts", ["fingerprint"])


def downgrade() -> None:
    """Take both away."""
    op.drop_table("verdicts")
    op.drop_table("scans")
