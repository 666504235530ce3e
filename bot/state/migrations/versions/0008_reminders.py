"""What readers want to be reminded of, and when they last looked at what is new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "reminders",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("entity", sa.String, nullable=False),
        sa.Column("lead", sa.String(8), nullable=False, comment="how long before: d, m or h"),
        sa.Column("lang", sa.String(8), nullable=False, comment="of the reminder while no language is chosen"),
        sa.Column("occasion", sa.String, nullable=False, comment="when the event is, as the reader was told last"),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("chat", "thread", "entity", "lead", name="reminders_once"),
    )
    op.create_index("reminders_due", "reminders", ["due_at"])
    looked = sa.Column("looked_at", sa.BigInteger, comment="when it last asked for what is new")
    op.add_column("readers", looked)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("readers", "looked_at")
    op.drop_table("reminders")
