"""Alembic's entry: migrates over the connection that the store opened."""

from __future__ import annotations

from alembic import context

from coach.adapters.sql_model import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
