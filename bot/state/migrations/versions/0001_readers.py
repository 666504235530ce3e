"""What is kept about a chat: its language and what it last spoke of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "readers",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("thread", sa.BigInteger, primary_key=True, autoincrement=False, comment="0: outside topics"),
        sa.Column("language", sa.String(8), comment="chosen with /language; null: as each question is written"),
        sa.Column("entities", sa.String, comment="ids of the last answer, separated by spaces"),
        sa.Column("spoke_at", sa.BigInteger, comment="when that answer was given"),
        sqlite_with_rowid=False,
    )
    op.create_index("readers_spoke_at", "readers", ["spoke_at"])


def downgrade() -> None:
    """Drop it with all that it holds."""
    op.drop_table("readers")
