"""What was taken from Telegram and not answered at a stop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unanswered",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("body", sa.String, nullable=False, comment="JSON: an update, without names"),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("unanswered_chat", "unanswered", ["chat"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("unanswered")
