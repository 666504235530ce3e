"""Mistakes that readers report, with their words and the chat that an answer goes back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_Key = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reports",
        sa.Column("id", _Key, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("prompt", sa.BigInteger, comment="our message that asks for the words"),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("statements", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False, comment="empty: none were given"),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("reports_at", "reports", ["at"])
    op.create_index("reports_chat", "reports", ["chat", "prompt"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("reports")
