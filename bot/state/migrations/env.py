"""What Alembic runs to migrate; `bot.state.migrating` hands it the connection."""

from __future__ import annotations

from alembic import context

from bot.state.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can roll back a change of tables, Alembic only does not expect it
)
with context.begin_transaction():
    context.run_migrations()
