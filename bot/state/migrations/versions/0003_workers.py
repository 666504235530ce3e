"""What several processes agree on: who does what only one may do, and which updates were taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False, comment="by the clock of the database"),
    )
    op.create_table(
        "received",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("received_at", "received", ["at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("received")
    op.drop_table("leases")
