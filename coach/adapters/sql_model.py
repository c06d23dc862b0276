"""Tables of the record. Rows of `events` are only ever added."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("attempt_id", String(100), nullable=False, unique=True),
    Column("created", String(40), nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("attempt_id", String(100), ForeignKey("attempts.attempt_id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("type", String(40), nullable=False, index=True),
    Column("body", Text, nullable=False),
    UniqueConstraint("attempt_id", "seq"),
)
