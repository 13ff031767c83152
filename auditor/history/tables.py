"""What is kept of a scan. First and last seen are asked of these rows, never stored beside them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

scans = Table(
    "scans",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("system", String(64), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("recorded_at", String(20), nullable=False),
    Column("tool_version", String(32), nullable=False),
    Column("return_code", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Index("scans_by_system", "system", "as_of", "id"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("scan", Integer, ForeignKey("scans.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("fingerprint", String(80), nullable=False),
    Column("policy", String(32), nullable=False),
    Column("slug", String(80), nullable=False),
    Column("object", String(300), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("waived", Boolean, nullable=False),
    Index("verdicts_by_fingerprint", "fingerprint"),
)

notified = Table(
    "notified",
    metadata,
    Column("channel", String(64), primary_key=True),
    Column("told", LargeBinary, nullable=False),
)
"""What each channel of notification was last told (auditor.output.baseline); channels go by a digest."""
